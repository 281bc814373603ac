package io.taskwire.core.outbound;

import io.taskwire.core.channel.Channel;
import io.taskwire.core.delivery.BreakerState;
import io.taskwire.core.dialog.CardPhone;
import io.taskwire.core.dialog.Decision;
import io.taskwire.core.dialog.Dialog;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.EchoNote;
import io.taskwire.core.dialog.Nickname;
import io.taskwire.core.dialog.Opening;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.dialog.PostedEcho;
import io.taskwire.core.dialog.PrivateReply;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.notice.DeliveryError;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.notice.Status;
import io.taskwire.core.planfix.Mark;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Comments on their way to clients. Reads are consistent, writes are conditional. */
public interface Outbox {
  /** Reads all that is needed to judge a comment, in one batched read. */
  View look(CommentId comment, PlanfixChatId chat, Optional<DialogId> dialog);

  /**
   * What is known.
   *
   * @param comment {@link Outgoing#fresh} where nothing is
   * @param resolved the dialog that a chat of a phone, or another name of a dialog, leads to
   * @param dialog the dialog that was asked for, where it was opened, as its client is called now
   * @param channel its channel
   * @param fence how many sending leases its chat has had
   * @param lease the present one, even if it ran out; empty where nobody has one
   * @param breaker Wazzup's
   * @param nickname of the dialog's chat
   * @param cardPhone of the dialog's chat; empty where none was ever noted
   * @param echoes what was lately posted in the dialog's task as our side's and did not come back
   */
  record View(
      Outgoing comment,
      Optional<DialogId> resolved,
      Optional<Dialog> dialog,
      Optional<Channel> channel,
      long fence,
      Optional<SendLease> lease,
      BreakerState breaker,
      Nickname nickname,
      Optional<CardPhone> cardPhone,
      Set<PostedEcho> echoes) {
    public View {
      echoes = Set.copyOf(echoes);
    }
  }

  /** What is known of a chat by its name. */
  Nickname nickname(DialogId chat);

  /**
   * Writes a comment as it now is, with all that goes with it, or nothing.
   *
   * @return false when the comment has another version by now, or the lease is not to be had
   */
  boolean write(Write write);

  /**
   * Settles a comment as an echo that came back, which uses up the note of it: both or nothing.
   *
   * @param dialog in which the echo is noted
   * @return false when the comment has another version by now, or another comment used up the note
   */
  boolean settle(Outgoing comeBack, DialogId dialog, PostedEcho echo, List<Decision> decisions);

  /** Notes what is about to be posted in a dialog's task as our side's. */
  void note(DialogId dialog, EchoNote note);

  /**
   * One write.
   *
   * @param comment as it shall be, with the version that it was read with
   * @param opened parts that begin to be open, or go on to be
   * @param closed parts that are open no more
   * @param links messages of Wazzup's that turned out to be parts of this comment
   * @param unlinked messages that had been taken for parts of it, and are none
   * @param name learnt with it; as {@link #learnChat} does, but not to be had it hinders nothing
   * @param reply the one message in Direct that a comment may be answered with
   */
  record Write(
      Outgoing comment,
      List<Decision> decisions,
      LeaseUse lease,
      List<OpenPart> opened,
      List<OpenPart> closed,
      List<Link> links,
      List<MessageId> unlinked,
      Optional<ChatName> name,
      Optional<Replying> reply) {
    /** Only the comment and what was decided about it. */
    public static Write of(Outgoing comment, List<Decision> decisions) {
      return new Write(
          comment,
          decisions,
          new LeaseUse.None(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty());
    }

    public Write under(LeaseUse use) {
      return new Write(comment, decisions, use, opened, closed, links, unlinked, name, reply);
    }

    Write opening(OpenPart part) {
      return new Write(
          comment, decisions, lease, List.of(part), closed, links, unlinked, name, reply);
    }

    Write closing(OpenPart part) {
      return new Write(
          comment, decisions, lease, opened, List.of(part), links, unlinked, name, reply);
    }

    Write linking(Link link) {
      return new Write(
          comment, decisions, lease, opened, closed, List.of(link), unlinked, name, reply);
    }

    Write unlinking(MessageId message) {
      return new Write(
          comment, decisions, lease, opened, closed, links, List.of(message), name, reply);
    }

    public Write replying(Optional<Replying> one) {
      return new Write(comment, decisions, lease, opened, closed, links, unlinked, name, one);
    }

    Write naming(Optional<ChatName> learnt) {
      return new Write(comment, decisions, lease, opened, closed, links, unlinked, learnt, reply);
    }
  }

  /**
   * Notes in a dialog in Direct which message answers a comment.
   *
   * @param before the comment by which the last one before was written, as it was read: nobody may
   *     have answered meanwhile
   */
  record Replying(DialogId direct, PrivateReply reply, Optional<CommentId> before) {}

  /** What a write does with the lease of the chat. */
  sealed interface LeaseUse {
    record None() implements LeaseUse {}

    /**
     * Takes it, if nobody has it and nobody had it since it was looked at.
     *
     * @param lease with the fence after the one that was read
     */
    record Take(SendLease lease) implements LeaseUse {}

    /** It must still be ours. */
    record Keep(SendLease lease) implements LeaseUse {}

    /** It must still be ours, and is given back. */
    record GiveBack(SendLease lease) implements LeaseUse {}
  }

  /**
   * A message of Wazzup's that is a part of a comment.
   *
   * @param dialog in which it stands
   * @param snippet the beginning of its text, for quotes
   * @param stands whether it stands in the dialog's task, as the comment itself; otherwise it is
   *     still to be posted there, like a message that was written elsewhere
   * @param echo the queue's body of its echo, where only that looked like the part: it may turn out
   *     to be somebody else's
   */
  record Link(
      MessageId message,
      int number,
      DialogId dialog,
      String snippet,
      Instant at,
      boolean stands,
      Optional<String> echo) {}

  /**
   * The queue's body of an echo that was taken for a part by its looks.
   *
   * @param answered what Wazzup said the part is
   * @return empty where it was not, or where the message that it was mistaken for stands in Planfix
   *     in its place
   */
  Optional<String> mistaken(MessageId echo, MessageId answered);

  /** The parts of a chat that are open, oldest first. */
  List<OpenPart> open(DialogId chat);

  /** What was said lately in a dialog, newest first: the beginnings of texts. */
  List<Said> said(DialogId dialog, int most);

  /** A message with the beginning of its text. */
  record Said(MessageId message, String snippet) {}

  // Whom a phone belongs to

  /** The dialogs of a phone's owner, and who was the last to write to him first. */
  PhoneDialogs dialogsOf(String phone);

  /**
   * What is known of a phone.
   *
   * @param dialogs all in which he writes or is written to, in whatever messenger
   * @param claims by messenger's name
   */
  record PhoneDialogs(List<DialogId> dialogs, Map<String, Claim> claims) {}

  /**
   * The dialog by which a phone's owner was last written to first in a messenger.
   *
   * @param version grows with every claim
   */
  record Claim(DialogId dialog, Instant at, long version) {}

  /**
   * Opens a dialog by writing first, or opens it again that was refused; enters it for its phone,
   * claims the phone's owner for it, and lets the chat of Planfix's lead to it. All or nothing.
   *
   * @param claimed the version of the claim as it was read; 0 where there was none
   * @return false when somebody else claimed him meanwhile
   */
  boolean open(
      Opening opening,
      String phone,
      long claimed,
      Optional<PlanfixChatId> alsoKnownAs,
      Instant now);

  /**
   * Binds a dialog to a task in which nothing is sent, since another dialog is open.
   *
   * @param clientWrote when the client last wrote in it, as it was read
   * @return false when he wrote in it meanwhile: then it is open
   */
  boolean bindRefused(Opening opening, Optional<Instant> clientWrote, Instant now);

  /**
   * Opens a dialog in Direct, with a client who may have written comments only, if none is open.
   */
  void openDirect(Opening opening, Instant now);

  /**
   * The same from the task of a first message to a client who is known by his phone: its chat leads
   * to the dialog from now on, and to no other ever. All or nothing.
   *
   * @return false when the chat leads to another dialog already
   */
  boolean openDirect(Opening opening, PlanfixChatId alsoKnownAs, Instant now);

  /**
   * The chats of people on whose cards a phone stands, or stood until after this time, as far as it
   * was noted.
   */
  List<DialogId> chatsOf(String cardPhone, Instant since);

  /**
   * Notes the phone that stands on a person's card, or that none does: the person is found by it
   * from now on, and by the one before no more.
   *
   * @param chat without a post
   * @param before as it was read
   * @return false when another was noted meanwhile
   */
  boolean notePhone(DialogId chat, Optional<CardPhone> before, CardPhone phone);

  /** Notes that a comment under a post is there no more: its thread is answered no more. */
  void noteCommentGone(DialogId dialog, MessageId comment);

  /**
   * What Wazzup calls the chat of a dialog that was begun by phone.
   *
   * @param chatId as Wazzup writes it
   */
  record ChatName(DialogId begun, String chatId) {
    /** The dialog that the chat would be by itself. */
    public DialogId named() {
      return begun.named(chatId);
    }
  }

  /**
   * Sends what is written in a dialog that was begun by phone into this chat from now on, and lets
   * the chat go on in that dialog, unless the client has opened one of his own there. A dialog that
   * has a chat keeps it.
   *
   * @return false when the dialog has another chat, or is not there
   */
  boolean learnChat(ChatName name);

  /** Notes that a task was closed or deleted, where Planfix does not show it by itself. */
  void noteTaskGone(long task);

  boolean isTaskGone(long task);

  // Marks

  /** A comment with what became of its parts; empty where it is not known, or not any more. */
  Optional<Whole> whole(CommentId comment);

  /**
   * A comment and the furthest status of each part that has one, by its number.
   *
   * @param reporterUntil until when somebody has the right to report its mark, even if that is
   *     over; empty where nobody has it
   */
  record Whole(
      Outgoing comment, Map<Integer, Delivery> deliveries, Optional<Instant> reporterUntil) {}

  /** How far a part got. */
  record Delivery(Status status, Optional<DeliveryError> error) {}

  /** Takes the right to report the mark of a comment, if nobody has it. */
  MarkAnswer takeMark(CommentId comment, String owner, Instant now, Instant until);

  /** Whether the right was had. */
  sealed interface MarkAnswer {
    /**
     * It is ours.
     *
     * @param comment as it stands with the right taken
     * @param interrupted whether somebody had it before who never gave it back, and may have shown
     *     a mark
     */
    record Taken(Outgoing comment, MarkTries tries, boolean interrupted) implements MarkAnswer {}

    /** Somebody else has it. */
    record Held() implements MarkAnswer {}

    /** The comment is not known, or not any more. */
    record NoComment() implements MarkAnswer {}
  }

  /**
   * How often a mark was reported in vain since one was shown.
   *
   * @param failures without an answer, or without a call
   * @param refusals refused by Planfix
   */
  record MarkTries(int failures, int refusals) {
    public static final MarkTries NONE = new MarkTries(0, 0);

    public MarkTries failed() {
      return new MarkTries(failures + 1, refusals);
    }

    public MarkTries refused() {
      return new MarkTries(failures, refusals + 1);
    }
  }

  /** What became of the parts of a comment, in one batched read. */
  Deliveries deliveries(Outgoing comment);

  /**
   * The furthest status of each part that has one.
   *
   * @param parts by the part's number
   * @param breaker Planfix's
   */
  record Deliveries(Map<Integer, Delivery> parts, BreakerState breaker) {}

  /** Notes the mark that Planfix shows, and gives the right to report back. */
  void marked(CommentId comment, String owner, Mark mark, List<Decision> decisions);

  /**
   * Gives the right back where no mark was shown, as far as is known.
   *
   * @param shown the mark that Planfix shows; empty too where that is not known any more
   * @param tries with the one that was made
   */
  void giveMarkBack(CommentId comment, String owner, Optional<Mark> shown, MarkTries tries);

  /** What was decided about a comment, oldest first. */
  List<Decision> decisions(CommentId comment);
}
