package io.taskwire.local.e2e;

import static io.taskwire.local.sim.planfix.MarkView.Shown.READ;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.WHATSAPP;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.local.sim.planfix.PlanfixLine;
import io.taskwire.local.sim.wazzup.WebhookPost;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each secret is exchanged while messages come and go: none is lost, and nothing is deployed. */
class RotationTest {
  private static final String OLD = "the-old-wazzup-secret";
  private static final String NEW = "the-new-wazzup-secret";
  private static final SettingsText SETTINGS = SettingsText.USUAL.withSecrets(OLD);

  /** As soon as something does not match, settings are read again, at most this often. */
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private static final Duration REMEMBERED = Duration.ofMinutes(1);

  private final Workbench bench = new Workbench(SETTINGS);
  private final Stage stage = bench.stage();
  private final Talk ivan = stage.somebody("Ivan Testov").on(WHATSAPP);

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void P1_aNewSecretInTheAddressOfWazzupsWebhooksTurnsNoWebhookAway() {
    ivan.writes("Before");
    ivan.task().says("Before");

    write(SETTINGS.withSecrets(NEW, OLD));
    bench.pass(AGAIN);
    ivan.writes("Still to the old address");
    stage.wazzup().overwriteWebhooksUri(address(NEW).toString());
    ivan.writes("To the new address");
    stage.settle();
    write(SETTINGS.withSecrets(NEW));
    ivan.writes("After");

    ivan.task().says("Before", "Still to the old address", "To the new address", "After");
    assertThat(stage.wazzup().webhooks(0)).extracting(WebhookPost::lastStatus).containsOnly(200);
    bench.pass(REMEMBERED);
    assertThat(Stage.post(address(OLD), Webhooks.messages(ivan.entry("No")).getBytes(UTF_8)))
        .isEqualTo(404);
  }

  @Test
  void P5_aNewTokenToPlanfixDelaysMessagesUntilItIsWritten() {
    ivan.writes("Before");
    ivan.task().says("Before");

    stage
        .planfix()
        .setLines(
            List.of(
                PlanfixLine.taskwire(
                    "the-new-planfix-token",
                    "bench-token",
                    bench.origin().resolve("/planfix/bench-planfix-secret"))));
    ivan.writes("Meanwhile");
    ivan.writes("And this");
    assertThat(stage.await(() -> stage.waiting() > 0)).isTrue();
    write(
        new SettingsText(
            SETTINGS.apiKey(),
            SETTINGS.webhookSecrets(),
            SETTINGS.crmKeys(),
            "the-new-planfix-token",
            SETTINGS.channels()));
    bench.pass(REMEMBERED);

    ivan.task().says("Before", "Meanwhile", "And this");
    assertThat(stage.deadLetters()).isEmpty();
  }

  @Test
  void P4_aNewKeyToWazzupDelaysAnswersUntilItIsWrittenAndSendsNoneTwice() {
    ivan.writes("Hello");
    ivan.task().says("Hello");

    stage.wazzup().turnKnobs(knobs -> knobs.apiKey = "the-new-wazzup-key");
    Sent answer = ivan.task().answers("Good morning");
    assertThat(stage.await(() -> stage.unsent() > 0)).isTrue();
    assertThat(ivan.phone()).isEmpty();
    write(
        new SettingsText(
            "the-new-wazzup-key",
            SETTINGS.webhookSecrets(),
            SETTINGS.crmKeys(),
            SETTINGS.planfixToken(),
            SETTINGS.channels()));
    bench.pass(REMEMBERED);

    answer.becomes(READ);
    assertThat(ivan.phone()).containsExactly("Good morning");
  }

  private void write(SettingsText settings) {
    bench.settings.set(settings.at(bench.origin()));
  }

  private URI address(String secret) {
    return bench.origin().resolve("/wazzup/" + secret);
  }
}
