package io.taskwire.cli;

import io.taskwire.core.channel.ChannelList;
import io.taskwire.core.settings.WorkerSettings;
import io.taskwire.wazzup.HttpChannelList;
import java.net.http.HttpClient;
import java.util.Optional;

/** Harmless questions to Wazzup. */
final class Wazzup {
  private Wazzup() {}

  /** Its channels; also where there are no settings to ask it with, that is no answer. */
  static ChannelList.Answer channels(Optional<WorkerSettings> settings) {
    if (settings.isEmpty()) {
      return new ChannelList.Answer.CouldNotAsk("the settings are not complete");
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      return new HttpChannelList(http, settings.get().wazzupApi(), settings.get().wazzupApiKey())
          .ask();
    }
  }
}
