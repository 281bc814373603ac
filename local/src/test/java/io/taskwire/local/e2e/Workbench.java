package io.taskwire.local.e2e;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.javalin.Javalin;
import io.taskwire.aws.function.MetricLog;
import io.taskwire.aws.function.Pause;
import io.taskwire.aws.queue.SqsDeadLetters;
import io.taskwire.aws.queue.SqsDepth;
import io.taskwire.aws.queue.SqsLetters;
import io.taskwire.aws.queue.SqsNoticeQueue;
import io.taskwire.aws.queue.SqsVisibility;
import io.taskwire.aws.settings.RememberedSettings;
import io.taskwire.aws.settings.SettingsDocument;
import io.taskwire.aws.table.DynamoDbBreakerStore;
import io.taskwire.aws.table.DynamoDbChannelStore;
import io.taskwire.aws.table.DynamoDbDialogStore;
import io.taskwire.aws.table.DynamoDbOutbox;
import io.taskwire.aws.table.DynamoDbRecords;
import io.taskwire.aws.table.TaskwireTable;
import io.taskwire.caretaker.CaretakerHandler;
import io.taskwire.caretaker.CaretakerParts;
import io.taskwire.cli.Installation;
import io.taskwire.core.channel.ChannelDirectory;
import io.taskwire.core.delivery.Backoff;
import io.taskwire.core.delivery.Breaker;
import io.taskwire.core.delivery.DeadLetters.DeadLetter;
import io.taskwire.core.fakes.FakeMeter;
import io.taskwire.core.outbound.RatePause;
import io.taskwire.core.planfix.PlanfixChat;
import io.taskwire.core.watch.Meter;
import io.taskwire.core.wazzup.WazzupMessages;
import io.taskwire.http.FileRules;
import io.taskwire.http.HttpFileSource;
import io.taskwire.local.Engines;
import io.taskwire.local.aws.EventSourceMapping;
import io.taskwire.local.aws.FifoQueue;
import io.taskwire.local.aws.HttpApi;
import io.taskwire.local.aws.LambdaFunction;
import io.taskwire.local.sim.planfix.PlanfixLine;
import io.taskwire.local.sim.planfix.PlanfixSimulator;
import io.taskwire.local.sim.wazzup.WazzupSimulator;
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
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * A Taskwire of its own, put together from the same parts as the local run, where a test needs what
 * that does not offer: other settings, a clock to move, workers to kill, calls to count. It has its
 * own queues, table and providers, on engines that all benches share.
 */
final class Workbench implements AutoCloseable {
  /** How long a message is hidden when its worker was killed. */
  private static final Duration VISIBILITY = Duration.ofSeconds(2);

  private static final Duration A_SECOND = Duration.ofSeconds(1);
  private static final AtomicInteger BENCHES = new AtomicInteger();

  private final MovingClock clock = new MovingClock();
  private final ReadWriteLock betweenInvocations = new ReentrantReadWriteLock(/* fair= */ true);
  final Deaths deaths = new Deaths();
  final Deaths senderDeaths = new Deaths();
  final CallCounts doorCalls = new CallCounts();
  final CallCounts workerCalls = new CallCounts();

  /** How long the senders wait for an answer of Wazzup's. */
  volatile Duration patience = Duration.ofSeconds(10);

  /** What the senders' delays become in the queue, where time can't be moved. */
  volatile UnaryOperator<Duration> delayInTheQueue =
      delay -> delay.compareTo(A_SECOND) < 0 ? delay : A_SECOND;

  /** Into the log, as in AWS: what is counted must tell of nobody either. */
  private final Meter meter =
      new MetricLog("Taskwire/bench", clock, line -> System.out.println(line));

  /** What the caretaker counted. */
  final FakeMeter measured = new FakeMeter();

  /** The settings document; the functions read it again when they have reason to. */
  final AtomicReference<String> settings = new AtomicReference<>("");

  /** What the senders have for Wazzup, made of the real thing at each invocation. */
  volatile UnaryOperator<WazzupMessages> wazzupAsCalled = wazzup -> wazzup;

  /** What the senders were invoked with, oldest first. */
  final List<Message> comments = new CopyOnWriteArrayList<>();

  /** Messages that a killed process had received. */
  private final Queue<Held> heldByTheDead = new ConcurrentLinkedQueue<>();

  private final Engines engines = BenchEngines.SHARED;
  private final UnaryOperator<PlanfixChat> planfixAsCalled;
  private final String table = "bench-" + BENCHES.incrementAndGet();
  private final String inbound;
  private final String dead;
  private final String outbound;
  private final String outboundDead;
  private final EventSourceMapping senderMapping;
  final CallCounts senderCalls = new CallCounts();
  private final SqsClient doorSqs;
  private final HttpClient http = HttpClient.newHttpClient();
  private final WazzupSimulator wazzup;
  private final PlanfixSimulator planfix;
  private final Javalin server;
  private final EventSourceMapping mapping;
  private final Stage stage;

  /** A bench with one worker, so that what was learnt by one is known to the next. */
  Workbench(SettingsText settings) {
    this(settings, 1, planfix -> planfix);
  }

  /**
   * A bench.
   *
   * @param workers how many run at once at most
   * @param planfixAsCalled what the workers have for Planfix, made of the real thing
   */
  Workbench(SettingsText settings, int workers, UnaryOperator<PlanfixChat> planfixAsCalled) {
    this.planfixAsCalled = planfixAsCalled;
    this.dead =
        engines.sqs().create(new FifoQueue(table + "-dead.fifo", VISIBILITY, Optional.empty()));
    this.inbound =
        engines
            .sqs()
            .create(
                new FifoQueue(
                    table + ".fifo", VISIBILITY, Optional.of(new FifoQueue.Redrive(dead, 1000))));
    this.outboundDead =
        engines.sqs().create(new FifoQueue(table + "-out-dead.fifo", VISIBILITY, Optional.empty()));
    this.outbound =
        engines
            .sqs()
            .create(
                new FifoQueue(
                    table + "-out.fifo",
                    VISIBILITY,
                    Optional.of(new FifoQueue.Redrive(outboundDead, 1000))));
    engines.dynamoDb().create(TaskwireTable.definition(table));
    this.doorSqs = sqs(doorCalls);
    this.wazzup = new WazzupSimulator(clock, new Random(), () -> origin().resolve("/sim/wazzup"));
    this.planfix =
        new PlanfixSimulator(
            clock,
            () -> origin().resolve("/sim/planfix"),
            List.of(
                PlanfixLine.taskwire(
                    settings.planfixToken(), "bench-token", URI.create("http://localhost/none"))));
    this.server =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.http.maxRequestSize = 12L * 1024 * 1024;
              new HttpApi(
                      Map.of(
                          "POST /wazzup/{secret}", door(), "POST /planfix/{secret}", planfixDoor()),
                      clock)
                  .addTo(config.routes);
              wazzup.install(config, "/sim/wazzup");
              planfix.install(config, "/sim/planfix");
            });
    server.start("127.0.0.1", 0);
    this.settings.set(settings.at(origin()));
    planfix.setLines(
        List.of(
            PlanfixLine.taskwire(
                settings.planfixToken(),
                "bench-token",
                origin().resolve("/planfix/bench-planfix-secret"))));
    URI door = origin().resolve("/wazzup/" + settings.webhookSecrets().getFirst());
    wazzup.overwriteWebhooksUri(door.toString());
    wazzup.turnKnobs(
        knobs -> {
          knobs.apiKey = settings.apiKey();
          knobs.crmKey = settings.crmKeys().stream().findFirst().orElse(null);
        });
    TaskwireTable items = new TaskwireTable(engines.dynamoDb().client(), table);
    this.stage =
        new Stage(
            wazzup,
            planfix,
            new DynamoDbChannelStore(items),
            new DynamoDbDialogStore(items, clock),
            new Stage.Queues(engines.sqs().client(), inbound, dead, outbound),
            door,
            clock);
    this.mapping =
        EventSourceMapping.start(
            engines.sqs().client(),
            inbound,
            worker(),
            new EventSourceMapping.Settings(10, workers),
            new EventSourceMapping.Listener() {});
    this.senderMapping =
        EventSourceMapping.start(
            engines.sqs().client(),
            outbound,
            sender(),
            new EventSourceMapping.Settings(10, workers),
            new EventSourceMapping.Listener() {
              @Override
              public void batchInvoked(String function, List<Message> batch) {
                comments.addAll(batch);
              }
            });
  }

  Stage stage() {
    return stage;
  }

  /** This bench as the command line sees it. */
  Installation installation() {
    TaskwireTable items = new TaskwireTable(engines.dynamoDb().client(), table);
    return new Installation(
        "the bench " + table,
        new DynamoDbChannelStore(items),
        new DynamoDbOutbox(items, clock),
        new DynamoDbRecords(items, clock),
        way("inbound", inbound, dead),
        way("outbound", outbound, outboundDead),
        new BenchSettings(settings),
        () -> origin().resolve("/wazzup/"),
        () -> origin().resolve("/planfix/"),
        Optional.empty());
  }

  private Installation.Way way(String name, String queue, String letters) {
    SqsClient sqs = engines.sqs().client();
    return new Installation.Way(
        name,
        new SqsLetters(sqs, letters, queue, Duration.ZERO),
        () -> SqsDepth.of(sqs, queue),
        () -> SqsDepth.of(sqs, letters));
  }

  /** Puts something where what can never succeed lies. */
  void park(boolean inboundWay, DeadLetter letter) {
    new SqsDeadLetters(
            engines.sqs().client(), inboundWay ? dead : outboundDead, SqsNoticeQueue.LARGEST_BODY)
        .park(letter);
  }

  /**
   * Lets time pass between two invocations: it seems to nobody that his own took so long. What a
   * killed process had received is visible again, at once where that keeps its order.
   */
  void pass(Duration time) {
    betweenInvocations.writeLock().lock();
    try {
      clock.pass(time);
      for (Held held = heldByTheDead.poll(); held != null; held = heldByTheDead.poll()) {
        held.visibleTo(engines.sqs().client());
      }
    } finally {
      betweenInvocations.writeLock().unlock();
    }
  }

  /** Lets time pass in the middle of whatever goes on: those at work took so long. */
  void passMeanwhile(Duration time) {
    clock.pass(time);
  }

  URI origin() {
    return URI.create("http://localhost:" + server.port());
  }

  private LambdaFunction<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> door() {
    return new LambdaFunction<>(
        "wazzup-webhook",
        () -> new WazzupWebhookHandler(doorParts(doorSqs)),
        APIGatewayV2HTTPEvent.class,
        APIGatewayV2HTTPResponse.class,
        Duration.ofSeconds(20),
        clock);
  }

  /**
   * What a door of this bench stands on.
   *
   * @param sqs the queues as it reaches them; a pause for a retry only moves the clock
   */
  DoorParts doorParts(SqsClient sqs) {
    Pause pause = clock::pass;
    return new DoorParts(
        new RememberedSettings<>(
            this::document, json -> SettingsDocument.whole(json, true).door(), clock, _ -> {}),
        new SqsNoticeQueue(sqs, inbound, clock, pause),
        new SqsDeadLetters(sqs, dead, SqsNoticeQueue.LARGEST_BODY),
        meter,
        clock);
  }

  private LambdaFunction<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> planfixDoor() {
    return new LambdaFunction<>(
        "planfix-webhook",
        () -> new PlanfixWebhookHandler(planfixDoorParts(doorSqs)),
        APIGatewayV2HTTPEvent.class,
        APIGatewayV2HTTPResponse.class,
        Duration.ofSeconds(20),
        clock);
  }

  /** What a door for Planfix stands on, as {@link #doorParts} has it for Wazzup's. */
  io.taskwire.planfixwebhook.DoorParts planfixDoorParts(SqsClient sqs) {
    return new io.taskwire.planfixwebhook.DoorParts(
        new RememberedSettings<>(
            this::document,
            json -> SettingsDocument.whole(json, true).planfixDoor(),
            clock,
            _ -> {}),
        new SqsNoticeQueue(sqs, outbound, clock, clock::pass),
        meter,
        clock);
  }

  private LambdaFunction<SQSEvent, SQSBatchResponse> sender() {
    return new LambdaFunction<>(
        "message-sender",
        () -> new Mortal(outbound, senderDeaths, this::senderHandler),
        SQSEvent.class,
        SQSBatchResponse.class,
        Duration.ofSeconds(30),
        clock);
  }

  /** A message that nobody sees while its receiver seems to be at work. */
  private record Held(String queue, String receiptHandle) {
    static Stream<Held> of(String queue, SQSEvent event) {
      return event.getRecords().stream()
          .map(message -> new Held(queue, message.getReceiptHandle()));
    }

    void visibleTo(SqsClient sqs) {
      sqs.changeMessageVisibility(
          request -> request.queueUrl(queue).receiptHandle(receiptHandle).visibilityTimeout(0));
    }
  }

  /** A function that a killed process's successor takes over from. */
  private final class Mortal implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final String queue;
    private final Deaths deaths;
    private final Function<Deaths.Life, RequestHandler<SQSEvent, SQSBatchResponse>> birth;
    private Deaths.Life life;
    private RequestHandler<SQSEvent, SQSBatchResponse> handler;

    Mortal(
        String queue,
        Deaths deaths,
        Function<Deaths.Life, RequestHandler<SQSEvent, SQSBatchResponse>> birth) {
      this.queue = queue;
      this.deaths = deaths;
      this.birth = birth;
      this.life = deaths.new Life();
      this.handler = birth.apply(life);
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
      betweenInvocations.readLock().lock();
      try {
        SQSBatchResponse answer = handler.handleRequest(event, context);
        if (life.over()) {
          throw new Deaths.Killed();
        }
        return answer;
      } finally {
        if (life.over()) {
          if (engines.showsInOrder()) {
            Held.of(queue, event).forEach(heldByTheDead::add);
          }
          life = deaths.new Life();
          handler = birth.apply(life);
        }
        betweenInvocations.readLock().unlock();
      }
    }
  }

  private MessageSenderHandler senderHandler(Deaths.Life life) {
    SqsClient sqs = sqs(senderCalls, life);
    DynamoDbClient dynamoDb =
        at(DynamoDbClient.builder(), engines.dynamoDb().endpoint(), senderCalls, life).build();
    TaskwireTable items = new TaskwireTable(dynamoDb, table);
    return new MessageSenderHandler(
        new SenderParts(
            new RememberedSettings<>(
                this::document,
                json -> SettingsDocument.whole(json, true).worker(),
                clock,
                _ -> {}),
            new DynamoDbOutbox(items, clock),
            new DynamoDbChannelStore(items),
            new ChannelDirectory(new DynamoDbChannelStore(items), clock),
            new Breaker(DynamoDbBreakerStore.ofWazzup(items), clock),
            new RatePause(clock, new Random(1)),
            new SqsNoticeQueue(sqs, inbound, clock, clock::pass),
            new SqsDeadLetters(sqs, outboundDead, SqsNoticeQueue.LARGEST_BODY),
            known ->
                life.sending(
                    wazzupAsCalled.apply(
                        new HttpWazzupMessages(
                            http, known.wazzupApi(), known.wazzupApiKey(), patience))),
            known ->
                life.asking(new HttpChannelList(http, known.wazzupApi(), known.wazzupApiKey())),
            _ -> life.resolving(new HttpFileSource(FileRules.local())),
            known -> life.calling(new HttpPlanfixChat(http, known.planfixChatApi())),
            delays -> new SqsVisibility(sqs, outbound).set(inTheQueue(delays)),
            new Backoff(Duration.ofMillis(100)),
            () -> UUID.randomUUID().toString(),
            meter,
            clock));
  }

  /** A caretaker of this bench, of which the second reads no remembered settings of the first. */
  CaretakerHandler caretaker(boolean repairs) {
    return new CaretakerHandler(
        new CaretakerParts(
            new RememberedSettings<>(
                this::document,
                json -> SettingsDocument.whole(json, true).worker(),
                clock,
                _ -> {}),
            new RememberedSettings<>(
                this::document, json -> SettingsDocument.whole(json, true).door(), clock, _ -> {}),
            origin().resolve("/wazzup/"),
            repairs,
            stage.channels(),
            known -> new HttpWazzupWebhooks(http, known.wazzupApi(), known.wazzupApiKey()),
            known -> new HttpChannelList(http, known.wazzupApi(), known.wazzupApiKey()),
            measured,
            clock));
  }

  private Map<String, Duration> inTheQueue(Map<String, Duration> delays) {
    return delays.entrySet().stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, delay -> delayInTheQueue.apply(delay.getValue())));
  }

  private Optional<String> document() {
    return Optional.of(settings.get());
  }

  private LambdaFunction<SQSEvent, SQSBatchResponse> worker() {
    return new LambdaFunction<>(
        "task-worker",
        () -> new Mortal(inbound, deaths, this::handler),
        SQSEvent.class,
        SQSBatchResponse.class,
        Duration.ofSeconds(30),
        clock);
  }

  private TaskWorkerHandler handler(Deaths.Life life) {
    SqsClient sqs = sqs(workerCalls, life);
    DynamoDbClient dynamoDb =
        at(DynamoDbClient.builder(), engines.dynamoDb().endpoint(), workerCalls, life).build();
    TaskwireTable items = new TaskwireTable(dynamoDb, table);
    return new TaskWorkerHandler(
        new WorkerParts(
            new RememberedSettings<>(
                this::document,
                json -> SettingsDocument.whole(json, true).worker(),
                clock,
                _ -> {}),
            new DynamoDbDialogStore(items, clock),
            new DynamoDbOutbox(items, clock),
            new ChannelDirectory(new DynamoDbChannelStore(items), clock),
            new Breaker(DynamoDbBreakerStore.ofPlanfix(items), clock),
            new SqsDeadLetters(sqs, dead, SqsNoticeQueue.LARGEST_BODY),
            known ->
                life.calling(
                    planfixAsCalled.apply(new HttpPlanfixChat(http, known.planfixChatApi()))),
            known ->
                life.asking(new HttpChannelList(http, known.wazzupApi(), known.wazzupApiKey())),
            new SqsVisibility(sqs, inbound)::set,
            new Backoff(Duration.ofMillis(100)),
            () -> UUID.randomUUID().toString(),
            meter,
            clock));
  }

  /** A client of the queues that these look over the shoulder. */
  SqsClient sqs(ExecutionInterceptor... interceptors) {
    return at(SqsClient.builder(), engines.sqs().endpoint(), interceptors).build();
  }

  /** Puts a message into the queue once more, as if the queue had forgotten that it had it. */
  void repeatInTheQueue(SqsClient sqs, String entry) {
    String body =
        "{\"v\":1,\"kind\":\"message\",\"receivedAt\":\"%s\",\"entry\":%s}"
            .formatted(clock.instant(), entry);
    sqs.sendMessage(
        message ->
            message
                .queueUrl(inbound)
                .messageGroupId("repetition")
                .messageDeduplicationId(UUID.randomUUID().toString())
                .messageBody(body));
  }

  /** Puts a body into the queue of the senders, which has never had it. */
  void putForSenders(SqsClient sqs, String body) {
    sqs.sendMessage(
        message ->
            message
                .queueUrl(outbound)
                .messageGroupId("repetition")
                .messageDeduplicationId(UUID.randomUUID().toString())
                .messageBody(body));
  }

  /** What the senders gave up since this was asked, and why. */
  List<Stage.Letter> sendersDeadLetters(SqsClient sqs) {
    List<Stage.Letter> letters = new ArrayList<>();
    List<Message> more;
    do {
      more =
          sqs.receiveMessage(
                  request ->
                      request
                          .queueUrl(outboundDead)
                          .maxNumberOfMessages(10)
                          .messageAttributeNames("All"))
              .messages();
      more.stream().map(Stage.Letter::of).forEach(letters::add);
    } while (!more.isEmpty());
    return letters;
  }

  private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B at(
      B builder, URI endpoint, ExecutionInterceptor... interceptors) {
    B reached =
        builder
            .httpClient(UrlConnectionHttpClient.create())
            .endpointOverride(endpoint)
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
    return reached.overrideConfiguration(
        settings -> List.of(interceptors).forEach(settings::addExecutionInterceptor));
  }

  /** Ends by itself: the mappings' last looks into the queues take a second. */
  @Override
  public void close() {
    var _ = Thread.ofVirtual().name("end of " + table).start(this::end);
  }

  private void end() {
    mapping.close();
    senderMapping.close();
    wazzup.close();
    planfix.close();
    server.stop();
    doorSqs.close();
    http.close();
  }
}
