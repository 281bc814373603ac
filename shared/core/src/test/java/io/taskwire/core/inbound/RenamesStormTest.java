package io.taskwire.core.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.delivery.Outcome;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.fakes.Client;
import io.taskwire.core.fakes.FakePlanfix.Task;
import io.taskwire.core.fakes.Killed;
import io.taskwire.core.fakes.Mortal;
import io.taskwire.core.fakes.Mortal.Side;
import io.taskwire.core.fakes.Scene;
import io.taskwire.core.fakes.Seeds;
import io.taskwire.core.fakes.Witness;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.wazzup.Route.Recipient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * People pass names on and on while workers are killed and come between each other's calls: each
 * has one dialog, nobody is in another's, and no answer goes to anybody but whom it is for. {@code
 * -Dtaskwire.seed=17} repeats one storm, {@code -Dtaskwire.storms=100000} makes more of them.
 */
class RenamesStormTest {
  private static final int STORMS = 200;
  private static final Duration UNTIL_THE_LEASE_HAS_RUN_OUT = Duration.ofSeconds(36);

  /** How many workers were killed, and how many names were taken from somebody. */
  private record Weather(int kills, int taken) {}

  /** One storm, which follows from its seed. */
  private static final class Storm {
    private final Random random;
    private final Scene scene = new Scene();
    private final List<Client> people = new ArrayList<>();
    private final List<String> names = List.of("one.test", "two.test", "three.test");

    /** Who has a name now. */
    private final Map<String, Integer> holders = new LinkedHashMap<>();

    /** What is to be delivered under each name, in its order. */
    private final Map<String, Deque<Notice>> groups = new LinkedHashMap<>();

    private final Set<String> texts = new HashSet<>();
    private int kills;
    private int taken;

    Storm(long seed) {
      random = new Random(seed);
      var shop = scene.channel("instagram:example.shop", "instagram", "address-shop");
      for (int person = 0; person < 3; person++) {
        people.add(
            scene
                .client("Person " + person, shop, "unnamed." + person)
                .withIgsid("100000000000000" + person));
      }
    }

    Weather rage() {
      for (int left = 5 + random.nextInt(10); left > 0; ) {
        if (random.nextBoolean()) {
          writes(random.nextInt(people.size()));
          left--;
        } else {
          deliver(random.nextInt(3) == 0);
        }
      }
      while (!groups.values().stream().allMatch(Deque::isEmpty)) {
        deliver(random.nextInt(3) == 0);
      }
      checkTasks();
      for (int person = 0; person < people.size(); person++) {
        writes(person);
        while (!groups.values().stream().allMatch(Deque::isEmpty)) {
          deliver(false);
        }
      }
      checkTasks();
      checkAnswers();
      return new Weather(kills, taken);
    }

    private void writes(int person) {
      String name = name(person);
      Integer before = holders.put(name, person);
      taken += before != null && before != person ? 1 : 0;
      String text = person + ": " + texts.size();
      texts.add(text);
      Notice notice = people.get(person).renamed(name).writes(text).notice();
      groups.computeIfAbsent(name, _ -> new ArrayDeque<>()).add(notice);
    }

    private String name(int person) {
      Optional<String> now = nameOf(person);
      if (now.isPresent() && random.nextInt(5) < 3) {
        return now.get();
      }
      now.ifPresent(holders::remove);
      return names.get(random.nextInt(names.size()));
    }

    private Optional<String> nameOf(int person) {
      return holders.entrySet().stream()
          .filter(entry -> entry.getValue() == person)
          .map(Map.Entry::getKey)
          .findFirst();
    }

    private void deliver(boolean mayDie) {
      List<Deque<Notice>> waiting = groups.values().stream().filter(g -> !g.isEmpty()).toList();
      if (waiting.isEmpty()) {
        return;
      }
      Deque<Notice> group = waiting.get(random.nextInt(waiting.size()));
      Witness witness =
          mayDie
              ? Mortal.dyingAt(random.nextInt(14), random.nextBoolean() ? Side.BEFORE : Side.AFTER)
              : waiting.size() == 1 ? Witness.NONE : between(group, waiting);
      try {
        if (scene.worker(witness).deliver(group.element())
            instanceof Outcome.Later(Duration delay, _, _)) {
          scene.clock.advance(delay);
        } else {
          group.remove();
        }
      } catch (Killed killed) {
        kills++;
        scene.clock.advance(UNTIL_THE_LEASE_HAS_RUN_OUT);
      }
    }

    /** Another group's next message is tried before one of the worker's calls. */
    private Witness between(Deque<Notice> group, List<Deque<Notice>> waiting) {
      Deque<Notice> other = waiting.stream().filter(one -> one != group).findFirst().orElseThrow();
      int fatal = random.nextInt(8);
      return new Witness() {
        private int calls;

        @Override
        public void before(String call) {
          if (calls++ == fatal && !other.isEmpty()) {
            if (scene.worker().deliver(other.element()) instanceof Outcome.Done) {
              other.remove();
            }
          }
        }
      };
    }

    private void checkTasks() {
      List<String> found = new ArrayList<>();
      Map<String, DialogId> dialogs = new LinkedHashMap<>();
      for (Task task : scene.planfix.tasks()) {
        List<String> writers =
            task.texts().stream().map(text -> text.substring(0, 1)).distinct().toList();
        assertThat(writers).as("who wrote in %s", task.dialog()).hasSize(1);
        DialogId before = dialogs.put(writers.getFirst(), task.dialog());
        assertThat(before).as("another task of %s", writers).isNull();
        found.addAll(task.texts());
      }
      assertThat(found).containsAll(texts);
    }

    private void checkAnswers() {
      List<String> expected = new ArrayList<>();
      for (Task task : scene.planfix.tasks()) {
        int person = Integer.parseInt(task.texts().getFirst().substring(0, 1));
        scene.comment(
            new PlanfixChatId.OfDialog(task.dialog()), false, Optional.empty(), "for " + person);
        nameOf(person).ifPresent(name -> expected.add("for " + person + " to " + name));
      }
      scene.settle();
      assertThat(
              scene.messages.received().stream()
                  .map(sent -> sent.text() + " to " + chatId(sent.sending().route().recipient())))
          .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static String chatId(Recipient recipient) {
      return switch (recipient) {
        case Recipient.OfChat(String chatId) -> chatId;
        case Recipient.OfPhone(String digits) -> digits;
      };
    }
  }

  @Test
  void everybodyHasOneDialogAndGetsNoAnswerThatIsForAnother() {
    new Seeds("taskwire.storms", STORMS)
        .live(seed -> new Storm(seed).rage())
        .ifPresent(RenamesStormTest::provedSomething);
  }

  private static void provedSomething(List<Weather> weather) {
    assertThat(weather.stream().mapToInt(Weather::kills).sum()).isGreaterThan(STORMS / 2);
    assertThat(weather.stream().mapToInt(Weather::taken).sum()).isGreaterThan(STORMS / 2);
  }
}
