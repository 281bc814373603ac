package io.taskwire.core.inbound;

import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.channel.Chat;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.DialogStore;
import io.taskwire.core.dialog.DialogStore.Situation;
import io.taskwire.core.dialog.DialogStore.Whose;
import io.taskwire.core.dialog.Lesson;
import io.taskwire.core.dialog.Names;
import io.taskwire.core.dialog.Sighting;
import io.taskwire.core.notice.Origin;
import java.util.Optional;

/**
 * Finds the dialog of a message of Instagram's, whose client may have been called otherwise before,
 * or be called as another client was. What a client's message teaches about that is noted before it
 * is posted: so no answer goes by a name that is known to be another's, and whoever finds the
 * client under two names at once finds one dialog.
 */
final class Renames {
  private final DialogStore dialogs;
  private final Optional<Origin> origin;

  /** Who has the name, of a message that does not tell it. */
  private Optional<DialogId> holder = Optional.empty();

  Renames(DialogStore dialogs, Job job) {
    this.dialogs = dialogs;
    this.origin = job.origin().filter(from -> from.chat().isRenamable());
  }

  /** What came of one look. */
  sealed interface Answer {
    /** The message belongs into the dialog that was looked at. */
    record Here() implements Answer {}

    /** It belongs elsewhere, or more is to be known first; empty for the dialog of its name. */
    record LookAgain(Optional<DialogId> dialog) implements Answer {}
  }

  /** Whom to look for; empty where names do not matter. */
  Optional<Whose> whose(Optional<ChannelIdentity> channel) {
    return channel.flatMap(
        ours ->
            name(ours)
                .map(
                    name ->
                        new Whose(name, sighting(ours).map(Sighting::person).or(() -> holder))));
  }

  Answer judge(DialogId asked, Situation situation) {
    Optional<Sighting> sighting = sighting(asked.channel());
    return sighting.isPresent()
        ? judge(asked, situation.names(), sighting.get())
        : judgeByName(asked, situation.names());
  }

  private Answer judge(DialogId asked, Names names, Sighting sighting) {
    if (names.chat().isPresent()) {
      DialogId dialog = names.chat().get().under(asked.chat().post());
      if (!dialog.equals(asked)) {
        return new Answer.LookAgain(Optional.of(dialog));
      }
    }
    Optional<Lesson> lesson = Lesson.of(sighting, names);
    if (lesson.isEmpty()) {
      return new Answer.Here();
    }
    // Whether it was noted or somebody was faster, the next look shows.
    var _ = dialogs.learn(lesson.get());
    return new Answer.LookAgain(Optional.empty());
  }

  /** Without an id the message is of whoever was last seen under the name. */
  private Answer judgeByName(DialogId asked, Names names) {
    Optional<DialogId> name = name(asked.channel());
    if (name.isEmpty() || !asked.ofChat().equals(name.get()) || !names.name().isTaken()) {
      return new Answer.Here();
    }
    Optional<DialogId> taker =
        names.name().holder().map(id -> new DialogId(asked.channel(), Chat.withPerson(id)));
    if (!taker.equals(holder)) {
      holder = taker;
      return new Answer.LookAgain(Optional.empty());
    }
    return names
        .chat()
        .<Answer>map(chat -> new Answer.LookAgain(Optional.of(chat.under(asked.chat().post()))))
        .orElseGet(Answer.Here::new);
  }

  private Optional<DialogId> name(ChannelIdentity channel) {
    return origin.map(from -> new DialogId(channel, from.chat()).ofChat());
  }

  /** Of an echo it is not known whose id it would tell: it may be ours. */
  private Optional<Sighting> sighting(ChannelIdentity channel) {
    return origin
        .filter(from -> !from.fromUs())
        .flatMap(
            from ->
                from.client()
                    .igsid()
                    .map(igsid -> new Sighting(channel, igsid, from.chatId(), from.at())));
  }
}
