package io.taskwire.caretaker;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import io.taskwire.aws.function.FunctionLog;
import io.taskwire.core.care.CheckAccount;
import io.taskwire.core.care.CheckAccount.Channels;
import io.taskwire.core.care.CheckAccount.Report;
import io.taskwire.core.care.CheckAccount.Unconnected;
import io.taskwire.core.care.CheckAccount.Webhooks;
import io.taskwire.core.channel.ChannelDirectory;
import io.taskwire.core.settings.DoorSettings;
import io.taskwire.core.settings.WorkerSettings;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Looks after the Wazzup account, on a schedule: whether webhooks come to our door, where channels
 * are and whether they work, what came on channels that are not connected. Answers what it found in
 * words, which are in the log too.
 */
public final class CaretakerHandler implements RequestHandler<ScheduledEvent, String> {
  private final CaretakerParts parts;
  private final FunctionLog log = new FunctionLog("caretaker");

  public CaretakerHandler() {
    this(CaretakerParts.fromEnvironment());
  }

  public CaretakerHandler(CaretakerParts parts) {
    this.parts = parts;
  }

  @Override
  public String handleRequest(ScheduledEvent event, Context context) {
    try {
      String words = checked();
      log.info(words);
      return words;
    } catch (RuntimeException crash) {
      log.crash("the check broke off", crash);
      // Counts as an error of the function; Lambda would write the exception's own message.
      throw new IllegalStateException("the check broke off: its log tells where");
    }
  }

  private String checked() {
    Optional<WorkerSettings> settings = parts.settings().current();
    Optional<DoorSettings> door = parts.doorSettings().current();
    if (settings.isEmpty() || door.isEmpty()) {
      return "settings are incomplete: nothing was checked";
    }
    List<URI> addresses =
        door.get().webhookSecrets().stream().map(parts.webhookBase()::resolve).toList();
    return words(
        new CheckAccount(
                parts.subscription().apply(settings.get()),
                new ChannelDirectory(parts.channelStore(), parts.clock()),
                parts.channels().apply(settings.get()),
                parts.channelStore(),
                parts.meter(),
                parts.clock())
            .check(addresses, parts.repairs()));
  }

  private static String words(Report report) {
    return words(report.webhooks())
        + "; "
        + words(report.channels())
        + "; "
        + words(report.unconnected());
  }

  private static String words(Webhooks webhooks) {
    return switch (webhooks) {
      case Webhooks.Ours _ -> "webhooks: ours";
      case Webhooks.Lost _ -> "webhooks: LOST, they go elsewhere or not all of them come";
      case Webhooks.Repaired _ -> "webhooks: REPAIRED, they went elsewhere or not all of them came";
      case Webhooks.NotRepaired(String reason) -> "webhooks: LOST, and not repaired: " + reason;
      case Webhooks.CouldNotAsk(String reason) -> "webhooks: Wazzup could not be asked: " + reason;
    };
  }

  private static String words(Channels channels) {
    return switch (channels) {
      case Channels.Listed(int connected, int down) ->
          "channels: connected=" + connected + " down=" + down;
      case Channels.CouldNotAsk(String reason) -> "channels: Wazzup could not be asked: " + reason;
    };
  }

  private static String words(Unconnected unconnected) {
    return "not connected, hour of "
        + unconnected.hour()
        + ": channels="
        + unconnected.channels()
        + " messages="
        + unconnected.messages();
  }
}
