package io.taskwire.core.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.channel.ChannelId;
import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.channel.ChannelStore.UnconnectedCount;
import io.taskwire.core.channel.ListedChannel;
import io.taskwire.core.channel.Transport;
import io.taskwire.core.delivery.Outcome;
import io.taskwire.core.dialog.MessageRecord.State;
import io.taskwire.core.fakes.Client;
import io.taskwire.core.fakes.FakePlanfix.Task;
import io.taskwire.core.fakes.Scene;
import io.taskwire.core.fakes.Scene.Place;
import io.taskwire.core.fakes.Witness;
import io.taskwire.core.fakes.Worker;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.notice.NoticeKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Which channel a notice belongs to, and what becomes of those that are not connected. */
class ChannelsTest {
  private final Scene scene = new Scene();

  @Test
  void aMessageOfAChannelThatIsNotConnectedIsCountedAndNotBridged() {
    Place place = scene.listed("whatsapp:79990000098", "whatsapp", "address-98");
    Client ivan = scene.client("Ivan Testov", place, "79990000001");
    ivan.writes("Hello");
    ivan.writes("Anybody?");

    scene.settle();

    assertThat(scene.planfix.calls()).isEmpty();
    assertThat(scene.table.dialogs()).isEmpty();
    assertThat(counts()).containsExactly(new UnconnectedCount("whatsapp:79990000098", hour(), 2));
  }

  @Test
  void aMessageOfAnAddressThatWazzupDoesNotListIsCountedByTheAddress() {
    Place connected = scene.whatsapp("79990000099");
    Place unlisted = new Place(connected.channel(), new ChannelId("address-gone"));
    scene.client("Ivan Testov", unlisted, "79990000001").writes("Hello");

    scene.settle();

    assertThat(scene.planfix.calls()).isEmpty();
    assertThat(counts()).containsExactly(new UnconnectedCount("channelId:address-gone", hour(), 1));
  }

  @Test
  void aMessageOfAnAddressWhoseAccountWazzupDoesNotTellYetWaits() {
    ChannelIdentity channel = ChannelIdentity.parse("whatsapp:79990000099");
    scene.table.connect(channel, scene.clock.instant());
    Place starting = new Place(channel, new ChannelId("address-starting"));
    scene.wazzup.addUnidentified(starting.address());
    Client ivan = scene.client("Ivan Testov", starting, "79990000001");
    var said = ivan.writes("Hello");

    assertThat(scene.deliver(said.notice()))
        .isInstanceOfSatisfying(
            Outcome.Later.class,
            later ->
                assertThat(later.reason())
                    .isEqualTo("Wazzup does not tell yet which account this channel is"));
    assertThat(counts()).isEmpty();

    scene.wazzup.identify(
        new ListedChannel(starting.address(), channel, new Transport("whatsapp"), "active"));
    scene.clock.advance(Duration.ofMinutes(1));
    scene.settle();
    assertThat(scene.texts(ivan)).containsExactly("Hello");
    assertThat(counts()).isEmpty();
  }

  @Test
  void aRepeatedMessageOfAnUnconnectedChannelIsCountedOnce() {
    Place place = scene.listed("whatsapp:79990000098", "whatsapp", "address-98");
    Notice notice = scene.client("Ivan Testov", place, "79990000001").writes("Hello").notice();

    scene.deliver(notice);
    scene.deliver(notice);

    assertThat(counts()).containsExactly(new UnconnectedCount("whatsapp:79990000098", hour(), 1));
  }

  @Test
  void aChannelThatIsConnectedAgainGoesOnInItsDialogs() {
    Place place = scene.whatsapp("79990000099");
    Client ivan = scene.client("Ivan Testov", place, "79990000001");
    ivan.writes("one");
    scene.settle();
    scene.table.disconnect(place.channel(), scene.clock.instant());
    ivan.writes("two");
    scene.settle();
    scene.table.connect(place.channel(), scene.clock.instant());

    ivan.writes("three");
    scene.settle();

    assertThat(scene.texts(ivan)).containsExactly("one", "three");
    assertThat(scene.table.dialogs()).hasSize(1);
    assertThat(counts()).containsExactly(new UnconnectedCount("whatsapp:79990000099", hour(), 1));
  }

  @Test
  void aChannelMadeAnewWithTheSameNumberGoesOnInItsTasks() {
    Place before = scene.whatsapp("79990000099");
    Client ivan = scene.client("Ivan Testov", before, "79990000001");
    ivan.writes("one");
    scene.settle();
    scene.wazzup.remove(before.address());
    Place anew = scene.listed("whatsapp:79990000099", "wapi", "address-anew");

    ivan.at(anew).writes("two");
    scene.settle();

    assertThat(scene.texts(ivan)).containsExactly("one", "two");
  }

  @Test
  void aChannelWithAnotherNumberOpensAnotherTask() {
    Client ivan = scene.client("Ivan Testov", scene.whatsapp("79990000099"), "79990000001");
    Client onOtherChannel = ivan.at(scene.whatsapp("79990000098"));
    ivan.writes("to A");
    onOtherChannel.writes("to B");

    scene.settle();

    assertThat(scene.texts(ivan)).containsExactly("to A");
    assertThat(scene.texts(onOtherChannel)).containsExactly("to B");
    assertThat(scene.planfix.tasks())
        .extracting(task -> task.messages().getFirst().client().id())
        .as("one person, one card")
        .containsOnly(scene.table.dialogs().getFirst().contact());
  }

  @Test
  void wazzupIsAskedOnceForAnUnknownAddressAndNotForAKnownOne() {
    Client ivan = scene.client("Ivan Testov");
    ivan.writes("one");
    ivan.writes("two");
    scene.settle();
    ivan.writes("three");

    scene.settle();

    assertThat(scene.wazzup.asked()).isEqualTo(1);
    assertThat(scene.texts(ivan)).containsExactly("one", "two", "three");
  }

  @Test
  void manyMessagesOfAnUnlistedAddressInOneBatchDoNotFloodWazzup() {
    Place unlisted =
        new Place(scene.whatsapp("79990000099").channel(), new ChannelId("address-gone"));
    Client ivan = scene.client("Ivan Testov", unlisted, "79990000001");
    for (int i = 0; i < 10; i++) {
      ivan.writes("message " + i);
    }

    scene.settle();

    assertThat(scene.wazzup.asked()).isEqualTo(1);
    assertThat(counts()).first().extracting(UnconnectedCount::messages).isEqualTo(10L);
  }

  @Test
  void aMessageThatLookedBeforeAnotherMadeTheChannelKnownIsBridgedToo() {
    Place place = scene.whatsapp("79990000099");
    Client ivan = scene.client("Ivan Testov", place, "79990000001");
    Client pyotr = scene.client("Pyotr Testov", place, "79990000002");
    var ofIvan = ivan.writes("from Ivan").notice();
    var ofPyotr = pyotr.writes("from Pyotr").notice();
    // Both are in one batch: while one has looked and found the address unknown, the other asks.
    AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
    Worker process =
        scene.worker(Witness.onceAfter("DialogStore.look", () -> meanwhile.get().run()));
    meanwhile.set(() -> assertThat(process.deliver(ofPyotr)).isInstanceOf(Outcome.Done.class));

    process.deliverUntilDone(ofIvan);

    assertThat(scene.texts(pyotr)).containsExactly("from Pyotr");
    assertThat(scene.texts(ivan)).containsExactly("from Ivan");
    assertThat(counts()).isEmpty();
  }

  @Test
  void aChannelMadeAnewJustAfterWazzupWasAskedIsNotTakenForUnconnected() {
    Place before = scene.whatsapp("79990000099");
    Client ivan = scene.client("Ivan Testov", before, "79990000001");
    Worker worker = scene.worker();
    worker.deliverUntilDone(ivan.writes("one").notice());
    assertThat(scene.wazzup.asked()).isEqualTo(1);
    scene.wazzup.remove(before.address());
    Place anew = scene.listed("whatsapp:79990000099", "whatsapp", "address-anew");
    scene.clock.advance(Duration.ofSeconds(5));

    worker.deliverUntilDone(ivan.at(anew).writes("two").notice());

    assertThat(scene.texts(ivan)).containsExactly("one", "two");
    assertThat(counts()).isEmpty();
  }

  @Test
  void whereWazzupCannotBeAskedAMessageOfAnUnknownAddressWaits() {
    Client ivan = scene.client("Ivan Testov");
    scene.wazzup.goAway("503");
    var said = ivan.writes("Hello");

    assertThat(scene.deliver(said.notice())).isInstanceOf(Outcome.Later.class);
    scene.clock.advance(Duration.ofHours(1));
    assertThat(scene.deliver(said.notice())).isInstanceOf(Outcome.Later.class);
    assertThat(counts()).isEmpty();
    assertThat(scene.planfix.posts()).isZero();

    scene.wazzup.comeBack();
    scene.settle();
    assertThat(scene.texts(ivan)).containsExactly("Hello");
  }

  @Test
  void whereWazzupCannotBeAskedKnownAddressesGoOn() {
    Client ivan = scene.client("Ivan Testov");
    ivan.writes("one");
    scene.settle();
    scene.wazzup.goAway("503");

    ivan.writes("two");
    scene.settle();

    assertThat(scene.texts(ivan)).containsExactly("one", "two");
  }

  @Test
  void aChangeOfAChannelIsLookedUpAgainUntilWazzupAnswers() {
    Place place = scene.listed("whatsapp:79990000099", "whatsapp", "address-99");
    var change = new Notice.ChannelChange(place.address(), scene.clock.instant());
    scene.wazzup.goAway("503");
    assertThat(scene.deliver(change)).isInstanceOf(Outcome.Later.class);
    assertThat(scene.table.all()).isEmpty();

    scene.wazzup.comeBack();
    assertThat(scene.deliver(change)).isInstanceOf(Outcome.Done.class);

    assertThat(scene.table.identityAt(place.address())).contains(place.channel());
  }

  @Test
  void anAddressThatNowBelongsToAnotherChannelIsFollowed() {
    Place first = scene.whatsapp("79990000099");
    Client ivan = scene.client("Ivan Testov", first, "79990000001");
    Worker worker = scene.worker();
    worker.deliverUntilDone(ivan.writes("one").notice());
    var other = ChannelIdentity.parse("whatsapp:79990000098");
    scene.table.connect(other, scene.clock.instant());
    scene.table.noteListed(
        new ListedChannel(first.address(), other, new Transport("whatsapp"), "active"),
        scene.clock.instant());

    worker.deliverUntilDone(ivan.writes("two").notice());

    assertThat(scene.texts(ivan)).containsExactly("one");
    assertThat(scene.texts(ivan.at(new Place(other, first.address())))).containsExactly("two");
  }

  @Test
  void anEditOnAChannelThatWasDisconnectedIsCountedAndItsMessageStays() {
    Place place = scene.whatsapp("79990000099");
    Client ivan = scene.client("Ivan Testov", place, "79990000001");
    var said = ivan.writes("one");
    scene.settle();
    scene.table.disconnect(place.channel(), scene.clock.instant());

    var edit = said.edited("won");
    scene.settle();

    assertThat(scene.texts(ivan)).containsExactly("one");
    assertThat(scene.planfix.tasks()).map(Task::texts).containsExactly(List.of("one"));
    assertThat(Looks.at(scene, NoticeKey.of(edit)).state()).isEqualTo(State.UNCONNECTED);
    assertThat(Looks.at(scene, NoticeKey.of(said.id())).state()).isEqualTo(State.DONE);
  }

  private List<UnconnectedCount> counts() {
    return scene.table.unconnectedSince(Scene.START.truncatedTo(ChronoUnit.HOURS));
  }

  private static Instant hour() {
    return Scene.START.truncatedTo(ChronoUnit.HOURS);
  }
}
