package io.taskwire.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.dialog.ContactId;
import io.taskwire.core.dialog.Dialog;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.DialogStore;
import io.taskwire.core.dialog.Opening;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.notice.NoticeKey;
import io.taskwire.core.outbound.OpenPart;
import io.taskwire.core.outbound.Outbox;
import io.taskwire.core.outbound.Outbox.ChatName;
import io.taskwire.core.outbound.Outbox.LeaseUse;
import io.taskwire.core.outbound.Outbox.Write;
import io.taskwire.core.outbound.Outgoing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link Outbox} promises of the chat that a dialog begun by phone turns out to have. */
public abstract class ChatNameContract {
  /** The time of these tests; a store that has a clock shall have it too. */
  protected static final Instant NOW = Instant.parse("2036-03-03T09:00:00Z");

  private static final String PHONE = "79990000001";
  private static final DialogId BEGUN = DialogId.parse("telegram:79990000096/phone:" + PHONE);
  private static final DialogId OWN = DialogId.parse("telegram:79990000096/4000000001");
  private static final ChatName NAME = new ChatName(BEGUN, "4000000001");
  private static final ChatName OTHER = new ChatName(BEGUN, "4000000002");
  private static final CommentId COMMENT = new CommentId("taskwire", "7310042");

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

  private void begun() {
    assertThat(outbox.open(opening(BEGUN, PHONE), PHONE, 0, Optional.empty(), NOW)).isTrue();
  }

  /** The client wrote by himself, in a chat whose phone nobody knew. */
  private void clientOpenedHisOwn() {
    dialogs.take(
        opening(OWN, "4000000001"),
        0,
        NoticeKey.of(new MessageId("message-hello")),
        "owner",
        NOW,
        NOW.plusSeconds(35),
        Optional.empty());
  }

  private static Opening opening(DialogId dialog, String chatId) {
    return new Opening(
        dialog,
        chatId,
        new PlanfixChatId.OfDialog(dialog),
        COMMENT.providerId(),
        ContactId.of(dialog),
        "Ivan Testov");
  }

  private Optional<String> chatOfBegun() {
    return look(BEGUN).dialog().filter(Dialog::isNamed).map(Dialog::chatId);
  }

  private Outbox.View look(DialogId dialog) {
    return outbox.look(COMMENT, new PlanfixChatId.OfDialog(dialog), Optional.of(dialog));
  }

  private boolean written(Outgoing comment, ChatName name, OpenPart... opened) {
    return outbox.write(
        new Write(
            comment,
            List.of(),
            new LeaseUse.None(),
            List.of(opened),
            List.of(),
            List.of(),
            List.of(),
            Optional.of(name),
            Optional.empty()));
  }

  @Test
  final void aChatThatGotANameGoesOnInTheDialogThatWasBegunByPhone() {
    begun();
    assertThat(chatOfBegun()).isEmpty();

    assertThat(outbox.learnChat(NAME)).isTrue();

    assertThat(chatOfBegun()).hasValue("4000000001");
    assertThat(look(BEGUN).dialog().orElseThrow().chat()).isEqualTo(OWN);
    assertThat(look(OWN).resolved()).hasValue(BEGUN);
  }

  @Test
  final void whatWasLearntIsLearntAgainWithoutHarm() {
    begun();
    assertThat(outbox.learnChat(NAME)).isTrue();
    assertThat(outbox.learnChat(NAME)).isTrue();
    assertThat(look(OWN).resolved()).hasValue(BEGUN);
  }

  @Test
  final void aDialogThatHasAChatKeepsIt() {
    begun();
    assertThat(outbox.learnChat(NAME)).isTrue();

    assertThat(outbox.learnChat(OTHER)).isFalse();

    assertThat(chatOfBegun()).hasValue("4000000001");
    assertThat(look(OTHER.named()).resolved()).isEmpty();
  }

  @Test
  final void aDialogThatIsNotThereLearnsNothing() {
    assertThat(outbox.learnChat(NAME)).isFalse();
    assertThat(look(OWN).resolved()).isEmpty();
    assertThat(look(BEGUN).dialog()).isEmpty();
  }

  @Test
  final void aDialogOfTheClientsOwnStaysItselfThoughBothHaveOneChat() {
    begun();
    clientOpenedHisOwn();

    assertThat(outbox.learnChat(NAME)).isTrue();

    assertThat(chatOfBegun()).hasValue("4000000001");
    assertThat(look(OWN).resolved()).isEmpty();
    assertThat(look(OWN).dialog()).isPresent();
  }

  @Test
  final void aNameIsLearntWithWhatBecameOfAComment() {
    begun();
    assertThat(written(Outgoing.fresh(COMMENT), NAME)).isTrue();
    assertThat(look(BEGUN).comment().version()).isEqualTo(1);
    assertThat(chatOfBegun()).hasValue("4000000001");
    assertThat(look(OWN).resolved()).hasValue(BEGUN);
  }

  @Test
  final void aRefusedWriteLearnsNothing() {
    begun();
    assertThat(written(Outgoing.fresh(COMMENT).written(), NAME)).isFalse();
    assertThat(chatOfBegun()).isEmpty();
    assertThat(look(OWN).resolved()).isEmpty();
  }

  @Test
  final void whatBecameOfACommentIsWrittenThoughTheDialogHasAnotherChat() {
    begun();
    assertThat(outbox.learnChat(NAME)).isTrue();

    assertThat(written(Outgoing.fresh(COMMENT), OTHER)).isTrue();

    assertThat(look(BEGUN).comment().version()).isEqualTo(1);
    assertThat(chatOfBegun()).hasValue("4000000001");
    assertThat(look(OTHER.named()).resolved()).isEmpty();
  }

  @Test
  final void whatBecameOfACommentIsWrittenThoughTheClientHasADialogOfHisOwn() {
    begun();
    clientOpenedHisOwn();

    assertThat(written(Outgoing.fresh(COMMENT), NAME)).isTrue();

    assertThat(look(BEGUN).comment().version()).isEqualTo(1);
    assertThat(chatOfBegun()).hasValue("4000000001");
    assertThat(look(OWN).resolved()).isEmpty();
  }

  @Test
  final void anOpenPartTellsInWhichDialogItsCommentStands() {
    begun();
    OpenPart part =
        new OpenPart(
            BEGUN.unnamed(),
            BEGUN,
            COMMENT,
            1,
            "fingerprint",
            NOW,
            NOW.plusSeconds(35),
            NOW.plusSeconds(86_400));
    assertThat(written(Outgoing.fresh(COMMENT), NAME, part)).isTrue();
    assertThat(outbox.open(BEGUN.unnamed())).containsExactly(part);
  }
}
