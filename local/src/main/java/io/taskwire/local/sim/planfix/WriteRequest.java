package io.taskwire.local.sim.planfix;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an employee enters behind the "Write" button of a contact with a phone.
 *
 * @param providerId the line he chose
 * @param channel sent along when it is there
 * @param description goes to the client
 * @param employee email
 * @param files hashes of uploaded files; null for none
 */
public record WriteRequest(
    String phone,
    String providerId,
    @Nullable String channel,
    String taskName,
    String description,
    String employee,
    @Nullable List<String> files) {

  public WriteRequest {
    requireNonNull(phone, "phone");
    requireNonNull(providerId, "providerId");
    requireNonNull(taskName, "taskName");
    requireNonNull(description, "description");
    requireNonNull(employee, "employee");
  }
}
