package io.taskwire.core.channel;

import java.util.Locale;

/**
 * How Wazzup reaches a messenger ({@code whatsapp}, {@code wapi} for WABA, {@code tgapi} for a
 * personal Telegram account, …; Wazzup API, Channels). Unknown ones are accepted under their name.
 */
public record Transport(String name) {
  public Transport {
    name = name.toLowerCase(Locale.ROOT);
  }

  /** The messenger whose chats this transport carries. */
  public Messenger messenger() {
    return switch (name) {
      case "wapi" -> Messenger.WHATSAPP;
      case "tgapi" -> Messenger.TELEGRAM;
      case "maxbot" -> Messenger.MAX;
      default -> new Messenger(name);
    };
  }

  /** The name people know it by. */
  public String title() {
    return switch (name) {
      case "whatsapp" -> "WhatsApp";
      case "wapi" -> "WhatsApp (WABA)";
      case "instagram" -> "Instagram";
      case "tgapi" -> "Telegram";
      case "telegram" -> "Telegram Bot";
      case "vk" -> "VK";
      case "avito" -> "Avito";
      case "max" -> "MAX";
      case "maxbot" -> "MAX Bot";
      case "viber" -> "Viber";
      default -> name;
    };
  }
}
