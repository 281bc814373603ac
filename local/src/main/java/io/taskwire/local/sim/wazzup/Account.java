package io.taskwire.local.sim.wazzup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The simulated account: its channels, chats and templates, and what happens to a message in them.
 * Every method takes the account's lock; webhooks are only queued under it.
 */
final class Account {

  private static final Duration REPEAT_WINDOW = Duration.ofSeconds(60);
  private static final Duration DIRECT_WINDOW = Duration.ofDays(7);
  private static final Duration WABA_WINDOW = Duration.ofHours(24);
  private static final Set<String> FILE_TYPES = Set.of("image", "audio", "video", "document");

  private final InstantSource clock;
  private final Random random;
  private final Supplier<WazzupKnobs> knobs;
  private final FileStore files;
  private final MessageJson json;
  private final Deliveries deliveries;
  private final Consumer<WazzupEvent> events;

  private final Map<String, WazzupChannel> channels = new LinkedHashMap<>();
  private final Map<String, Chat> chats = new LinkedHashMap<>();
  private final Map<String, Chat.Message> messages = new HashMap<>();
  private final Map<String, Template> templates = new LinkedHashMap<>();
  private final Map<String, Instant> usedCrmMessageIds = new HashMap<>();

  Account(
      InstantSource clock,
      Random random,
      Supplier<WazzupKnobs> knobs,
      FileStore files,
      Deliveries deliveries,
      Consumer<WazzupEvent> events) {
    this.clock = clock;
    this.random = random;
    this.knobs = knobs;
    this.files = files;
    this.json = new MessageJson(knobs, files);
    this.deliveries = deliveries;
    this.events = events;
    templates.put(Template.ORDER_READY.guid(), Template.ORDER_READY);
  }

  // Channels and templates

  synchronized List<WazzupChannel> channels() {
    return List.copyOf(channels.values());
  }

  /** Puts a channel in place without telling anybody: the state at the start. */
  synchronized void start(WazzupChannel channel) {
    channels.put(channel.channelId(), channel);
  }

  synchronized WazzupChannel addChannel(
      String transport, String plainId, @Nullable String state, @Nullable String name) {
    WazzupChannel channel =
        new WazzupChannel(
            newId(), transport, plainId, Objects.requireNonNullElse(state, "active"), name);
    channels.put(channel.channelId(), channel);
    tell(channel, null);
    return channel;
  }

  synchronized void removeChannel(String channel) {
    WazzupChannel removed = channel(channel);
    channels.remove(removed.channelId());
    tell(removed.withState("disabled"), null);
  }

  synchronized WazzupChannel changeState(String channel, String state, @Nullable String tier) {
    WazzupChannel changed = channel(channel).withState(state);
    channels.put(changed.channelId(), changed);
    tell(changed, tier);
    return changed;
  }

  /** The chats go over to the new id: for the clients nothing has changed. */
  synchronized WazzupChannel recreateChannel(String channel) {
    WazzupChannel old = channel(channel);
    WazzupChannel anew = old.withChannelId(newId()).withState("active");
    channels.remove(old.channelId());
    channels.put(anew.channelId(), anew);
    for (Chat chat : List.copyOf(chats.values())) {
      if (chat.channelId.equals(old.channelId())) {
        chats.remove(chat.lane());
        chat.channelId = anew.channelId();
        chats.put(chat.lane(), chat);
      }
    }
    tell(old.withState("disabled"), null);
    tell(anew, null);
    return anew;
  }

  private void tell(WazzupChannel channel, @Nullable String tier) {
    Instant now = clock.instant();
    deliveries.offer(
        "channel/" + channel.channelId(),
        WebhookKind.CHANNELS_UPDATES,
        MessageJson.channel(channel, tier, now));
    events.accept(new WazzupEvent.ChannelChanged(now, channel));
  }

  synchronized List<ObjectNode> templates() {
    List<String> wabaChannels =
        channels.values().stream()
            .filter(channel -> channel.transport().equals("wapi"))
            .map(WazzupChannel::channelId)
            .toList();
    return templates.values().stream().map(template -> template.json(wabaChannels)).toList();
  }

  synchronized void changeTemplate(String guid, String status) {
    Template template = templates.get(guid);
    if (template == null) {
      throw new IllegalArgumentException("No template " + guid);
    }
    templates.put(guid, template.withStatus(status));
    deliveries.offer(
        "templates",
        WebhookKind.TEMPLATE_STATUS,
        Json.object().put("templateGuid", guid).put("name", template.name()).put("status", status));
  }

  // People

  synchronized ChatMessage clientWrites(ClientMessage written) {
    WazzupChannel channel = channel(written.channel());
    Chat chat = chat(channel, written.chatType(), written.chatId());
    chat.name = Objects.requireNonNullElse(written.name(), chat.name);
    chat.username = written.username() == null ? chat.username : written.username();
    chat.phone = written.phone() == null ? chat.phone : written.phone();
    if (written.igsid() != null) {
      chat.igsid = written.igsid();
      othersWithIgsid(chat).forEach(other -> other.renamed = true);
    }
    chat.renamed = false;
    Chat.Message message =
        write(
            chat,
            ChatMessage.From.CLIENT,
            written.type(),
            written.text(),
            written.file(),
            written.quote());
    message.authorName = written.member();
    if (written.instPost() != null) {
      message.post = complete(written.instPost(), channel);
    }
    tell(message, message.status, null);
    events.accept(
        new WazzupEvent.ClientWrote(clock.instant(), chat.channelId, chat.chatId, message.view()));
    return message.view();
  }

  private Stream<Chat> othersWithIgsid(Chat chat) {
    return chats.values().stream()
        .filter(
            other ->
                other != chat
                    && other.channelId.equals(chat.channelId)
                    && Objects.equals(other.igsid, chat.igsid));
  }

  private static InstagramPost complete(InstagramPost post, WazzupChannel channel) {
    return new InstagramPost(
        Objects.requireNonNullElse(post.id(), "3100000000000000001_40000000001"),
        Objects.requireNonNullElse(post.src(), "https://www.instagram.com/p/EXAMPLEpost"),
        Objects.requireNonNullElse(post.author(), channel.plainId()),
        Objects.requireNonNullElse(post.description(), "New collection"));
  }

  synchronized ChatMessage clientEdits(String messageId, String text) {
    return change(clients(messageId), text, null, null, null);
  }

  synchronized ChatMessage clientDeletes(String messageId) {
    return delete(clients(messageId));
  }

  private Chat.Message clients(String messageId) {
    Chat.Message message = message(messageId);
    if (message.isEcho()) {
      throw new IllegalArgumentException("Not the client's message: " + messageId);
    }
    return message;
  }

  synchronized ChatMessage employeeWrites(EmployeeMessage written) {
    WazzupChannel channel = channel(written.channel());
    Chat chat = chat(channel, written.chatType(), written.chatId());
    chat.name = Objects.requireNonNullElse(written.name(), chat.name);
    Chat.Message message =
        write(
            chat, ChatMessage.From.EMPLOYEE, null, written.text(), written.file(), written.quote());
    message.authorName = Objects.requireNonNullElse(written.authorName(), "Phone");
    message.authorId = written.authorId();
    message.sentFromApp = Objects.requireNonNullElse(written.sentFromApp(), true);
    quotedIn(chat, written.quote()).ifPresent(quoted -> message.post = quoted.post);
    tell(message, "sent", null);
    events.accept(received(message));
    statusesFollow(message);
    return message.view();
  }

  /** An edit in the messenger itself is told without the new text (Wazzup API, Webhooks). */
  synchronized ChatMessage employeeEdits(String messageId, String text) {
    Chat.Message message = message(messageId);
    message.text = text;
    message.edited = true;
    Instant now = clock.instant();
    deliveries.offer(
        message.chat.lane(), WebhookKind.STATUSES, json.status(message, "edited", now));
    events.accept(received(message));
    return message.view();
  }

  /** What is written on a phone; known to the account from here on. */
  private Chat.Message write(
      Chat chat,
      ChatMessage.From from,
      @Nullable String wantedType,
      @Nullable String text,
      @Nullable Upload file,
      @Nullable String quote) {
    String type =
        Objects.requireNonNullElseGet(
            wantedType, () -> file == null ? "text" : FileStore.messageType(file.filename()));
    Chat.Message message = new Chat.Message(newId(), chat, from, clock.instant(), type);
    message.text = text;
    message.quotedId = quote;
    switch (type) {
      case "vcard" ->
          layOut(
              message,
              knobs.get().vcard,
              "BEGIN:VCARD\nVERSION:3.0\nFN:Petr Fictional\nTEL;TYPE=CELL:+79990000003\nEND:VCARD",
              "contact.vcf");
      case "geo" ->
          layOut(
              message,
              knobs.get().geo,
              "https://maps.example.org/?q=55.000000,37.000000",
              "place.txt");
      case "unsupported" ->
          message.text = Objects.requireNonNullElse(text, "Сообщение этого вида не поддерживается");
      default -> {
        if (file != null || FILE_TYPES.contains(type)) {
          Upload upload = file == null ? Upload.named(usualName(type)) : file;
          message.contentUri = files.keep(upload).uri();
        }
      }
    }
    add(message);
    return message;
  }

  private void layOut(
      Chat.Message message, WazzupKnobs.Layout layout, String usual, String filename) {
    String content = Objects.requireNonNullElse(message.text, usual);
    message.text = layout == WazzupKnobs.Layout.TEXT ? content : null;
    if (layout == WazzupKnobs.Layout.CONTENT) {
      message.contentUri = files.keep(content.getBytes(StandardCharsets.UTF_8), filename).uri();
    }
  }

  private static String usualName(String type) {
    return switch (type) {
      case "image" -> "photo-0001.png";
      case "audio" -> "voice-0001.ogg";
      case "video" -> "clip-0001.mp4";
      default -> "document-0001.pdf";
    };
  }

  // Sending by the API

  /** Everything that is checked before the file is fetched, in the order of the checks. */
  synchronized WazzupChannel check(SendRequest request) throws Refusal {
    WazzupChannel channel = channels.get(request.channelId());
    if (channel == null) {
      throw Refusal.of("CHANNEL_NOT_FOUND", "Channel not in this integration.");
    }
    if (!channel.carries(request.chatType())) {
      throw Refusal.with(
          "WRONG_TRANSPORT",
          "You can't send message to %s chat from %s transport"
              .formatted(request.chatType(), channel.transport()),
          Json.object()
              .put("channelId", channel.channelId())
              .put("transport", channel.transport())
              .put("chatType", request.chatType()));
    }
    checkCanSend(channel);
    checkContent(request, channel);
    checkRepeat(request);
    if (request.refMessageId() != null) {
      Chat chat = existing(request);
      if (chat == null || quotedIn(chat, request.refMessageId()).isEmpty()) {
        // a failed attempt does not count as a first one
        forget(request);
        throw Refusal.of("REFERENCE_MESSAGE_NOT_FOUND", "Quoted message not found.");
      }
    }
    return channel;
  }

  private static void checkCanSend(WazzupChannel channel) throws Refusal {
    switch (channel.state()) {
      case "active" -> {}
      case "disabled" -> throw Refusal.of("CHANNEL_BLOCKED", "Channel is off.");
      case "notEnoughMoney" -> throw Refusal.of("CHANNEL_NO_MONEY", "Channel is not paid.");
      case "blocked", "rejected" ->
          throw channel.transport().equals("wapi")
              ? Refusal.of("CHANNEL_WAPI_REJECTED", "WABA channel is blocked.")
              : Refusal.of("CHANNEL_BLOCKED", "Channel is off.");
      default -> throw Refusal.of("MESSAGE_CHANNEL_UNAVAILABLE", "Channel is unavailable.");
    }
  }

  private void checkContent(SendRequest request, WazzupChannel channel) throws Refusal {
    String text = request.text();
    String contentUri = request.contentUri();
    if (text != null && contentUri != null) {
      throw Refusal.of("MESSAGE_ONLY_TEXT_OR_CONTENT", "Text and file together.");
    }
    if (text == null && contentUri == null && request.templateId() == null) {
      throw Refusal.of("MESSAGE_NOTHING_TO_SEND", "No text found.");
    }
    if (text != null && text.isBlank()) {
      throw Refusal.of("MESSAGES_TEXT_CAN_NOT_BE_BLANK", "Text must not be empty.");
    }
    if (contentUri != null && contentUri.isBlank()) {
      throw Refusal.of("MESSAGES_CONTENT_CAN_NOT_BE_BLANK", "File is missing.");
    }
    Template template = template(request, channel);
    if (request.templateId() != null && template == null) {
      throw Refusal.invalid(List.of("templateId"));
    }
    if (template != null && !template.status().equalsIgnoreCase("approved")) {
      throw Refusal.of("TEMPLATE_REJECTED", "Meta restricts the template.");
    }
    if (text != null && template == null) {
      TextLimit.of(channel).check(text, knobs.get().textLimits);
    }
  }

  private @Nullable Template template(SendRequest request, WazzupChannel channel) {
    if (!channel.transport().equals("wapi")) {
      return null;
    }
    if (request.templateId() != null) {
      return templates.get(request.templateId());
    }
    Template.Code code = Template.Code.in(request.text());
    return code == null ? null : templates.get(code.guid());
  }

  /** Within 60 seconds a crmMessageId is refused (Wazzup API, Sending). */
  private void checkRepeat(SendRequest request) throws Refusal {
    String crmMessageId = request.crmMessageId();
    if (crmMessageId == null) {
      return;
    }
    Instant now = clock.instant();
    usedCrmMessageIds.values().removeIf(used -> !now.isBefore(used.plus(REPEAT_WINDOW)));
    if (usedCrmMessageIds.putIfAbsent(crmMessageId, now) != null) {
      throw Refusal.with(
          "REPEATED_CRM_MESSAGE_ID",
          "You have already sent message with same crmMessageId",
          Json.object().put("crmMessageId", crmMessageId));
    }
  }

  /** Gives the crmMessageId of a send that came to nothing free again. */
  synchronized void forget(SendRequest request) {
    if (request.crmMessageId() != null) {
      usedCrmMessageIds.remove(request.crmMessageId());
    }
  }

  /**
   * Takes a checked send: it is in the chat now, and whether it reaches the client is decided.
   *
   * @param file the fetched content
   * @param failure a code with which it is to fail after 201, whatever the rules say
   */
  synchronized Chat.Message take(
      SendRequest request, FileStore.@Nullable Stored file, @Nullable String failure)
      throws Refusal {
    WazzupChannel channel = channels.get(request.channelId());
    if (channel == null) {
      throw Refusal.of("CHANNEL_NOT_FOUND", "Channel not in this integration.");
    }
    Chat chat = addressed(request, channel);
    Template template = template(request, channel);
    String type = template != null ? "wapi_template" : file == null ? "text" : file.type();
    Chat.Message message =
        new Chat.Message(newId(), chat, ChatMessage.From.API, clock.instant(), type);
    message.text = template == null ? request.text() : template.fill(values(request));
    message.contentUri = file == null ? null : file.uri();
    message.quotedId = request.refMessageId();
    message.crmMessageId = request.crmMessageId();
    message.authorName = "Admin";
    message.authorId = knobs.get().sidecar ? null : request.crmUserId();
    message.hasButtons = request.hasButtons();
    Optional<Chat.Message> quoted = quotedIn(chat, request.refMessageId());
    if (knobs.get().publicReplyByReference) {
      quoted.ifPresent(comment -> message.post = comment.post);
    }
    message.errorCode =
        failure != null ? failure : reasonNotToArrive(message, channel, quoted.orElse(null));
    add(message);
    if (message.errorCode == null) {
      events.accept(received(message));
    }
    return message;
  }

  private static List<String> values(SendRequest request) {
    Template.Code code = Template.Code.in(request.text());
    return code == null ? request.templateValues() : code.values();
  }

  private @Nullable Chat existing(SendRequest request) {
    Stream<Chat> onChannel =
        chats.values().stream()
            .filter(
                chat ->
                    chat.channelId.equals(request.channelId())
                        && chat.chatType.equals(request.chatType()));
    String chatId = request.chatId();
    return onChannel
        .filter(
            chat ->
                chatId != null
                    ? chat.chatId.equalsIgnoreCase(chatId)
                    : (request.phone() != null && request.phone().equals(chat.phone))
                        || (request.username() != null
                            && request.username().equalsIgnoreCase(chat.username)))
        .findFirst()
        .orElse(null);
  }

  private Chat addressed(SendRequest request, WazzupChannel channel) {
    Chat known = existing(request);
    if (known != null) {
      return known;
    }
    String chatId = request.chatId();
    if (chatId != null) {
      return chat(channel, request.chatType(), chatId);
    }
    Chat opened =
        chat(
            channel,
            request.chatType(),
            Integer.toString(900_000_000 + random.nextInt(99_999_999)));
    opened.phone = request.phone();
    opened.username = request.username();
    opened.name =
        Objects.requireNonNullElse(
            request.username(), Objects.requireNonNullElse(request.phone(), opened.chatId));
    return opened;
  }

  /** The delivery error that this message runs into; null when it arrives. */
  private @Nullable String reasonNotToArrive(
      Chat.Message message, WazzupChannel channel, Chat.@Nullable Message quoted) {
    if (channel.transport().equals("instagram")) {
      return reasonInInstagram(message, quoted);
    }
    boolean windowed = channel.transport().equals("wapi") && knobs.get().wabaWindow;
    if (windowed
        && !message.type.equals("wapi_template")
        && within(message.chat, WABA_WINDOW).findAny().isEmpty()) {
      return "24_HOURS_EXCEEDED";
    }
    return quoted != null && quoted.deleted ? "CANNOT_REPLY_TO_DELETED" : null;
  }

  private @Nullable String reasonInInstagram(Chat.Message message, Chat.@Nullable Message quoted) {
    if (message.chat.renamed) {
      return "CHATID_IGSID_MISMATCH";
    }
    if (message.isComment()) {
      return quoted != null && quoted.deleted
          ? "COMMENT_DELETED"
          : message.contentUri != null ? "COMMENT_CAN_BE_TEXT_ONLY" : null;
    }
    if (quoted != null && quoted.deleted) {
      return "CANNOT_REPLY_TO_DELETED";
    }
    Duration window = knobs.get().instagramWindow ? DIRECT_WINDOW : Duration.ofDays(36_500);
    if (directSince(message.chat, window)) {
      return null;
    }
    Optional<Chat.Message> comment =
        within(message.chat, window)
            .filter(Chat.Message::isComment)
            .reduce((earlier, later) -> later);
    if (comment.isEmpty()) {
      return knobs.get().instagramWindow ? "7_DAYS_EXCEEDED" : null;
    }
    if (comment.get().answeredInDirect && knobs.get().oneDirectPerComment) {
      return "COMMENT_ALREADY_PRIVATE_REPLIED";
    }
    comment.get().answeredInDirect = true;
    return null;
  }

  private boolean directSince(Chat chat, Duration window) {
    return within(chat, window).anyMatch(message -> !message.isComment());
  }

  /** What the client wrote within the time before now. */
  private Stream<Chat.Message> within(Chat chat, Duration window) {
    Instant now = clock.instant();
    return chat.messages.stream()
        .filter(message -> !message.isEcho() && now.isBefore(message.at.plus(window)));
  }

  /**
   * Tells what became of a send, by echo and statuses.
   *
   * @return opens when the echo was posted
   */
  synchronized CountDownLatch announce(Chat.Message message) {
    WazzupKnobs now = knobs.get();
    boolean fails = message.errorCode != null;
    if (fails && now.failure == WazzupKnobs.Failure.MESSAGE) {
      message.status = "error";
      events.accept(statusChanged(message));
      return tell(message, "error", null);
    }
    CountDownLatch echo =
        now.echo == WazzupKnobs.Echo.NEVER ? new CountDownLatch(0) : tell(message, "sent", null);
    if (fails) {
      later(now.statusDelayMs, () -> changeStatus(message.id, "error", message.errorCode));
    } else {
      statusesFollow(message);
    }
    return echo;
  }

  private void statusesFollow(Chat.Message message) {
    WazzupKnobs now = knobs.get();
    boolean telegram = message.chat.chatType.equals("telegram");
    long delay = 0;
    for (String status : now.statusesAfterSend) {
      if (telegram && status.equals("delivered")) {
        continue;
      }
      delay += now.statusDelayMs;
      later(delay, () -> changeStatus(message.id, status, null));
    }
  }

  private void later(long delayMs, Runnable step) {
    if (delayMs == 0) {
      step.run();
      return;
    }
    deliveries.hold();
    Executor afterwards = CompletableFuture.delayedExecutor(delayMs, TimeUnit.MILLISECONDS);
    afterwards.execute(
        () -> {
          try {
            step.run();
          } finally {
            deliveries.release();
          }
        });
  }

  /** Gives a message of ours a status and tells it. */
  synchronized ChatMessage changeStatus(
      String messageId, String status, @Nullable String errorCode) {
    Chat.Message message = message(messageId);
    message.status = status;
    message.errorCode = errorCode;
    Instant now = clock.instant();
    if (knobs.get().statusesAsMessages) {
      tell(message, status, null);
    } else {
      deliveries.offer(
          message.chat.lane(), WebhookKind.STATUSES, json.status(message, status, now));
    }
    events.accept(statusChanged(message));
    return message.view();
  }

  // Editing and deleting by the API

  synchronized WazzupChannel checkEdit(String messageId, boolean text, boolean content)
      throws Refusal {
    Chat.Message message = ours(messageId);
    WazzupChannel channel = channel(message.chat.channelId);
    if (text && content) {
      throw Refusal.of("MESSAGES_ONLY_TEXT_OR_CONTENT", "Text and file together.");
    }
    if (!text && !content) {
      throw Refusal.of("MESSAGE_NOTHING_TO_SEND", "No text found.");
    }
    if (channel.transport().equals("wapi")) {
      throw content
          ? Refusal.of(
              "CHANNEL_INVALID_TRANSPORT_FOR_CONTENT_EDITING", "The channel cannot replace files.")
          : Refusal.of("CHANNEL_INVALID_TRANSPORT_FOR_EDITING", "The channel cannot edit.");
    }
    if (message.hasButtons) {
      throw Refusal.of("MESSAGES_CONTAIN_BUTTONS", "A message with buttons cannot be edited.");
    }
    if (tooLate(message, knobs.get().editWindowSeconds)) {
      throw Refusal.of("MESSAGES_EDITING_TIME_EXPIRED", "Too late to edit.");
    }
    return channel;
  }

  synchronized void edit(
      String messageId,
      @Nullable String text,
      FileStore.@Nullable Stored file,
      @Nullable String crmUserId)
      throws Refusal {
    change(ours(messageId), text, file == null ? null : file.uri(), "Admin", crmUserId);
  }

  synchronized void delete(String messageId) throws Refusal {
    Chat.Message message = ours(messageId);
    if (channel(message.chat.channelId).transport().equals("wapi")) {
      throw Refusal.of("CHANNEL_INVALID_TRANSPORT_FOR_DELETION", "The channel cannot delete.");
    }
    if (tooLate(message, knobs.get().deleteWindowSeconds)) {
      throw Refusal.of("MESSAGES_DELETION_TIME_EXPIRED", "Too late to delete.");
    }
    delete(message);
  }

  private Chat.Message ours(String messageId) throws Refusal {
    Chat.Message message = messages.get(messageId);
    if (message == null || !message.isEcho() || message.deleted) {
      throw Refusal.of("MESSAGES_NOT_FOUND", "Message not found.");
    }
    return message;
  }

  private boolean tooLate(Chat.Message message, @Nullable Long windowSeconds) {
    return windowSeconds != null
        && !clock.instant().isBefore(message.at.plusSeconds(windowSeconds));
  }

  private ChatMessage change(
      Chat.Message message,
      @Nullable String text,
      @Nullable String contentUri,
      @Nullable String authorName,
      @Nullable String authorId) {
    MessageJson.OldInfo old = old(message);
    message.text = text;
    message.contentUri = contentUri == null ? message.contentUri : contentUri;
    message.authorName = authorName == null ? message.authorName : authorName;
    message.authorId = authorId == null ? message.authorId : authorId;
    message.edited = true;
    tell(message, message.status, old);
    events.accept(changed(message));
    return message.view();
  }

  private ChatMessage delete(Chat.Message message) {
    MessageJson.OldInfo old = old(message);
    message.deleted = true;
    tell(message, message.status, old);
    events.accept(changed(message));
    return message.view();
  }

  private static MessageJson.OldInfo old(Chat.Message message) {
    return new MessageJson.OldInfo(
        message.text,
        message.isEcho() ? message.authorId : null,
        message.isEcho() ? message.authorName : null);
  }

  // What both sides need

  synchronized List<ChatView> chats() {
    List<ChatView> views = new ArrayList<>();
    for (Chat chat : chats.values()) {
      WazzupChannel channel = channels.get(chat.channelId);
      if (channel != null) {
        views.add(chat.view(channel));
      }
    }
    return views;
  }

  private CountDownLatch tell(
      Chat.Message message, String status, MessageJson.@Nullable OldInfo old) {
    WazzupChannel channel = channel(message.chat.channelId);
    return deliveries.offer(
        message.chat.lane(), WebhookKind.MESSAGES, json.message(message, channel, status, old));
  }

  private WazzupEvent changed(Chat.Message message) {
    Chat chat = message.chat;
    return message.isEcho()
        ? received(message)
        : new WazzupEvent.ClientWrote(clock.instant(), chat.channelId, chat.chatId, message.view());
  }

  private WazzupEvent received(Chat.Message message) {
    return new WazzupEvent.ClientReceived(
        clock.instant(), message.chat.channelId, message.chat.chatId, message.view());
  }

  private WazzupEvent statusChanged(Chat.Message message) {
    return new WazzupEvent.StatusChanged(
        clock.instant(), message.chat.channelId, message.chat.chatId, message.view());
  }

  private void add(Chat.Message message) {
    message.chat.messages.add(message);
    messages.put(message.id, message);
  }

  private static Optional<Chat.Message> quotedIn(Chat chat, @Nullable String messageId) {
    return chat.messages.stream().filter(message -> message.id.equals(messageId)).findFirst();
  }

  private Chat chat(WazzupChannel channel, @Nullable String wantedType, String chatId) {
    String chatType = Objects.requireNonNullElse(wantedType, channel.chatType());
    Chat candidate = new Chat(channel.channelId(), chatType, chatId);
    return chats.computeIfAbsent(candidate.lane(), ignored -> candidate);
  }

  private WazzupChannel channel(String channelIdOrPlainId) {
    WazzupChannel byId = channels.get(channelIdOrPlainId);
    Collection<WazzupChannel> all = channels.values();
    return byId != null
        ? byId
        : all.stream()
            .filter(channel -> channel.plainId().equals(channelIdOrPlainId))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("No channel " + channelIdOrPlainId));
  }

  private Chat.Message message(String messageId) {
    Chat.Message message = messages.get(messageId);
    if (message == null) {
      throw new IllegalArgumentException("No message " + messageId);
    }
    return message;
  }

  /** A random UUID out of the account's own randomness. */
  private String newId() {
    long high = (random.nextLong() & 0xffffffffffff0fffL) | 0x4000L;
    long low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }
}
