package io.taskwire.core.outbound;

import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.dialog.CardPhone;
import io.taskwire.core.dialog.Dialog;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.dialog.PrivateReply;
import io.taskwire.core.outbound.Outbox.View;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whose a phone is on a channel where nobody can be written to by phone: the one on whose card in
 * Planfix it stood when he was answered last. Nobody is guessed: two with the same phone are as
 * good as none.
 */
sealed interface Acquaintance {
  record Nobody() implements Acquaintance {}

  record Several() implements Acquaintance {}

  /**
   * The one who has it.
   *
   * @param direct the dialog with him alone; it may not be open yet
   * @param seen the dialog by which he is known
   * @param answers the dialog that a message to him answers, as from the task of his comments;
   *     empty where he has written nothing that could be answered
   */
  record Client(DialogId direct, Dialog seen, Optional<DialogId> answers) implements Acquaintance {}

  static Acquaintance of(Outbox outbox, Comment comment, ChannelIdentity channel, String phone) {
    // Which of the cards is meant, nobody tells: people on other accounts count as well, and those
    // who had the phone when the comment was written.
    List<DialogId> chats = outbox.chatsOf(phone, comment.receivedAt());
    if (chats.stream().map(DialogId::chat).distinct().count() > 1) {
      return new Several();
    }
    return chats.stream()
        .filter(chat -> chat.channel().equals(channel))
        .findFirst()
        .map(chat -> client(outbox, comment, chat, phone))
        .orElseGet(Nobody::new);
  }

  private static Acquaintance client(Outbox outbox, Comment comment, DialogId chat, String phone) {
    View view = look(outbox, comment, chat);
    // What was told later says nothing of the card that was meant.
    Optional<CardPhone> card =
        view.cardPhone()
            .filter(known -> known.is(phone) && !known.doubtful())
            .filter(known -> !known.at().isAfter(comment.receivedAt()))
            .filter(known -> known.person().equals(view.nickname().person()));
    if (card.isEmpty()) {
      return new Nobody();
    }
    DialogId direct = view.resolved().orElse(chat);
    Optional<Dialog> open = look(outbox, comment, direct).dialog();
    Optional<Dialog> commented =
        Stream.concat(
                card.get().under().stream(),
                open.flatMap(Dialog::privateReply).map(PrivateReply::under).stream())
            .distinct()
            .flatMap(under -> look(outbox, comment, under).dialog().stream())
            .max(Comparator.comparing(dialog -> dialog.clientWrote().orElse(Instant.MIN)));
    Optional<DialogId> answers =
        commented.or(() -> open.filter(one -> one.clientWrote().isPresent())).map(Dialog::id);
    return open.or(() -> commented)
        .<Acquaintance>map(seen -> new Client(direct, seen, answers))
        .orElseGet(Nobody::new);
  }

  /**
   * By the dialog's own name: where the comment's chat leads says nothing of whose the phone is.
   */
  private static View look(Outbox outbox, Comment comment, DialogId dialog) {
    return outbox.look(comment.id(), new PlanfixChatId.OfDialog(dialog), Optional.of(dialog));
  }
}
