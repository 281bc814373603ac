package io.taskwire.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.aws.table.DynamoDbBreakerStore;
import io.taskwire.aws.table.DynamoDbChannelStore;
import io.taskwire.aws.table.DynamoDbDialogStore;
import io.taskwire.aws.table.DynamoDbOutbox;
import io.taskwire.aws.table.DynamoDbRecords;
import io.taskwire.aws.table.TaskwireTable;
import io.taskwire.core.channel.ChannelId;
import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.channel.Chat;
import io.taskwire.core.channel.ChatType;
import io.taskwire.core.channel.ListedChannel;
import io.taskwire.core.channel.Transport;
import io.taskwire.core.dialog.CardPhone;
import io.taskwire.core.dialog.ContactId;
import io.taskwire.core.dialog.Decision;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.DialogStore.DialogChange;
import io.taskwire.core.dialog.DialogStore.LeaseAnswer;
import io.taskwire.core.dialog.DialogStore.Look;
import io.taskwire.core.dialog.DialogStore.Whose;
import io.taskwire.core.dialog.Lease;
import io.taskwire.core.dialog.Lesson;
import io.taskwire.core.dialog.MessageFacts;
import io.taskwire.core.dialog.MessageRecord.State;
import io.taskwire.core.dialog.Opening;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.dialog.PostedEcho;
import io.taskwire.core.dialog.PrivateReply;
import io.taskwire.core.dialog.Progress;
import io.taskwire.core.dialog.Sighting;
import io.taskwire.core.messenger.Refusal;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.notice.DeliveryError;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.notice.NoticeKey;
import io.taskwire.core.notice.Status;
import io.taskwire.core.outbound.OpenPart;
import io.taskwire.core.outbound.Outbox;
import io.taskwire.core.outbound.Outgoing;
import io.taskwire.core.outbound.Part;
import io.taskwire.core.outbound.SendLease;
import io.taskwire.core.planfix.Mark;
import io.taskwire.core.wazzup.Payload;
import io.taskwire.local.aws.EmbeddedDynamoDb;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the table holds after everything that can be written was written once. */
final class TableContents {
  private static final Instant NOW = Instant.parse("2026-01-15T09:30:02Z");
  private static final String NAME = "taskwire";
  private static final ChannelId ADDRESS = new ChannelId("e5519c69-3c00-4d82-b2db-9ef63cea03d9");
  private static final ChannelIdentity CHANNEL = ChannelIdentity.parse("instagram:example.shop");
  private static final DialogId DIALOG =
      new DialogId(
          CHANNEL,
          new Chat(
              new ChatType("instagram"),
              "fictional.client",
              Optional.of("3100000000000000001_40000000001")));
  private static final MessageId MESSAGE = new MessageId("4cfeea53-7c26-482a-aed7-67432c6de0d6");

  private final EmbeddedDynamoDb dynamoDb;
  private final DynamoDbDialogStore dialogs;
  private final DynamoDbChannelStore channels;
  private final DynamoDbBreakerStore breaker;
  private final DynamoDbOutbox outbox;
  private final DynamoDbRecords records;
  private final List<Map<String, AttributeValue>> items = new ArrayList<>();

  private TableContents(EmbeddedDynamoDb dynamoDb) {
    TaskwireTable table = new TaskwireTable(dynamoDb.client(), NAME);
    this.dynamoDb = dynamoDb;
    this.dialogs = new DynamoDbDialogStore(table, InstantSource.fixed(NOW));
    this.channels = new DynamoDbChannelStore(table);
    this.breaker = DynamoDbBreakerStore.ofPlanfix(table);
    this.outbox = new DynamoDbOutbox(table, InstantSource.fixed(NOW));
    this.records = new DynamoDbRecords(table, InstantSource.fixed(NOW));
  }

  /** The items as they are in between and at the end: an item may be there several times. */
  static List<Map<String, AttributeValue>> items() {
    try (EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.start(0, TaskwireTable.definition(NAME))) {
      TableContents contents = new TableContents(dynamoDb);
      contents.channels();
      contents.message();
      contents.others();
      contents.names();
      contents.outgoing();
      return contents.items;
    }
  }

  private void channels() {
    channels.connectOnce(List.of(CHANNEL), NOW);
    channels.noteListed(
        new ListedChannel(ADDRESS, CHANNEL, new Transport("instagram"), "active"), NOW);
  }

  /** A message that fails once, then takes two steps, and its statuses. */
  private void message() {
    NoticeKey notice = NoticeKey.of(MESSAGE);
    MessageFacts facts = facts("Text", "How much is it?");
    dialogs.postpone(
        Optional.of(lease(0, notice)), notice, facts, false, decided("getTask: timeout"));
    Lease lease = lease(1, notice);
    Progress progress = new Progress(Progress.Plan.OPEN, 1, "");
    PostedEcho echo = new PostedEcho(NOW, "2.1", "9f86d081884c7d65", "p");
    dialogs.progress(lease, notice, facts, progress, Optional.of(echo), decided("rule: OPEN"));
    assertThat(records.reopen(notice, NOW)).isEqualTo(DynamoDbRecords.Reopened.YES);
    breaker.open(NOW, "timeout");
    breaker.claimProbe(NOW, NOW.plusSeconds(15));
    look();
    dialogs.finish(
        lease,
        notice,
        facts,
        State.DONE,
        new DialogChange(
            Optional.of(1042L),
            Optional.of(NOW),
            Optional.of(NOW),
            Optional.of(MESSAGE),
            Optional.of(new MessageId("0c9a6e0b-5d0e-4d59-8f34-0b3b9d6f7a11")),
            Optional.of("79990000001")),
        decided("newMessage: taken"));
    dialogs.noteStatus(
        new Notice.StatusChange(
            MESSAGE,
            Status.ERROR,
            NOW,
            Optional.of(new DeliveryError("BAD_CONTACT", "No such account"))),
        NOW);
  }

  /** An employee writes first, is refused, tries again; one part is sent, another is open. */
  private void outgoing() {
    DialogId dialog = DialogId.parse("telegram:79990000096/phone:79990000001");
    Opening opening =
        new Opening(
            dialog,
            "79990000001",
            new PlanfixChatId.OfPhone("79990000001"),
            NAME,
            ContactId.of(dialog),
            "+79990000001");
    var _ = outbox.bindRefused(opening, Optional.empty(), NOW);
    look();
    outbox.open(
        opening, "79990000001", 0, Optional.of(new PlanfixChatId.OfPhone("79990000001")), NOW);
    outbox.learnChat(new Outbox.ChatName(dialog, "4000000001"));
    outbox.noteTaskGone(1042);
    CommentId comment = new CommentId(NAME, "7310042");
    SendLease lease = new SendLease(dialog, "owner", 1, NOW.plusSeconds(35));
    OpenPart open =
        new OpenPart(
            dialog,
            dialog,
            comment,
            1,
            "a".repeat(64),
            NOW,
            NOW.plusSeconds(35),
            NOW.plusSeconds(86400));
    Part part =
        new Part(
            Optional.of(new Payload.Text("Hello")),
            Optional.empty(),
            Part.State.PENDING,
            Optional.empty(),
            Optional.of(NOW),
            Optional.empty());
    Outgoing outgoing =
        new Outgoing(
            comment,
            Optional.of(dialog),
            Optional.of(DIALOG),
            List.of(part),
            Optional.of(Refusal.of("BAD_CONTACT")),
            false,
            0,
            false,
            Optional.of("fictional.client"),
            Optional.empty(),
            0);
    outbox.write(
        new Outbox.Write(
            outgoing,
            decided("part 1: taken"),
            new Outbox.LeaseUse.Take(lease),
            List.of(open),
            List.of(),
            List.of(new Outbox.Link(MESSAGE, 1, dialog, "Hello", NOW, true, Optional.empty())),
            List.of(),
            Optional.of(new Outbox.ChatName(dialog, "4000000001")),
            Optional.empty()));
    inDirect();
    outbox.takeMark(comment, "owner", NOW, NOW.plusSeconds(35));
    outbox.marked(comment, "owner", new Mark(Mark.Sign.ERROR, Optional.of("why")), List.of());
    outbox.takeMark(comment, "owner", NOW, NOW.plusSeconds(35));
    look();
  }

  /** An employee answers a comment in Direct. */
  private void inDirect() {
    DialogId direct = DIALOG.ofChat();
    CommentId comment = new CommentId(NAME, "7310043");
    outbox.openDirect(
        new Opening(
            direct,
            "fictional.client",
            new PlanfixChatId.OfDialog(direct),
            NAME,
            ContactId.of(direct),
            "Fictional Client"),
        NOW);
    outbox.notePhone(
        direct,
        Optional.empty(),
        new CardPhone(
            Optional.of("79990000001"),
            NOW,
            Optional.of(DIALOG),
            Optional.of("17840000000000001"),
            false));
    outbox.write(
        Outbox.Write.of(Outgoing.fresh(comment), List.of())
            .replying(
                Optional.of(
                    new Outbox.Replying(
                        direct, new PrivateReply(comment, DIALOG, NOW), Optional.empty()))));
  }

  private void others() {
    NoticeKey deletion = new NoticeKey(MESSAGE, Optional.of("deleted"));
    dialogs.finish(
        lease(2, deletion),
        deletion,
        facts("Deletion", ""),
        State.DONE,
        DialogChange.NONE,
        decided("newMessage: taken"));
    dialogs.countUnconnected(
        "channelId:0f9c3c1e-2f7b-4c55-9b77-0d6f1c5a2b11",
        NoticeKey.of(new MessageId("b17bfd03-ca43-4df0-84be-ca400d2afdae")),
        facts("Text", "Hello"),
        NOW,
        decided("rule: the channel is not connected, so it was counted"));
    dialogs.noteKeepsClosedTasks(NAME, true);
    look();
  }

  /** Somebody changes his name, another takes it. */
  private void names() {
    learn(new Sighting(CHANNEL, "1000000000000001", "fictional.client", NOW));
    learn(new Sighting(CHANNEL, "1000000000000002", "fictional.client", NOW.plusSeconds(1)));
    look();
  }

  private void learn(Sighting sighting) {
    Look look =
        new Look(
            NoticeKey.of(MESSAGE),
            Optional.empty(),
            Optional.empty(),
            Optional.of(sighting.name()),
            Optional.empty(),
            Optional.of(new Whose(sighting.name(), Optional.of(sighting.person()))));
    dialogs.learn(Lesson.of(sighting, dialogs.look(look).names()).orElseThrow());
  }

  private Lease lease(long fence, NoticeKey notice) {
    Opening opening =
        new Opening(
            DIALOG,
            "fictional.client",
            new PlanfixChatId.OfDialog(DIALOG),
            NAME,
            ContactId.of(DIALOG),
            "Fictional Client");
    LeaseAnswer answer =
        dialogs.take(opening, fence, notice, "owner", NOW, NOW.plusSeconds(35), Optional.empty());
    return ((LeaseAnswer.Taken) answer).lease();
  }

  private static MessageFacts facts(String kind, String snippet) {
    return new MessageFacts(Optional.of(ADDRESS), false, kind, NOW, snippet);
  }

  private static List<Decision> decided(String what) {
    return List.of(new Decision(NOW, what));
  }

  private void look() {
    items.addAll(dynamoDb.client().scan(request -> request.tableName(NAME)).items());
  }
}
