package io.taskwire.caretaker;

import io.taskwire.aws.function.Environment;
import io.taskwire.aws.function.FunctionLog;
import io.taskwire.aws.function.Outside;
import io.taskwire.aws.settings.RememberedSettings;
import io.taskwire.aws.settings.SecretDocument;
import io.taskwire.aws.settings.SettingsDocument;
import io.taskwire.aws.table.DynamoDbChannelStore;
import io.taskwire.aws.table.TaskwireTable;
import io.taskwire.core.channel.ChannelList;
import io.taskwire.core.channel.ChannelStore;
import io.taskwire.core.settings.DoorSettings;
import io.taskwire.core.settings.SettingsSource;
import io.taskwire.core.settings.WorkerSettings;
import io.taskwire.core.watch.Meter;
import io.taskwire.core.wazzup.WazzupWebhooks;
import io.taskwire.wazzup.HttpChannelList;
import io.taskwire.wazzup.HttpWazzupWebhooks;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * What the caretaker stands on.
 *
 * @param settings with the key to Wazzup
 * @param doorSettings with the secrets that the door's address ends with
 * @param webhookBase the door's address without its secret, with a slash at its end
 * @param repairs whether webhooks that go elsewhere are fetched back; otherwise that is only told
 */
public record CaretakerParts(
    SettingsSource<WorkerSettings> settings,
    SettingsSource<DoorSettings> doorSettings,
    URI webhookBase,
    boolean repairs,
    ChannelStore channelStore,
    Function<WorkerSettings, WazzupWebhooks> subscription,
    Function<WorkerSettings, ChannelList> channels,
    Meter meter,
    InstantSource clock) {

  static CaretakerParts fromEnvironment() {
    Environment environment = Environment.ofProcess();
    Outside outside = Outside.real();
    var aws = outside.aws();
    var secrets = aws.secrets();
    InstantSource clock = Clock.systemUTC();
    FunctionLog log = new FunctionLog("caretaker");
    HttpClient http = HttpClient.newHttpClient();
    return new CaretakerParts(
        new RememberedSettings<>(
            new SecretDocument(secrets, environment.required("TASKWIRE_SETTINGS_SECRET")),
            SettingsDocument::worker,
            clock,
            log::warning),
        new RememberedSettings<>(
            new SecretDocument(secrets, environment.required("TASKWIRE_DOORS_SECRET")),
            SettingsDocument::door,
            clock,
            log::warning),
        URI.create(environment.required("TASKWIRE_WEBHOOK_BASE")),
        repairs(environment.required("TASKWIRE_SUBSCRIPTION")),
        new DynamoDbChannelStore(
            new TaskwireTable(aws.dynamoDb(), environment.required("TASKWIRE_TABLE"))),
        settings -> new HttpWazzupWebhooks(http, settings.wazzupApi(), settings.wazzupApiKey()),
        settings -> new HttpChannelList(http, settings.wazzupApi(), settings.wazzupApiKey()),
        outside.meter(environment.required("TASKWIRE_METRICS"), clock),
        clock);
  }

  private static boolean repairs(String word) {
    return switch (word) {
      case "repair" -> true;
      case "alarm" -> false;
      default ->
          throw new IllegalStateException(
              "the environment variable TASKWIRE_SUBSCRIPTION must be alarm or repair");
    };
  }
}
