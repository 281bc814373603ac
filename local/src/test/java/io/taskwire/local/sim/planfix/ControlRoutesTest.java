package io.taskwire.local.sim.planfix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that the console and outside tests need goes by JSON. */
class ControlRoutesTest {

  private final RunningPlanfix planfix = new RunningPlanfix();

  @AfterEach
  void close() {
    planfix.close();
  }

  @Test
  void aTaskIsShownWithItsDescriptionAndComments() throws Exception {
    int number = planfix.openTask();
    planfix.post(Form.sample("next-message"));

    JsonNode row = planfix.control("GET", "/tasks", "").path(0);
    assertThat(row.path("number").asInt()).isEqualTo(number);
    assertThat(row.path("status").asText()).isEqualTo("ACTIVE");
    assertThat(row.path("line").asText()).isEqualTo("Taskwire");
    assertThat(row.path("lastComment").asText()).isEqualTo("2026-05-14T09:35:00Z");
    JsonNode task = planfix.control("GET", "/tasks/" + number, "");
    assertThat(task.path("task")).isEqualTo(row);
    assertThat(task.path("description").path("kind").asText()).isEqualTo("CONTACT");
    assertThat(task.path("comments").path(0).path("text").asText())
        .isEqualTo("It is leaking & blinking 100% of the time");
    assertThat(planfix.control("GET", "/contacts", "").path(0).path("tasks").path(0).asInt())
        .isEqualTo(number);
  }

  @Test
  void aCommentCanBeWaitedFor() throws Exception {
    int number = planfix.openTask();

    JsonNode comment =
        planfix.control(
            "POST",
            "/tasks/" + number + "/comments?wait=true",
            """
            {"employee": "olga.manager@example.org", "text": "Hello"}
            """);

    assertThat(comment.path("calls").path(0).path("status").asInt()).isEqualTo(200);
    assertThat(comment.path("author").asText()).isEqualTo("Olga Manager");
    assertThat(planfix.control("GET", "/connector-calls", "")).isEqualTo(comment.path("calls"));
  }

  @Test
  void anEmployeeWritesFirstWithAFile() throws Exception {
    JsonNode file = planfix.control("POST", "/files?name=plan.png", "png");

    JsonNode task =
        planfix.control(
            "POST",
            "/write?wait=true",
            """
            {"phone": "79990000002", "providerId": "taskwire", "taskName": "Order 7",
             "description": "Your order is ready", "employee": "petr.supervisor@example.org",
             "files": ["%s"]}
            """
                .formatted(file.path("hash").asText()));

    assertThat(task.path("task").path("chatId").asText()).isEqualTo("whatsapp:79990000002");
    assertThat(task.path("description").path("files").path(0).path("name").asText())
        .isEqualTo("plan.png");
  }

  @Test
  void theAdministratorsActionsAnswerTheTask() throws Exception {
    int number = planfix.openTask();

    assertThat(statusAfter(number, "close")).isEqualTo("CLOSED");
    assertThat(statusAfter(number, "reopen")).isEqualTo("ACTIVE");
    assertThat(statusAfter(number, "delete")).isEqualTo("DELETED");
    assertThat(statusAfter(number, "restore")).isEqualTo("ACTIVE");
    planfix.post(Form.sample("task-fields"));
    int other = planfix.simulator.tasks().getLast().number();
    assertThat(
            planfix
                .control("POST", "/tasks/" + number + "/merge", "{\"into\": " + other + "}")
                .path("task")
                .path("number")
                .asInt())
        .isEqualTo(other);
    planfix.control("POST", "/tasks/" + other + "/delete", "");
    planfix.control("POST", "/tasks/" + other + "/purge", "");
    assertThat(planfix.controlResponse("GET", "/tasks/" + other, "").statusCode()).isEqualTo(404);
  }

  private String statusAfter(int task, String action) throws Exception {
    return planfix
        .control("POST", "/tasks/" + task + "/" + action, "")
        .path("task")
        .path("status")
        .asText();
  }

  @Test
  void aPhoneCanBeTypedIntoACard() throws Exception {
    planfix.openTask();
    int contact = planfix.simulator.contacts().getFirst().number();

    planfix.control("PUT", "/contacts/" + contact + "/phone", "{\"phone\": \"+79990000009\"}");

    assertThat(planfix.simulator.contacts().getFirst().phone()).isEqualTo("+79990000009");
  }

  @Test
  void contactsCanBeMerged() throws Exception {
    planfix.openTask();
    planfix.post(Form.sample("task-fields"));
    int source = planfix.simulator.contacts().getFirst().number();
    int target = planfix.simulator.contacts().getLast().number();

    planfix.control("POST", "/contacts/" + source + "/merge", "{\"into\": " + target + "}");

    assertThat(planfix.control("GET", "/contacts", "")).hasSize(1);
  }

  @Test
  void knobsChangeOneByOne() throws Exception {
    JsonNode knobs = planfix.control("PUT", "/knobs", "{\"dataForm\": \"OBJECT\", \"repeats\": 3}");

    assertThat(knobs.path("dataForm").asText()).isEqualTo("OBJECT");
    assertThat(knobs.path("titleSuffix").asBoolean()).isTrue();
    assertThat(planfix.simulator.knobs().repeats).isEqualTo(3);
    assertThat(planfix.control("GET", "/knobs", "")).isEqualTo(knobs);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"repeats\": 3, \"unknown\": 1}",
        "{\"repeats\": 3, \"dataForm\": \"XML\"}",
        "{\"repeats\": 3, \"dataForm\": null}",
        "not JSON"
      })
  void aWrongKnobChangesNothing(String json) throws Exception {
    assertThat(planfix.controlResponse("PUT", "/knobs", json).statusCode()).isEqualTo(400);

    assertThat(planfix.simulator.knobs().repeats).isZero();
  }

  @Test
  void faultsArePlannedShownAndCleared() throws Exception {
    planfix.control(
        "POST", "/faults", "{\"kind\": \"SERVER_ERROR\", \"cmd\": \"getTask\", \"count\": 2}");

    assertThat(planfix.post(Form.getTask()).statusCode()).isEqualTo(500);
    assertThat(planfix.control("GET", "/faults", "").path(0).path("count").asInt()).isEqualTo(1);
    planfix.control("DELETE", "/faults", "");
    assertThat(planfix.control("GET", "/faults", "")).isEmpty();
    assertThat(planfix.control("GET", "/calls", "").path(0).path("fault").asText())
        .isEqualTo("SERVER_ERROR");
  }

  @Test
  void linesAreShownWithoutTheirTokens() throws Exception {
    planfix.control(
        "POST",
        "/lines",
        """
        {"providerId": "sales", "planfixToken": "sales-token", "token": "other-token",
         "connector": "http://127.0.0.1:1/connector", "displayName": "Sales",
         "defaultAuthor": "petr.supervisor@example.org"}
        """);

    JsonNode lines = planfix.control("GET", "/lines", "");
    assertThat(lines).hasSize(2);
    assertThat(lines.toString()).contains("sales").doesNotContain("token");
    planfix.control("DELETE", "/lines/sales", "");
    assertThat(planfix.simulator.lines()).hasSize(1);
    assertThat(planfix.control("GET", "/employees", "").path(1).path("email").asText())
        .isEqualTo("petr.supervisor@example.org");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "GET; /tasks/1; ''; 404",
        "GET; /tasks/abc; ''; 400",
        "GET; /files/none; ''; 404",
        "POST; /tasks/1/reopen; ''; 404",
        "POST; /write; {\"phone\": \"79990000002\"}; 400",
        "POST; /faults; {\"kind\": \"SERVER_ERROR\", \"count\": 0}; 400",
        "POST; /lines; {\"providerId\": \"x\"}; 400",
        "POST; /files; png; 400",
        "DELETE; /lines/none; ''; 404"
      })
  void whatCantBeDoneIsRefusedWithAReason(String method, String path, String body, int status)
      throws Exception {
    var response = planfix.controlResponse(method, path, body);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).startsWith("{\"error\":\"");
  }

  @Test
  void aTaskThatIsNotClosedCantBeReopened() throws Exception {
    int task = planfix.openTask();

    assertThat(planfix.controlResponse("POST", "/tasks/" + task + "/reopen", "").statusCode())
        .isEqualTo(409);
  }

  @Test
  void resetEmptiesTheAccount() throws Exception {
    planfix.openTask();

    planfix.control("POST", "/reset", "");

    assertThat(planfix.control("GET", "/tasks", "")).isEmpty();
    assertThat(planfix.control("GET", "/calls", "")).isEmpty();
  }
}
