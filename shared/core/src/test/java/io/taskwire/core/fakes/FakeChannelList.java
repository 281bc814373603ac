package io.taskwire.core.fakes;

import io.taskwire.core.channel.ChannelId;
import io.taskwire.core.channel.ChannelList;
import io.taskwire.core.channel.ListedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Wazzup's channels: a list that tests change, and that sometimes can't be asked for. */
public final class FakeChannelList implements ChannelList {
  private final List<ListedChannel> channels = new ArrayList<>();
  private Optional<String> away = Optional.empty();
  private int asked;

  @Override
  public synchronized Answer ask() {
    asked++;
    return away.<Answer>map(Answer.CouldNotAsk::new)
        .orElseGet(() -> new Answer.Listed(List.copyOf(channels)));
  }

  public synchronized void add(ListedChannel channel) {
    channels.add(channel);
  }

  public synchronized void remove(ChannelId address) {
    channels.removeIf(channel -> channel.id().equals(address));
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
