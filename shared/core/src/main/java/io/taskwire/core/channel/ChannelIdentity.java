package io.taskwire.core.channel;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a channel is for ever: messenger and own number or account name, e.g. {@code
 * whatsapp:79990000099} or {@code instagram:example.shop}. Wazzup's channelId is only its present
 * address: it changes when the channel is deleted and made anew.
 */
public record ChannelIdentity(Messenger messenger, String account) {
  private static final Pattern ACCOUNT = Pattern.compile("[\\p{L}\\p{N}._@+%-]{1,256}");

  public ChannelIdentity {
    if (!ACCOUNT.matcher(account).matches()) {
      throw new IllegalArgumentException(
          "a channel's account is a phone number or a name of 1 to 256 characters");
    }
  }

  /**
   * Reads a channel as a person writes it: a bare phone means WhatsApp, everything else is {@code
   * messenger:account}.
   *
   * @throws IllegalArgumentException saying what is wrong, when it is neither
   */
  public static ChannelIdentity typed(String text) {
    String trimmed = text.strip();
    int colon = trimmed.indexOf(':');
    if (colon < 0) {
      return Phone.typed(trimmed)
          .map(phone -> new ChannelIdentity(Messenger.WHATSAPP, phone.digits()))
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "a channel is a phone number, which means WhatsApp, or messenger:account,"
                          + " e.g. instagram:example.shop"));
    }
    Messenger messenger = new Messenger(trimmed.substring(0, colon).strip());
    String account = trimmed.substring(colon + 1).strip();
    if (messenger.accountMayBePhone()) {
      var phone = Phone.typed(account);
      if (phone.isPresent()) {
        return new ChannelIdentity(messenger, phone.get().digits());
      }
      if (messenger.chatIdIsPhone()) {
        throw new IllegalArgumentException(
            "a channel of " + messenger.name() + " is named by its phone number");
      }
    }
    return new ChannelIdentity(messenger, name(account));
  }

  /** The identity of a channel that Wazzup lists with this transport and {@code plainId}. */
  public static ChannelIdentity listed(Transport transport, String plainId) {
    Messenger messenger = transport.messenger();
    String account =
        messenger.accountMayBePhone()
            ? Phone.provided(plainId).map(Phone::digits).orElseGet(() -> name(plainId))
            : name(plainId);
    return new ChannelIdentity(messenger, account);
  }

  /** Parses what {@link #toString} writes. */
  public static ChannelIdentity parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("a channel identity is messenger:account");
    }
    return new ChannelIdentity(new Messenger(text.substring(0, colon)), text.substring(colon + 1));
  }

  /** The number or name as people write it: {@code +79990000099}, {@code example.shop}. */
  public String accountTitle() {
    boolean phone = messenger.accountMayBePhone() && Phone.provided(account).isPresent();
    return phone ? "+" + account : IdPart.decode(account);
  }

  @Override
  public String toString() {
    return messenger.name() + ":" + account;
  }

  private static String name(String account) {
    String stripped = account.strip();
    String name = stripped.startsWith("@") ? stripped.substring(1) : stripped;
    return IdPart.encode(name.toLowerCase(Locale.ROOT));
  }
}
