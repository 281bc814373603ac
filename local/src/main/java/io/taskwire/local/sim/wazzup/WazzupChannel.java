package io.taskwire.local.sim.wazzup;

import org.jspecify.annotations.Nullable;

/**
 * One messenger account as {@code GET /v3/channels} shows it (Wazzup API, Channels).
 *
 * @param channelId a UUID; another one after the channel was recreated
 * @param transport for example {@code whatsapp}, {@code wapi}, {@code instagram}, {@code tgapi}
 * @param plainId our own phone (digits), account name or messenger id
 * @param state only {@code active} can send; any other spelling is allowed, to try unknown ones
 * @param name the label in the Wazzup account
 */
public record WazzupChannel(
    String channelId, String transport, String plainId, String state, @Nullable String name) {

  WazzupChannel withState(String newState) {
    return new WazzupChannel(channelId, transport, plainId, newState, name);
  }

  WazzupChannel withChannelId(String newChannelId) {
    return new WazzupChannel(newChannelId, transport, plainId, state, name);
  }

  /** The chat type of a one-to-one chat on this channel. */
  String chatType() {
    return switch (transport) {
      case "whatsapp", "wapi" -> "whatsapp";
      case "tgapi", "telegram" -> "telegram";
      case "max", "maxbot" -> "max";
      default -> transport;
    };
  }

  /** Whether {@code chatType} belongs to this channel's transport; groups ride on three of them. */
  boolean carries(String chatType) {
    return chatType.equals(chatType())
        || switch (transport) {
          case "whatsapp" -> chatType.equals("whatsgroup");
          case "tgapi" -> chatType.equals("telegroup");
          case "max" -> chatType.equals("maxgroup");
          default -> false;
        };
  }
}
