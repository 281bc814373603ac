package io.taskwire.messagesender;

import io.taskwire.aws.function.Environment;
import io.taskwire.aws.function.FunctionLog;
import io.taskwire.aws.function.Outside;
import io.taskwire.aws.function.Pause;
import io.taskwire.aws.queue.SqsDeadLetters;
import io.taskwire.aws.queue.SqsNoticeQueue;
import io.taskwire.aws.queue.SqsVisibility;
import io.taskwire.aws.settings.RememberedSettings;
import io.taskwire.aws.settings.SecretDocument;
import io.taskwire.aws.settings.SettingsDocument;
import io.taskwire.aws.table.DynamoDbBreakerStore;
import io.taskwire.aws.table.DynamoDbChannelStore;
import io.taskwire.aws.table.DynamoDbOutbox;
import io.taskwire.aws.table.TaskwireTable;
import io.taskwire.core.channel.ChannelDirectory;
import io.taskwire.core.channel.ChannelList;
import io.taskwire.core.channel.ChannelStore;
import io.taskwire.core.content.FileSource;
import io.taskwire.core.delivery.Backoff;
import io.taskwire.core.delivery.Breaker;
import io.taskwire.core.delivery.DeadLetters;
import io.taskwire.core.delivery.NoticeQueue;
import io.taskwire.core.outbound.Outbox;
import io.taskwire.core.outbound.RatePause;
import io.taskwire.core.planfix.PlanfixChat;
import io.taskwire.core.settings.SettingsSource;
import io.taskwire.core.settings.WorkerSettings;
import io.taskwire.core.watch.Meter;
import io.taskwire.core.wazzup.WazzupMessages;
import io.taskwire.http.FileRules;
import io.taskwire.http.HttpFileSource;
import io.taskwire.planfix.HttpPlanfixChat;
import io.taskwire.wazzup.HttpChannelList;
import io.taskwire.wazzup.HttpWazzupMessages;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the sender stands on.
 *
 * @param breaker Wazzup's
 * @param marks the queue in which it lies that a mark is due
 * @param delays sets when messages that stay in the queue are seen again, by receipt handle
 * @param owners names of lease owners, each unlike any before
 */
public record SenderParts(
    SettingsSource<WorkerSettings> settings,
    Outbox outbox,
    ChannelStore channelStore,
    ChannelDirectory directory,
    Breaker breaker,
    RatePause rate,
    NoticeQueue marks,
    DeadLetters deadLetters,
    Function<WorkerSettings, WazzupMessages> wazzup,
    Function<WorkerSettings, ChannelList> channels,
    Function<WorkerSettings, FileSource> files,
    Function<WorkerSettings, PlanfixChat> planfix,
    Consumer<Map<String, Duration>> delays,
    Backoff backoff,
    Supplier<String> owners,
    Meter meter,
    InstantSource clock) {
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

  static SenderParts of(Environment environment, Outside outside) {
    var aws = outside.aws();
    var sqs = aws.sqs();
    InstantSource clock = Clock.systemUTC();
    SqsVisibility visibility =
        new SqsVisibility(sqs, environment.required("TASKWIRE_OUTBOUND_QUEUE"));
    FunctionLog log = new FunctionLog("message-sender");
    HttpClient http = outside.http();
    FreshConnections connections = new FreshConnections(outside::http);
    TaskwireTable table = new TaskwireTable(aws.dynamoDb(), environment.required("TASKWIRE_TABLE"));
    ChannelStore channels = new DynamoDbChannelStore(table);
    return new SenderParts(
        new RememberedSettings<>(
            new SecretDocument(aws.secrets(), environment.required("TASKWIRE_SETTINGS_SECRET")),
            SettingsDocument::worker,
            clock,
            log::warning),
        new DynamoDbOutbox(table, clock),
        channels,
        new ChannelDirectory(channels, clock),
        new Breaker(DynamoDbBreakerStore.ofWazzup(table), clock),
        new RatePause(clock, new SecureRandom()),
        new SqsNoticeQueue(
            sqs, environment.required("TASKWIRE_INBOUND_QUEUE"), clock, Pause.sleeping()),
        new SqsDeadLetters(
            sqs,
            environment.required("TASKWIRE_OUTBOUND_DEAD_LETTERS"),
            SqsNoticeQueue.LARGEST_BODY),
        // A connection that was frozen with the function may be dead, and a message sent over it
        // would be one of unknown outcome: so each invocation has connections of its own.
        settings ->
            new HttpWazzupMessages(
                connections.next(), outside.at(settings.wazzupApi()), settings.wazzupApiKey()),
        settings ->
            new HttpChannelList(http, outside.at(settings.wazzupApi()), settings.wazzupApiKey()),
        settings -> new HttpFileSource(FileRules.production(settings.planfixChatApi().getHost())),
        settings -> new HttpPlanfixChat(http, outside.at(settings.planfixChatApi())),
        visibility::set,
        new Backoff(environment.duration("TASKWIRE_FIRST_RETRY", FIRST_RETRY)),
        () -> UUID.randomUUID().toString(),
        outside.meter(environment.required("TASKWIRE_METRICS"), clock),
        clock);
  }
}
