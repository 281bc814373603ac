package io.taskwire.local;

import io.taskwire.aws.function.MetricLog;
import io.taskwire.aws.function.Pause;
import io.taskwire.aws.queue.SqsDeadLetters;
import io.taskwire.aws.queue.SqsNoticeQueue;
import io.taskwire.aws.queue.SqsVisibility;
import io.taskwire.aws.settings.RememberedSettings;
import io.taskwire.aws.settings.SettingsDocument;
import io.taskwire.aws.table.DynamoDbBreakerStore;
import io.taskwire.aws.table.DynamoDbChannelStore;
import io.taskwire.aws.table.DynamoDbDialogStore;
import io.taskwire.aws.table.DynamoDbOutbox;
import io.taskwire.aws.table.TaskwireTable;
import io.taskwire.caretaker.CaretakerHandler;
import io.taskwire.caretaker.CaretakerParts;
import io.taskwire.core.channel.ChannelDirectory;
import io.taskwire.core.delivery.Backoff;
import io.taskwire.core.delivery.Breaker;
import io.taskwire.core.delivery.DeadLetters;
import io.taskwire.core.delivery.DeadLetters.DeadLetter;
import io.taskwire.core.outbound.RatePause;
import io.taskwire.core.watch.Meter;
import io.taskwire.http.FileRules;
import io.taskwire.http.HttpFileSource;
import io.taskwire.local.aws.DynamoDb;
import io.taskwire.local.aws.EmbeddedDynamoDb;
import io.taskwire.local.aws.EmbeddedSqs;
import io.taskwire.local.aws.FifoQueue;
import io.taskwire.local.aws.Sqs;
import io.taskwire.messagesender.MessageSenderHandler;
import io.taskwire.messagesender.SenderParts;
import io.taskwire.planfix.HttpPlanfixChat;
import io.taskwire.planfixwebhook.PlanfixWebhookHandler;
import io.taskwire.taskworker.TaskWorkerHandler;
import io.taskwire.taskworker.WorkerParts;
import io.taskwire.wazzup.HttpChannelList;
import io.taskwire.wazzup.HttpWazzupMessages;
import io.taskwire.wazzup.HttpWazzupWebhooks;
import io.taskwire.wazzupwebhook.DoorParts;
import io.taskwire.wazzupwebhook.WazzupWebhookHandler;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * What {@code template.yaml} deploys, on embedded engines: the table, the queues, and the functions
 * made with the parts that they would make for themselves in AWS.
 */
final class Deployment implements AutoCloseable {
  private static final String TABLE = "taskwire";

  private static final Logger LOG = System.getLogger("taskwire.local.metrics");

  private static final int RECEIVES = 1000;

  private final DynamoDb dynamoDb;
  private final String tableName;
  private final Sqs sqs;
  private final String inboundDead;
  private final String inbound;
  private final String outboundDead;
  private final String outbound;
  private final TaskwireTable table;
  private final InstantSource clock;
  private final Backoff backoff;
  private final Meter meter;

  /** On these engines, of which the table is to be there; they are stopped together with it. */
  Deployment(
      DynamoDb dynamoDb, String tableName, Sqs sqs, LocalOptions options, InstantSource clock) {
    this.dynamoDb = dynamoDb;
    this.tableName = tableName;
    this.sqs = sqs;
    this.clock = clock;
    this.backoff = new Backoff(options.firstRetry());
    this.meter = new MetricLog("Taskwire/local", clock, line -> LOG.log(Level.DEBUG, line));
    this.table = new TaskwireTable(dynamoDb.client(), tableName);
    Duration visibility = options.visibility();
    this.inboundDead = sqs.create(new FifoQueue("inbound-dead.fifo", visibility, Optional.empty()));
    this.inbound = sqs.create(source("inbound.fifo", visibility, inboundDead));
    this.outboundDead =
        sqs.create(new FifoQueue("outbound-dead.fifo", visibility, Optional.empty()));
    this.outbound = sqs.create(source("outbound.fifo", visibility, outboundDead));
  }

  private static FifoQueue source(String name, Duration visibility, String dead) {
    return new FifoQueue(name, visibility, Optional.of(new FifoQueue.Redrive(dead, RECEIVES)));
  }

  /** Starts both engines, side by side. */
  static Deployment start(LocalOptions options, InstantSource clock) {
    CompletableFuture<EmbeddedSqs> sqs =
        CompletableFuture.supplyAsync(() -> EmbeddedSqs.start(options.queuesPort()));
    EmbeddedDynamoDb dynamoDb =
        EmbeddedDynamoDb.start(options.tablePort(), TaskwireTable.definition(TABLE));
    return new Deployment(dynamoDb, TABLE, sqs.join(), options, clock);
  }

  WazzupWebhookHandler wazzupWebhook(
      RememberedSettings.Document document,
      Consumer<String> onTrouble,
      Consumer<DeadLetter> onParked) {
    return new WazzupWebhookHandler(
        new DoorParts(
            new RememberedSettings<>(
                document, json -> SettingsDocument.whole(json, true).door(), clock, onTrouble),
            new SqsNoticeQueue(sqs.client(), inbound, clock, Pause.sleeping()),
            deadLetters(inboundDead, onParked),
            meter,
            clock));
  }

  PlanfixWebhookHandler planfixWebhook(
      RememberedSettings.Document document, Consumer<String> onTrouble) {
    return new PlanfixWebhookHandler(
        new io.taskwire.planfixwebhook.DoorParts(
            new RememberedSettings<>(
                document,
                json -> SettingsDocument.whole(json, true).planfixDoor(),
                clock,
                onTrouble),
            new SqsNoticeQueue(sqs.client(), outbound, clock, Pause.sleeping()),
            meter,
            clock));
  }

  MessageSenderHandler messageSender(
      RememberedSettings.Document document,
      Consumer<String> onTrouble,
      Consumer<DeadLetter> onParked) {
    HttpClient http = HttpClient.newHttpClient();
    return new MessageSenderHandler(
        new SenderParts(
            new RememberedSettings<>(
                document, json -> SettingsDocument.whole(json, true).worker(), clock, onTrouble),
            outbox(),
            channels(),
            new ChannelDirectory(channels(), clock),
            new Breaker(DynamoDbBreakerStore.ofWazzup(table), clock),
            new RatePause(clock, new SecureRandom()),
            new SqsNoticeQueue(sqs.client(), inbound, clock, Pause.sleeping()),
            deadLetters(outboundDead, onParked),
            settings -> new HttpWazzupMessages(http, settings.wazzupApi(), settings.wazzupApiKey()),
            settings -> new HttpChannelList(http, settings.wazzupApi(), settings.wazzupApiKey()),
            _ -> new HttpFileSource(FileRules.local()),
            settings -> new HttpPlanfixChat(http, settings.planfixChatApi()),
            new SqsVisibility(sqs.client(), outbound)::set,
            backoff,
            () -> UUID.randomUUID().toString(),
            meter,
            clock));
  }

  TaskWorkerHandler taskWorker(
      RememberedSettings.Document document,
      Consumer<String> onTrouble,
      Consumer<DeadLetter> onParked) {
    HttpClient http = HttpClient.newHttpClient();
    return new TaskWorkerHandler(
        new WorkerParts(
            new RememberedSettings<>(
                document, json -> SettingsDocument.whole(json, true).worker(), clock, onTrouble),
            dialogs(),
            outbox(),
            new ChannelDirectory(channels(), clock),
            new Breaker(DynamoDbBreakerStore.ofPlanfix(table), clock),
            deadLetters(inboundDead, onParked),
            settings -> new HttpPlanfixChat(http, settings.planfixChatApi()),
            settings -> new HttpChannelList(http, settings.wazzupApi(), settings.wazzupApiKey()),
            new SqsVisibility(sqs.client(), inbound)::set,
            backoff,
            () -> UUID.randomUUID().toString(),
            meter,
            clock));
  }

  /** Tells where webhooks go elsewhere, and leaves it so: who runs this may want it. */
  CaretakerHandler caretaker(
      RememberedSettings.Document document, Consumer<String> onTrouble, URI webhookBase) {
    HttpClient http = HttpClient.newHttpClient();
    return new CaretakerHandler(
        new CaretakerParts(
            new RememberedSettings<>(
                document, json -> SettingsDocument.whole(json, true).worker(), clock, onTrouble),
            new RememberedSettings<>(
                document, json -> SettingsDocument.whole(json, true).door(), clock, onTrouble),
            webhookBase,
            false,
            channels(),
            settings -> new HttpWazzupWebhooks(http, settings.wazzupApi(), settings.wazzupApiKey()),
            settings -> new HttpChannelList(http, settings.wazzupApi(), settings.wazzupApiKey()),
            meter,
            clock));
  }

  private DeadLetters deadLetters(String dead, Consumer<DeadLetter> onParked) {
    var queue = new SqsDeadLetters(sqs.client(), dead, SqsNoticeQueue.LARGEST_BODY);
    return letter -> {
      queue.park(letter);
      onParked.accept(letter);
    };
  }

  DynamoDbDialogStore dialogs() {
    return new DynamoDbDialogStore(table, clock);
  }

  DynamoDbOutbox outbox() {
    return new DynamoDbOutbox(table, clock);
  }

  DynamoDbChannelStore channels() {
    return new DynamoDbChannelStore(table);
  }

  Sqs sqs() {
    return sqs;
  }

  DynamoDb dynamoDb() {
    return dynamoDb;
  }

  String tableName() {
    return tableName;
  }

  String inboundQueue() {
    return inbound;
  }

  String inboundDeadLetters() {
    return inboundDead;
  }

  String outboundQueue() {
    return outbound;
  }

  String outboundDeadLetters() {
    return outboundDead;
  }

  @Override
  public void close() {
    sqs.close();
    dynamoDb.close();
  }
}
