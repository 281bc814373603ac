package io.taskwire.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.local.sim.planfix.EntryView;
import io.taskwire.local.sim.planfix.PlanfixKnobs;
import io.taskwire.local.sim.wazzup.WazzupChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** However many first messages arrive at once, they make one task. */
@ExtendWith(OwnRun.class)
class OneTaskTest {
  private static final int MESSAGES = 64;

  private final Stage stage;

  OneTaskTest(Stage stage) {
    this.stage = stage;
  }

  @Test
  void P2_manyFirstMessagesUnderSeveralAddressesOfOneChannelMakeOneTask() {
    assertThat(stage.planfix().knobs().parallelFirstCalls)
        .isEqualTo(PlanfixKnobs.ParallelFirstCalls.TASK_EACH);
    String phone = Stage.freshPhone();
    stage.channels().connect(ChannelIdentity.typed(phone), Instant.now());
    // Each address is a group of its own in the queue, so the workers meet in the dialog.
    List<WazzupChannel> addresses =
        IntStream.range(0, 8)
            .mapToObj(i -> stage.listed(i % 2 == 0 ? "whatsapp" : "wapi", phone))
            .toList();
    Person ivan = stage.somebody("Ivan Testov");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      texts.add("Line " + i);
      ivan.on(addresses.get(i % addresses.size())).writes("Line " + i);
    }
    stage.settle();

    TaskSeen task = ivan.on(addresses.getFirst()).task();
    List<String> arrived = task.entries().map(EntryView::text).toList();
    assertThat(arrived).containsExactlyInAnyOrderElementsOf(texts);
    for (int address = 0; address < addresses.size(); address++) {
      int its = address;
      List<String> ofAddress =
          IntStream.range(0, MESSAGES)
              .filter(i -> i % addresses.size() == its)
              .mapToObj(i -> "Line " + i)
              .toList();
      assertThat(arrived).containsSubsequence(ofAddress);
    }
  }

  @Test
  void P2_firstMessagesBeforeAndAfterTheChannelWasMadeAnewMakeOneTask() {
    String phone = Stage.freshPhone();
    WazzupChannel channel = stage.connected("whatsapp", phone, phone);
    Talk ivan = stage.somebody("Ivan Testov").on(channel);
    ivan.writes("Before 1");
    ivan.writes("Before 2");
    Talk later = ivan.at(stage.wazzup().recreateChannel(channel.channelId()));
    later.writes("After 1");
    later.writes("After 2");
    stage.settle();
    assertThat(ivan.task().entries().map(EntryView::text))
        .containsExactlyInAnyOrder("Before 1", "Before 2", "After 1", "After 2")
        .containsSubsequence("Before 1", "Before 2")
        .containsSubsequence("After 1", "After 2");
  }
}
