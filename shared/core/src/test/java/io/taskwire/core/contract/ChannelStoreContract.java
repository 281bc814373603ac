package io.taskwire.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.channel.Channel;
import io.taskwire.core.channel.ChannelId;
import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.channel.ChannelStore;
import io.taskwire.core.channel.ListedChannel;
import io.taskwire.core.channel.Messenger;
import io.taskwire.core.channel.Transport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@link ChannelStore} promises. Counting of unconnected messages is with the dialogs. */
public abstract class ChannelStoreContract {
  // Far ahead, so that nothing written by these tests has expired, whatever the real time is.
  private static final Instant NOW = Instant.parse("2036-03-03T09:00:00Z");
  private static final ChannelIdentity WHATSAPP =
      new ChannelIdentity(Messenger.WHATSAPP, "79990000099");
  private static final ChannelIdentity INSTAGRAM =
      new ChannelIdentity(Messenger.INSTAGRAM, "example.shop");
  private static final ChannelId FIRST = new ChannelId("11111111-0000-4000-8000-000000000001");
  private static final ChannelId SECOND = new ChannelId("22222222-0000-4000-8000-000000000002");

  private ChannelStore store;

  /** A store that nothing was written to yet. */
  protected abstract ChannelStore emptyStore();

  @BeforeEach
  final void open() {
    store = emptyStore();
  }

  @Test
  final void anEmptyTableKnowsNoChannel() {
    assertThat(store.all()).isEmpty();
    assertThat(store.identityAt(FIRST)).isEmpty();
  }

  @Test
  final void aConnectedChannelIsKnownBeforeWazzupWasAsked() {
    store.connect(WHATSAPP, NOW);

    assertThat(store.all())
        .containsExactly(
            new Channel(WHATSAPP, true, Optional.empty(), Optional.empty(), Optional.empty()));
  }

  @Test
  final void aDisconnectedChannelIsKnownButNotConnected() {
    store.connect(WHATSAPP, NOW);
    store.connect(INSTAGRAM, NOW);

    store.disconnect(WHATSAPP, NOW.plusSeconds(1));

    assertThat(channel(WHATSAPP).connected()).isFalse();
    assertThat(channel(INSTAGRAM).connected()).isTrue();
  }

  @Test
  final void aChannelCanBeConnectedAgain() {
    store.connect(WHATSAPP, NOW);
    store.disconnect(WHATSAPP, NOW.plusSeconds(1));

    store.connect(WHATSAPP, NOW.plusSeconds(2));

    assertThat(channel(WHATSAPP).connected()).isTrue();
    assertThat(store.all()).hasSize(1);
  }

  @Test
  final void theSettingsChannelsAreConnectedOnce() {
    assertThat(store.connectOnce(List.of(WHATSAPP, INSTAGRAM), NOW)).isTrue();

    assertThat(store.all())
        .extracting(Channel::identity)
        .containsExactlyInAnyOrder(WHATSAPP, INSTAGRAM);
    assertThat(store.all()).allMatch(Channel::connected);
  }

  @Test
  final void theSettingsChannelsAreNeverConnectedAgainEvenAfterDisconnects() {
    store.connectOnce(List.of(WHATSAPP), NOW);
    store.disconnect(WHATSAPP, NOW.plusSeconds(1));

    assertThat(store.connectOnce(List.of(WHATSAPP, INSTAGRAM), NOW.plusSeconds(2))).isFalse();

    assertThat(channel(WHATSAPP).connected()).isFalse();
    assertThat(store.all()).hasSize(1);
  }

  @Test
  final void connectingNoneOfTheSettingsIsAlsoDoneOnce() {
    assertThat(store.connectOnce(List.of(), NOW)).isTrue();

    assertThat(store.connectOnce(List.of(WHATSAPP), NOW.plusSeconds(1))).isFalse();
    assertThat(store.all()).isEmpty();
  }

  @Test
  final void aListedChannelIsFoundByItsAddress() {
    store.noteListed(listed(FIRST, WHATSAPP, "whatsapp", "active"), NOW);

    assertThat(store.identityAt(FIRST)).contains(WHATSAPP);
    assertThat(store.identityAt(SECOND)).isEmpty();
  }

  @Test
  final void beingListedDoesNotConnectAChannel() {
    store.noteListed(listed(FIRST, WHATSAPP, "whatsapp", "active"), NOW);

    assertThat(channel(WHATSAPP).connected()).isFalse();
  }

  @Test
  final void aConnectedChannelStaysConnectedWhenItIsListed() {
    store.connect(WHATSAPP, NOW);

    store.noteListed(listed(FIRST, WHATSAPP, "whatsapp", "active"), NOW.plusSeconds(1));

    assertThat(channel(WHATSAPP))
        .isEqualTo(
            new Channel(
                WHATSAPP,
                true,
                Optional.of(FIRST),
                Optional.of(new Transport("whatsapp")),
                Optional.of("active")));
  }

  @Test
  final void connectingAndDisconnectingKeepWhatWazzupSaid() {
    store.noteListed(listed(FIRST, WHATSAPP, "wapi", "active"), NOW);

    store.connect(WHATSAPP, NOW.plusSeconds(1));
    store.disconnect(WHATSAPP, NOW.plusSeconds(2));
    store.connect(WHATSAPP, NOW.plusSeconds(3));

    assertThat(channel(WHATSAPP).address()).contains(FIRST);
    assertThat(channel(WHATSAPP).transport()).contains(new Transport("wapi"));
    assertThat(channel(WHATSAPP).state()).contains("active");
  }

  @Test
  final void aChannelMadeAnewHasItsNewAddressAndIsFoundByBoth() {
    store.connect(WHATSAPP, NOW);
    store.noteListed(listed(FIRST, WHATSAPP, "whatsapp", "active"), NOW.plusSeconds(1));

    store.noteListed(listed(SECOND, WHATSAPP, "wapi", "init"), NOW.plusSeconds(2));

    assertThat(channel(WHATSAPP))
        .isEqualTo(
            new Channel(
                WHATSAPP,
                true,
                Optional.of(SECOND),
                Optional.of(new Transport("wapi")),
                Optional.of("init")));
    assertThat(store.identityAt(SECOND)).contains(WHATSAPP);
    assertThat(store.identityAt(FIRST)).contains(WHATSAPP);
    assertThat(store.all()).hasSize(1);
  }

  @Test
  final void anAddressBelongsToTheIdentityItWasLastListedWith() {
    store.noteListed(listed(FIRST, WHATSAPP, "whatsapp", "active"), NOW);

    store.noteListed(listed(FIRST, INSTAGRAM, "instagram", "active"), NOW.plusSeconds(1));

    assertThat(store.identityAt(FIRST)).contains(INSTAGRAM);
  }

  @Test
  final void aListThatIsOlderThanTheOneWrittenDownChangesNothing() {
    store.noteListed(listed(SECOND, WHATSAPP, "wapi", "active"), NOW.plusMillis(500));

    store.noteListed(listed(FIRST, WHATSAPP, "whatsapp", "active"), NOW);
    store.noteUnlisted(WHATSAPP, NOW);
    store.noteAlsoAt(SECOND, INSTAGRAM, NOW);

    assertThat(channel(WHATSAPP).address()).contains(SECOND);
    assertThat(store.identityAt(FIRST)).isEmpty();
    assertThat(store.identityAt(SECOND)).contains(WHATSAPP);
  }

  @Test
  final void anOlderListTakesNoAddressFromTheChannelThatHasItNow() {
    store.noteListed(listed(FIRST, INSTAGRAM, "instagram", "active"), NOW.plusSeconds(1));

    store.noteListed(listed(FIRST, WHATSAPP, "whatsapp", "active"), NOW);

    assertThat(store.identityAt(FIRST)).contains(INSTAGRAM);
    assertThat(store.all()).extracting(Channel::identity).containsExactly(INSTAGRAM);
  }

  @Test
  final void aChannelThatIsListedNoMoreHasNoAddressAndItsLateMessagesAreStillItsOwn() {
    store.connect(WHATSAPP, NOW);
    store.noteListed(listed(FIRST, WHATSAPP, "whatsapp", "active"), NOW);

    store.noteUnlisted(WHATSAPP, NOW.plusSeconds(1));

    assertThat(channel(WHATSAPP))
        .isEqualTo(
            new Channel(
                WHATSAPP,
                true,
                Optional.empty(),
                Optional.of(new Transport("whatsapp")),
                Optional.empty()));
    assertThat(store.identityAt(FIRST)).contains(WHATSAPP);
  }

  @Test
  final void whatWasNeverThereIsNotUnlisted() {
    store.noteUnlisted(WHATSAPP, NOW);

    assertThat(store.all()).isEmpty();
  }

  @Test
  final void aChannelIsFoundAtASecondAddressToo() {
    store.noteListed(listed(FIRST, WHATSAPP, "whatsapp", "active"), NOW);

    store.noteAlsoAt(SECOND, WHATSAPP, NOW);

    assertThat(store.identityAt(SECOND)).contains(WHATSAPP);
    assertThat(channel(WHATSAPP).address()).contains(FIRST);
  }

  @Test
  final void listingTheSameAgainChangesNothing() {
    store.noteListed(listed(FIRST, WHATSAPP, "whatsapp", "active"), NOW);
    List<Channel> before = store.all();

    store.noteListed(listed(FIRST, WHATSAPP, "whatsapp", "active"), NOW.plusSeconds(60));

    assertThat(store.all()).isEqualTo(before);
  }

  @Test
  final void anAccountNamedInOtherLettersIsKept() {
    ChannelIdentity named = ChannelIdentity.typed("vk:Пример Магазин");

    store.connect(named, NOW);

    assertThat(store.all()).extracting(Channel::identity).containsExactly(named);
  }

  private Channel channel(ChannelIdentity identity) {
    return store.all().stream()
        .filter(channel -> channel.identity().equals(identity))
        .findFirst()
        .orElseThrow();
  }

  private static ListedChannel listed(
      ChannelId address, ChannelIdentity identity, String transport, String state) {
    return new ListedChannel(address, identity, new Transport(transport), state);
  }
}
