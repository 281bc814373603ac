package io.taskwire.aws.table;

import static io.taskwire.aws.table.Channels.ADDRESS;
import static io.taskwire.aws.table.Channels.CONNECTED;
import static io.taskwire.aws.table.Channels.IDENTITY;
import static io.taskwire.aws.table.Channels.LISTED_AT;
import static io.taskwire.aws.table.Channels.STATE;
import static io.taskwire.aws.table.Channels.TRANSPORT;

import io.taskwire.aws.table.TaskwireTable.Part;
import io.taskwire.core.channel.Channel;
import io.taskwire.core.channel.ChannelId;
import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.channel.ChannelStore;
import io.taskwire.core.channel.ListedChannel;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Channels in DynamoDB. */
public final class DynamoDbChannelStore implements ChannelStore {
  /** Counters of unconnected channels, by hour. */
  static final String MESSAGES = "messages";

  private static final String NO_LATER_LIST = "attribute_not_exists({listedAt}) OR {listedAt} <= ?";

  private static final Key CONNECTED_ONCE = new Key.OfMarker("settings-channels");

  private final TaskwireTable table;

  public DynamoDbChannelStore(TaskwireTable table) {
    this.table = table;
  }

  @Override
  public void connect(ChannelIdentity channel, Instant now) {
    table.update(new Key.OfChannel(channel), Channels.connected(channel, true, now));
  }

  @Override
  public void disconnect(ChannelIdentity channel, Instant now) {
    table.update(new Key.OfChannel(channel), Channels.connected(channel, false, now));
  }

  @Override
  public boolean connectOnce(Collection<ChannelIdentity> channels, Instant now) {
    if (table.read(CONNECTED_ONCE).isPresent()) {
      return false;
    }
    // The marker last: whoever dies before it begins again, and finds only what is not decided yet.
    for (ChannelIdentity channel : channels) {
      Change connect = Channels.connected(channel, true, now);
      table.update(new Key.OfChannel(channel), connect.when("attribute_not_exists({changedAt})"));
    }
    table.update(CONNECTED_ONCE, new Change().set("doneAt", now));
    return true;
  }

  @Override
  public List<Channel> all() {
    return table.query("CHANNELS", "CHANNEL#", "CHANNEL#").stream().map(Channels::channel).toList();
  }

  @Override
  public void noteListed(ListedChannel channel, Instant asked) {
    // Together: an address that led to a channel which does not know it would stay so.
    var _ =
        table.transact(
            List.of(
                new Part.Changes(
                    new Key.OfChannel(channel.identity()),
                    new Change()
                        .set(IDENTITY, channel.identity().toString())
                        .setOnce(CONNECTED, false)
                        .set(ADDRESS, channel.id().value())
                        .set(TRANSPORT, channel.transport().name())
                        .set(STATE, channel.state())
                        .set(LISTED_AT, asked.toEpochMilli())
                        .when(NO_LATER_LIST, asked.toEpochMilli())),
                new Part.Changes(new Key.OfAddress(channel.id()), at(channel.identity(), asked))));
  }

  @Override
  public void noteAlsoAt(ChannelId address, ChannelIdentity channel, Instant asked) {
    var _ = table.update(new Key.OfAddress(address), at(channel, asked));
  }

  @Override
  public void noteUnlisted(ChannelIdentity channel, Instant asked) {
    var _ =
        table.update(
            new Key.OfChannel(channel),
            new Change()
                .remove(ADDRESS)
                .remove(STATE)
                .set(LISTED_AT, asked.toEpochMilli())
                .when("attribute_exists({identity})")
                .when(NO_LATER_LIST, asked.toEpochMilli()));
  }

  private static Change at(ChannelIdentity channel, Instant asked) {
    return new Change()
        .set(IDENTITY, channel.toString())
        .set(LISTED_AT, asked.toEpochMilli())
        .when(NO_LATER_LIST, asked.toEpochMilli());
  }

  @Override
  public Optional<ChannelIdentity> identityAt(ChannelId address) {
    return Channels.identity(table.read(new Key.OfAddress(address)));
  }

  @Override
  public List<UnconnectedCount> unconnectedSince(Instant since) {
    return table.query("UNCONNECTED", "HOUR#" + since, "HOUR#").stream()
        .map(DynamoDbChannelStore::count)
        .toList();
  }

  private static UnconnectedCount count(Item item) {
    Key key = Key.parse(item.text(Key.PARTITION).orElseThrow(), item.text(Key.SORT).orElseThrow());
    if (key instanceof Key.OfUnconnected(Instant hour, String channel)) {
      return new UnconnectedCount(channel, hour, item.number(MESSAGES).orElse(0L));
    }
    throw new IllegalStateException("the partition of unconnected messages holds another item");
  }
}
