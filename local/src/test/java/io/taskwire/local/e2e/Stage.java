package io.taskwire.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.channel.ChannelStore;
import io.taskwire.core.dialog.DialogStore;
import io.taskwire.local.Backstage;
import io.taskwire.local.Engines;
import io.taskwire.local.LocalRun;
import io.taskwire.local.sim.planfix.PlanfixKnobs;
import io.taskwire.local.sim.planfix.PlanfixSimulator;
import io.taskwire.local.sim.wazzup.WazzupChannel;
import io.taskwire.local.sim.wazzup.WazzupKnobs;
import io.taskwire.local.sim.wazzup.WazzupSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A Taskwire that runs, with the simulated messengers on one side and Planfix on the other. */
final class Stage {
  /** Longer than anything takes that is not broken; engines in a container are slower. */
  private static final Duration PATIENCE =
      Duration.ofSeconds(Engines.offered().isPresent() ? 120 : 30);

  /** The first answer to whoever was answered before. */
  static final String WELCOME = "Welcome";

  private static final AtomicInteger PEOPLE = new AtomicInteger(1000);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final WazzupSimulator wazzup;
  private final PlanfixSimulator planfix;
  private final ChannelStore channels;
  private final DialogStore dialogs;
  private final Queues queues;
  private final URI door;
  private final InstantSource clock;
  private final BlockingQueue<Boolean> news = new ArrayBlockingQueue<>(1);
  private final List<Letter> deadLetters = new ArrayList<>();

  /** What can never succeed, and why. */
  record Letter(String body, String reason) {
    static Letter of(Message message) {
      MessageAttributeValue reason = message.messageAttributes().get("reason");
      return new Letter(message.body(), reason == null ? "" : reason.stringValue());
    }
  }

  /** The queues of a run. */
  record Queues(SqsClient sqs, String inbound, String deadLetters, String outbound) {}

  /**
   * A stage.
   *
   * @param door the address of the webhooks, with its secret
   */
  Stage(
      WazzupSimulator wazzup,
      PlanfixSimulator planfix,
      ChannelStore channels,
      DialogStore dialogs,
      Queues queues,
      URI door,
      InstantSource clock) {
    this.wazzup = wazzup;
    this.planfix = planfix;
    this.channels = channels;
    this.dialogs = dialogs;
    this.queues = queues;
    this.door = door;
    this.clock = clock;
    wazzup.onEvent(_ -> tellNews());
    planfix.onEvent(_ -> tellNews());
    planfix.knobs().firstCallMillis = 20;
  }

  /** The stage of a local run. */
  static Stage of(LocalRun run) {
    Backstage backstage = Backstage.of(run);
    return new Stage(
        run.wazzup(),
        run.planfix(),
        backstage.channels(),
        backstage.dialogs(),
        new Queues(
            backstage.sqs().client(),
            backstage.inbound(),
            backstage.deadLetters(),
            backstage.outbound()),
        run.origin().resolve("/wazzup/" + backstage.webhookSecret()),
        InstantSource.system());
  }

  // People and channels

  /** Somebody who has never written before. */
  Person somebody(String name) {
    return new Person(this, PEOPLE.incrementAndGet(), name);
  }

  /**
   * Somebody who wrote and was answered, so that the processes know what they ask once. Wazzup may
   * be such that this answer's echo never comes.
   */
  Talk answeredBefore(String channelId) {
    Talk talk = somebody("Ivan Testov").on(channelId);
    talk.writes("Hello");
    talk.task().says("Hello");
    talk.task().answers(WELCOME);
    settle();
    assertThat(talk.phone()).containsExactly(WELCOME);
    return talk;
  }

  /** A phone number that nobody has. */
  static String freshPhone() {
    return phone(PEOPLE.incrementAndGet());
  }

  static String phone(int number) {
    return "7999%07d".formatted(number);
  }

  /** A new channel at Wazzup, connected by what a person would type. */
  WazzupChannel connected(String transport, String plainId, String typed) {
    channels.connect(ChannelIdentity.typed(typed), clock.instant());
    return listed(transport, plainId);
  }

  /** A new channel at Wazzup, of which Taskwire has heard. */
  WazzupChannel listed(String transport, String plainId) {
    WazzupChannel channel = wazzup.addChannel(transport, plainId, null, null);
    settle();
    return channel;
  }

  WazzupChannel channel(String channelId) {
    return wazzup.channels().stream()
        .filter(channel -> channel.channelId().equals(channelId))
        .findFirst()
        .orElseThrow();
  }

  // Waiting

  /** Tells whoever waits that something may be different. */
  void tellNews() {
    // Where news is waiting already, one more says nothing new.
    var _ = news.offer(true);
  }

  /** Waits until it holds; looks again at every event of the simulators. */
  boolean await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      try {
        // Queues tell nothing by themselves, so they are asked now and then.
        var _ = news.poll(20, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  /** Waits until every webhook was delivered and the queues are empty. */
  Stage settle() {
    // What is sent comes back as webhooks, which are queued again.
    for (int round = 0; round < 2; round++) {
      assertThat(await(() -> waiting(queues.outbound()) == 0)).as("all was sent").isTrue();
      try {
        assertThat(wazzup.awaitIdle(PATIENCE)).as("all webhooks were posted").isTrue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      assertThat(await(() -> waiting() == 0)).as("the queue became empty").isTrue();
    }
    return this;
  }

  /** How many notices are in the queue, in work or waiting for their next attempt. */
  int waiting() {
    return waiting(queues.inbound());
  }

  /** How many comments wait to be sent, or are being sent. */
  int unsent() {
    return waiting(queues.outbound());
  }

  private int waiting(String queue) {
    return queues
        .sqs()
        .getQueueAttributes(
            request ->
                request
                    .queueUrl(queue)
                    .attributeNames(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
        .attributes()
        .values()
        .stream()
        .mapToInt(Integer::parseInt)
        .sum();
  }

  // The door

  /** Posts a webhook and gives the HTTP status. */
  int post(String body) {
    return post(door, body.getBytes(StandardCharsets.UTF_8), "content-type", "application/json");
  }

  /** Posts a webhook to an address below this server, with headers. */
  static int post(URI address, byte[] body, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(PATIENCE);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return HTTP.send(
              request.POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Opens a link as a browser would, and gives the HTTP status. */
  static int get(URI link) {
    try {
      return HTTP.send(HttpRequest.newBuilder(link).build(), BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A scenario of Planfix tells that a task was deleted. */
  int taskDeleted(int task) {
    return scenario("cmd=taskDeleted&task=" + task);
  }

  /** A button of a task of comments: a scenario of Planfix answers in Direct. */
  int startDialog(String chatId, String text) {
    return scenario(
        "cmd=startDialog&chatId="
            + URLEncoder.encode(chatId, StandardCharsets.UTF_8)
            + "&message="
            + URLEncoder.encode(text, StandardCharsets.UTF_8));
  }

  private int scenario(String fields) {
    String form = fields + "&providerId=taskwire&token=local-token-from-planfix";
    return post(
        door.resolve("/planfix/local-planfix-secret"),
        form.getBytes(StandardCharsets.UTF_8),
        "content-type",
        "application/x-www-form-urlencoded");
  }

  URI door() {
    return door;
  }

  // Behind the scenes

  WazzupSimulator wazzup() {
    return wazzup;
  }

  PlanfixSimulator planfix() {
    return planfix;
  }

  ChannelStore channels() {
    return channels;
  }

  DialogStore dialogs() {
    return dialogs;
  }

  Instant now() {
    return clock.instant();
  }

  /** The dead letter whose body is like this; waits for it. */
  Letter deadLetter(Predicate<String> body) {
    assertThat(await(() -> find(body).isPresent())).as("there is such a dead letter").isTrue();
    return find(body).orElseThrow();
  }

  /** All dead letters so far. */
  List<Letter> deadLetters() {
    for (List<Message> more = receive(); !more.isEmpty(); more = receive()) {
      more.stream().map(Letter::of).forEach(deadLetters::add);
    }
    return List.copyOf(deadLetters);
  }

  private Optional<Letter> find(Predicate<String> body) {
    return deadLetters().stream().filter(letter -> body.test(letter.body())).findFirst();
  }

  private List<Message> receive() {
    List<Message> more =
        queues
            .sqs()
            .receiveMessage(
                request ->
                    request
                        .queueUrl(queues.deadLetters())
                        .maxNumberOfMessages(10)
                        .messageAttributeNames("All"))
            .messages();
    for (Message letter : more) {
      queues
          .sqs()
          .deleteMessage(
              request ->
                  request.queueUrl(queues.deadLetters()).receiptHandle(letter.receiptHandle()));
    }
    return more;
  }

  /** Takes back what a test changed about the providers. */
  void usual() {
    planfix.faults().clear();
    planfix.knobs().newChatEcho = PlanfixKnobs.NewChatEcho.TASK_CREATED;
    planfix.knobs().echoComesBack = PlanfixKnobs.EchoComesBack.NEVER;
    planfix.knobs().deletedTask = PlanfixKnobs.DeletedTask.NOT_FOUND;
    planfix.knobs().newTaskIfNoneActive = true;
    planfix.knobs().contactByPhone = true;
    planfix.knobs().textForm = PlanfixKnobs.TextForm.PLAIN;
    planfix.knobs().knownChat = PlanfixKnobs.KnownChat.MOVED;
    planfix.knobs().fileServing = PlanfixKnobs.FileServing.SERVED;
    planfix.knobs().repeats = 0;
    planfix.knobs().repeatAfterSuccess = false;
    planfix.knobs().callsInOrder = true;
    WazzupKnobs usual = new WazzupKnobs();
    wazzup.clearFaults();
    wazzup.turnKnobs(
        knobs -> {
          knobs.quotedMessage = usual.quotedMessage;
          knobs.statusesAfterSend = usual.statusesAfterSend;
          knobs.statusesAsMessages = usual.statusesAsMessages;
          knobs.duplicateRate = usual.duplicateRate;
          knobs.entriesPerPost = usual.entriesPerPost;
          knobs.newestFirstWithinPost = usual.newestFirstWithinPost;
          knobs.vcard = usual.vcard;
          knobs.geo = usual.geo;
          knobs.wabaWindow = usual.wabaWindow;
          knobs.echo = usual.echo;
          knobs.contactPhone = usual.contactPhone;
          knobs.contactIgsid = usual.contactIgsid;
          knobs.failure = usual.failure;
          knobs.rateLimit = usual.rateLimit;
        });
  }
}
