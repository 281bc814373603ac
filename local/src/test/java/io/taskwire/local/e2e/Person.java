package io.taskwire.local.e2e;

import io.taskwire.local.sim.wazzup.InstagramPost;
import io.taskwire.local.sim.wazzup.WazzupChannel;
import java.util.Optional;

/**
 * Somebody who writes to us, with whatever the messengers know him by.
 *
 * @param number unlike anybody else's
 */
record Person(Stage stage, int number, String name) {
  String phone() {
    return Stage.phone(number);
  }

  String nickname() {
    return "fictional.client." + number;
  }

  /** His chat with one of our channels. */
  Talk on(String channelId) {
    return on(stage.channel(channelId));
  }

  Talk on(WazzupChannel channel) {
    String chatId =
        switch (channel.transport()) {
          case "whatsapp", "wapi", "viber" -> phone();
          case "instagram" -> nickname();
          default -> "40000" + number;
        };
    return new Talk(stage, channel, chatId, name, Optional.empty());
  }

  /** His comments under one of our posts. */
  Talk under(InstagramPost post, String channelId) {
    return new Talk(stage, stage.channel(channelId), nickname(), name, Optional.of(post));
  }
}
