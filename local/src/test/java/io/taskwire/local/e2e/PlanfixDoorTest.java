package io.taskwire.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.javalin.Javalin;
import io.taskwire.aws.queue.SqsNoticeQueue;
import io.taskwire.aws.settings.RememberedSettings;
import io.taskwire.aws.settings.SettingsDocument;
import io.taskwire.core.content.FileLink;
import io.taskwire.core.fakes.FakeMeter;
import io.taskwire.core.outbound.Comment;
import io.taskwire.local.Backstage;
import io.taskwire.local.Engines;
import io.taskwire.local.aws.FifoQueue;
import io.taskwire.local.aws.HttpApi;
import io.taskwire.local.aws.LambdaFunction;
import io.taskwire.local.sim.planfix.CommentRequest;
import io.taskwire.local.sim.planfix.ConnectorCall;
import io.taskwire.local.sim.planfix.EntryView;
import io.taskwire.local.sim.planfix.PlanfixLine;
import io.taskwire.local.sim.planfix.PlanfixSimulator;
import io.taskwire.local.sim.planfix.Posted;
import io.taskwire.local.sim.planfix.TaskView;
import io.taskwire.local.sim.planfix.WriteRequest;
import io.taskwire.planfix.QueuedComment;
import io.taskwire.planfix.UnreadableComment;
import io.taskwire.planfixwebhook.DoorParts;
import io.taskwire.planfixwebhook.PlanfixWebhookHandler;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * The door for Planfix's calls between a Planfix that calls it over HTTP and a real queue, from
 * which nobody takes anything here.
 */
class PlanfixDoorTest {
  private static final String OLGA = "olga.manager@example.org";
  private static final AtomicInteger DOORS = new AtomicInteger();

  private final MovingClock clock = new MovingClock();
  private final Engines engines = BenchEngines.SHARED;
  private final AtomicBoolean queueIsAway = new AtomicBoolean();
  private final String queue =
      engines
          .sqs()
          .create(
              new FifoQueue(
                  "planfix-door-" + DOORS.incrementAndGet() + ".fifo",
                  Duration.ofMinutes(1),
                  Optional.empty()));
  private final SqsClient doorSqs = doorSqs();
  private final PlanfixSimulator planfix =
      new PlanfixSimulator(clock, () -> origin().resolve("/sim/planfix"), List.of());
  private final Javalin server =
      Javalin.create(
          config -> {
            config.startup.showJavalinBanner = false;
            new HttpApi(Map.of("POST /planfix/{secret}", door()), clock).addTo(config.routes);
            planfix.install(config, "/sim/planfix");
          });

  PlanfixDoorTest() {
    server.start("127.0.0.1", 0);
    useLine("local-planfix-secret", "local-token-from-planfix");
  }

  @AfterEach
  void close() {
    planfix.close();
    server.stop();
    doorSqs.close();
  }

  private URI origin() {
    return URI.create("http://localhost:" + server.port());
  }

  private void useLine(String secret, String token) {
    URI address = origin().resolve("/planfix/" + secret);
    planfix.setLines(
        List.of(
            PlanfixLine.taskwire("local-token-to-planfix", token, address),
            PlanfixLine.of(
                "whatsapp-98",
                "local-token-to-planfix",
                token,
                address,
                Optional.of("+79990000098"))));
  }

  private LambdaFunction<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> door() {
    return new LambdaFunction<>(
        "planfix-webhook",
        () ->
            new PlanfixWebhookHandler(
                new DoorParts(
                    new RememberedSettings<>(
                        () -> Optional.of(Backstage.settings()),
                        json -> SettingsDocument.whole(json, true).planfixDoor(),
                        clock,
                        _ -> {}),
                    new SqsNoticeQueue(doorSqs, queue, clock, clock::pass),
                    new FakeMeter(),
                    clock)),
        APIGatewayV2HTTPEvent.class,
        APIGatewayV2HTTPResponse.class,
        Duration.ofSeconds(20),
        clock);
  }

  private SqsClient doorSqs() {
    ExecutionInterceptor away =
        new ExecutionInterceptor() {
          @Override
          public void beforeExecution(
              Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (queueIsAway.get()) {
              throw SdkClientException.create("the test broke the connection");
            }
          }
        };
    return SqsClient.builder()
        .httpClient(UrlConnectionHttpClient.create())
        .endpointOverride(engines.sqs().endpoint())
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .overrideConfiguration(settings -> settings.addExecutionInterceptor(away))
        .build();
  }

  private TaskView writesFirst(String line, String phone, String text) throws Exception {
    Posted posted = planfix.write(new WriteRequest(phone, line, null, "Order 7", text, OLGA, null));
    var _ = posted.answered().get(30, TimeUnit.SECONDS);
    return planfix.task(posted.task());
  }

  private ConnectorCall comments(int task, CommentRequest request) throws Exception {
    EntryView entry = planfix.comment(task, request).answered().get(30, TimeUnit.SECONDS);
    return entry.calls().getLast();
  }

  private List<Message> messages() {
    List<Message> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.addAll(
          engines
              .sqs()
              .client()
              .receiveMessage(
                  request ->
                      request
                          .queueUrl(queue)
                          .maxNumberOfMessages(10)
                          .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
              .messages());
    }
    return all;
  }

  private static Comment comment(Message message) {
    try {
      return (Comment) QueuedComment.decode(message.body());
    } catch (UnreadableComment e) {
      throw new AssertionError(e);
    }
  }

  private static String group(Message message) {
    return message.attributes().getOrDefault(MessageSystemAttributeName.MESSAGE_GROUP_ID, "");
  }

  @Test
  void P3_whatAnEmployeeWritesFirstAndAfterwardsIsOneGroupInItsOrder() throws Exception {
    TaskView task = writesFirst("whatsapp-98", "8 999 000-00-01", "Your order is ready");
    assertThat(task.task().chatId()).isEqualTo("whatsapp:79990000098/79990000001");
    comments(task.task().number(), CommentRequest.toClient(OLGA, "When will you come?"));
    comments(task.task().number(), CommentRequest.toClient(OLGA, "We are open till 8 🙂"));

    List<Message> messages = messages();
    assertThat(messages)
        .extracting(message -> comment(message).text())
        .containsExactly("Your order is ready", "When will you come?", "We are open till 8 🙂");
    assertThat(messages)
        .extracting(message -> comment(message).first())
        .containsExactly(true, false, false);
    assertThat(messages)
        .extracting(PlanfixDoorTest::group)
        .containsOnly(group(messages.getFirst()));
    assertThat(messages)
        .extracting(message -> comment(message).chat().toString())
        .containsOnly("whatsapp:79990000098/79990000001");
  }

  @Test
  void P7_aCommentBetweenEmployeesNeverComesToTheDoor() throws Exception {
    TaskView task = writesFirst("taskwire", "79990000001", "Your order is ready");
    var posted =
        planfix.comment(task.task().number(), CommentRequest.internal(OLGA, "He is difficult"));
    assertThat(posted.answered().get(30, TimeUnit.SECONDS).calls()).isEmpty();
    assertThat(messages())
        .extracting(message -> comment(message).text())
        .containsExactly("Your order is ready");
  }

  @Test
  void allFilesOfACommentAreQueuedInTheirOrder() throws Exception {
    TaskView task = writesFirst("taskwire", "79990000001", "Your order is ready");
    List<String> files =
        List.of(
            planfix.upload("прайс.pdf", "application/pdf", bytes("1")).hash(),
            planfix.upload("plan.png", "image/png", bytes("2")).hash(),
            planfix.upload("a & b.txt", "text/plain", bytes("3")).hash());
    comments(task.task().number(), new CommentRequest(OLGA, "", files, true, null));

    Comment comment = comment(messages().getLast());
    assertThat(comment.text()).isEmpty();
    assertThat(comment.files())
        .extracting(FileLink::name)
        .containsExactly("прайс.pdf", "plan.png", "a & b.txt");
    assertThat(comment.files())
        .allSatisfy(file -> assertThat(Stage.get(file.url())).isLessThan(400));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void P1_aRepetitionOfACallAddsNothing() throws Exception {
    planfix.knobs().repeats = 2;
    planfix.knobs().repeatDelayMillis = 1;
    planfix.knobs().repeatAfterSuccess = true;
    TaskView task = writesFirst("taskwire", "79990000001", "Your order is ready");
    assertThat(task.description().calls())
        .hasSize(3)
        .allSatisfy(call -> assertThat(call.status()).isEqualTo(200));
    assertThat(messages()).hasSize(1);
  }

  @Test
  void P1_whatTheQueueDoesNotTakeIsNotAcknowledgedAndNothingIsHalfDone() throws Exception {
    queueIsAway.set(true);
    TaskView task = writesFirst("taskwire", "79990000001", "Your order is ready");
    assertThat(task.description().calls())
        .singleElement()
        .satisfies(call -> assertThat(call.status()).isEqualTo(503));
    assertThat(task.task().chatId()).as("no ids were given away").isNull();
    assertThat(messages()).isEmpty();

    queueIsAway.set(false);
    TaskView again = writesFirst("taskwire", "79990000001", "Your order is ready");
    assertThat(again.task().chatId()).isEqualTo("phone:79990000001");
    assertThat(messages()).hasSize(1);
  }

  @Test
  void aLineWithAnotherTokenOrSecretIsTurnedAway() throws Exception {
    useLine("local-planfix-secret", "a-token-from-before");
    assertThat(writesFirst("taskwire", "79990000001", "Hello").description().calls())
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.status()).isEqualTo(401);
              assertThat(call.body()).isEqualTo("{\"error\":\"Invalid token\"}");
            });
    useLine("a-secret-from-before", "local-token-from-planfix");
    assertThat(writesFirst("taskwire", "79990000001", "Hello").description().calls())
        .singleElement()
        .satisfies(call -> assertThat(call.status()).isEqualTo(404));
    assertThat(messages()).isEmpty();
  }
}
