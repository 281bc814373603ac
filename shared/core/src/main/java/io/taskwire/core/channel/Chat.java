package io.taskwire.core.channel;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * The other side within a channel: chat type and chat id, for an Instagram comment also the post.
 * Instagram's names are compared without case (Wazzup API, chatId), so they are kept in lower case.
 */
public record Chat(ChatType type, String id, Optional<String> post) {
  /** In bytes, as part of an id: a channel and two such parts fit a key of the table. */
  private static final int LONGEST = 500;

  public Chat {
    id = type.isInstagram() ? id.toLowerCase(Locale.ROOT) : id;
    check("chatId", id);
    post.ifPresent(value -> check("instPost.id", value));
  }

  /**
   * The chat with a phone's owner in a messenger: named by the phone where the messenger does so,
   * otherwise a chat that waits for its name until Wazzup tells it.
   *
   * @param phone digits; or what stood in its place, which may be no phone
   */
  public static Chat withPhone(Messenger messenger, String phone) {
    boolean named = messenger.chatIdIsPhone() && Phone.provided(phone).isPresent();
    ChatType type = named ? ChatType.oneToOne(messenger) : ChatType.PHONE;
    return new Chat(type, phone, Optional.empty());
  }

  /**
   * The chat with a person in Instagram under whose name we knew somebody else before.
   *
   * @param igsid digits
   */
  public static Chat withPerson(String igsid) {
    return new Chat(ChatType.PERSON, igsid, Optional.empty());
  }

  /** Stands for all chats of a channel whose names Wazzup has not told yet. */
  public static Chat unnamed() {
    return new Chat(ChatType.PHONE, "unnamed", Optional.empty());
  }

  /** Whether nothing but the phone was known when the chat began. */
  public boolean isOfPhone() {
    return type.equals(ChatType.PHONE);
  }

  /** Whether it is called by an id of Instagram's instead of a name. */
  public boolean isOfPerson() {
    return type.equals(ChatType.PERSON);
  }

  /** Whether Wazzup names it by something that the other side can change. */
  public boolean isRenamable() {
    return type.isInstagram() || isOfPerson();
  }

  private static boolean unwritable(int c) {
    return Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE;
  }

  private static void check(String name, String value) {
    if (value.isBlank() || value.length() > LONGEST) {
      throw new IllegalArgumentException(name + " must have 1 to " + LONGEST + " characters");
    }
    if (IdPart.encode(value).getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      throw new IllegalArgumentException(
          name + " must take at most " + LONGEST + " bytes in an id");
    }
    if (value.codePoints().anyMatch(Chat::unwritable)) {
      throw new IllegalArgumentException(name + " holds a character that no name can have");
    }
  }
}
