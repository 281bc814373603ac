package io.taskwire.cli;

import io.taskwire.aws.queue.SqsDepth;
import io.taskwire.aws.queue.SqsLetters;
import io.taskwire.aws.table.DynamoDbRecords;
import io.taskwire.core.channel.ChannelStore;
import io.taskwire.core.outbound.Outbox;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A running Taskwire, as an operator reaches it.
 *
 * @param name for people
 * @param wazzupBase what Wazzup's webhook address begins with; a secret follows
 * @param planfixBase the same for Planfix
 * @param account empty where there is none: a local run
 */
public record Installation(
    String name,
    ChannelStore channels,
    Outbox outbox,
    DynamoDbRecords records,
    Way inbound,
    Way outbound,
    SettingsPlace settings,
    Supplier<URI> wazzupBase,
    Supplier<URI> planfixBase,
    Optional<Account> account) {

  /** Both ways of a message. */
  List<Way> ways() {
    return List.of(inbound, outbound);
  }

  /**
   * A queue with its dead letters.
   *
   * @param name {@code inbound} or {@code outbound}
   */
  public record Way(
      String name, SqsLetters letters, Supplier<SqsDepth> queue, Supplier<SqsDepth> dead) {}

  /** What only an AWS account can tell. */
  public interface Account {
    Concurrency concurrency();

    /** When the door for Wazzup was last called, to the hour; empty where not for two weeks. */
    Optional<Instant> lastWebhook();
  }

  /**
   * How many functions may run at once.
   *
   * @param account of all the account's functions
   * @param unreserved what is left of that for those without a reservation
   * @param workers what the workers' mappings may use at most
   */
  public record Concurrency(int account, int unreserved, int workers) {}
}
