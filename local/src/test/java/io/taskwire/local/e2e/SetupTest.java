package io.taskwire.local.e2e;

import static io.taskwire.local.sim.wazzup.WazzupSimulator.WHATSAPP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.taskwire.aws.settings.SettingsDocument;
import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.local.sim.planfix.Fault;
import io.taskwire.local.sim.planfix.PlanfixLine;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Set-up without guessing, and the diagnosis of what runs. */
class SetupTest {
  private static final String KEY = SettingsText.USUAL.apiKey();
  private static final String TOKEN = SettingsText.USUAL.planfixToken();

  private final Workbench bench = new Workbench(SettingsText.USUAL);
  private final Stage stage = bench.stage();
  private final Operator operator = Operator.of(bench);

  @AfterEach
  void close() {
    bench.close();
  }

  private String wazzup() {
    return bench.origin() + "/sim/wazzup";
  }

  private String planfix() {
    return bench.origin() + "/sim/planfix/webchat/api";
  }

  private void nothingIsSetUp() {
    bench.settings.set("");
    stage.wazzup().overwriteWebhooksUri(null);
    // Longer than settings are remembered.
    bench.pass(Duration.ofMinutes(2));
  }

  private Operator.Ran setsUp(Operator who, String... more) {
    List<String> command =
        new java.util.ArrayList<>(
            List.of("setup", "--wazzup-url", wazzup(), "--planfix-url", planfix()));
    command.addAll(List.of(more));
    return who.runs(command.toArray(String[]::new));
  }

  private JsonNode findings(int exit) {
    return operator.runs("doctor", "--json").ends(exit).json().path("findings");
  }

  private static Optional<String> result(JsonNode findings, String link) {
    for (JsonNode one : findings) {
      if (one.path("link").asText().equals(link)) {
        return Optional.of(one.path("result").asText());
      }
    }
    return Optional.empty();
  }

  @Test
  void X11_oneCommandSetsUpAnEmptyInstallationAndAMessageMakesATask() {
    nothingIsSetUp();
    Operator.Ran ran =
        setsUp(
                operator,
                "--wazzup-key",
                KEY,
                "--planfix-token",
                TOKEN,
                "--channel",
                "+7 (999) 000-00-99")
            .ends(0)
            .says("address that Planfix calls", "Wazzup's webhooks come here");
    assertThat(ran.out()).doesNotContain(KEY).doesNotContain(TOKEN);

    JsonNode window = setsUp(operator, "--json").ends(0).json().path("planfix").path(0);
    assertThat(window.path("providerId").asText()).isEqualTo("taskwire");
    stage
        .planfix()
        .setLines(
            List.of(
                PlanfixLine.taskwire(
                    TOKEN,
                    window.path("token").asText(),
                    URI.create(window.path("address").asText()))));
    Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);
    ivan.writes("Hello");
    ivan.task().hasBody("Hello");
    ivan.task().answers("Good morning");
    stage.settle();
    assertThat(ivan.phone()).containsExactly("Good morning");
    operator.runs("doctor").ends(0);
  }

  @Test
  void X11_runTwiceItChangesNothing() {
    nothingIsSetUp();
    setsUp(operator, "--wazzup-key", KEY, "--planfix-token", TOKEN, "--channel", "79990000099")
        .ends(0);
    String written = bench.settings.get();
    setsUp(operator, "--wazzup-key", KEY, "--planfix-token", TOKEN)
        .ends(0)
        .says("Nothing was changed");
    setsUp(operator).ends(0).says("Nothing was changed");
    assertThat(bench.settings.get()).isEqualTo(written);
  }

  @Test
  void X11_whatItDoesNotAskForStaysAsItIs() {
    bench.settings.updateAndGet(
        json ->
            json.replaceFirst(
                    "\\{",
                    "{\"instagram\": {\"commentReply\": \"off\", \"writeByPhone\": \"known\"},")
                .replaceFirst("\"chatApiUrl\"", "\"echoes\": \"stay\", \"chatApiUrl\""));
    setsUp(operator, "--line", "sales=8 999 000-00-99", "--planfix-token", "sales=" + TOKEN)
        .ends(0);
    assertThat(bench.settings.get()).contains("sales");
    SettingsDocument.Whole whole = SettingsDocument.whole(bench.settings.get(), true);
    assertThat(whole.worker().commentReply()).isFalse();
    assertThat(whole.worker().writeByPhone()).isTrue();
    assertThat(whole.worker().echoesComeBack()).isFalse();
  }

  @Test
  void X11_aPersonIsAskedForWhatIsMissing() {
    nothingIsSetUp();
    Operator.Ran ran =
        operator
            .answering(KEY, planfix(), TOKEN, "y", "", "", "", "", "", "", "")
            .runs("setup", "--wazzup-url", wazzup())
            .ends(0);
    assertThat(ran.out()).doesNotContain(KEY).doesNotContain(TOKEN);
    assertThat(bench.settings.get()).contains(KEY, TOKEN, planfix());
  }

  @Test
  void X11_whatPlanfixHasNotShownYetRemainsAndTheRestIsDone() {
    nothingIsSetUp();
    operator
        .with("TASKWIRE_WAZZUP_KEY", KEY)
        .runs("setup", "--wazzup-url", wazzup(), "--line", "sales=8 999 000-00-99")
        .ends(1)
        .says("The line sales, for whatsapp:79990000099", "Planfix's token of the line sales");
    assertThat(bench.settings.get()).contains("webhookSecrets").doesNotContain("chatApiUrl");
  }

  @Test
  void X11_aKeyThatWazzupRejectsIsSaidSoAndNothingIsWritten() {
    nothingIsSetUp();
    setsUp(operator, "--wazzup-key", "wrong-key", "--planfix-token", TOKEN)
        .ends(2)
        .says("Wazzup rejects the key");
    assertThat(bench.settings.get()).isEmpty();
  }

  @Test
  void X11_anotherIntegrationsWebhooksAreTakenOnlyIfThatIsMeant() {
    stage.wazzup().overwriteWebhooksUri("https://other.example.org/hook");
    setsUp(operator).ends(1).says("--take-over");
    assertThat(result(findings(1), "Wazzup's subscription")).hasValue("TROUBLE");
    setsUp(operator, "--take-over").ends(0).says("Wazzup's webhooks come here");
    assertThat(result(findings(1), "Wazzup's subscription")).hasValue("WELL");
  }

  @Test
  void X11_theDoctorFindsAHealthyInstallationWellAndShowsNoSecret() {
    stage.somebody("Ivan Testov").on(WHATSAPP).writes("Hello");
    stage.settle();
    Operator.Ran ran = operator.runs("doctor").ends(0).says("✓ Wazzup's key: valid");
    for (String secret :
        List.of(KEY, TOKEN, "bench-token", "bench-wazzup-secret", "bench-planfix-secret")) {
      assertThat(ran.out() + ran.err()).doesNotContain(secret);
    }
  }

  @Test
  void X11_theDoctorNamesEachLinkThatDoesNotHold() {
    stage.somebody("Ivan Testov").on(WHATSAPP).writes("Hello");
    stage.settle();
    stage.channels().connect(ChannelIdentity.typed("79990007777"), stage.now());
    stage.planfix().faults().add(Fault.of(Fault.Kind.UNAUTHORIZED).in("getTask"));
    JsonNode findings = findings(1);
    assertThat(result(findings, "channel whatsapp:79990007777")).hasValue("TROUBLE");
    assertThat(result(findings, "channel whatsapp:79990000099")).hasValue("WELL");
    assertThat(result(findings, "Planfix, line taskwire")).hasValue("TROUBLE");
    operator.runs("doctor").ends(1).says("--planfix-token");
  }

  @Test
  void X11_whoGivesNoAnswerIsNotTakenForBrokenNorForWell() {
    stage.somebody("Ivan Testov").on(WHATSAPP).writes("Hello");
    stage.settle();
    stage.planfix().faults().add(Fault.of(Fault.Kind.BAD_GATEWAY).in("getTask"));
    assertThat(result(findings(3), "Planfix, line taskwire")).hasValue("COULD_NOT_ASK");
  }

  @Test
  void X11_aRejectedKeyIsTroubleAndAsksForAnother() {
    stage.wazzup().turnKnobs(knobs -> knobs.apiKey = "another-key");
    operator.runs("doctor").ends(1).says("✗ Wazzup's key", "--wazzup-key");
  }

  @Test
  void X11_longSilenceIsTrouble() {
    stage.somebody("Ivan Testov").on(WHATSAPP).writes("Hello");
    stage.settle();
    bench.pass(Duration.ofHours(30));
    assertThat(result(findings(1), "last message of a client")).hasValue("TROUBLE");
  }

  @Test
  void X11_emptySettingsSayWhatToRun() {
    nothingIsSetUp();
    operator.runs("doctor").ends(1).says("taskwire setup");
  }
}
