package io.taskwire.taskworker;

import io.taskwire.aws.function.Environment;
import io.taskwire.aws.function.FunctionLog;
import io.taskwire.aws.function.Outside;
import io.taskwire.aws.queue.SqsDeadLetters;
import io.taskwire.aws.queue.SqsNoticeQueue;
import io.taskwire.aws.queue.SqsVisibility;
import io.taskwire.aws.settings.RememberedSettings;
import io.taskwire.aws.settings.SecretDocument;
import io.taskwire.aws.settings.SettingsDocument;
import io.taskwire.aws.table.DynamoDbBreakerStore;
import io.taskwire.aws.table.DynamoDbChannelStore;
import io.taskwire.aws.table.DynamoDbDialogStore;
import io.taskwire.aws.table.DynamoDbOutbox;
import io.taskwire.aws.table.TaskwireTable;
import io.taskwire.core.channel.ChannelDirectory;
import io.taskwire.core.channel.ChannelList;
import io.taskwire.core.delivery.Backoff;
import io.taskwire.core.delivery.Breaker;
import io.taskwire.core.delivery.DeadLetters;
import io.taskwire.core.dialog.DialogStore;
import io.taskwire.core.outbound.Outbox;
import io.taskwire.core.planfix.PlanfixChat;
import io.taskwire.core.settings.SettingsSource;
import io.taskwire.core.settings.WorkerSettings;
import io.taskwire.core.watch.Meter;
import io.taskwire.planfix.HttpPlanfixChat;
import io.taskwire.wazzup.HttpChannelList;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the worker stands on.
 *
 * @param delays sets when messages that stay in the queue are seen again, by receipt handle
 * @param owners names of lease owners, each unlike any before
 */
public record WorkerParts(
    SettingsSource<WorkerSettings> settings,
    DialogStore dialogs,
    Outbox outbox,
    ChannelDirectory directory,
    Breaker breaker,
    DeadLetters deadLetters,
    Function<WorkerSettings, PlanfixChat> planfix,
    Function<WorkerSettings, ChannelList> channels,
    Consumer<Map<String, Duration>> delays,
    Backoff backoff,
    Supplier<String> owners,
    Meter meter,
    InstantSource clock) {
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

  static WorkerParts of(Environment environment, Outside outside) {
    var aws = outside.aws();
    var sqs = aws.sqs();
    InstantSource clock = Clock.systemUTC();
    SqsVisibility visibility =
        new SqsVisibility(sqs, environment.required("TASKWIRE_INBOUND_QUEUE"));
    FunctionLog log = new FunctionLog("task-worker");
    HttpClient http = outside.http();
    TaskwireTable table = new TaskwireTable(aws.dynamoDb(), environment.required("TASKWIRE_TABLE"));
    return new WorkerParts(
        new RememberedSettings<>(
            new SecretDocument(aws.secrets(), environment.required("TASKWIRE_SETTINGS_SECRET")),
            SettingsDocument::worker,
            clock,
            log::warning),
        new DynamoDbDialogStore(table, clock),
        new DynamoDbOutbox(table, clock),
        new ChannelDirectory(new DynamoDbChannelStore(table), clock),
        new Breaker(DynamoDbBreakerStore.ofPlanfix(table), clock),
        new SqsDeadLetters(
            sqs,
            environment.required("TASKWIRE_INBOUND_DEAD_LETTERS"),
            SqsNoticeQueue.LARGEST_BODY),
        settings -> new HttpPlanfixChat(http, outside.at(settings.planfixChatApi())),
        settings ->
            new HttpChannelList(http, outside.at(settings.wazzupApi()), settings.wazzupApiKey()),
        visibility::set,
        new Backoff(environment.duration("TASKWIRE_FIRST_RETRY", FIRST_RETRY)),
        () -> UUID.randomUUID().toString(),
        outside.meter(environment.required("TASKWIRE_METRICS"), clock),
        clock);
  }
}
