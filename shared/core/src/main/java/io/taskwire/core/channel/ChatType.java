package io.taskwire.core.channel;

import java.util.Locale;
import java.util.regex.Pattern;

/** Wazzup's {@code chatType}, e.g. {@code whatsapp} or {@code telegroup}; unknown ones pass. */
public record ChatType(String name) {
  // Before the constant: it is checked with it.
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]{0,31}");

  /** No word of Wazzup's: a chat of which nothing but the other side's phone is known yet. */
  static final ChatType PHONE = new ChatType("phone");

  /** No word of Wazzup's: a chat of Instagram's whose name was another person's before. */
  static final ChatType PERSON = new ChatType("igsid");

  public ChatType {
    name = name.toLowerCase(Locale.ROOT);
    if (!FORM.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "chatType must be a word of Latin letters and digits, at most 32 of them");
    }
  }

  /** Whether several people talk in such a chat. */
  public boolean isGroup() {
    return name.endsWith("group");
  }

  boolean isInstagram() {
    return name.equals("instagram");
  }

  /** The type of the messenger's one-to-one chats. */
  public static ChatType oneToOne(Messenger messenger) {
    return new ChatType(messenger.name());
  }
}
