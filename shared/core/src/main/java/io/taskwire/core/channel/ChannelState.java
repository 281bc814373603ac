package io.taskwire.core.channel;

import java.util.Locale;

/** What Wazzup's word for a channel's state means for sending (Wazzup API, Channels, state). */
public enum ChannelState {
  /** It sends. */
  SENDS,

  /** It does not send now, and comes back by itself. */
  PASSES,

  /** It does not send until somebody does something about it: scans a code, pays, signs in. */
  STUCK,

  /** Wazzup has said nothing, or a word that has come since: whether it sends is for it to say. */
  UNKNOWN;

  /** The meaning of Wazzup's word, whose spelling differs in case between pages. */
  public static ChannelState of(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "active" -> SENDS;
      case "init", "phoneunavailable" -> PASSES;
      case "disabled",
          "qr",
          "qridle",
          "openelsewhere",
          "notenoughmoney",
          "foreignphone",
          "unauthorized",
          "waitforpassword",
          "waitforcode",
          "blocked",
          "onmoderation",
          "rejected" ->
          STUCK;
      default -> UNKNOWN;
    };
  }
}
