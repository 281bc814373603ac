package io.taskwire.core.outbound;

import io.taskwire.core.dialog.Dialog;
import io.taskwire.core.messenger.Contract;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.outbound.Outbox.Said;
import java.util.List;
import java.util.Optional;

/**
 * Finds the message that an employee quotes. Planfix tells only its text, so it is looked for among
 * what was said lately in the same dialog, and in no other; what is not found stays text.
 */
record Quoting(Outbox outbox, Dialog dialog, Contract contract) {
  private static final int LATELY = 50;

  /**
   * A text with what it refers to.
   *
   * @param publicly whether that is the comment under a post which it answers for all to see
   */
  record Quoted(String text, Optional<MessageId> message, boolean publicly) {}

  Quoted of(CommentText comment) {
    if (dialog.id().chat().post().isPresent()) {
      // Always the thread of the first comment; without a reference it would be a Direct message.
      return new Quoted(comment.withQuote(), dialog.thread(), true);
    }
    Optional<MessageId> quoted =
        comment.quoted().isPresent() && contract.showsQuotes() ? found(comment) : Optional.empty();
    return quoted.isPresent()
        ? new Quoted(comment.text(), quoted, false)
        : new Quoted(comment.withQuote(), Optional.empty(), false);
  }

  private Optional<MessageId> found(CommentText comment) {
    List<Said> lately = outbox.said(dialog.id(), LATELY);
    // "Yes" is a part of many messages, and rather the one that says nothing else.
    return lately.stream()
        .filter(said -> comment.matchesWhole(said.snippet()))
        .findFirst()
        .or(() -> lately.stream().filter(said -> comment.matches(said.snippet())).findFirst())
        .map(Said::message);
  }
}
