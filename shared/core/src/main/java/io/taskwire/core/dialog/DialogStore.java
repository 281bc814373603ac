package io.taskwire.core.dialog;

import io.taskwire.core.channel.Channel;
import io.taskwire.core.channel.ChannelId;
import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.delivery.BreakerState;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.notice.Notice.StatusChange;
import io.taskwire.core.notice.NoticeKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Dialogs and the messages of them. Reads are consistent; writes that claim or finish something are
 * conditional, and those under a lease are fenced by it.
 */
public interface DialogStore {
  /** Reads all that is needed to judge a notice, in one batched read. */
  Situation look(Look look);

  /**
   * What to look up.
   *
   * @param address Wazzup's address of the channel
   * @param channel the identity that this address probably has
   * @param dialog the dialog that the notice probably belongs to
   * @param quoted a message that is quoted and whose text did not come along
   * @param whose whose message it is, where people can change their names
   */
  record Look(
      NoticeKey notice,
      Optional<ChannelId> address,
      Optional<ChannelIdentity> channel,
      Optional<DialogId> dialog,
      Optional<MessageId> quoted,
      Optional<Whose> whose) {
    /** Where nobody's name matters. */
    public Look(
        NoticeKey notice,
        Optional<ChannelId> address,
        Optional<ChannelIdentity> channel,
        Optional<DialogId> dialog,
        Optional<MessageId> quoted) {
      this(notice, address, channel, dialog, quoted, Optional.empty());
    }
  }

  /**
   * A client of Instagram.
   *
   * @param name the chat that is called by his name
   * @param person the chat that is called by himself, where it is known who he is
   */
  record Whose(DialogId name, Optional<DialogId> person) {}

  /**
   * What is known.
   *
   * @param identity the identity at the channel's address
   * @param channel the channel that was asked for, where it is known
   * @param dialog the dialog that was asked for, where it is there
   * @param sameAs the dialog in which the one that was asked for goes on: the same chat under
   *     another name
   * @param fence how many leases that dialog has had
   * @param heldUntil when its present lease runs out, or ran out; empty where nobody has one. While
   *     one runs, whatever was read may be changed under it without another fence
   * @param notice what is known of this notice
   * @param message what is known of the message that the notice is about; the same for a message
   * @param quotedSnippet the beginning of the quoted message's text
   * @param names what is known of the client and his name, where that was asked for
   * @param echoes what was lately posted in the dialog's task as our side's and did not come back
   */
  record Situation(
      Optional<ChannelIdentity> identity,
      Optional<Channel> channel,
      Optional<Dialog> dialog,
      Optional<DialogId> sameAs,
      long fence,
      Optional<Instant> heldUntil,
      Optional<MessageRecord> notice,
      Optional<MessageRecord> message,
      Optional<String> quotedSnippet,
      BreakerState breaker,
      Names names,
      Set<PostedEcho> echoes) {
    public Situation {
      echoes = Set.copyOf(echoes);
    }
  }

  /**
   * Notes whose a name is: all of it or nothing.
   *
   * @return false when anything else is known by now than was read
   */
  boolean learn(Lesson lesson);

  /**
   * Finds or opens a dialog, and takes its lease if nobody has it and nobody had it since it was
   * looked at: one conditional write. So what was read before is still true under the lease. A
   * lease that runs keeps everybody off, also other work of the same owner.
   *
   * @param fence as it was read
   * @param echo noted together with it: what may be posted under it as our side's
   */
  LeaseAnswer take(
      Opening opening,
      long fence,
      NoticeKey notice,
      String owner,
      Instant now,
      Instant until,
      Optional<EchoNote> echo);

  /** Whether the lease could be had. */
  sealed interface LeaseAnswer {
    /**
     * It is ours.
     *
     * @param interrupted the notice that somebody who never gave the lease back was busy with
     */
    record Taken(Lease lease, Dialog dialog, Optional<String> interrupted) implements LeaseAnswer {}

    /** Somebody has it. */
    record Held() implements LeaseAnswer {}

    /** Somebody had it meanwhile: what was read may be out of date. */
    record Moved() implements LeaseAnswer {}
  }

  /**
   * Notes that some steps of a message's plan are done.
   *
   * @param echo noted together with it: what may be posted by the next step as our side's
   * @throws LostLease when the lease is not ours any more; then nothing is written
   */
  void progress(
      Lease lease,
      NoticeKey notice,
      MessageFacts facts,
      Progress progress,
      Optional<PostedEcho> echo,
      List<Decision> decisions);

  /**
   * Notes that a message is done and gives the lease back, together or not at all. A lease that ran
   * out but that nobody took is still good enough.
   *
   * @throws LostLease when the lease is not ours any more; then nothing is written
   */
  void finish(
      Lease lease,
      NoticeKey notice,
      MessageFacts facts,
      MessageRecord.State state,
      DialogChange change,
      List<Decision> decisions);

  /**
   * What a finished message changes in its dialog.
   *
   * @param task the number of its task
   * @param taskSeen when the task was seen to be open
   * @param clientWrote the time of a client's message, where none of his is later, for the
   *     messengers' windows
   * @param comment an Instagram comment of the client, to be kept as one to answer to
   * @param deleted an Instagram comment that is there no more
   * @param phone whose dialog it is, where it is not entered for him yet
   */
  record DialogChange(
      Optional<Long> task,
      Optional<Instant> taskSeen,
      Optional<Instant> clientWrote,
      Optional<MessageId> comment,
      Optional<MessageId> deleted,
      Optional<String> phone) {
    public static final DialogChange NONE =
        new DialogChange(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /** Gives a lease back before its time; one that was lost needs no giving back. */
  void release(Lease lease);

  /**
   * Notes a failed attempt and, where there is one, gives the lease back; one that was lost needs
   * no giving back. What was settled meanwhile stays settled, what was begun stays begun.
   *
   * @param unanswered whether a call with an effect was made and not answered
   */
  void postpone(
      Optional<Lease> lease,
      NoticeKey notice,
      MessageFacts facts,
      boolean unanswered,
      List<Decision> decisions);

  /** Counts a message of a channel that is not connected, once however often it comes. */
  void countUnconnected(
      String channel, NoticeKey notice, MessageFacts facts, Instant now, List<Decision> decisions);

  /**
   * Moves a message's status forward; a status that comes before its message waits for it.
   *
   * @return the whole as it is afterwards
   */
  MessageRecord noteStatus(StatusChange change, Instant now);

  /**
   * Whether Planfix goes on in a closed task of this line, instead of opening a new one; empty
   * where that was not seen yet.
   */
  Optional<Boolean> keepsClosedTasks(String providerId);

  void noteKeepsClosedTasks(String providerId, boolean keeps);

  /** The decisions about a message and its changes, oldest first. */
  List<Decision> decisions(MessageId message);
}
