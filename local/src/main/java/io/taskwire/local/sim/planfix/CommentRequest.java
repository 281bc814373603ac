package io.taskwire.local.sim.planfix;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an employee enters in a task.
 *
 * @param employee email
 * @param files hashes of uploaded files; null for none
 * @param notifyContact whether the client is among the notified. Null takes what the window
 *     proposes: the client, unless the talk with him is a colleague's
 * @param quote id of the comment that is quoted; null for none
 */
public record CommentRequest(
    String employee,
    @Nullable String text,
    @Nullable List<String> files,
    @Nullable Boolean notifyContact,
    @Nullable Integer quote) {

  public CommentRequest {
    requireNonNull(employee, "employee");
  }

  public static CommentRequest toClient(String employee, String text) {
    return new CommentRequest(employee, text, null, true, null);
  }

  public static CommentRequest internal(String employee, String text) {
    return new CommentRequest(employee, text, null, false, null);
  }
}
