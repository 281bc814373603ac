package io.taskwire.core.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.taskwire.core.delivery.Outcome;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.fakes.Client;
import io.taskwire.core.fakes.FakePlanfix.ClosedTask;
import io.taskwire.core.fakes.FakePlanfix.EchoInNewChat;
import io.taskwire.core.fakes.Killed;
import io.taskwire.core.fakes.Mortal;
import io.taskwire.core.fakes.Mortal.Side;
import io.taskwire.core.fakes.Scene;
import io.taskwire.core.fakes.Worker;
import io.taskwire.core.notice.Notice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kills a worker at each of its calls, before the call and after its effect, and lets another one
 * finish: nothing is lost, and twice comes only what stood in Planfix without being written down.
 */
class KilledWorkerTest {
  private static final Duration UNTIL_THE_LEASE_HAS_RUN_OUT = Duration.ofSeconds(36);
  private static final String REFUSED = "unspeakable";

  /** A notice that is delivered in a certain situation. */
  private record Story(String name, Function<Scene, Told> tell) {
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * The situation is there, only the notice is missing.
   *
   * @param texts what stands in the dialog's tasks afterwards
   */
  private record Told(Notice notice, DialogId dialog, int tasks, int parked, List<String> texts) {}

  static Stream<Story> stories() {
    return Stream.of(
        new Story(
            "a comment in a task that was seen lately",
            scene -> {
              Client ivan = greeted(scene);
              return told(ivan, ivan.writes("two").notice(), "one", "two");
            }),
        new Story(
            "a comment in a task that was not seen for long",
            scene -> {
              Client ivan = greeted(scene);
              scene.clock.advance(Duration.ofMinutes(10));
              return told(ivan, ivan.writes("two").notice(), "one", "two");
            }),
        new Story(
            "a first message",
            scene -> {
              Client ivan = scene.client("Ivan Testov");
              return told(ivan, ivan.writes("one").notice(), "one");
            }),
        new Story(
            "a first comment under a post",
            scene -> {
              Client nora = nora(scene).under("post-1");
              return told(nora, nora.writes("one").notice(), Texts.POST_BODY, "one");
            }),
        new Story(
            "the first message of somebody whose id is known",
            scene -> {
              Client nora = nora(scene).withIgsid("1000000000000001");
              return told(nora, nora.writes("one").notice(), "one");
            }),
        new Story(
            "a message under another name than before",
            scene -> {
              Client nora = nora(scene).withIgsid("1000000000000001");
              nora.writes("one");
              scene.settle();
              return told(nora, nora.renamed("nora.later").writes("two").notice(), "one", "two");
            }),
        new Story(
            "a first message under the name of another person",
            scene -> {
              nora(scene).withIgsid("1000000000000001").writes("one");
              scene.settle();
              Notice notice = nora(scene).withIgsid("1000000000000002").writes("two").notice();
              DialogId own = DialogId.parse("instagram:example.shop/igsid:1000000000000002");
              return new Told(notice, own, 1, 0, List.of("two"));
            }),
        new Story(
            "an echo under a post that has no task",
            scene -> {
              Client nora = nora(scene).under("post-1");
              return told(nora, nora.colleagueWrites("one").notice(), Texts.POST_BODY, "one");
            }),
        new Story(
            "an echo in an open task",
            scene -> {
              Client ivan = greeted(scene);
              return told(ivan, ivan.colleagueWrites("two").notice(), "one", "two");
            }),
        echoInNewChat(EchoInNewChat.OPENS_A_TASK, "one"),
        echoInNewChat(EchoInNewChat.IGNORED, "Olga Testova: one"),
        echoInNewChat(EchoInNewChat.REFUSED, "Olga Testova: one"),
        new Story(
            "an echo that failed at once",
            scene -> {
              Client ivan = greeted(scene);
              var said = ivan.colleagueWrites("two");
              Notice failed = said.comesAgainAsFailed("BAD_CONTACT", "No such account");
              return told(ivan, failed, "one", "two", Texts.FAILED);
            }),
        new Story(
            "the failure of an echo",
            scene -> {
              Client ivan = greeted(scene);
              var said = ivan.colleagueWrites("two");
              scene.settle();
              Notice failed = said.fails("BAD_CONTACT", "No such account");
              return told(ivan, failed, "one", "two", Texts.FAILED);
            }),
        new Story(
            "an edit",
            scene -> {
              Client ivan = scene.client("Ivan Testov");
              var said = ivan.writes("one");
              scene.settle();
              return told(ivan, said.edited("won"), "one", Texts.edited("one", "won"));
            }),
        new Story(
            "a deletion",
            scene -> {
              Client ivan = scene.client("Ivan Testov");
              var said = ivan.writes("one");
              scene.settle();
              return told(ivan, said.deleted(), "one", Texts.deleted("one"));
            }),
        new Story(
            "a message that Planfix refuses, in an open task",
            scene -> {
              Client ivan = greeted(scene);
              scene.planfix.refuse(message -> message.text().contains(REFUSED));
              Notice notice = ivan.writes(REFUSED).notice();
              return new Told(notice, ivan.dialog(), 1, 1, List.of("one", Texts.parked(notice)));
            }),
        new Story(
            "a first message that Planfix refuses",
            scene -> {
              Client ivan = scene.client("Ivan Testov");
              scene.planfix.refuse(message -> message.text().contains(REFUSED));
              Notice notice = ivan.writes(REFUSED).notice();
              return new Told(notice, ivan.dialog(), 1, 1, List.of(Texts.parked(notice)));
            }),
        new Story(
            "a first echo that Planfix refuses in every form",
            scene -> {
              Client ivan = scene.client("Ivan Testov");
              scene.planfix.with(EchoInNewChat.IGNORED);
              scene.planfix.refuse(message -> message.text().contains(REFUSED));
              Notice notice = ivan.colleagueWrites(REFUSED).notice();
              return new Told(notice, ivan.dialog(), 1, 1, List.of(Texts.parked(notice)));
            }),
        new Story(
            "a message whose task is closed and makes way for a new one",
            scene -> {
              Client ivan = greeted(scene);
              scene.planfix.with(ClosedTask.MAKES_WAY_FOR_A_NEW_ONE).close(ivan.dialog());
              scene.clock.advance(Duration.ofMinutes(10));
              return new Told(
                  ivan.writes("two").notice(), ivan.dialog(), 2, 0, List.of("one", "two"));
            }),
        new Story(
            "a message whose task is closed and kept",
            scene -> {
              Client ivan = greeted(scene);
              scene.planfix.with(ClosedTask.IS_KEPT).close(ivan.dialog());
              scene.clock.advance(Duration.ofMinutes(10));
              return told(ivan, ivan.writes("two").notice(), "one", "two");
            }));
  }

  private static Story echoInNewChat(EchoInNewChat knob, String text) {
    return new Story(
        "a first echo where that is: " + knob,
        scene -> {
          scene.planfix.with(knob);
          Client ivan = scene.client("Ivan Testov");
          return told(ivan, ivan.colleagueWrites("one").notice(), text);
        });
  }

  private static Client greeted(Scene scene) {
    Client ivan = scene.client("Ivan Testov");
    ivan.writes("one");
    scene.settle();
    return ivan;
  }

  private static Client nora(Scene scene) {
    var shop = scene.channel("instagram:example.shop", "instagram", "address-shop");
    return scene.client("Nora", shop, "nora.test");
  }

  private static Told told(Client client, Notice notice, String... texts) {
    return new Told(notice, client.dialog(), 1, 0, List.of(texts));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stories")
  void withoutAKillEverythingComesOnce(Story story) {
    Scene scene = new Scene();
    Told told = story.tell().apply(scene);

    assertThat(scene.deliver(told.notice())).isInstanceOf(Outcome.Done.class);

    assertEverythingIsThere(scene, told, Optional.empty());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stories")
  void aKilledWorkerLosesNothingAndDoublesOnlyWhatWasNotWrittenDown(Story story) {
    int calls = callsOf(story).size();
    assertThat(calls).isGreaterThanOrEqualTo(4);
    for (int call = 0; call < calls; call++) {
      for (Side side : Side.values()) {
        Scene scene = new Scene();
        Told told = story.tell().apply(scene);
        Mortal mortal = Mortal.dyingAt(call, side);
        scene.planfix.onEffect(message -> mortal.effect(message.text()));
        Worker doomed = scene.worker(mortal);
        assertThatExceptionOfType(Killed.class).isThrownBy(() -> doomed.deliver(told.notice()));

        scene.clock.advance(UNTIL_THE_LEASE_HAS_RUN_OUT);
        scene.worker().deliverUntilDone(told.notice());
        scene.worker().deliverUntilDone(told.notice());

        assertThat(mortal.performed()).hasSize(side == Side.BEFORE ? call : call + 1);
        assertEverythingIsThere(scene, told, mortal.unwritten());
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stories")
  void whoeverComesWhileTheLeaseRunsWaitsAndDoublesNothing(Story story) {
    int calls = callsOf(story).size();
    for (int call = 0; call < calls; call++) {
      Scene scene = new Scene();
      Told told = story.tell().apply(scene);
      Mortal mortal = Mortal.dyingAt(call, Side.AFTER);
      scene.planfix.onEffect(message -> mortal.effect(message.text()));
      Worker doomed = scene.worker(mortal);
      assertThatExceptionOfType(Killed.class).isThrownBy(() -> doomed.deliver(told.notice()));

      scene.worker().deliverUntilDone(told.notice());

      assertEverythingIsThere(scene, told, mortal.unwritten());
    }
  }

  private static List<String> callsOf(Story story) {
    Scene scene = new Scene();
    Told told = story.tell().apply(scene);
    Mortal living = Mortal.livingOn();
    assertThat(scene.worker(living).deliver(told.notice())).isInstanceOf(Outcome.Done.class);
    return living.performed();
  }

  private static void assertEverythingIsThere(
      Scene scene, Told told, Optional<String> mayComeTwice) {
    List<String> texts =
        new ArrayList<>(
            scene.planfix.tasks(told.dialog()).stream()
                .flatMap(task -> task.texts().stream())
                .toList());
    assertThat(texts).containsAll(told.texts());
    mayComeTwice
        .filter(text -> texts.indexOf(text) != texts.lastIndexOf(text))
        .ifPresent(text -> texts.remove(texts.lastIndexOf(text)));
    assertThat(texts).containsExactlyElementsOf(told.texts());
    assertThat(scene.planfix.tasks(told.dialog())).hasSize(told.tasks());
    assertThat(scene.deadLetters.letters()).hasSize(told.parked());
  }
}
