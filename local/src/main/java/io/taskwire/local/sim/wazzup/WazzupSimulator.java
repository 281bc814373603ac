package io.taskwire.local.sim.wazzup;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.config.JavalinConfig;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Wazzup in a box: its public API v3, its webhooks and its file host, with an account that has four
 * channels, and with controls for the people in the chats and for everything that may go wrong.
 *
 * <p>Not simulated: users, contacts, deals and the chat window.
 */
public final class WazzupSimulator implements AutoCloseable {

  /** The demonstration WhatsApp channel, 79990000099. */
  public static final String WHATSAPP = "5d92f893-58d1-43ca-a756-e3466e1ef788";

  /** The demonstration WABA channel, 79990000098. */
  public static final String WABA = "94d7ab8b-5943-498b-b44a-d29f23e03770";

  /** The demonstration Instagram channel, example.shop. */
  public static final String INSTAGRAM = "e5519c69-3c00-4d82-b2db-9ef63cea03d9";

  /** The demonstration Telegram channel, 79990000096. */
  public static final String TELEGRAM = "ec4c7f67-8b60-4ece-b6aa-0bfacf4bc3ac";

  private static final System.Logger LOG = System.getLogger(WazzupSimulator.class.getName());

  private final List<Consumer<WazzupEvent>> listeners = new CopyOnWriteArrayList<>();
  private final Faults faults = new Faults();
  private final Receiver receiver = new Receiver();
  private final Subscription subscription;
  private final Deliveries deliveries;
  private final ContentDownload download;
  private final Account account;
  private final WazzupApi api;
  private volatile WazzupKnobs knobs = new WazzupKnobs();

  /**
   * A new account without a webhook address.
   *
   * @param clock time of the account: windows, the rate limit, time stamps
   * @param random ids and chances; seeded, for runs that repeat
   * @param base the address at which others reach the prefix given to {@link #install}, without a
   *     slash at the end; asked when a link is made, so that the port may be known late
   */
  public WazzupSimulator(InstantSource clock, Random random, Supplier<URI> base) {
    FileStore files = new FileStore(base, clock, () -> knobs, random);
    subscription = new Subscription(() -> knobs, receiver);
    deliveries =
        new Deliveries(
            clock, random, () -> knobs, subscription::settings, this::tellListeners, receiver);
    download = new ContentDownload(files);
    account = new Account(clock, random, () -> knobs, files, deliveries, this::tellListeners);
    api =
        new WazzupApi(
            clock, random, () -> knobs, account, subscription, deliveries, faults, files, download);
    account.start(new WazzupChannel(WHATSAPP, "whatsapp", "79990000099", "active", "Sales"));
    account.start(new WazzupChannel(WABA, "wapi", "79990000098", "active", "WABA"));
    account.start(
        new WazzupChannel(INSTAGRAM, "instagram", "example.shop", "active", "Shop Instagram"));
    account.start(new WazzupChannel(TELEGRAM, "tgapi", "79990000096", "active", "Telegram"));
  }

  /** Adds the routes of the API, the file host and the controls under a prefix. */
  public void install(JavalinConfig config, String prefix) {
    new ControlRoutes(this).install(config, prefix);
    api.install(config, prefix);
  }

  // Channels

  /** The channels in the order in which they were made. */
  public List<WazzupChannel> channels() {
    return account.channels();
  }

  /** Adds a channel; by default it is active. */
  public WazzupChannel addChannel(
      String transport, String plainId, @Nullable String state, @Nullable String name) {
    return account.addChannel(transport, plainId, state, name);
  }

  /** Removes a channel, named by its id or its plainId. */
  public void removeChannel(String channel) {
    account.removeChannel(channel);
  }

  /** Changes a channel's state, and for WABA also its tier. */
  public WazzupChannel changeState(String channel, String state, @Nullable String tier) {
    return account.changeState(channel, state, tier);
  }

  /** Deletes a channel and makes it anew: same plainId, same chats, another channelId. */
  public WazzupChannel recreateChannel(String channel) {
    return account.recreateChannel(channel);
  }

  /** Changes a WABA template's status. */
  public void changeTemplate(String guid, String status) {
    account.changeTemplate(guid, status);
  }

  // People

  /** All chats with everything in them. */
  public List<ChatView> chats() {
    return account.chats();
  }

  /** The chat of a client with a channel, named by its id or its plainId. */
  public ChatView chat(String channel, String chatId) {
    return chats().stream()
        .filter(chat -> chat.channelId().equals(channel) || chat.plainId().equals(channel))
        .filter(chat -> chat.chatId().equals(chatId))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No chat " + chatId));
  }

  /** A client writes. */
  public ChatMessage clientWrites(ClientMessage message) {
    return account.clientWrites(message);
  }

  /** A client changes his message. */
  public ChatMessage clientEdits(String messageId, String text) {
    return account.clientEdits(messageId, text);
  }

  /** A client takes his message back. */
  public ChatMessage clientDeletes(String messageId) {
    return account.clientDeletes(messageId);
  }

  /** An employee writes without the API. */
  public ChatMessage employeeWrites(EmployeeMessage message) {
    return account.employeeWrites(message);
  }

  /** An employee edits a message of ours in the messenger itself: told by a status only. */
  public ChatMessage employeeEdits(String messageId, String text) {
    return account.employeeEdits(messageId, text);
  }

  /** Gives a message of ours a status; {@code error} needs its code. */
  public ChatMessage changeStatus(String messageId, String status, @Nullable String errorCode) {
    if (status.equals("error") != (errorCode != null)) {
      throw new IllegalArgumentException("The status error, and only that, has a code");
    }
    return account.changeStatus(messageId, status, errorCode);
  }

  // Webhooks

  /**
   * Sets the webhook address without a test POST and turns every switch on, as another integration
   * of the account would; null takes the address away.
   */
  public void overwriteWebhooksUri(@Nullable String uri) {
    subscription.overwrite(uri);
  }

  /** Posts a body verbatim. */
  public void postRaw(String body) {
    deliveries.offerRaw(body);
  }

  /** The log of webhooks after the given number, oldest first; 0 gives all. */
  public List<WebhookPost> webhooks(long after) {
    return deliveries.log(after);
  }

  /**
   * Waits until every webhook was delivered or given up.
   *
   * @return false when the time was over first
   */
  public boolean awaitIdle(Duration timeout) throws InterruptedException {
    return deliveries.awaitIdle(timeout);
  }

  // Knobs, faults, events

  /** A copy of the knobs. */
  public WazzupKnobs knobs() {
    return knobs.copy();
  }

  /** Changes some knobs; values that make no sense are refused and nothing changes. */
  public synchronized void turnKnobs(Consumer<WazzupKnobs> change) {
    WazzupKnobs changed = knobs.copy();
    change.accept(changed);
    changed.check();
    knobs = changed;
  }

  /** Changes the knobs that the JSON object names. */
  synchronized void turnKnobs(String json) throws JsonProcessingException {
    WazzupKnobs changed = Json.update(knobs.copy(), json);
    changed.check();
    knobs = changed;
  }

  /** Lets calls of the API go wrong. */
  public void addFault(Fault fault) {
    faults.add(fault);
  }

  /** The faults that still wait for their calls. */
  public List<Fault> faults() {
    return faults.all();
  }

  /** Takes all faults back. */
  public void clearFaults() {
    faults.clear();
  }

  /** How many calls of a kind ended with this HTTP status; 0 stands for no answer. */
  public long answered(Fault.Call call, int status) {
    return api.answered(call, status);
  }

  /** How many calls of a kind ended, with an answer or without. */
  public long ended(Fault.Call call) {
    return api.ended(call);
  }

  /** Hears of everything from now on. A listener must not block: it holds the account up. */
  public void onEvent(Consumer<WazzupEvent> listener) {
    listeners.add(listener);
  }

  /** An event, channel, chat or webhook as JSON, as the routes write it. */
  public static String json(Object value) {
    return Json.write(value);
  }

  private void tellListeners(WazzupEvent event) {
    for (Consumer<WazzupEvent> listener : listeners) {
      try {
        listener.accept(event);
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.WARNING, "A listener failed", e);
      }
    }
  }

  /** Stops delivering at once. */
  @Override
  public void close() {
    deliveries.close();
    receiver.close();
    download.close();
  }
}
