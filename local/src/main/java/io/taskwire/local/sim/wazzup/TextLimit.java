package io.taskwire.local.sim.wazzup;

/**
 * How long a text may be (Wazzup API, Sending). The page has two tables which contradict each
 * other. The unit is not documented; UTF-16 units are counted.
 */
record TextLimit(int smaller, int larger, String code) {

  static TextLimit of(WazzupChannel channel) {
    return switch (channel.transport()) {
      case "wapi" -> new TextLimit(1024, 4096, "MESSAGES_TOO_LONG_WABA");
      case "instagram" -> new TextLimit(1000, 10_000, "MESSAGES_TOO_LONG_INSTAGRAM");
      case "tgapi", "telegram" -> new TextLimit(4096, 4096, "MESSAGES_TOO_LONG_TELEGRAM");
      case "vk" -> new TextLimit(1000, 4096, "MESSAGES_TOO_LONG_VK");
      case "avito" -> new TextLimit(1000, 1000, "MESSAGES_TOO_LONG_AVITO");
      case "viber" -> new TextLimit(6999, 6999, "MESSAGES_TOO_LONG_VIBER");
      case "max", "maxbot" -> new TextLimit(4096, 4096, "MESSAGE_TEXT_TOO_LONG");
      default -> new TextLimit(10_000, 10_000, "MESSAGE_TEXT_TOO_LONG");
    };
  }

  void check(String text, WazzupKnobs.TextLimits table) throws Refusal {
    int limit = table == WazzupKnobs.TextLimits.SMALLER ? smaller : larger;
    if (text.length() > limit) {
      throw Refusal.of(code, "The text is longer than " + limit + " characters.");
    }
  }
}
