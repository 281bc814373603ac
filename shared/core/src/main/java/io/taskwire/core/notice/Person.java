package io.taskwire.core.notice;

import java.util.Optional;

/**
 * The other side of a chat as Wazzup describes it.
 *
 * @param name as shown in the messenger; for an unknown WhatsApp client it can be the digits
 * @param phone digits, where Wazzup knows the number
 * @param avatar link to a picture
 */
public record Person(Optional<String> name, Optional<String> phone, Optional<String> avatar) {
  public static final Person UNKNOWN =
      new Person(Optional.empty(), Optional.empty(), Optional.empty());
}
