package io.taskwire.core.planfix;

import io.taskwire.core.dialog.ContactId;
import java.util.Optional;

/**
 * The contact of a chat in Planfix.
 *
 * @param name never blank
 * @param phone digits, country code first
 * @param picture link to a photo
 */
public record Client(ContactId id, String name, Optional<String> phone, Optional<String> picture) {}
