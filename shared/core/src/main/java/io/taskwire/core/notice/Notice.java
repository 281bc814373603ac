package io.taskwire.core.notice;

import io.taskwire.core.channel.ChannelId;
import io.taskwire.core.content.Content;
import java.time.Instant;
import java.util.Optional;

/** One thing that Wazzup told: an entry of a webhook. */
public sealed interface Notice {

  /** A message, of the client or of our side. */
  record Message(
      Origin origin, Content content, Optional<Quote> quote, Optional<StatusChange> status)
      implements Notice {}

  /** A message got another text. */
  record Edit(Origin origin, Content content, Optional<String> oldText) implements Notice {}

  /** A message was taken back. */
  record Deletion(Origin origin, Optional<String> oldText) implements Notice {}

  /** A message of our side got on, or failed. */
  record StatusChange(MessageId message, Status status, Instant at, Optional<DeliveryError> error)
      implements Notice {}

  /** What became of a comment is to be shown in Planfix: told by ourselves. */
  record MarkDue(CommentId comment, Instant at) implements Notice {}

  /** A channel changed its state. */
  record ChannelChange(ChannelId channel, Instant at) implements Notice {}
}
