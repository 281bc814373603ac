package io.taskwire.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskwire.aws.queue.SqsDepth;
import io.taskwire.aws.table.DynamoDbRecords.Away;
import io.taskwire.cli.Installation.Way;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;

/** What waits, what was put aside, and who is away. */
@Command(
    name = "status",
    description = {
      "Shows the queues, the dead letters, and whether Wazzup or Planfix is taken to be away.",
      "Ends with 1 if there are dead letters or somebody is away. SQS's numbers are approximate."
    })
final class ShowStatus extends Action {
  static final List<String> PROVIDERS = List.of("planfix", "wazzup");

  ShowStatus(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Installation installation = installation();
    ObjectNode answer = object().put("installation", installation.name());
    boolean trouble = false;
    Table queues = new Table("QUEUE", "WAITING", "IN WORK OR DELAYED", "DEAD LETTERS");
    ObjectNode ways = answer.putObject("queues");
    for (Way way : installation.ways()) {
      SqsDepth depth = way.queue().get();
      long dead = way.dead().get().all();
      trouble |= dead > 0;
      ways.putObject(way.name())
          .put("waiting", depth.waiting())
          .put("inWorkOrDelayed", depth.hidden())
          .put("deadLetters", dead);
      queues.row(
          way.name(),
          Long.toString(depth.waiting()),
          Long.toString(depth.hidden()),
          Long.toString(dead));
    }
    StringBuilder text = new StringBuilder(queues.toString()).append('\n');
    ObjectNode breakers = answer.putObject("away");
    for (String provider : PROVIDERS) {
      Away away = installation.records().breaker(provider);
      trouble |= away.open();
      ObjectNode node = breakers.putObject(provider).put("away", away.open());
      put(node, "since", away.open() ? away.since() : java.util.Optional.empty());
      put(node, "reason", away.open() ? away.reason() : java.util.Optional.empty());
      text.append(words(provider, away, now())).append('\n');
    }
    return answer(trouble ? Exit.FOUND : Exit.OK, answer, text.toString());
  }

  static String words(String provider, Away away, Instant now) {
    if (!away.open()) {
      return provider + " answers.";
    }
    return provider
        + " is taken to be away since "
        + away.since().map(since -> since + " (" + age(since, now) + ")").orElse("some time")
        + away.reason().map(reason -> ": " + reason).orElse("")
        + ". Messages wait and go on by themselves when it answers.";
  }

  static String age(Instant then, Instant now) {
    Duration age = Duration.between(then, now);
    if (age.toHours() >= 48) {
      return age.toDays() + " days ago";
    }
    return age.toMinutes() >= 120 ? age.toHours() + " hours ago" : age.toMinutes() + " minutes ago";
  }
}
