package io.taskwire.core.channel;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A messenger by the word Wazzup uses for its one-to-one chats ({@code whatsapp}, {@code
 * instagram}, {@code telegram}, …). New messengers need no new code: any word of that form is one.
 */
public record Messenger(String name) {
  // Before the constants: they are checked with it.
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]{0,31}");

  public static final Messenger WHATSAPP = new Messenger("whatsapp");
  public static final Messenger VIBER = new Messenger("viber");
  public static final Messenger INSTAGRAM = new Messenger("instagram");
  public static final Messenger TELEGRAM = new Messenger("telegram");
  public static final Messenger VK = new Messenger("vk");
  public static final Messenger AVITO = new Messenger("avito");
  public static final Messenger MAX = new Messenger("max");

  public Messenger {
    name = name.toLowerCase(Locale.ROOT);
    if (!FORM.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a messenger is a word of Latin letters and digits, at most 32 of them");
    }
  }

  /** Whether an account of ours in this messenger may be named by its phone number. */
  boolean accountMayBePhone() {
    return equals(WHATSAPP) || equals(VIBER) || equals(TELEGRAM) || equals(MAX);
  }

  /**
   * Whether the other side of a one-to-one chat is named by a phone number (Wazzup API, chatId).
   */
  public boolean chatIdIsPhone() {
    return equals(WHATSAPP) || equals(VIBER);
  }
}
