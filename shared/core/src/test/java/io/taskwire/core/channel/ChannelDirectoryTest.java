package io.taskwire.core.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.fakes.FakeChannelList;
import io.taskwire.core.fakes.FakeTable;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** S11: channels die, come back elsewhere, and change places. */
class ChannelDirectoryTest {
  private static final ChannelIdentity FIRST = ChannelIdentity.parse("whatsapp:79990000099");
  private static final ChannelIdentity SECOND = ChannelIdentity.parse("whatsapp:79990000098");
  private static final ChannelId A = new ChannelId("address-a");
  private static final ChannelId B = new ChannelId("address-b");

  private final FakeTable table = new FakeTable();
  private final FakeChannelList wazzup = new FakeChannelList();
  private Instant now = Instant.parse("2026-01-15T10:00:00Z");
  private final ChannelDirectory directory = new ChannelDirectory(table, () -> now);

  private void lists(ChannelId address, ChannelIdentity channel, String transport, String state) {
    wazzup.add(new ListedChannel(address, channel, new Transport(transport), state));
  }

  private void refresh() {
    now = now.plusSeconds(1);
    assertThat(directory.refresh(wazzup)).isEmpty();
  }

  private Channel channel(ChannelIdentity identity) {
    return table.all().stream()
        .filter(one -> one.identity().equals(identity))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aDeletedChannelIsReachedNowhere() {
    lists(A, FIRST, "whatsapp", "active");
    refresh();

    wazzup.remove(A);
    refresh();

    assertThat(channel(FIRST).address()).isEmpty();
    assertThat(channel(FIRST).standing()).isEqualTo(ChannelState.UNKNOWN);
  }

  @Test
  void aChannelMadeAnewIsReachedAtItsNewAddress() {
    lists(A, FIRST, "whatsapp", "active");
    refresh();

    wazzup.remove(A);
    lists(B, FIRST, "whatsapp", "active");
    refresh();

    assertThat(channel(FIRST).address()).contains(B);
    assertThat(table.identityAt(A)).contains(FIRST);
    assertThat(table.identityAt(B)).contains(FIRST);
  }

  @Test
  void channelsThatChangePlacesAreFollowed() {
    lists(A, FIRST, "whatsapp", "active");
    lists(B, SECOND, "whatsapp", "active");
    refresh();

    wazzup.remove(A);
    wazzup.remove(B);
    lists(A, SECOND, "whatsapp", "active");
    lists(B, FIRST, "whatsapp", "active");
    refresh();

    assertThat(channel(FIRST).address()).contains(B);
    assertThat(channel(SECOND).address()).contains(A);
    assertThat(table.identityAt(A)).contains(SECOND);
    assertThat(table.identityAt(B)).contains(FIRST);
  }

  @Test
  void aNumberThatMovesToWabaIsReachedWhereItSends() {
    lists(A, FIRST, "whatsapp", "active");
    refresh();

    lists(B, FIRST, "wapi", "onModeration");
    refresh();
    assertThat(channel(FIRST).address()).contains(A);
    assertThat(table.identityAt(B)).contains(FIRST);

    wazzup.remove(A);
    wazzup.remove(B);
    lists(A, FIRST, "whatsapp", "disabled");
    lists(B, FIRST, "wapi", "active");
    refresh();

    assertThat(channel(FIRST).address()).contains(B);
    assertThat(channel(FIRST).transport()).contains(new Transport("wapi"));
    assertThat(table.identityAt(A)).contains(FIRST);
  }

  @Test
  void whereTwoListedPlacesSendItStaysWhereItWas() {
    lists(B, FIRST, "whatsapp", "active");
    refresh();

    lists(A, FIRST, "wapi", "active");
    refresh();

    assertThat(channel(FIRST).address()).contains(B);
  }

  @Test
  void anAddressWithoutAnAccountKeepsTheChannelThatHadIt() {
    lists(A, FIRST, "whatsapp", "active");
    refresh();

    wazzup.remove(A);
    wazzup.addUnidentified(A);
    refresh();

    assertThat(channel(FIRST).address()).contains(A);
  }

  @Test
  void whatWazzupRepeatsIsNotWrittenAgain() {
    for (int i = 0; i < 200; i++) {
      lists(
          new ChannelId("address-" + i),
          ChannelIdentity.parse("whatsapp:7999000%04d".formatted(i)),
          "whatsapp",
          "active");
    }
    refresh();
    int before = table.channelWrites();

    refresh();

    assertThat(table.channelWrites()).isEqualTo(before);
  }

  @Test
  void whereWazzupCannotBeAskedNothingChanges() {
    lists(A, FIRST, "whatsapp", "active");
    refresh();
    wazzup.remove(A);
    wazzup.goAway("503");

    Optional<String> trouble = directory.refresh(wazzup);

    assertThat(trouble).isPresent();
    assertThat(channel(FIRST).address()).contains(A);
  }
}
