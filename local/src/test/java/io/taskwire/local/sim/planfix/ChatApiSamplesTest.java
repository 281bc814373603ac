package io.taskwire.local.sim.planfix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.taskwire.local.sim.planfix.MarkView.Shown;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The documented calls get the documented answers and effects. */
class ChatApiSamplesTest {

  private final RunningPlanfix planfix = new RunningPlanfix();

  @AfterEach
  void close() {
    planfix.close();
  }

  @Test
  void theFirstMessageMakesAContactAndATaskOfIt() throws Exception {
    HttpResponse<String> answer = planfix.post(Form.sample("first-message"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    TaskView task = planfix.simulator.task(planfix.simulator.tasks().getFirst().number());
    assertThat(task.task().name()).isEqualTo("WhatsApp: Ivan Testov (WebChat, Taskwire)");
    assertThat(task.task().assignerName()).isEqualTo("Ivan Testov");
    assertThat(task.task().chatId()).isEqualTo(RunningPlanfix.CHAT);
    assertThat(task.task().created()).isEqualTo(RunningPlanfix.NOW);
    assertThat(task.description().text())
        .isEqualTo("Good morning! Do you repair coffee machines?\nModel K-7.");
    assertThat(task.description().kind()).isEqualTo(EntryView.Kind.CONTACT);
    assertThat(task.comments()).isEmpty();
    ContactView contact = planfix.simulator.contacts().getFirst();
    assertThat(contact.phone()).isEqualTo("79990000001");
    assertThat(contact.data()).isEqualTo("Wrote to the channel \"Sales WhatsApp\"");
    assertThat(contact.tasks()).containsExactly(task.task().number());
  }

  @Test
  void furtherMessagesBecomeCommentsInTheirOrder() throws Exception {
    int task = planfix.openTask();

    HttpResponse<String> answer = planfix.post(Form.sample("next-message"));
    planfix.post(Form.sample("next-message").with("message", "second"));
    planfix.post(Form.sample("next-message").with("message", "  third <b>\n"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(planfix.simulator.tasks()).hasSize(1);
    assertThat(planfix.simulator.task(task).comments())
        .extracting(EntryView::text)
        .containsExactly("It is leaking & blinking 100% of the time", "second", "  third <b>\n");
    assertThat(planfix.simulator.task(task).task().name())
        .as("a message without a title renames nothing")
        .isEqualTo("WhatsApp: Ivan Testov (WebChat, Taskwire)");
  }

  @Test
  void aLaterTitleRenamesTheTask() throws Exception {
    int task = planfix.openTask();

    planfix.post(Form.sample("next-message").with("title", "Broken machine"));

    assertThat(planfix.simulator.task(task).task().name())
        .isEqualTo("Broken machine (WebChat, Taskwire)");
    assertThat(planfix.next(PlanfixEvent.TaskRenamed.class).from())
        .isEqualTo("WhatsApp: Ivan Testov (WebChat, Taskwire)");
  }

  @Test
  void attachmentsArePairedByPosition() throws Exception {
    planfix.simulator.knobs().attachmentFetch = PlanfixKnobs.AttachmentFetch.NOT_FOUND;
    int task = planfix.openTask();

    assertThat(planfix.post(Form.sample("two-files")).statusCode()).isEqualTo(200);
    Form namesFirst =
        Form.of(
            "cmd", "newMessage",
            "providerId", "taskwire",
            "chatId", RunningPlanfix.CHAT,
            "planfix_token", "planfix-token",
            "message", "files",
            "contactId", RunningPlanfix.CHAT,
            "contactName", "Ivan",
            "attachments[name]", "a",
            "attachments[name]", "b",
            "attachments[url]", "https://files.example.org/a",
            "attachments[url]", "https://files.example.org/b");
    planfix.post(namesFirst);

    assertThat(planfix.simulator.task(task).comments().getFirst().files())
        .extracting(FileView::name, FileView::sourceUrl)
        .containsExactly(
            tuple("photo-1.jpg", "https://files.example.org/a/photo-1.jpg"),
            tuple("manual page 3.pdf", "https://files.example.org/a/manual%20page%203.pdf"));
    assertThat(planfix.simulator.task(task).comments().getLast().files())
        .extracting(file -> file.name() + " " + file.sourceUrl())
        .containsExactly("a https://files.example.org/a", "b https://files.example.org/b");
  }

  @Test
  void anEchoIsACommentOfTheEmployeeAndComesNotBack() throws Exception {
    int task = planfix.openTask();

    assertThat(planfix.post(Form.sample("echo")).statusCode()).isEqualTo(200);
    planfix.post(Form.sample("echo").with("isEcho", "1").with("userEmail", RunningPlanfix.PETR));
    planfix.post(Form.sample("echo").with("userEmail", "nobody@example.org"));

    assertThat(planfix.simulator.task(task).comments())
        .extracting(comment -> comment.isEcho() + " " + comment.kind() + " " + comment.author())
        .containsExactly(
            "true EMPLOYEE Olga Manager",
            "true EMPLOYEE Petr Supervisor",
            "true EMPLOYEE Olga Manager");
    assertThat(planfix.simulator.task(task).comments())
        .extracting(EntryView::messageId)
        .containsOnlyNulls();
    assertThat(planfix.simulator.connectorCalls()).isEmpty();
  }

  @Test
  void taskFieldsGoToTemplateFieldsOfTheSameName() throws Exception {
    planfix.simulator.knobs().taskFields = List.of("instagram_post");

    assertThat(planfix.post(Form.sample("task-fields")).statusCode()).isEqualTo(200);

    int task = planfix.simulator.tasks().getFirst().number();
    assertThat(planfix.simulator.task(task).fields())
        .isEqualTo(Map.of("instagram_post", "https://instagram.example/p/EXAMPLE1/"));
  }

  @Test
  void getTaskAnswersTheNumberOrNotFound() throws Exception {
    HttpResponse<String> before = planfix.post(Form.getTask());
    int task = planfix.openTask();
    HttpResponse<String> after = planfix.post(Form.getTask());

    assertThat(before.statusCode()).isEqualTo(400);
    assertThat(before.body()).isEqualTo("{\"error\":\"task not found\"}");
    assertThat(after.statusCode()).isEqualTo(200);
    assertThat(after.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(after.body())
        .isEqualTo("{\"data\":\"{\\\"number\\\":" + task + ",\\\"statusIsActive\\\":true}\"}");
  }

  @Test
  void getContactAnswersTheNumberOrUnknown() throws Exception {
    Form question =
        Form.of(
            "cmd", "getContact",
            "providerId", "taskwire",
            "planfix_token", "planfix-token",
            "contactId", RunningPlanfix.CHAT);
    HttpResponse<String> before = planfix.post(question);
    planfix.openTask();

    assertThat(before.statusCode()).isEqualTo(400);
    assertThat(before.body()).isEqualTo("{\"error\":\"unknown contact\"}");
    assertThat(planfix.post(question).body())
        .isEqualTo(
            "{\"data\":\"{\\\"number\\\":"
                + planfix.simulator.contacts().getFirst().number()
                + "}\"}");
  }

  @Test
  void updateContactChangesWhatItNamesAndKeepsTheRest() throws Exception {
    HttpResponse<String> before = planfix.post(Form.sample("contact-update"));
    planfix.openTask();
    HttpResponse<String> after = planfix.post(Form.sample("contact-update"));

    assertThat(before.body()).isEqualTo("{\"error\":\"Invalid parameters\"}");
    assertThat(after.statusCode()).isEqualTo(200);
    assertThat(after.body()).isEmpty();
    ContactView contact = planfix.simulator.contacts().getFirst();
    assertThat(contact.lastName()).isEqualTo("Testovsky");
    assertThat(contact.email()).isEqualTo("ivan.testov@example.org");
    assertThat(contact.icon()).isEqualTo("https://cdn.example.org/avatars/ivan.jpg");
  }

  @ParameterizedTest
  @CsvSource({
    "status-sent, SENT, ",
    "status-read, READ, ",
    "status-error, ERROR, The number is not registered in WhatsApp"
  })
  void aStatusIsShownAtTheMessageThatPlanfixSent(String sample, Shown shown, String text)
      throws Exception {
    int task = planfix.openTask();
    String messageId =
        String.valueOf(
            planfix
                .simulator
                .comment(task, CommentRequest.toClient(RunningPlanfix.OLGA, "Hello"))
                .entry()
                .messageId());

    HttpResponse<String> answer = planfix.post(Form.sample(sample).with("messageId", messageId));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(planfix.simulator.task(task).comments().getFirst().mark())
        .satisfies(
            mark -> {
              assertThat(mark.shown()).isEqualTo(shown);
              assertThat(mark.text()).isEqualTo(text);
            });
  }

  @Test
  void anyOtherStatusCountsAsSent() throws Exception {
    int task = planfix.openTask();
    Posted posted =
        planfix.simulator.comment(task, CommentRequest.toClient(RunningPlanfix.OLGA, "Hello"));

    planfix.post(
        Form.sample("status-sent")
            .with("messageId", String.valueOf(posted.entry().messageId()))
            .with("messageStatus", "delivered"));

    assertThat(planfix.next(PlanfixEvent.MarkChanged.class).mark())
        .satisfies(
            mark -> {
              assertThat(mark.shown()).isEqualTo(Shown.SENT);
              assertThat(mark.messageStatus()).isEqualTo("delivered");
            });
  }

  @Test
  void aWrongOrMissingTokenIsRefused() throws Exception {
    for (Form form :
        List.of(
            Form.sample("first-message").with("planfix_token", "wrong"),
            Form.sample("first-message").with("planfix_token", "connector-token"),
            Form.sample("first-message").without("planfix_token"))) {
      HttpResponse<String> answer = planfix.post(form);
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body()).isEqualTo("{\"error\":\"Invalid token\"}");
    }
    assertThat(planfix.simulator.tasks()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"chatId", "message", "contactId", "contactName", "cmd", "providerId"})
  void aMissingParameterIsRefused(String name) throws Exception {
    HttpResponse<String> answer = planfix.post(Form.sample("first-message").without(name));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(answer.body()).isEqualTo("{\"error\":\"Invalid parameters\"}");
    assertThat(planfix.simulator.tasks()).isEmpty();
  }

  @Test
  void aBodyThatIsNoFormIsRefused() throws Exception {
    HttpResponse<String> answer =
        planfix.send(
            HttpRequest.newBuilder(URI.create(planfix.address() + "/webchat/api"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Form.sample("first-message").encode())));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("{\"error\":\"Invalid parameters\"}");
    assertThat(planfix.simulator.tasks()).isEmpty();
  }

  @Test
  void anotherContactInTheChatIsTheAuthorOfItsComment() throws Exception {
    int task = planfix.openTask();

    planfix.post(
        Form.sample("next-message")
            .with("contactId", "notices")
            .with("contactName", "Notices")
            .without("contactLastName"));

    assertThat(planfix.simulator.task(task).comments().getFirst().author()).isEqualTo("Notices");
    assertThat(planfix.simulator.task(task).task().assignerName()).isEqualTo("Ivan Testov");
  }

  @Test
  void theLogShowsTheDecodedCallWithoutTheToken() throws Exception {
    planfix.openTask();

    ApiCall call = planfix.simulator.apiCalls().getFirst();
    assertThat(call.cmd()).isEqualTo("newMessage");
    assertThat(call.status()).isEqualTo(200);
    assertThat(call.fields()).containsEntry("contactName", List.of("Ivan"));
    assertThat(call.fields()).doesNotContainKey("planfix_token");
  }
}
