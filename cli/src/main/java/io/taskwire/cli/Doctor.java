package io.taskwire.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskwire.aws.table.DynamoDbRecords.Away;
import io.taskwire.aws.table.DynamoDbRecords.Found;
import io.taskwire.cli.Finding.Result;
import io.taskwire.cli.Installation.Account;
import io.taskwire.cli.Installation.Concurrency;
import io.taskwire.cli.Installation.Way;
import io.taskwire.cli.SettingsPlace.Settings;
import io.taskwire.cli.aws.AwsTrouble;
import io.taskwire.core.channel.Channel;
import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.channel.ChannelList;
import io.taskwire.core.channel.ChannelState;
import io.taskwire.core.channel.ChannelStore.UnconnectedCount;
import io.taskwire.core.channel.ListedChannel;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.planfix.Line;
import io.taskwire.core.planfix.PlanfixChat.TaskAnswer;
import io.taskwire.core.planfix.PlanfixChat.Trouble;
import io.taskwire.core.settings.DoorSettings;
import io.taskwire.core.settings.PlanfixDoorSettings;
import io.taskwire.core.settings.WorkerSettings;
import io.taskwire.core.wazzup.WazzupWebhooks;
import io.taskwire.planfix.HttpPlanfixChat;
import io.taskwire.wazzup.HttpWazzupWebhooks;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks at each link of the chain and changes none. */
@Command(
    name = "doctor",
    description = {
      "Checks every link between the messengers and Planfix, and says what to do about those that"
          + " do not hold. It changes nothing and shows no secret.",
      "Ends with 0 if all is well, 1 if something is not, 3 if all else is well but somebody could"
          + " not be asked."
    })
final class Doctor extends Action {
  private static final Duration DAY = Duration.ofDays(1);

  /** What the doors should have left for them. */
  private static final int DOORS_ROOM = 10;

  /** A chat that nobody has. */
  private static final PlanfixChatId NOBODY =
      PlanfixChatId.parse("whatsapp:70000000000/taskwire-doctor");

  @Option(
      names = "--silent-hours",
      paramLabel = "N",
      defaultValue = "24",
      description = "After so long without a webhook something is wrong; 24 if not said.")
  int silentHours;

  Doctor(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Installation installation = installation();
    List<Finding> findings = new ArrayList<>();
    Settings settings = installation.settings().read();
    findings.addAll(settings(settings));
    try (HttpClient http = HttpClient.newHttpClient()) {
      Doors doors = new Doors(http);
      settings
          .wazzupDoor()
          .ifPresent(
              door ->
                  findings.addAll(
                      checked(
                          "address for Wazzup",
                          () -> doors.wazzup(installation.wazzupBase().get(), door))));
      settings
          .planfixDoor()
          .ifPresent(
              door ->
                  findings.addAll(
                      checked(
                          "address for Planfix",
                          () -> doors.planfix(installation.planfixBase().get(), door))));
      if (settings.workers().isPresent()) {
        WorkerSettings workers = settings.workers().get();
        findings.addAll(checked("channels", () -> channels(installation, workers)));
        settings
            .wazzupDoor()
            .ifPresent(
                door ->
                    findings.addAll(
                        checked(
                            "Wazzup's subscription",
                            () -> List.of(subscription(installation, door, workers, http)))));
        findings.addAll(planfix(workers, http));
      }
    }
    findings.addAll(checked("queues", () -> queues(installation)));
    findings.addAll(checked("breakers", () -> breakers(installation)));
    findings.addAll(checked("unconnected channels", () -> unconnected(installation)));
    findings.addAll(checked("last webhook", () -> List.of(lastWebhook(installation))));
    installation
        .account()
        .ifPresent(
            account ->
                findings.addAll(checked("concurrency", () -> List.of(concurrency(account)))));
    return told(findings);
  }

  private int told(List<Finding> findings) {
    ObjectNode answer = object();
    ArrayNode nodes = answer.putArray("findings");
    StringBuilder text = new StringBuilder();
    for (Finding one : findings) {
      nodes
          .addObject()
          .put("link", one.link())
          .put("result", one.result().name())
          .put("words", one.words());
      text.append(one.result().sign)
          .append(' ')
          .append(one.link())
          .append(": ")
          .append(one.words())
          .append('\n');
    }
    Set<Result> results = findings.stream().map(Finding::result).collect(Collectors.toSet());
    int exit =
        results.contains(Result.TROUBLE)
            ? Exit.FOUND
            : results.contains(Result.COULD_NOT_ASK) ? Exit.COULD_NOT_ASK : Exit.OK;
    return answer(exit, answer, text.toString());
  }

  private static List<Finding> checked(String link, Supplier<List<Finding>> check) {
    try {
      return check.get();
    } catch (CouldNotAsk unasked) {
      return List.of(Finding.couldNotAsk(link, String.valueOf(unasked.getMessage())));
    } catch (RuntimeException trouble) {
      return List.of(
          Finding.couldNotAsk(link, AwsTrouble.explained(trouble).orElseThrow(() -> trouble)));
    }
  }

  private static List<Finding> settings(Settings settings) {
    List<Finding> findings = new ArrayList<>();
    settings
        .troubles()
        .forEach(
            trouble -> findings.add(Finding.trouble("settings", trouble + ". Run taskwire setup")));
    if (settings.planfixDoor().isPresent() && settings.workers().isPresent()) {
      Set<String> doors =
          settings.planfixDoor().get().lines().stream()
              .map(Doctor::named)
              .collect(Collectors.toSet());
      Set<String> workers =
          settings.workers().get().lines().stream().map(Doctor::named).collect(Collectors.toSet());
      findings.add(
          doors.equals(workers)
              ? Finding.well("settings", "complete, " + doors.size() + " lines of Planfix")
              : Finding.trouble(
                  "settings",
                  "doors and workers know different lines. Run taskwire setup to write both"));
    }
    return findings;
  }

  private static String named(PlanfixDoorSettings.Line line) {
    return line.providerId() + " " + line.channel();
  }

  private static String named(Line line) {
    return line.providerId() + " " + line.channel();
  }

  private static List<Finding> channels(Installation installation, WorkerSettings workers) {
    switch (Wazzup.channels(Optional.of(workers))) {
      case ChannelList.Answer.CouldNotAsk(String reason) -> {
        boolean rejected = reason.equals("HTTP 401") || reason.equals("HTTP 403");
        return List.of(
            rejected
                ? Finding.trouble(
                    "Wazzup's key",
                    "Wazzup rejects it ("
                        + reason
                        + "). Take a valid one from Wazzup's settings, API, and run taskwire setup"
                        + " --wazzup-key")
                : Finding.couldNotAsk("Wazzup's key", reason));
      }
      case ChannelList.Answer.Listed(var listed, _) -> {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.well("Wazzup's key", "valid"));
        List<ChannelIdentity> connected = connected(installation, workers);
        for (ChannelIdentity channel : connected) {
          findings.add(channel(channel, listed, workers));
        }
        if (connected.isEmpty()) {
          findings.add(
              Finding.trouble(
                  "channels", "none is connected. Connect one: taskwire channels add <number>"));
        }
        return findings;
      }
    }
  }

  /** The table decides; what the settings name counts until a worker first looked at them. */
  private static List<ChannelIdentity> connected(
      Installation installation, WorkerSettings workers) {
    List<Channel> known = installation.channels().all();
    return known.isEmpty()
        ? workers.channels()
        : known.stream().filter(Channel::connected).map(Channel::identity).toList();
  }

  private static Finding channel(
      ChannelIdentity channel, List<ListedChannel> listed, WorkerSettings workers) {
    String link = "channel " + channel;
    Optional<String> state =
        listed.stream()
            .filter(one -> one.identity().equals(channel))
            .map(ListedChannel::state)
            .findFirst();
    if (state.isEmpty()) {
      return Finding.trouble(
          link, "Wazzup has none such. Add it at Wazzup, or: taskwire channels remove " + channel);
    }
    ChannelState standing = ChannelState.of(state.get());
    if (standing != ChannelState.SENDS) {
      return Finding.trouble(
          link,
          "its state is \""
              + state.get()
              + (standing == ChannelState.PASSES
                  ? "\": it does not send now, and comes back by itself"
                  : "\". See to it in Wazzup's settings, Channels"));
    }
    return workers.lineFor(channel).isEmpty()
        ? Finding.trouble(link, "no line of Planfix serves it. Run taskwire setup --line …")
        : Finding.well(link, "active");
  }

  private static Finding subscription(
      Installation installation, DoorSettings door, WorkerSettings workers, HttpClient http) {
    String link = "Wazzup's subscription";
    return switch (new HttpWazzupWebhooks(http, workers.wazzupApi(), workers.wazzupApiKey())
        .current()) {
      case WazzupWebhooks.Answer.CouldNotAsk(String reason, boolean keyRejected) ->
          keyRejected
              ? Finding.trouble(link, "Wazzup rejects the key (" + reason + "): see above")
              : Finding.couldNotAsk(link, reason);
      case WazzupWebhooks.Answer.Subscribed now -> {
        boolean here =
            now.address()
                .filter(
                    address ->
                        door.webhookSecrets().stream()
                            .anyMatch(
                                secret ->
                                    address.equals(
                                        installation
                                            .wazzupBase()
                                            .get()
                                            .resolve(secret)
                                            .toString())))
                .isPresent();
        if (now.address().isEmpty()) {
          yield Finding.trouble(link, "there is none. Run taskwire setup");
        }
        if (!here) {
          yield Finding.trouble(
              link,
              "points elsewhere: another integration has taken it, or the secret was changed. Run"
                  + " taskwire setup --take-over to take it back");
        }
        yield now.messages() && now.channels()
            ? Finding.well(link, "points here, with all switches")
            : Finding.trouble(link, "points here, but a switch is off. Run taskwire setup");
      }
    };
  }

  private static List<Finding> planfix(WorkerSettings workers, HttpClient http) {
    HttpPlanfixChat planfix = new HttpPlanfixChat(http, workers.planfixChatApi());
    List<Finding> findings = new ArrayList<>();
    for (Line line : workers.lines()) {
      String link = "Planfix, line " + line.providerId();
      findings.add(
          switch (planfix.taskOf(line, NOBODY)) {
            case TaskAnswer.NoTask _ -> Finding.well(link, "answers");
            case TaskAnswer.Found(long number, _) ->
                Finding.trouble(
                    link,
                    "says that a chat which nobody has is task "
                        + number
                        + ": is chatApiUrl Planfix's address?");
            case TaskAnswer.CouldNotAsk(Trouble(var kind, String reason)) ->
                kind == Trouble.Kind.SETUP
                    ? Finding.trouble(
                        link,
                        "rejects us ("
                            + reason
                            + "). Compare providerId and Planfix's token with its window (docs/"
                            + "setup.md) and run taskwire setup --planfix-token")
                    : Finding.couldNotAsk(link, reason);
          });
    }
    return findings;
  }

  private static List<Finding> queues(Installation installation) {
    List<Finding> findings = new ArrayList<>();
    for (Way way : installation.ways()) {
      findings.add(
          Finding.well("queue " + way.name(), way.queue().get().all() + " waiting or in work"));
      long dead = way.dead().get().all();
      findings.add(
          dead == 0
              ? Finding.well("dead letters " + way.name(), "none")
              : Finding.trouble(
                  "dead letters " + way.name(), dead + ". Look at them: taskwire dead list"));
    }
    return findings;
  }

  private List<Finding> breakers(Installation installation) {
    List<Finding> findings = new ArrayList<>();
    for (String provider : ShowStatus.PROVIDERS) {
      Away away = installation.records().breaker(provider);
      String words = ShowStatus.words(provider, away, now());
      findings.add(
          away.open()
              ? Finding.trouble("breaker " + provider, words)
              : Finding.well("breaker " + provider, "closed"));
    }
    return findings;
  }

  private List<Finding> unconnected(Installation installation) {
    String link = "unconnected channels";
    long messages =
        installation.channels().unconnectedSince(now().minus(DAY)).stream()
            .mapToLong(UnconnectedCount::messages)
            .sum();
    return List.of(
        messages == 0
            ? Finding.well(link, "got nothing within a day")
            : Finding.trouble(
                link,
                "got "
                    + messages
                    + " messages within a day that nobody saw in Planfix: taskwire channels list"));
  }

  private Finding lastWebhook(Installation installation) {
    Optional<Instant> last =
        installation.account().isPresent()
            ? installation.account().get().lastWebhook()
            : lastOfClients(installation);
    String link = installation.account().isPresent() ? "last webhook" : "last message of a client";
    if (last.isEmpty()) {
      return Finding.trouble(
          link, "none yet. Write to one of the channels; see Wazzup's subscription above");
    }
    String words = ShowStatus.age(last.get(), now());
    return Duration.between(last.get(), now()).toHours() < silentHours
        ? Finding.well(link, words)
        : Finding.trouble(
            link, words + ". If clients do write, see Wazzup's subscription and channels above");
  }

  private Optional<Instant> lastOfClients(Installation installation) {
    List<Instant> times = new ArrayList<>();
    installation
        .records()
        .readAll(
            found -> {
              if (found instanceof Found.OfDialog(var dialog, _)) {
                dialog.clientWrote().ifPresent(times::add);
              }
              return true;
            },
            this::readSoFar);
    return times.stream().max(Comparator.naturalOrder());
  }

  private static Finding concurrency(Account account) {
    Concurrency limits = account.concurrency();
    String numbers =
        "workers may use "
            + limits.workers()
            + " of "
            + limits.unreserved()
            + " unreserved (account: "
            + limits.account()
            + ")";
    return limits.unreserved() - limits.workers() >= DOORS_ROOM
        ? Finding.well("concurrency", numbers)
        : Finding.trouble(
            "concurrency",
            numbers
                + ": too little is left for the doors. Ask AWS for a higher quota of concurrent"
                + " executions (Service Quotas, Lambda), or deploy with lower maximums");
  }
}
