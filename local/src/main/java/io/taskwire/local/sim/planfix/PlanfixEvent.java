package io.taskwire.local.sim.planfix;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that happened in the simulated Planfix, for whoever watches it live. */
public sealed interface PlanfixEvent {

  /** {@code chatId} is null until a first message was answered by the connector. */
  record TaskCreated(
      Instant time, int task, String name, String providerId, @Nullable String chatId)
      implements PlanfixEvent {}

  record CommentAdded(Instant time, int task, EntryView comment) implements PlanfixEvent {}

  record TaskRenamed(Instant time, int task, String from, String to) implements PlanfixEvent {}

  /** Closed, reopened, deleted, restored or merged; {@code status} is null when it was purged. */
  record TaskStatusChanged(Instant time, int task, @Nullable TaskStatus status)
      implements PlanfixEvent {}

  record MarkChanged(Instant time, int task, int comment, String messageId, MarkView mark)
      implements PlanfixEvent {}

  record ContactCreated(Instant time, int contact, String name) implements PlanfixEvent {}

  /** A file of the connector was fetched, or could not be. */
  record FileFetched(Instant time, FileView file) implements PlanfixEvent {}

  /** A call of the chat API waits: in a fault, or between looking for a task and making it. */
  record ApiCallHeld(Instant time, @Nullable String cmd, @Nullable String chatId)
      implements PlanfixEvent {}

  record ApiCallAnswered(ApiCall call) implements PlanfixEvent {}

  record ConnectorAnswered(ConnectorCall call) implements PlanfixEvent {}
}
