package io.taskwire.core.fakes;

import io.taskwire.core.channel.ChannelId;
import io.taskwire.core.channel.ChannelList;
import io.taskwire.core.channel.ListedChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Wazzup's channels: a list that tests change, and that sometimes can't be asked for. */
public final class FakeChannelList implements ChannelList {
  private final List<ListedChannel> channels = new ArrayList<>();
  private final Set<ChannelId> unidentified = new HashSet<>();
  private Optional<String> away = Optional.empty();
  private int asked;

  @Override
  public synchronized Answer ask() {
    asked++;
    return away.<Answer>map(Answer.CouldNotAsk::new)
        .orElseGet(() -> new Answer.Listed(channels, unidentified));
  }

  public synchronized void add(ListedChannel channel) {
    channels.add(channel);
  }

  public synchronized void remove(ChannelId address) {
    channels.removeIf(channel -> channel.id().equals(address));
  }

  /** Lists an address without saying which account it is. */
  public synchronized void addUnidentified(ChannelId address) {
    unidentified.add(address);
  }

  /** Now the account of an address is known. */
  public synchronized void identify(ListedChannel channel) {
    unidentified.remove(channel.id());
    add(channel);
  }

  public synchronized void goAway(String reason) {
    away = Optional.of(reason);
  }

  public synchronized void comeBack() {
    away = Optional.empty();
  }

  /** How many times it was asked. */
  public synchronized int asked() {
    return asked;
  }
}
