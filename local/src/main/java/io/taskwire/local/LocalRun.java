package io.taskwire.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.javalin.Javalin;
import io.taskwire.aws.settings.RememberedSettings;
import io.taskwire.aws.settings.SettingsDocument;
import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.channel.Transport;
import io.taskwire.core.delivery.DeadLetters.DeadLetter;
import io.taskwire.core.planfix.Line;
import io.taskwire.local.aws.EventSourceMapping;
import io.taskwire.local.aws.HttpApi;
import io.taskwire.local.aws.LambdaFunction;
import io.taskwire.local.aws.Schedule;
import io.taskwire.local.console.Console;
import io.taskwire.local.sim.planfix.PlanfixLine;
import io.taskwire.local.sim.planfix.PlanfixSimulator;
import io.taskwire.local.sim.wazzup.WazzupSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The whole product in one process: the functions behind an imitation of API Gateway and of
 * Lambda's event source mapping, embedded queues and table, the two simulators, and one web server
 * for all.
 */
public final class LocalRun implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("taskwire.local");
  static final Duration DOOR_TIMEOUT = Duration.ofSeconds(20);
  static final Duration WORKER_TIMEOUT = Duration.ofSeconds(30);
  static final Duration CARETAKER_TIMEOUT = Duration.ofSeconds(90);
  static final Duration CARETAKER_PERIOD = Duration.ofHours(1);
  static final int BATCH = 10;
  private static final int LARGEST_REQUEST = 12 * 1024 * 1024;

  private final Deployment deployment;
  private final WazzupSimulator wazzup;
  private final PlanfixSimulator planfix;
  private final Console console;
  private final Javalin server;
  private final EventSourceMapping worker;
  private final EventSourceMapping sender;
  private final Schedule caretaker;
  private final Optional<Path> settingsFile;

  /** Starts everything; returns when it can be used. */
  public static LocalRun start(LocalOptions options) {
    Clock clock = Clock.systemUTC();
    return new LocalRun(options, Deployment.start(options, clock), clock);
  }

  LocalRun(LocalOptions options, Deployment deployment, InstantSource clock) {
    this.settingsFile = options.settingsFile();
    this.deployment = deployment;
    RememberedSettings.Document settings = () -> Optional.of(document());
    var door =
        new LambdaFunction<>(
            "wazzup-webhook",
            () -> deployment.wazzupWebhook(settings, LocalRun::warn, this::parked),
            APIGatewayV2HTTPEvent.class,
            APIGatewayV2HTTPResponse.class,
            DOOR_TIMEOUT,
            clock);
    var taskWorker =
        new LambdaFunction<>(
            "task-worker",
            () -> deployment.taskWorker(settings, LocalRun::warn, this::parked),
            SQSEvent.class,
            SQSBatchResponse.class,
            WORKER_TIMEOUT,
            clock);
    var planfixDoor =
        new LambdaFunction<>(
            "planfix-webhook",
            () -> deployment.planfixWebhook(settings, LocalRun::warn),
            APIGatewayV2HTTPEvent.class,
            APIGatewayV2HTTPResponse.class,
            DOOR_TIMEOUT,
            clock);
    var messageSender =
        new LambdaFunction<>(
            "message-sender",
            () -> deployment.messageSender(settings, LocalRun::warn, this::parked),
            SQSEvent.class,
            SQSBatchResponse.class,
            WORKER_TIMEOUT,
            clock);
    var caretakerFunction =
        new LambdaFunction<>(
            "caretaker",
            () -> deployment.caretaker(settings, LocalRun::warn, origin().resolve("/wazzup/")),
            ScheduledEvent.class,
            String.class,
            CARETAKER_TIMEOUT,
            clock);
    this.wazzup = new WazzupSimulator(clock, new Random(), () -> origin().resolve("/sim/wazzup"));
    this.planfix = new PlanfixSimulator(clock, () -> origin().resolve("/sim/planfix"), List.of());
    this.console = new Console(wazzup, planfix, deployment.dialogs(), deployment.channels(), clock);
    this.server =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.http.maxRequestSize = LARGEST_REQUEST;
              new HttpApi(
                      Map.of("POST /wazzup/{secret}", door, "POST /planfix/{secret}", planfixDoor),
                      clock)
                  .addTo(config.routes);
              wazzup.install(config, "/sim/wazzup");
              planfix.install(config, "/sim/planfix");
              console.install(config);
              config.routes.get("/health", context -> context.json(Map.of("up", true)));
              config.routes.get("/outputs", context -> context.json(outputs()));
            });
    server.start("127.0.0.1", options.port());
    connectSimulators(SettingsDocument.whole(document(), true));
    this.worker =
        EventSourceMapping.start(
            deployment.sqs().client(),
            deployment.inboundQueue(),
            taskWorker,
            new EventSourceMapping.Settings(BATCH, options.workers()),
            console.queue());
    this.sender =
        EventSourceMapping.start(
            deployment.sqs().client(),
            deployment.outboundQueue(),
            messageSender,
            new EventSourceMapping.Settings(BATCH, options.workers()),
            console.outboundQueue());
    this.caretaker = Schedule.start(caretakerFunction, CARETAKER_PERIOD, clock);
  }

  /** Lets the simulators hold the keys that the settings name, and call the doors. */
  private void connectSimulators(SettingsDocument.Whole settings) {
    String apiKey = settings.worker().wazzupApiKey();
    String secret = settings.door().webhookSecrets().getFirst();
    wazzup.turnKnobs(
        knobs -> {
          knobs.apiKey = apiKey;
          knobs.crmKey = settings.door().crmKeys().stream().findFirst().orElse(null);
        });
    wazzup.overwriteWebhooksUri(origin().resolve("/wazzup/" + secret).toString());
    URI planfixDoor =
        origin().resolve("/planfix/" + settings.planfixDoor().webhookSecrets().getFirst());
    planfix.setLines(
        settings.worker().lines().stream()
            .flatMap(line -> line(line, settings, planfixDoor).stream())
            .toList());
    // Where there are several lines, a person has one card only if Planfix knows him by his phone.
    planfix.knobs().contactByPhone = true;
  }

  private static Optional<PlanfixLine> line(
      Line line, SettingsDocument.Whole settings, URI connector) {
    return settings.planfixDoor().lines().stream()
        .filter(door -> door.providerId().equals(line.providerId()))
        .map(
            door ->
                PlanfixLine.of(
                    line.providerId(),
                    line.planfixToken(),
                    door.token(),
                    connector,
                    line.channel().map(LocalRun::title)))
        .findFirst();
  }

  private static String title(ChannelIdentity channel) {
    return new Transport(channel.messenger().name()).title() + " " + channel.accountTitle();
  }

  /** The settings as they are now: a file may be edited while this runs. */
  private String document() {
    return settingsFile.map(LocalRun::text).orElseGet(() -> LocalSettings.document(origin()));
  }

  /**
   * What the stack's outputs tell in AWS, for the command line. The settings only where everything
   * leads to the simulators: a file may hold real keys, so only its name is told.
   */
  private Outputs outputs() {
    return new Outputs(
        Map.of(
            "WazzupWebhookBase", origin() + "/wazzup/",
            "PlanfixWebhookBase", origin() + "/planfix/",
            "TableName", deployment.tableName(),
            "InboundQueueUrl", deployment.inboundQueue(),
            "InboundDeadLettersUrl", deployment.inboundDeadLetters(),
            "OutboundQueueUrl", deployment.outboundQueue(),
            "OutboundDeadLettersUrl", deployment.outboundDeadLetters()),
        deployment.dynamoDb().endpoint(),
        deployment.sqs().endpoint(),
        settingsFile.map(file -> file.toAbsolutePath().toString()).orElse(null),
        settingsFile.isPresent() ? null : document());
  }

  /** As JSON: the settings are a document of their own in it. */
  private record Outputs(
      Map<String, String> outputs,
      URI dynamoDb,
      URI sqs,
      @Nullable String settingsFile,
      @JsonRawValue @Nullable String settings) {}

  /** Where the web server is, e.g. {@code http://localhost:8080}. */
  public URI origin() {
    return URI.create("http://localhost:" + server.port());
  }

  /** The clients' side. */
  public WazzupSimulator wazzup() {
    return wazzup;
  }

  /** The employees' side. */
  public PlanfixSimulator planfix() {
    return planfix;
  }

  /** The table and the queues. */
  Deployment deployment() {
    return deployment;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the settings file can't be read", e);
    }
  }

  private void parked(DeadLetter letter) {
    console.parked(letter);
  }

  private static void warn(String words) {
    LOG.log(System.Logger.Level.WARNING, words);
  }

  @Override
  public void close() {
    worker.close();
    sender.close();
    caretaker.close();
    console.close();
    wazzup.close();
    planfix.close();
    server.stop();
    deployment.close();
  }
}
