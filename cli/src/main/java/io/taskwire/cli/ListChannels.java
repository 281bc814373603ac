package io.taskwire.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskwire.aws.table.DynamoDbRecords.Found;
import io.taskwire.core.channel.Channel;
import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.channel.ChannelList;
import io.taskwire.core.channel.ChannelStore.UnconnectedCount;
import io.taskwire.core.channel.ListedChannel;
import io.taskwire.core.planfix.Line;
import io.taskwire.core.settings.WorkerSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Which channels there are, and what is going on at each. */
@Command(
    name = "list",
    description = {
      "Lists channels, connected or not, and what arrives at those that are not.",
      "Dialogs and messages are counted by reading the whole table: --quick leaves that out."
    })
final class ListChannels extends Action {
  private static final Duration DAY = Duration.ofDays(1);

  @Option(names = "--quick", description = "Count no dialogs and messages.")
  boolean quick;

  ListChannels(Session session) {
    super(session);
  }

  /** What is counted for a channel. */
  private static final class Count {
    private long dialogs;
    private long messages;
  }

  @Override
  public Integer call() {
    Installation installation = installation();
    Optional<WorkerSettings> settings = installation.settings().read().workers();
    ChannelList.Answer wazzup = Wazzup.channels(settings);
    Map<String, Channel> known = new TreeMap<>();
    installation.channels().all().forEach(one -> known.put(one.identity().toString(), one));
    Map<String, String> listed = new HashMap<>();
    if (wazzup instanceof ChannelList.Answer.Listed(List<ListedChannel> channels, _)) {
      channels.forEach(one -> listed.put(one.identity().toString(), one.state()));
    }
    Map<String, Long> unconnected =
        installation.channels().unconnectedSince(now().minus(DAY)).stream()
            .collect(
                Collectors.groupingBy(
                    UnconnectedCount::channel, Collectors.summingLong(UnconnectedCount::messages)));
    Optional<Map<String, Count>> counts =
        quick ? Optional.empty() : Optional.of(counted(installation));

    Set<String> all = new TreeSet<>(known.keySet());
    all.addAll(listed.keySet());
    all.addAll(unconnected.keySet());
    ObjectNode answer = object();
    ArrayNode rows = answer.putArray("channels");
    Table table =
        new Table(
            "CHANNEL",
            "CONNECTED",
            "STATE",
            "LINE",
            "DIALOGS",
            "MESSAGES (DAY)",
            "NOT BRIDGED (DAY)");
    boolean lost = false;
    for (String name : all) {
      boolean connected =
          Optional.ofNullable(known.get(name)).map(Channel::connected).orElse(false);
      String state = state(name, known, listed, wazzup);
      Optional<String> line =
          identity(name)
              .flatMap(identity -> settings.flatMap(some -> some.lineFor(identity)))
              .map(Line::providerId);
      long notBridged = unconnected.getOrDefault(name, 0L);
      lost |= notBridged > 0 && !connected;
      Optional<Count> count = counts.map(some -> some.getOrDefault(name, new Count()));
      ObjectNode row = rows.addObject().put("channel", name).put("connected", connected);
      put(row.put("state", state), "line", line);
      count.ifPresent(
          some -> row.put("dialogs", some.dialogs).put("messagesOfADay", some.messages));
      row.put("notBridgedOfADay", notBridged);
      table.row(
          name,
          connected ? "yes" : "no",
          state,
          line.orElse("-"),
          count.map(some -> Long.toString(some.dialogs)).orElse("?"),
          count.map(some -> Long.toString(some.messages)).orElse("?"),
          Long.toString(notBridged));
    }
    StringBuilder text = new StringBuilder(table.toString());
    if (wazzup instanceof ChannelList.Answer.CouldNotAsk(String reason)) {
      answer.put("wazzupCouldNotBeAsked", reason);
      text.append("\nWazzup could not be asked (")
          .append(reason)
          .append("): states are what it said last.\n");
    }
    if (lost) {
      text.append(
          "\nMessages arrive at channels that are not connected. They are counted and not shown in"
              + " Planfix.\nTo connect one: taskwire channels add <channel>\n");
    }
    return answer(lost ? Exit.FOUND : Exit.OK, answer, text.toString());
  }

  private static String state(
      String name,
      Map<String, Channel> known,
      Map<String, String> listed,
      ChannelList.Answer wazzup) {
    if (wazzup instanceof ChannelList.Answer.Listed) {
      return listed.getOrDefault(name, "not at Wazzup");
    }
    return Optional.ofNullable(known.get(name)).flatMap(Channel::state).orElse("unknown");
  }

  private static Optional<ChannelIdentity> identity(String name) {
    return name.startsWith("channelId:")
        ? Optional.empty()
        : Optional.of(ChannelIdentity.parse(name));
  }

  private Map<String, Count> counted(Installation installation) {
    Instant since = now().minus(DAY);
    Map<String, Count> counts = new HashMap<>();
    installation
        .records()
        .readAll(
            found -> {
              switch (found) {
                case Found.OfDialog(var dialog, _) when !dialog.refused() ->
                    of(counts, dialog.id().channel()).dialogs++;
                case Found.OfMessage message
                    when message.key().change().isEmpty()
                        && message.at().filter(at -> at.isAfter(since)).isPresent() ->
                    message.channel().ifPresent(channel -> of(counts, channel).messages++);
                default -> {}
              }
              return true;
            },
            this::readSoFar);
    return counts;
  }

  private static Count of(Map<String, Count> counts, ChannelIdentity channel) {
    return counts.computeIfAbsent(channel.toString(), _ -> new Count());
  }
}
