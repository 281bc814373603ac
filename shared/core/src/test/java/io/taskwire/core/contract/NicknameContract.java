package io.taskwire.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.dialog.ContactId;
import io.taskwire.core.dialog.Dialog;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.DialogStore;
import io.taskwire.core.dialog.DialogStore.LeaseAnswer;
import io.taskwire.core.dialog.DialogStore.Look;
import io.taskwire.core.dialog.DialogStore.Whose;
import io.taskwire.core.dialog.Lesson;
import io.taskwire.core.dialog.Names;
import io.taskwire.core.dialog.Nickname;
import io.taskwire.core.dialog.Opening;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.dialog.Sighting;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.notice.NoticeKey;
import io.taskwire.core.outbound.Outbox;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link DialogStore#learn} promises, and how both ports show what was learnt. */
public abstract class NicknameContract {
  /** The time of these tests; a store that has a clock shall have it too. */
  protected static final Instant NOW = Instant.parse("2036-03-03T09:00:00Z");

  private static final ChannelIdentity SHOP = ChannelIdentity.parse("instagram:example.shop");
  private static final NoticeKey HELLO = NoticeKey.of(new MessageId("message-hello"));
  private static final Optional<String> POST = Optional.of("31_40");

  /** Whole seconds and less are written differently, and both have to be read back. */
  private static final Sighting NORA = seen("1000000000000001", "Nora.Test", NOW);

  private static final Sighting LATER =
      seen("1000000000000001", "nora.later", NOW.plusMillis(1_500));
  private static final Sighting VERA = seen("1000000000000002", "nora.test", NOW.plusSeconds(9));

  /** Two ports to one table. */
  public record Table(Outbox outbox, DialogStore dialogs) {}

  private Outbox outbox;
  private DialogStore dialogs;

  /** A table that nothing was written to yet. */
  protected abstract Table emptyTable();

  @BeforeEach
  final void open() {
    Table table = emptyTable();
    outbox = table.outbox();
    dialogs = table.dialogs();
  }

  private static Sighting seen(String igsid, String chatId, Instant at) {
    return new Sighting(SHOP, igsid, chatId, at);
  }

  private Names names(Sighting sighting, DialogId dialog) {
    return dialogs
        .look(
            new Look(
                HELLO,
                Optional.empty(),
                Optional.empty(),
                Optional.of(dialog),
                Optional.empty(),
                Optional.of(new Whose(sighting.name(), Optional.of(sighting.person())))))
        .names();
  }

  private Names names(Sighting sighting) {
    Names byName = names(sighting, sighting.name());
    return byName.chat().map(chat -> names(sighting, chat)).orElse(byName);
  }

  private Lesson lesson(Sighting sighting) {
    return Lesson.of(sighting, names(sighting)).orElseThrow();
  }

  private void learnt(Sighting sighting) {
    assertThat(dialogs.learn(lesson(sighting))).isTrue();
    assertThat(Lesson.of(sighting, names(sighting))).as("what is left to learn").isEmpty();
  }

  private Dialog opened(DialogId dialog, String chatId) {
    LeaseAnswer answer =
        dialogs.take(
            new Opening(
                dialog,
                chatId,
                new PlanfixChatId.OfDialog(dialog),
                "taskwire",
                ContactId.of(dialog),
                "Nora Testova"),
            0,
            HELLO,
            "owner",
            NOW,
            NOW.plusSeconds(35),
            Optional.empty());
    assertThat(answer).isInstanceOf(LeaseAnswer.Taken.class);
    return ((LeaseAnswer.Taken) answer).dialog();
  }

  private Outbox.View view(DialogId dialog) {
    return outbox.look(
        new CommentId("taskwire", "7310042"),
        new PlanfixChatId.OfDialog(dialog),
        Optional.of(dialog));
  }

  @Test
  final void anEmptyTableKnowsNobody() {
    assertThat(names(NORA)).isEqualTo(Names.UNKNOWN);
    assertThat(outbox.nickname(NORA.name())).isEqualTo(Nickname.UNKNOWN);
  }

  @Test
  final void whoeverIsSeenFirstUnderANameGivesItToAllHisDialogs() {
    learnt(NORA);

    assertThat(names(NORA).chat()).hasValue(NORA.name());
    assertThat(names(LATER).chat()).hasValue(NORA.name());
    assertThat(outbox.nickname(NORA.name()))
        .isEqualTo(
            new Nickname(
                Optional.of(NORA.igsid()),
                Optional.of(NORA.igsid()),
                Optional.of(NOW),
                Optional.of("Nora.Test"),
                Optional.of(NOW)));
  }

  @Test
  final void whatIsLearntOpensNoDialog() {
    learnt(NORA);
    learnt(LATER);
    assertThat(view(NORA.name()).dialog()).isEmpty();
    assertThat(view(LATER.name()).dialog()).isEmpty();
    assertThat(view(NORA.person()).dialog()).isEmpty();
  }

  @Test
  final void aLookWithoutANameTellsNothingOfNames() {
    learnt(NORA);
    assertThat(
            dialogs
                .look(
                    new Look(
                        HELLO,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(NORA.name()),
                        Optional.empty()))
                .names())
        .isEqualTo(Names.UNKNOWN);
  }

  @Test
  final void anotherNameIsToldInAllDialogsOfThePersonAndLeadsToThem() {
    learnt(NORA);
    opened(NORA.name(), "Nora.Test");
    opened(NORA.name().under(POST), "Nora.Test");
    learnt(LATER);

    assertThat(view(NORA.name()).dialog().map(Dialog::chatId)).hasValue("nora.later");
    assertThat(view(NORA.name().under(POST)).dialog().map(Dialog::chatId)).hasValue("nora.later");
    assertThat(view(NORA.name().under(POST)).dialog().map(Dialog::chat)).hasValue(LATER.name());
    assertThat(outbox.nickname(LATER.name()).holder()).hasValue(NORA.igsid());
    assertThat(outbox.nickname(LATER.name()).isTaken()).isTrue();
    assertThat(view(NORA.name()).nickname().isTaken()).isFalse();
  }

  @Test
  final void aDialogThatIsOpenedLaterHasTheNewNameToo() {
    learnt(NORA);
    learnt(LATER);

    assertThat(opened(NORA.name(), "Nora.Test").chatId()).isEqualTo("nora.later");
    assertThat(view(NORA.name()).dialog().map(Dialog::chatId)).hasValue("nora.later");
  }

  @Test
  final void aDialogThatIsOlderThanTheIdBecomesThePersons() {
    opened(NORA.name(), "Nora.Test");
    learnt(NORA);
    assertThat(names(LATER).chat()).hasValue(NORA.name());
    assertThat(view(NORA.name()).dialog()).isPresent();
  }

  @Test
  final void anotherPersonUnderTheNameIsNamedByHisId() {
    learnt(NORA);
    learnt(VERA);

    assertThat(names(VERA).chat()).hasValue(VERA.person());
    assertThat(outbox.nickname(VERA.person()).person()).hasValue(VERA.igsid());
    assertThat(outbox.nickname(VERA.person()).chatId()).hasValue("nora.test");
    assertThat(outbox.nickname(NORA.name()).isTaken()).isTrue();
    assertThat(outbox.nickname(NORA.name()).isTakenFrom(Optional.of(VERA.igsid()))).isFalse();
    assertThat(view(NORA.name()).nickname().isTaken()).isTrue();
    assertThat(view(NORA.name().under(POST)).nickname().isTaken()).isTrue();
  }

  @Test
  final void ofTwoNamesThatOnePersonIsFirstSeenUnderAtOnceOneCounts() {
    Lesson first = lesson(NORA);
    Lesson second = lesson(LATER);
    assertThat(dialogs.learn(first)).isTrue();

    assertThat(dialogs.learn(second)).isFalse();

    assertThat(names(LATER).chat()).hasValue(NORA.name());
    assertThat(outbox.nickname(LATER.name())).isEqualTo(Nickname.UNKNOWN);
    learnt(LATER);
  }

  @Test
  final void ofTwoPersonsWhoAreFirstSeenUnderANameAtOnceOneHasIt() {
    Lesson noras = lesson(NORA);
    Lesson veras = lesson(VERA);
    assertThat(dialogs.learn(veras)).isTrue();

    assertThat(dialogs.learn(noras)).isFalse();

    assertThat(names(NORA).chat()).isEmpty();
    learnt(NORA);
    assertThat(names(NORA).chat()).hasValue(NORA.person());
    assertThat(outbox.nickname(VERA.name()).holder()).as("she came later").hasValue(VERA.igsid());
  }

  @Test
  final void aPersonWhoIsNamedByHisIdMeanwhileIsNotNamedOtherwise() {
    Sighting veraLater = seen(VERA.igsid(), "vera.later", NOW.plusSeconds(20));
    Lesson otherwise = lesson(veraLater);
    learnt(NORA);
    learnt(VERA);

    assertThat(dialogs.learn(otherwise)).isFalse();

    assertThat(names(veraLater).chat()).hasValue(VERA.person());
    learnt(veraLater);
    assertThat(outbox.nickname(VERA.person()).chatId()).hasValue("vera.later");
  }

  @Test
  final void aPersonWhoGotANameMeanwhileIsNotNamedByHisId() {
    learnt(NORA);
    Lesson byId = lesson(VERA);
    learnt(seen(VERA.igsid(), "vera.test", NOW.plusSeconds(1)));

    assertThat(dialogs.learn(byId)).isFalse();

    learnt(VERA);
    assertThat(names(VERA).chat().map(DialogId::toString))
        .hasValue("instagram:example.shop/vera.test");
  }

  @Test
  final void whatWasReadBeforeAnotherChangeIsNotWritten() {
    learnt(NORA);
    Lesson back = lesson(VERA);
    learnt(seen("1000000000000003", "nora.test", NOW.plusSeconds(5)));

    assertThat(dialogs.learn(back)).isFalse();
    assertThat(outbox.nickname(NORA.name()).holder()).hasValue("1000000000000003");
  }
}
