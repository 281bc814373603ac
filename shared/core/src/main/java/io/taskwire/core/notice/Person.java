package io.taskwire.core.notice;

import java.util.Optional;

/**
 * The other side of a chat as Wazzup describes it.
 *
 * @param name as shown in the messenger; for an unknown WhatsApp client it can be the digits
 * @param phone digits, where Wazzup knows the number
 * @param avatar link to a picture
 * @param igsid of a client in Instagram, where Wazzup tells it: his id within our account, which
 *     stays when he changes his name; digits
 */
public record Person(
    Optional<String> name,
    Optional<String> phone,
    Optional<String> avatar,
    Optional<String> igsid) {
  public static final Person UNKNOWN =
      new Person(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Somebody who is known by no id of Instagram's. */
  public Person(Optional<String> name, Optional<String> phone, Optional<String> avatar) {
    this(name, phone, avatar, Optional.empty());
  }
}
