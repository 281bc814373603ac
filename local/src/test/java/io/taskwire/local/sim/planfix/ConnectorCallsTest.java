package io.taskwire.local.sim.planfix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskwire.local.sim.planfix.PlanfixKnobs.TextForm;
import io.taskwire.local.sim.planfix.RunningPlanfix.Reply;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Planfix sends to the connector has the shape of the documentation. */
class ConnectorCallsTest {

  private final RunningPlanfix planfix = new RunningPlanfix();
  private final PlanfixKnobs knobs = planfix.simulator.knobs();

  @AfterEach
  void close() {
    planfix.close();
  }

  @Test
  void anAnswerHasTheFieldsOfTheSample() throws Exception {
    int task = planfix.openTask();

    EntryView comment = answered(task, "Hello Ivan, yes we do. When may we come?");

    Form call = received();
    Form sample = Form.sample("reply");
    assertThat(call.names()).isEqualTo(sample.names());
    for (String same :
        List.of("cmd", "providerId", "channel", "chatId", "contactPhone", "token", "message")) {
      assertThat(call.get(same)).isEqualTo(sample.get(same));
    }
    assertThat(call.get("userName")).isEqualTo("Olga");
    assertThat(call.get("userLastName")).isEqualTo("Manager");
    assertThat(call.get("userIco")).isEqualTo(planfix.address() + "/?action=getuserpic&id=7");
    assertThat(call.get("taskEmail")).matches("task-" + task + "-[0-9a-f]{7}@mail.example.org");
    assertThat(call.get("messageId")).isEqualTo(comment.messageId());
    assertThat(comment.calls())
        .singleElement()
        .satisfies(
            made -> {
              assertThat(made.status()).isEqualTo(200);
              assertThat(made.body()).contains("chatId");
              assertThat(made.fields()).doesNotContainKey("token");
            });
  }

  @Test
  void filesAreRepeatedPairsThatAnybodyCanFetch() throws Exception {
    knobs.channelInCalls = false;
    knobs.phoneInCalls = false;
    int task = planfix.openTask();
    String pdf = planfix.simulator.upload("price.pdf", "application/pdf", bytes("pdf")).hash();
    String png = planfix.simulator.upload("plan.png", "image/png", bytes("png")).hash();

    planfix.simulator.comment(
        task, new CommentRequest(RunningPlanfix.OLGA, null, List.of(pdf, png), true, null));

    Form call = received();
    Form sample = Form.sample("reply-with-files");
    assertThat(call.names()).isEqualTo(sample.names());
    assertThat(call.get("message")).isEmpty();
    assertThat(call.values().get(call.names().size() - 4)).isEqualTo("price.pdf");
    assertThat(call.values().get(call.names().size() - 2)).isEqualTo("plan.png");
    HttpResponse<String> file =
        planfix.send(HttpRequest.newBuilder(URI.create(call.values().getLast())));
    assertThat(file.body()).isEqualTo("png");
    assertThat(file.headers().firstValue("Content-Type")).hasValue("image/png");
  }

  @ParameterizedTest
  @CsvSource({"SERVED, 200", "REDIRECT, 302", "EXPIRED, 404", "FORBIDDEN, 403"})
  void theLinkOfAFileAnswersAsTheKnobSays(PlanfixKnobs.FileServing knob, int status)
      throws Exception {
    knobs.fileServing = knob;
    FileView file = planfix.simulator.upload("plan.png", "image/png", bytes("png"));

    HttpResponse<String> answer =
        planfix.send(
            HttpRequest.newBuilder(URI.create(planfix.address() + "/file/" + file.hash())));

    assertThat(answer.statusCode()).isEqualTo(status);
    if (status == 302) {
      String target = answer.headers().firstValue("Location").orElseThrow();
      assertThat(planfix.send(HttpRequest.newBuilder(URI.create(target))).body()).isEqualTo("png");
    }
  }

  @Test
  void aQuoteAndALinkLookAsInTheSample() throws Exception {
    knobs.channelInCalls = false;
    knobs.phoneInCalls = false;
    knobs.textForm = TextForm.LINK;
    int task = planfix.openTask();
    planfix.post(Form.sample("next-message"));
    int quoted = planfix.simulator.task(task).comments().getLast().id();

    String text = "Please switch it off. Guide: [here](https://support.example.org/k7)";
    planfix.simulator.comment(
        task, new CommentRequest(RunningPlanfix.OLGA, text, null, true, quoted));

    Form call = received();
    Form sample = Form.sample("reply-with-quote-and-link");
    assertThat(call.names()).isEqualTo(sample.names());
    assertThat(call.get("message")).isEqualTo(sample.get("message"));
    assertThat(planfix.simulator.task(task).comments().getLast().text()).isEqualTo(text);
  }

  @Test
  void theQuoteKnobQuotesTheClientsLastWords() throws Exception {
    knobs.textForm = TextForm.QUOTE;
    int task = planfix.openTask();

    answered(task, "Yes");

    assertThat(received().get("message"))
        .isEqualTo(">> Good morning! Do you repair coffee machines?\n>> Model K-7.\n>> \nYes");
  }

  @Test
  void htmlHasParagraphsAndEntities() throws Exception {
    knobs.channelInCalls = false;
    knobs.phoneInCalls = false;
    knobs.textForm = TextForm.HTML;
    int task = planfix.openTask();

    answered(task, "First line\u00a0here\n<Second> «line»");

    Form call = received();
    assertThat(call.names()).isEqualTo(Form.sample("reply-in-html").names());
    assertThat(call.get("message"))
        .isEqualTo("<p>First line&nbsp;here</p><p>&lt;Second&gt; &laquo;line&raquo;</p>");
  }

  @Test
  void aFirstMessageHasNoChatAndBindsTheTaskToTheAnswer() throws Exception {
    Posted posted = planfix.simulator.write(first("+7 (999) 000-00-02"));
    posted.answered().get(10, TimeUnit.SECONDS);

    Form call = received();
    Form sample = Form.sample("first-from-planfix");
    assertThat(call.names()).isEqualTo(sample.names());
    for (String same : List.of("cmd", "providerId", "channel", "contactPhone", "message")) {
      assertThat(call.get(same)).isEqualTo(sample.get(same));
    }
    TaskView task = planfix.simulator.task(posted.task());
    assertThat(task.task().name()).isEqualTo("Order 7");
    assertThat(task.task().chatId()).isEqualTo("whatsapp:79990000002");
    assertThat(task.description().text()).isEqualTo("Good afternoon, your order is ready.");
    assertThat(task.description().messageId()).isEqualTo(call.get("messageId"));

    planfix.post(
        Form.sample("next-message")
            .with("chatId", "whatsapp:79990000002")
            .with("contactId", "whatsapp:79990000002"));
    assertThat(planfix.simulator.tasks()).hasSize(1);
    assertThat(planfix.simulator.task(posted.task()).comments())
        .extracting(EntryView::kind)
        .containsExactly(EntryView.Kind.CONTACT);
    assertThat(planfix.simulator.contacts()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "400; {\"error\":\"Invalid parameters\"}",
        "200; {\"chatId\":\"whatsapp:79990000002\"}",
        "200; ''",
        "200; <html>"
      })
  void aFirstMessageWithoutAProperAnswerStaysUnbound(int status, String body) throws Exception {
    planfix.connector = form -> new Reply(status, body);

    Posted posted = planfix.simulator.write(first("79990000002"));
    posted.answered().get(10, TimeUnit.SECONDS);

    TaskView task = planfix.simulator.task(posted.task());
    assertThat(task.task().chatId()).isNull();
    assertThat(task.comments())
        .singleElement()
        .satisfies(
            comment -> {
              assertThat(comment.kind()).isEqualTo(EntryView.Kind.ROBOT);
              assertThat(comment.text()).contains(status + " " + body);
            });
  }

  @ParameterizedTest
  @CsvSource({"MOVED, 1, 0", "KEPT, 0, 1"})
  void aFirstMessageToAKnownChatMayTakeItOver(
      PlanfixKnobs.KnownChat knob, int commentsOfNew, int commentsOfOld) throws Exception {
    knobs.knownChat = knob;
    planfix.connector = form -> Reply.ids(RunningPlanfix.CHAT);
    int old = planfix.openTask();
    Posted posted = planfix.simulator.write(first("79990000001"));
    posted.answered().get(10, TimeUnit.SECONDS);

    planfix.post(Form.sample("next-message"));

    assertThat(planfix.simulator.task(posted.task()).comments()).hasSize(commentsOfNew);
    assertThat(planfix.simulator.task(old).comments()).hasSize(commentsOfOld);
    assertThat(planfix.simulator.contacts())
        .singleElement()
        .satisfies(contact -> assertThat(contact.tasks()).hasSize(2));
  }

  @Test
  void aCommentThatNotifiesNobodyStaysInside() throws Exception {
    int task = planfix.openTask();

    planfix
        .simulator
        .comment(task, CommentRequest.internal(RunningPlanfix.OLGA, "He pays late"))
        .answered()
        .get(10, TimeUnit.SECONDS);
    answered(task, "Hello");

    assertThat(received().get("message")).isEqualTo("Hello");
    assertThat(planfix.received).isEmpty();
    assertThat(planfix.simulator.task(task).comments().getFirst().messageId()).isNull();
  }

  @Test
  void nobodyIsProposedToAnEmployeeWhoEntersAColleaguesTalk() throws Exception {
    int task = planfix.openTask();

    assertThat(comment(task, RunningPlanfix.OLGA, null).messageId()).isNotNull();
    assertThat(comment(task, RunningPlanfix.PETR, null).messageId()).isNull();
    assertThat(comment(task, RunningPlanfix.PETR, true).messageId()).isNotNull();
    assertThat(comment(task, RunningPlanfix.OLGA, null).messageId()).isNotNull();
  }

  @Test
  void callsOfATaskGoOneByOneInTheirOrder() throws Exception {
    CountDownLatch firstMayEnd = new CountDownLatch(1);
    planfix.connector =
        form -> {
          if (form.get("message").equals("one")) {
            await(firstMayEnd);
          }
          return Reply.ids(RunningPlanfix.CHAT);
        };
    int task = planfix.openTask();
    Posted one = planfix.simulator.comment(task, toClient("one"));
    Posted two = planfix.simulator.comment(task, toClient("two"));

    assertThat(received().get("message")).isEqualTo("one");
    assertThat(two.answered()).isNotDone();
    assertThat(planfix.received).isEmpty();
    firstMayEnd.countDown();

    assertThat(received().get("message")).isEqualTo("two");
    one.answered().get(10, TimeUnit.SECONDS);
    two.answered().get(10, TimeUnit.SECONDS);
  }

  @Test
  void withTheKnobCallsOfATaskRunAtOnce() throws Exception {
    knobs.callsInOrder = false;
    CountDownLatch bothAreThere = new CountDownLatch(2);
    planfix.connector =
        form -> {
          bothAreThere.countDown();
          return await(bothAreThere) ? Reply.ids(RunningPlanfix.CHAT) : new Reply(500, "alone");
        };
    int task = planfix.openTask();
    Posted one = planfix.simulator.comment(task, toClient("one"));
    Posted two = planfix.simulator.comment(task, toClient("two"));

    for (Posted posted : List.of(one, two)) {
      assertThat(posted.answered().get(10, TimeUnit.SECONDS).calls())
          .extracting(ConnectorCall::status)
          .containsExactly(200);
    }
  }

  @ParameterizedTest
  @CsvSource({"503, false, 3", "200, false, 1", "200, true, 3"})
  void callsAreRepeatedWithTheSameMessageId(int status, boolean afterSuccess, int calls)
      throws Exception {
    knobs.repeats = 2;
    knobs.repeatDelayMillis = 1;
    knobs.repeatAfterSuccess = afterSuccess;
    planfix.connector = form -> new Reply(status, "{}");
    int task = planfix.openTask();

    EntryView comment = answered(task, "Hello");

    assertThat(comment.calls())
        .extracting(ConnectorCall::status)
        .hasSize(calls)
        .containsOnly(status);
    assertThat(planfix.received)
        .hasSize(calls)
        .extracting(form -> form.get("messageId"))
        .containsOnly(requireNonNull(comment.messageId()));
  }

  @Test
  void repeatsMayOverlap() throws Exception {
    knobs.repeats = 1;
    knobs.repeatAfterSuccess = true;
    knobs.callsInOrder = false;
    CountDownLatch bothAreThere = new CountDownLatch(2);
    planfix.connector =
        form -> {
          bothAreThere.countDown();
          return await(bothAreThere) ? Reply.ids(RunningPlanfix.CHAT) : new Reply(500, "alone");
        };

    assertThat(answered(planfix.openTask(), "Hello").calls())
        .extracting(ConnectorCall::status)
        .containsExactly(200, 200);
  }

  @Test
  void aConnectorThatDoesNotAnswerInTimeIsRecorded() throws Exception {
    knobs.connectorTimeLimitMillis = 50;
    CountDownLatch end = new CountDownLatch(1);
    planfix.connector =
        form -> {
          await(end);
          return Reply.ids(RunningPlanfix.CHAT);
        };

    EntryView comment = answered(planfix.openTask(), "Hello");
    end.countDown();

    assertThat(comment.calls())
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.status()).isNull();
              assertThat(call.failure()).isEqualTo("no answer within the time limit");
            });
  }

  @Test
  void aConnectorThatIsAwayIsRecorded() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    planfix.simulator.putLine(
        PlanfixLine.taskwire(
            "planfix-token",
            "connector-token",
            URI.create("http://127.0.0.1:" + port + "/connector")));

    EntryView comment = answered(planfix.openTask(), "Hello");

    assertThat(comment.calls())
        .extracting(ConnectorCall::failure)
        .containsExactly("the connection failed");
  }

  @Test
  void aRemovedLineSendsNothing() throws Exception {
    int task = planfix.openTask();
    planfix.simulator.removeLine("taskwire");

    assertThatThrownBy(() -> planfix.simulator.comment(task, toClient("Hello")))
        .isInstanceOf(NoSuchElementException.class);
    assertThat(planfix.simulator.task(task).comments()).isEmpty();
  }

  private EntryView answered(int task, String text) throws Exception {
    return planfix.simulator.comment(task, toClient(text)).answered().get(20, TimeUnit.SECONDS);
  }

  private EntryView comment(int task, String employee, @Nullable Boolean notify) {
    return planfix
        .simulator
        .comment(task, new CommentRequest(employee, "text", null, notify, null))
        .entry();
  }

  private Form received() throws InterruptedException {
    return requireNonNull(planfix.received.poll(10, TimeUnit.SECONDS), "no call came");
  }

  private static CommentRequest toClient(String text) {
    return CommentRequest.toClient(RunningPlanfix.OLGA, text);
  }

  private static WriteRequest first(String phone) {
    return new WriteRequest(
        phone,
        "taskwire",
        "11111111-2222-4333-8444-555555555555",
        "Order 7",
        "Good afternoon, your order is ready.",
        RunningPlanfix.OLGA,
        null);
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
