package io.taskwire.core.fakes;

import io.taskwire.core.channel.ChannelId;
import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.channel.ListedChannel;
import io.taskwire.core.channel.Transport;
import io.taskwire.core.content.Document;
import io.taskwire.core.content.FileLink;
import io.taskwire.core.content.Picture;
import io.taskwire.core.content.Text;
import io.taskwire.core.delivery.Outcome;
import io.taskwire.core.delivery.QueueEntry;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.fakes.FakePlanfix.Task;
import io.taskwire.core.fakes.FakeQueue.Received;
import io.taskwire.core.messenger.Refusal;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.notice.QueueName;
import io.taskwire.core.notice.Status;
import io.taskwire.core.outbound.Comment;
import io.taskwire.core.planfix.Line;
import io.taskwire.core.planfix.Mark;
import io.taskwire.core.settings.WorkerSettings;
import io.taskwire.core.wazzup.Payload;
import io.taskwire.core.wording.Wording;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A small town for stories: one account with channels, clients and colleagues who write, a queue,
 * workers, Planfix. {@code scene.client("Ivan Testov").writes("…")} puts a notice into the queue;
 * {@link #settle} lets workers deliver until nothing is left.
 */
public final class Scene {
  public static final Instant START = Instant.parse("2036-03-03T09:00:00Z");
  public static final Line LINE = new Line("taskwire", "planfix-token", Optional.empty());
  public static final Wording WORDING = Wording.of("en").orElseThrow();
  private static final Duration BETWEEN_NOTICES = Duration.ofSeconds(1);
  private static final int ROUNDS = 10_000;

  public final HandClock clock = new HandClock(START);
  public final FakeTable table = new FakeTable();
  public final FakePlanfix planfix = new FakePlanfix();
  public final FakeChannelList wazzup = new FakeChannelList();
  public final FakeQueue queue = new FakeQueue(clock);
  public final FakeDeadLetters deadLetters = new FakeDeadLetters();
  public final FakeMeter meter = new FakeMeter();

  /** The way back: what clients get, where files lie, and the queue of comments. */
  public final FakeMessages messages = new FakeMessages(clock);

  public final FakeFiles files = new FakeFiles();
  public final FakeQueue outbound = new FakeQueue(clock);

  /** How often a worker was told that our set-up is rejected. */
  public final AtomicInteger setupTroubles = new AtomicInteger();

  /** Messages on channels that are not connected. */
  public final AtomicInteger unconnected = new AtomicInteger();

  /** What was thrown while notices were handled in batches. */
  public final Queue<Throwable> crashes = new ConcurrentLinkedQueue<>();

  private final Map<String, Notice> notices = new ConcurrentHashMap<>();
  private final Map<String, Comment> comments = new ConcurrentHashMap<>();
  private final AtomicInteger names = new AtomicInteger();
  private final AtomicInteger senders = new AtomicInteger();
  private List<Line> lines = List.of(LINE);
  private boolean commentReply = true;
  private boolean writeByPhone;
  private boolean echoesComeBack = true;

  // The account

  /** A connected WhatsApp channel at an address of the same digits. */
  public Place whatsapp(String number) {
    return channel("whatsapp:" + number, "whatsapp", "address-" + number);
  }

  /** A connected channel, listed by Wazzup. */
  public Place channel(String identity, String transport, String address) {
    Place place = listed(identity, transport, address);
    table.connect(place.channel(), clock.instant());
    return place;
  }

  /** A channel that Wazzup lists, connected or not. */
  public Place listed(String identity, String transport, String address) {
    ChannelIdentity channel = ChannelIdentity.parse(identity);
    ChannelId id = new ChannelId(address);
    wazzup.add(new ListedChannel(id, channel, new Transport(transport), "active"));
    return new Place(channel, id);
  }

  /** A channel and one of its addresses. */
  public record Place(ChannelIdentity channel, ChannelId address) {}

  /** A client of the first WhatsApp channel. */
  public Client client(String name) {
    return client(name, whatsapp("79990000099"), "79990000001");
  }

  /** A client of a channel, in a one-to-one chat. */
  public Client client(String name, Place place, String chatId) {
    return new Client(this, place, name, chatId, Optional.empty());
  }

  /** Puts these lines into the settings. */
  public void lines(Line... all) {
    lines = List.of(all);
  }

  /** Lets no answers appear under posts. */
  public void noAnswersUnderPosts() {
    commentReply = false;
  }

  /** Lets whoever has the phone on his card be written to first in Instagram, or nobody. */
  public void writesByPhone(boolean known) {
    writeByPhone = known;
  }

  /** Somebody has seen that Planfix does not send back what was posted as our side's. */
  public void echoesStay() {
    echoesComeBack = false;
  }

  WorkerSettings settings() {
    return new WorkerSettings(
        WORDING,
        URI.create("https://wazzup.example"),
        "wazzup-key",
        URI.create("https://planfix.example/webchat/api"),
        lines,
        List.of(),
        commentReply,
        writeByPhone,
        echoesComeBack);
  }

  // What is queued

  /** The door took a notice in. */
  public void queue(Notice notice) {
    queue.put(List.of(new QueueEntry(QueueName.of(notice), body(notice))), clock.instant());
  }

  /** What lies in the queue for a notice. */
  public String body(Notice notice) {
    String body = "body of " + QueueName.of(notice).deduplication();
    notices.put(body, notice);
    return body;
  }

  Notice notice(String body) {
    return Optional.ofNullable(notices.get(body)).orElseThrow();
  }

  /** A moment passes; when it began. */
  Instant tick() {
    Instant now = clock.instant();
    clock.advance(BETWEEN_NOTICES);
    return now;
  }

  MessageId nextMessage() {
    return new MessageId("message-" + names.incrementAndGet());
  }

  /** Unlike any other sender's. */
  int nextSeed() {
    return senders.incrementAndGet();
  }

  String nextOwner() {
    return "invocation-" + names.incrementAndGet();
  }

  // What employees write

  /** An employee answers in the task of a client's dialog. */
  public Comment answers(Client client, String text) {
    return comment(new PlanfixChatId.OfDialog(client.dialog()), false, Optional.empty(), text);
  }

  /** An employee writes first, by a line that is tied to a channel. */
  public Comment writesFirst(Place place, String phone, String text) {
    return comment(
        new PlanfixChatId.OfDialog(DialogId.first(place.channel(), phone)),
        true,
        Optional.of(phone),
        text);
  }

  /** An employee writes first, by a line that serves any channel. */
  public Comment writesFirst(String phone, String text) {
    return comment(PlanfixChatId.ofPhone(phone), true, Optional.of(phone), text);
  }

  /** The same, which tells the phone on the client's card. */
  public Comment answersFromCard(Client client, String phone, String text) {
    return comment(new PlanfixChatId.OfDialog(client.dialog()), false, Optional.of(phone), text);
  }

  /** Planfix addressed something to a client, and the door took it in. */
  public Comment comment(
      PlanfixChatId chat, boolean first, Optional<String> phone, String text, FileLink... files) {
    Comment comment =
        new Comment(
            new CommentId(LINE.providerId(), "70000" + names.incrementAndGet()),
            chat,
            first,
            phone,
            Optional.empty(),
            text,
            List.of(files),
            tick());
    queue(comment);
    return comment;
  }

  /** The door took a comment in. */
  public void queue(Comment comment) {
    String body = "comment " + comment.id().messageId();
    comments.put(body, comment);
    QueueName name = new QueueName(comment.chat().toString(), comment.id().messageId());
    outbound.put(List.of(new QueueEntry(name, body)), clock.instant());
  }

  /** The comment that a body in the queue stands for. */
  public Comment comment(String body) {
    return Optional.ofNullable(comments.get(body)).orElseThrow();
  }

  public Sender sender() {
    return new Sender(this, Witness.NONE);
  }

  /** A sender whose every call to the outside world is seen. */
  public Sender sender(Witness witness) {
    return new Sender(this, witness);
  }

  /** The mark of a comment that is refused. */
  public static Mark refusedWith(Refusal refusal) {
    return new Mark(
        Mark.Sign.ERROR, Optional.of(WORDING.refusal(refusal.code(), refusal.detail())));
  }

  /** What Planfix shows at a comment, as it changed. */
  public List<Mark> marks(Comment comment) {
    return planfix.marks(comment.id());
  }

  /** Wazzup tells of a message of ours as of any other that our side wrote. */
  public Notice.Message echo(FakeMessages.Received received, Client client) {
    Notice.Message notice =
        new Notice.Message(
            client.originOf(received.id(), clock.instant()),
            switch (received.sending().payload()) {
              case Payload.Text(String text) -> new Text(text);
              case Payload.File(URI link) when link.toString().endsWith(".png") ->
                  new Picture(Optional.empty(), Optional.of(FileLink.of(link, "file")));
              case Payload.File(URI link) ->
                  new Document(Optional.empty(), Optional.of(FileLink.of(link, "file")));
            },
            Optional.empty(),
            Optional.of(
                new Notice.StatusChange(
                    received.id(), Status.SENT, clock.instant(), Optional.empty())));
    queue(notice);
    return notice;
  }

  /** Wazzup tells how a message got on. */
  public void status(MessageId message, Status status) {
    queue(new Notice.StatusChange(message, status, clock.instant(), Optional.empty()));
  }

  // Work

  public Worker worker() {
    return new Worker(this, Witness.NONE);
  }

  /** A worker whose every call to the outside world is seen. */
  public Worker worker(Witness witness) {
    return new Worker(this, witness);
  }

  /** Delivers a notice once, without the queue. */
  public Outcome deliver(Notice notice) {
    return worker().deliver(notice);
  }

  /** Delivers until the queue is empty; where all have to wait, time passes. */
  public void settle() {
    if (!workUntil(Instant.MAX)) {
      throw new AssertionError(
          "the queues do not get empty: " + queue.size() + " and " + outbound.size() + " left");
    }
  }

  /** Time passes, and what can be delivered meanwhile is. */
  public void pass(Duration time) {
    Instant end = clock.instant().plus(time);
    var _ = workUntil(end);
    clock.advanceTo(end);
  }

  private boolean workUntil(Instant end) {
    Worker worker = worker();
    Sender sender = sender();
    for (int i = 0; i < ROUNDS; i++) {
      List<Received> batch = queue.receive(FakeQueue.LARGEST_BATCH);
      List<Received> comments = outbound.receive(FakeQueue.LARGEST_BATCH);
      if (!comments.isEmpty()) {
        sender.handle(comments);
      }
      if (!batch.isEmpty()) {
        worker.handle(batch);
      }
      if (batch.isEmpty() && comments.isEmpty()) {
        Optional<Instant> next =
            Stream.concat(queue.nextVisible().stream(), outbound.nextVisible().stream())
                .min(Comparator.naturalOrder());
        if (next.isEmpty() || next.get().isAfter(end)) {
          return next.isEmpty();
        }
        clock.advanceTo(next.get());
      }
    }
    return false;
  }

  // What can be seen

  /** The only task of a client's dialog. */
  public Task task(Client client) {
    List<Task> tasks = planfix.tasks(client.dialog());
    if (tasks.size() != 1) {
      throw new AssertionError("expected one task of " + client.dialog() + " but got " + tasks);
    }
    return tasks.getFirst();
  }

  /** What stands in the only task of a client's dialog. */
  public List<String> texts(Client client) {
    return task(client).texts();
  }
}
