package io.taskwire.core.outbound;

import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.dialog.Dialog;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.PrivateReply;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whose a phone is on a channel where nobody can be written to by phone: Wazzup told it with a
 * message of his, or Planfix with a comment in a task of his (chat API, contactPhone). Nobody is
 * guessed: two with the same phone are as good as none.
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
    List<Dialog> his =
        outbox.dialogsOf(phone).dialogs().stream()
            .filter(dialog -> dialog.channel().equals(channel) && !dialog.chat().type().isGroup())
            .flatMap(dialog -> look(outbox, comment, dialog).dialog().stream())
            // The card may have had another phone before.
            .filter(dialog -> dialog.phone().equals(Optional.of(phone)))
            .toList();
    List<DialogId> chats = his.stream().map(dialog -> dialog.id().ofChat()).distinct().toList();
    return switch (chats.size()) {
      case 0 -> new Nobody();
      case 1 -> client(outbox, comment, chats.getFirst(), his);
      default -> new Several();
    };
  }

  private static Client client(Outbox outbox, Comment comment, DialogId chat, List<Dialog> his) {
    DialogId direct = look(outbox, comment, chat).resolved().orElse(chat);
    Optional<Dialog> open = look(outbox, comment, direct).dialog();
    Optional<DialogId> answers =
        lastUnderAPost(his)
            .map(Dialog::id)
            .or(() -> open.flatMap(Dialog::privateReply).map(PrivateReply::under))
            .or(() -> open.filter(one -> one.clientWrote().isPresent()).map(Dialog::id))
            .filter(_ -> chat.chat().isRenamable());
    return new Client(direct, open.orElseGet(his::getFirst), answers);
  }

  private static Optional<Dialog> lastUnderAPost(List<Dialog> his) {
    return his.stream()
        .filter(dialog -> dialog.id().chat().post().isPresent())
        .max(Comparator.comparing(dialog -> dialog.clientWrote().orElse(Instant.MIN)));
  }

  private static Outbox.View look(Outbox outbox, Comment comment, DialogId dialog) {
    return outbox.look(comment.id(), comment.chat(), Optional.of(dialog));
  }
}
