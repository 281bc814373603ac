package io.taskwire.local.sim.planfix;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A comment, or the description of a task, as people see it.
 *
 * @param kind whose words these are: CONTACT, EMPLOYEE or ROBOT
 * @param isEcho whether it came through the chat API as a message of our side
 * @param text exactly what came or was typed; plain text with line feeds
 * @param messageId of what goes to the client; null for everything else
 * @param mark the sign shown now, null before the first
 * @param calls the calls that carried it to the connector
 */
public record EntryView(
    int id,
    Kind kind,
    String author,
    @Nullable Integer authorNumber,
    boolean isEcho,
    String text,
    List<FileView> files,
    Instant time,
    @Nullable String messageId,
    @Nullable MarkView mark,
    List<MarkView> marks,
    List<ConnectorCall> calls) {

  /** Whose words these are. */
  public enum Kind {
    CONTACT,
    EMPLOYEE,
    ROBOT
  }
}
