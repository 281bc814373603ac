package io.taskwire.local.sim.planfix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskwire.local.sim.planfix.PlanfixKnobs.AttachmentFetch;
import io.taskwire.local.sim.planfix.PlanfixKnobs.DataForm;
import io.taskwire.local.sim.planfix.PlanfixKnobs.DeletedTask;
import io.taskwire.local.sim.planfix.PlanfixKnobs.EchoComesBack;
import io.taskwire.local.sim.planfix.PlanfixKnobs.NewChatEcho;
import io.taskwire.local.sim.planfix.PlanfixKnobs.SuccessBody;
import io.taskwire.local.sim.planfix.PlanfixKnobs.TextForm;
import io.taskwire.local.sim.planfix.PlanfixKnobs.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the documentation leaves open can be turned both ways. */
class KnobsTest {

  private final RunningPlanfix planfix = new RunningPlanfix();
  private final PlanfixKnobs knobs = planfix.simulator.knobs();

  @AfterEach
  void close() {
    planfix.close();
  }

  @Test
  void anEmptyTextWithAttachmentsIsRefusedOrAccepted() throws Exception {
    knobs.attachmentFetch = AttachmentFetch.NOT_FOUND;
    planfix.openTask();
    Form silent = Form.sample("two-files").with("message", "");

    assertThat(planfix.post(silent).statusCode()).isEqualTo(400);
    knobs.emptyMessage = Verdict.ACCEPTED;
    assertThat(planfix.post(silent).statusCode()).isEqualTo(200);
    assertThat(planfix.post(Form.sample("next-message").with("message", "")).statusCode())
        .as("without attachments an empty text is never right")
        .isEqualTo(400);
  }

  @Test
  void anUnknownContactIdMayJoinTheContactOfTheSamePhone() throws Exception {
    planfix.openTask();
    planfix.post(otherChat("chat-2").with("contactId", "another"));
    assertThat(planfix.simulator.contacts()).hasSize(2);

    planfix.simulator.reset();
    knobs.contactByPhone = true;
    planfix.openTask();
    planfix.post(
        otherChat("chat-2").with("contactId", "another").with("contactPhone", "+7 999 000-00-01"));

    assertThat(planfix.simulator.contacts())
        .singleElement()
        .satisfies(
            contact -> {
              assertThat(contact.tasks()).hasSize(2);
              assertThat(contact.externalIds())
                  .containsExactly("taskwire~" + RunningPlanfix.CHAT, "taskwire~another");
            });
  }

  @ParameterizedTest
  @CsvSource({"false, 1", "true, 2"})
  void theChannelMayBePartOfTheTaskKey(boolean inKey, int tasks) throws Exception {
    knobs.channelInTaskKey = inKey;
    planfix.openTask();

    planfix.post(Form.sample("next-message").with("channel", "another-channel"));

    assertThat(planfix.simulator.tasks()).hasSize(tasks);
    assertThat(planfix.post(Form.getTask()).body())
        .contains("\\\"number\\\":" + planfix.simulator.tasks().getLast().number());
  }

  @Test
  void theSuffixOfTheTitleCanBeLeftOut() throws Exception {
    knobs.titleSuffix = false;

    planfix.openTask();

    assertThat(planfix.simulator.tasks().getFirst().name()).isEqualTo("WhatsApp: Ivan Testov");
  }

  @Test
  void withoutATitleTheTaskIsNamedByPlanfix() throws Exception {
    planfix.post(Form.sample("first-message").without("title"));

    assertThat(planfix.simulator.tasks().getFirst().name())
        .isEqualTo("Message from Ivan Testov (WebChat, Taskwire)");
  }

  @Test
  void anInactiveTaskIsFollowedByANewOneOrGoesOn() throws Exception {
    int first = planfix.openTask();
    planfix.simulator.closeTask(first);
    assertThat(planfix.post(Form.getTask()).body()).contains("\\\"statusIsActive\\\":false");

    planfix.post(Form.sample("next-message"));

    assertThat(planfix.simulator.tasks()).hasSize(2);
    int second = planfix.simulator.tasks().getLast().number();
    assertThat(planfix.simulator.task(second).formerTask()).isEqualTo(first);
    assertThat(planfix.post(Form.getTask()).body()).contains("\\\"number\\\":" + second);

    knobs.newTaskIfNoneActive = false;
    planfix.simulator.closeTask(second);
    planfix.post(Form.sample("next-message").with("message", "still here"));
    planfix.simulator.deleteTask(second);
    planfix.post(Form.sample("next-message").with("message", "even in the bin"));
    assertThat(planfix.simulator.task(second).comments())
        .extracting(EntryView::text)
        .containsExactly("still here", "even in the bin");

    planfix.simulator.purgeTask(second);
    planfix.post(Form.sample("next-message"));
    assertThat(planfix.simulator.tasks()).hasSize(2);
    assertThat(planfix.simulator.tasks().getLast().number()).isGreaterThan(second);
  }

  @ParameterizedTest
  @CsvSource({"TASK_CREATED, 200, 1", "REFUSED, 400, 0", "IGNORED, 200, 0"})
  void anEchoInANewChat(NewChatEcho knob, int status, int tasks) throws Exception {
    knobs.newChatEcho = knob;

    assertThat(planfix.post(Form.sample("echo")).statusCode()).isEqualTo(status);

    assertThat(planfix.simulator.tasks()).hasSize(tasks);
    assertThat(planfix.simulator.contacts()).hasSize(tasks);
  }

  @Test
  void aTaskThatAnEchoHasMadeBelongsToTheClientAndSpeaksAsTheEmployee() throws Exception {
    planfix.post(Form.sample("echo"));

    TaskView task = planfix.simulator.task(planfix.simulator.tasks().getFirst().number());
    assertThat(task.task().assignerName()).isEqualTo("Ivan");
    assertThat(task.description().author()).isEqualTo("Olga Manager");
    assertThat(task.description().isEcho()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"NEVER, false", "AFTER_THE_ANSWER, true", "BEFORE_THE_ANSWER, true"})
  void anEchoMayComeBackAsIfAnEmployeeHadTypedIt(EchoComesBack knob, boolean comesBack)
      throws Exception {
    int task = planfix.openTask();
    knobs.echoComesBack = knob;
    knobs.textForm = TextForm.HTML;
    AtomicBoolean answered = new AtomicBoolean();
    BlockingQueue<Boolean> answeredBefore = new LinkedBlockingQueue<>();
    planfix.connector =
        form -> {
          answeredBefore.add(answered.get());
          return RunningPlanfix.Reply.ids(RunningPlanfix.CHAT);
        };
    planfix.simulator.onEvent(
        event -> answered.compareAndSet(false, event instanceof PlanfixEvent.ApiCallAnswered));

    planfix.post(
        Form.sample("echo")
            .with("message", "2 < 3")
            .with("attachments[name]", "photo.jpg")
            .with("attachments[url]", planfix.offered("photo.jpg")));

    EntryView echo = planfix.simulator.task(task).comments().getFirst();
    if (!comesBack) {
      assertThat(
              planfix
                  .simulator
                  .comment(task, CommentRequest.toClient(RunningPlanfix.OLGA, "Hello"))
                  .answered())
          .succeedsWithin(Duration.ofSeconds(10));
      assertThat(planfix.received)
          .as("nothing but the comment")
          .extracting(form -> form.get("message"))
          .containsExactly("<p>Hello</p>");
      return;
    }
    Form came = planfix.received.poll(10, TimeUnit.SECONDS);
    assertThat(came.get("cmd")).isEqualTo("newMessage");
    assertThat(came.get("chatId")).isEqualTo(RunningPlanfix.CHAT);
    assertThat(came.get("message")).isEqualTo("<p>2 &lt; 3</p>");
    assertThat(came.get("userName") + " " + came.get("userLastName")).isEqualTo(echo.author());
    assertThat(came.get("attachments[name]")).isEqualTo("photo.jpg");
    assertThat(came.get("attachments[url]")).startsWith(planfix.address() + "/file/");
    assertThat(answeredBefore).containsExactly(knob == EchoComesBack.AFTER_THE_ANSWER);

    assertThat(
            planfix
                .post(Form.sample("status-sent").with("messageId", came.get("messageId")))
                .statusCode())
        .isEqualTo(200);
    assertThat(planfix.simulator.task(task).comments().getFirst().marks()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "STRING; true; {\"data\":\"{\\\"number\\\":N,\\\"statusIsActive\\\":true}\"}",
        "STRING; false; {\"data\":\"{\\\"number\\\":N}\"}",
        "OBJECT; true; {\"data\":{\"number\":N,\"statusIsActive\":true}}",
        "OBJECT; false; {\"data\":{\"number\":N}}"
      })
  void theDataOfGetTask(DataForm form, boolean statusIsActive, String expected) throws Exception {
    knobs.dataForm = form;
    knobs.statusIsActive = statusIsActive;
    int task = planfix.openTask();

    assertThat(planfix.post(Form.getTask()).body())
        .isEqualTo(expected.replace("N", Integer.toString(task)));
  }

  @ParameterizedTest
  @CsvSource({"NOT_FOUND, 400, not found", "INACTIVE, 200, false", "ACTIVE, 200, true"})
  void getTaskOfADeletedTask(DeletedTask knob, int status, String part) throws Exception {
    knobs.deletedTask = knob;
    planfix.simulator.deleteTask(planfix.openTask());

    assertThat(planfix.post(Form.getTask()))
        .satisfies(
            answer -> {
              assertThat(answer.statusCode()).isEqualTo(status);
              assertThat(answer.body()).contains(part);
            });
  }

  @Test
  void newMessageMayAnswerTheIds() throws Exception {
    knobs.newMessageBody = SuccessBody.JSON;

    assertThat(planfix.post(Form.sample("first-message")).body())
        .isEqualTo("{\"chatId\":\"whatsapp:79990000001\",\"contactId\":\"whatsapp:79990000001\"}");
  }

  @ParameterizedTest
  @CsvSource({"ACCEPTED, 200", "REFUSED, 400"})
  void aStatusOfAnUnknownMessage(Verdict verdict, int status) throws Exception {
    knobs.unknownMessageId = verdict;

    assertThat(planfix.post(Form.sample("status-sent")).statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "photo.jpg, SUCCESS, READY, ",
    "moved.jpg, SUCCESS, READY, ",
    "photo.jpg, SLOW, READY, ",
    "photo.jpg, REDIRECT, READY, ",
    "moved.jpg, REDIRECT, FAILED, 302",
    "photo.jpg, NOT_FOUND, FAILED, 404",
    "absent.jpg, SUCCESS, FAILED, 404"
  })
  void attachmentsAreFetchedInTheBackground(
      String offered, AttachmentFetch knob, FileView.State state, Integer status) throws Exception {
    knobs.attachmentFetch = knob;
    knobs.slowFetchMillis = 1;
    planfix.openTask();

    planfix.post(
        Form.sample("next-message")
            .with("attachments[name]", "photo")
            .with("attachments[url]", planfix.offered(offered)));

    FileView file = planfix.next(PlanfixEvent.FileFetched.class).file();
    assertThat(file.state()).isEqualTo(state);
    assertThat(file.httpStatus()).isEqualTo(status);
    if (state == FileView.State.READY) {
      assertThat(file.contentType()).isEqualTo("image/jpeg");
      assertThat(file.size()).isEqualTo(4);
      assertThat(file.preview()).isEqualTo(file.link());
      assertThat(planfix.controlResponse("GET", "/files/" + file.hash(), "").body())
          .isEqualTo("jpeg");
    }
  }

  @Test
  void theCallIsAnsweredBeforeItsAttachmentIsFetched() throws Exception {
    knobs.attachmentFetch = AttachmentFetch.SLOW;
    knobs.slowFetchMillis = 60_000;
    int task = planfix.openTask();

    planfix.post(
        Form.sample("next-message")
            .with("attachments[name]", "photo")
            .with("attachments[url]", planfix.offered("photo.jpg")));

    assertThat(planfix.simulator.task(task).comments().getFirst().files())
        .extracting(FileView::state)
        .containsExactly(FileView.State.PENDING);
  }

  @Test
  void severalLinesHaveTheirOwnTokensAndTasks() throws Exception {
    planfix.simulator.putLine(
        new PlanfixLine(
            "sales",
            "sales-token",
            "other-token",
            planfix.connectorAddress(),
            "Sales",
            RunningPlanfix.PETR));
    planfix.openTask();
    Form onSales = Form.sample("first-message").with("providerId", "sales");

    assertThat(planfix.post(onSales).statusCode()).as("another line's token").isEqualTo(401);
    planfix.post(onSales.with("planfix_token", "sales-token"));

    assertThat(planfix.simulator.tasks())
        .extracting(TaskSummary::name)
        .containsExactly(
            "WhatsApp: Ivan Testov (WebChat, Taskwire)", "WhatsApp: Ivan Testov (WebChat, Sales)");
    assertThat(planfix.simulator.contacts()).hasSize(2);
  }

  @Test
  void anUnknownProviderIsABadParameter() throws Exception {
    for (String providerId : List.of("unknown", "task~wire")) {
      assertThat(
              planfix
                  .post(Form.sample("first-message").with("providerId", providerId))
                  .statusCode())
          .isEqualTo(400);
    }
    assertThatThrownBy(
            () ->
                new PlanfixLine(
                    "task~wire",
                    "planfix-token",
                    "connector-token",
                    planfix.connectorAddress(),
                    "Taskwire",
                    RunningPlanfix.OLGA))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Form otherChat(String chatId) {
    return Form.sample("first-message").with("chatId", chatId);
  }
}
