package io.taskwire.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskwire.cli.SettingsPlace.Texts;
import io.taskwire.core.channel.ChannelList;
import io.taskwire.core.channel.ListedChannel;
import io.taskwire.core.wazzup.WazzupWebhooks;
import io.taskwire.core.wazzup.WazzupWebhooks.Answer;
import io.taskwire.core.wazzup.WazzupWebhooks.Change;
import io.taskwire.wazzup.HttpChannelList;
import io.taskwire.wazzup.HttpWazzupWebhooks;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes an installation ready: settings, Wazzup's subscription, what to type into Planfix. */
@Command(
    name = "setup",
    description = {
      "Writes the settings, subscribes Wazzup's webhooks, and tells what to type into Planfix's"
          + " window.",
      "It asks for what is missing, and keeps what is there. Run twice it changes nothing.",
      "Keys are better given by variables than by options, which other users of the machine see:"
          + " TASKWIRE_WAZZUP_KEY, TASKWIRE_PLANFIX_TOKEN."
    })
final class Setup extends Action {
  private static final int SECRET_BYTES = 24;
  private static final String WAZZUP_API = "https://api.wazzup24.com";

  @Option(names = "--language", description = "Of the texts that employees see: ru or en.")
  Optional<String> language = Optional.empty();

  @Option(names = "--wazzup-key", paramLabel = "KEY", description = "Wazzup's API key.")
  Optional<String> wazzupKey = Optional.empty();

  @Option(names = "--wazzup-url", paramLabel = "URL", description = "Wazzup's API, without /v3.")
  Optional<String> wazzupUrl = Optional.empty();

  @Option(
      names = "--planfix-url",
      paramLabel = "URL",
      description = "The address for requests that Planfix's window shows.")
  Optional<String> planfixUrl = Optional.empty();

  @Option(
      names = "--planfix-token",
      paramLabel = "[LINE=]TOKEN",
      description = "Planfix's token that the window shows; without a line, of all.")
  List<String> planfixTokens = new ArrayList<>();

  @Option(
      names = "--line",
      paramLabel = "LINE[=CHANNEL]",
      description = {
        "A line of Planfix, tied to a channel or serving any; can be repeated.",
        "Lines that are there stay. If there is none: one named taskwire, for any."
      })
  List<String> lines = new ArrayList<>();

  @Option(
      names = "--channel",
      paramLabel = "CHANNEL",
      description = {
        "A channel to connect; can be repeated. Counts at the first set-up only, afterwards:"
            + " taskwire channels add."
      })
  List<String> channels = new ArrayList<>();

  @Option(
      names = "--take-over",
      description = "Take Wazzup's webhooks from another integration without asking.")
  boolean takeOver;

  private final SecureRandom random = new SecureRandom();
  private final List<String> changed = new ArrayList<>();
  private final List<String> remaining = new ArrayList<>();
  private boolean somebodyCouldNotBeAsked;

  Setup(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Installation installation = installation();
    SettingsPlace place = installation.settings();
    Texts before = place.texts();
    ObjectNode whole = SettingsHalves.whole(before);
    fillDoors(whole);
    ObjectNode wazzup = (ObjectNode) whole.path("wazzup");
    fill(wazzup, "apiUrl", wazzupUrl, () -> Optional.of(WAZZUP_API));
    fill(
        wazzup,
        "apiKey",
        wazzupKey.or(() -> variable("TASKWIRE_WAZZUP_KEY")),
        () -> session.terminal().askSecretly("Wazzup's API key (Wazzup, Settings, API): "));
    Optional<List<ListedChannel>> listed = listed(wazzup);
    write(place, before.doors(), Half.DOORS, SettingsHalves.doors(whole));

    StringBuilder text = new StringBuilder();
    ObjectNode answer = object();
    planfixWindow(installation, whole, text, answer.putArray("planfix"));
    if (!json) {
      session.out().println(text);
      session.out().flush();
    }
    fillWorkers(whole, listed);
    if (missing(whole).isEmpty()) {
      write(place, before.workers(), Half.WORKERS, SettingsHalves.workers(whole));
    } else {
      remaining.addAll(missing(whole));
    }
    if (wazzup.has("apiKey")) {
      subscribe(installation, wazzup);
    }
    return finished(answer);
  }

  private enum Half {
    DOORS("the doors' settings"),
    WORKERS("the workers' settings");

    private final String words;

    Half(String words) {
      this.words = words;
    }
  }

  private int finished(ObjectNode answer) {
    ArrayNode done = answer.putArray("changed");
    changed.forEach(done::add);
    ArrayNode open = answer.putArray("remaining");
    remaining.forEach(open::add);
    StringBuilder text = new StringBuilder();
    text.append(changed.isEmpty() ? "Nothing was changed.\n" : "");
    changed.forEach(what -> text.append("✓ ").append(what).append('\n'));
    remaining.forEach(what -> text.append("✗ ").append(what).append('\n'));
    if (remaining.isEmpty()) {
      text.append("Everything is set up. Check it: taskwire doctor\n");
    }
    int exit =
        somebodyCouldNotBeAsked ? Exit.COULD_NOT_ASK : remaining.isEmpty() ? Exit.OK : Exit.FOUND;
    return answer(exit, answer, text.toString());
  }

  // What the doors verify

  private void fillDoors(ObjectNode whole) {
    fill(whole, "language", language, () -> Optional.of("ru"));
    if (!List.of("ru", "en").contains(whole.path("language").asText())) {
      throw new Misused("languages are ru and en");
    }
    for (String provider : List.of("wazzup", "planfix")) {
      ObjectNode node = (ObjectNode) whole.path(provider);
      if (node.path("webhookSecrets").isEmpty()) {
        node.putArray("webhookSecrets").add(secret());
      }
    }
    ObjectNode wazzup = (ObjectNode) whole.path("wazzup");
    if (!wazzup.has("crmKeys")) {
      wazzup.putArray("crmKeys");
    }
    ArrayNode known = (ArrayNode) whole.path("planfix").path("lines");
    for (String wanted : lines.isEmpty() && known.isEmpty() ? List.of("taskwire") : lines) {
      addLine(known, wanted);
    }
    for (JsonNode line : known) {
      if (line.path("token").asText().isBlank()) {
        ((ObjectNode) line).put("token", secret());
      }
    }
  }

  private static void addLine(ArrayNode known, String wanted) {
    int equals = wanted.indexOf('=');
    String name = equals < 0 ? wanted : wanted.substring(0, equals);
    Optional<String> channel =
        equals < 0
            ? Optional.empty()
            : Optional.of(ChannelNames.typed(wanted.substring(equals + 1)).toString());
    for (JsonNode line : known) {
      if (line.path("providerId").asText().equals(name)) {
        // Dialogs may use it: which channel it serves is not changed in passing.
        Optional<String> now =
            line.path("channel").isTextual()
                ? Optional.of(ChannelNames.typed(line.path("channel").asText()).toString())
                : Optional.empty();
        if (!now.equals(channel)) {
          throw new Misused(
              "the line "
                  + name
                  + " is there and serves "
                  + now.orElse("any channel")
                  + "; name the"
                  + " new one otherwise");
        }
        return;
      }
    }
    try {
      io.taskwire.core.planfix.Line.checkProviderId(name);
    } catch (IllegalArgumentException wrong) {
      throw new Misused("\"" + name + "\" can't be a line: " + wrong.getMessage());
    }
    known.addObject().put("providerId", name).put("channel", channel.orElse(null));
  }

  private String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  // What the workers send with

  private void fillWorkers(ObjectNode whole, Optional<List<ListedChannel>> listed) {
    ObjectNode planfix = (ObjectNode) whole.path("planfix");
    fill(
        planfix,
        "chatApiUrl",
        planfixUrl,
        () ->
            session
                .terminal()
                .ask("The address for requests that Planfix's window shows (https://…): "));
    Map<String, String> tokens = tokens();
    for (JsonNode line : planfix.path("lines")) {
      String name = line.path("providerId").asText();
      fill(
          (ObjectNode) line,
          "planfixToken",
          Optional.ofNullable(tokens.get(name)).or(() -> Optional.ofNullable(tokens.get(""))),
          () ->
              session
                  .terminal()
                  .askSecretly("Planfix's token that the window of " + name + " shows: "));
    }
    if (whole.has("channels")) {
      refuseOtherChannels(whole.path("channels"));
    } else {
      fillChannels(whole, listed);
    }
  }

  private Map<String, String> tokens() {
    Map<String, String> tokens = new LinkedHashMap<>();
    variable("TASKWIRE_PLANFIX_TOKEN").ifPresent(token -> tokens.put("", token));
    for (String given : planfixTokens) {
      int equals = given.indexOf('=');
      if (equals < 0) {
        tokens.put("", given);
      } else {
        tokens.put(given.substring(0, equals), given.substring(equals + 1));
      }
    }
    return tokens;
  }

  /** They fill the table once; named again later they would change nothing. */
  private void refuseOtherChannels(JsonNode written) {
    List<String> known = new ArrayList<>();
    written.forEach(channel -> known.add(ChannelNames.typed(channel.asText()).toString()));
    for (String text : channels) {
      if (!known.contains(ChannelNames.typed(text).toString())) {
        throw new Misused(
            "channels are connected by themselves after the first set-up: taskwire channels add "
                + text);
      }
    }
  }

  private void fillChannels(ObjectNode whole, Optional<List<ListedChannel>> listed) {
    List<String> chosen = new ArrayList<>();
    channels.forEach(text -> chosen.add(ChannelNames.typed(text).toString()));
    if (chosen.isEmpty() && session.terminal().isThere() && listed.isPresent()) {
      for (ListedChannel channel : listed.get()) {
        if (session
            .terminal()
            .confirms("Connect " + channel.identity() + " (" + channel.state() + ")?")) {
          chosen.add(channel.identity().toString());
        }
      }
    }
    ArrayNode node = whole.putArray("channels");
    chosen.forEach(node::add);
    if (chosen.isEmpty()) {
      remaining.add("no channel is connected: taskwire channels add <number>");
    }
  }

  private static List<String> missing(ObjectNode whole) {
    List<String> missing = new ArrayList<>();
    if (!whole.path("wazzup").has("apiKey")) {
      missing.add("Wazzup's API key is missing: taskwire setup --wazzup-key");
    }
    if (!whole.path("planfix").has("chatApiUrl")) {
      missing.add(
          "Planfix's address is missing, its window shows it: taskwire setup --planfix-url");
    }
    for (JsonNode line : whole.path("planfix").path("lines")) {
      if (!line.has("planfixToken")) {
        missing.add(
            "Planfix's token of the line "
                + line.path("providerId").asText()
                + " is missing, its window shows it: taskwire setup --planfix-token");
      }
    }
    return missing;
  }

  private static void fill(
      ObjectNode node,
      String key,
      Optional<String> given,
      java.util.function.Supplier<Optional<String>> otherwise) {
    boolean there = !node.path(key).asText().isBlank();
    if (given.isPresent()) {
      node.put(key, given.get());
    } else if (!there) {
      otherwise.get().ifPresent(value -> node.put(key, value));
    }
  }

  private void write(SettingsPlace place, Optional<String> before, Half half, ObjectNode now) {
    if (before.map(SettingsHalves::read).filter(now::equals).isPresent()) {
      return;
    }
    Optional<String> text = Optional.of(now.toString());
    Texts texts =
        half == Half.DOORS ? new Texts(text, Optional.empty()) : new Texts(Optional.empty(), text);
    place
        .trouble(texts)
        .ifPresent(
            trouble -> {
              throw new Misused(half.words + " would not be usable: " + trouble);
            });
    place.write(texts);
    changed.add(half.words + " were written; they count within a minute");
  }

  // Planfix's window

  private static void planfixWindow(
      Installation installation, ObjectNode whole, StringBuilder text, ArrayNode answer) {
    String address =
        installation
            .planfixBase()
            .get()
            .resolve(whole.path("planfix").path("webhookSecrets").path(0).asText())
            .toString();
    text.append(
        "\nIn Planfix: Account management → Integrations → Chats → Planfix API for chats → Add"
            + " chat.\n");
    for (JsonNode line : whole.path("planfix").path("lines")) {
      String name = line.path("providerId").asText();
      String token = line.path("token").asText();
      String channel = line.path("channel").isTextual() ? line.path("channel").asText() : "any";
      answer
          .addObject()
          .put("providerId", name)
          .put("channel", channel)
          .put("address", address)
          .put("token", token);
      text.append("\nThe line ").append(name).append(", for ").append(channel).append(":\n");
      text.append("  address that Planfix calls     ").append(address).append('\n');
      text.append("  token that Planfix sends us    ").append(token).append('\n');
      text.append("  providerId                     ").append(name).append('\n');
      text.append("  Turn on: show the Write button for contacts with a phone\n");
      text.append("  Take from the window: the address for requests, and Planfix's token\n");
    }
  }

  // Wazzup

  private Optional<List<ListedChannel>> listed(ObjectNode wazzup) {
    if (!wazzup.has("apiKey")) {
      return Optional.empty();
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      return switch (new HttpChannelList(http, api(wazzup), wazzup.path("apiKey").asText()).ask()) {
        case ChannelList.Answer.Listed(var channels, _) -> Optional.of(channels);
        case ChannelList.Answer.CouldNotAsk(String reason)
            when reason.equals("HTTP 401") || reason.equals("HTTP 403") ->
            throw new Misused(
                "Wazzup rejects the key ("
                    + reason
                    + "). Take a valid one from Wazzup's settings, API; nothing was changed");
        case ChannelList.Answer.CouldNotAsk(String reason) -> {
          somebodyCouldNotBeAsked = true;
          remaining.add("Wazzup could not be asked whether it knows the key: " + reason);
          yield Optional.empty();
        }
      };
    }
  }

  private static URI api(ObjectNode wazzup) {
    try {
      return URI.create(wazzup.path("apiUrl").asText());
    } catch (IllegalArgumentException malformed) {
      throw new Misused("--wazzup-url must be an https address");
    }
  }

  private void subscribe(Installation installation, ObjectNode wazzup) {
    URI address =
        installation.wazzupBase().get().resolve(wazzup.path("webhookSecrets").path(0).asText());
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpWazzupWebhooks webhooks =
          new HttpWazzupWebhooks(http, api(wazzup), wazzup.path("apiKey").asText());
      switch (webhooks.current()) {
        case Answer.CouldNotAsk(String reason, _) -> {
          somebodyCouldNotBeAsked = true;
          remaining.add("Wazzup could not be asked where its webhooks go: " + reason);
        }
        case Answer.Subscribed now -> {
          if (!now.isComplete(address)) {
            subscribe(webhooks, now, installation, address);
          }
        }
      }
    }
  }

  private void subscribe(
      WazzupWebhooks webhooks, Answer.Subscribed now, Installation installation, URI address) {
    boolean others =
        now.address()
            .filter(known -> !known.startsWith(installation.wazzupBase().get().toString()))
            .isPresent();
    if (others && !takeOver) {
      boolean confirmed =
          session
              .terminal()
              .confirms(
                  "Wazzup's webhooks go to another integration, which will get none any more. Take"
                      + " them?");
      if (!confirmed) {
        remaining.add(
            "Wazzup's webhooks go to another integration: taskwire setup --take-over takes them");
        return;
      }
    }
    switch (webhooks.subscribe(address)) {
      case Change.Done _ -> changed.add("Wazzup's webhooks come here, with all switches");
      case Change.Refused(String reason) ->
          remaining.add(
              "Wazzup does not take our address ("
                  + reason
                  + "). It posts a test there and wants 200: see what taskwire doctor says of the"
                  + " address, and run setup again");
      case Change.Unknown(String reason) -> {
        somebodyCouldNotBeAsked = true;
        remaining.add(
            "whether Wazzup took our address is unknown (" + reason + "): run setup again");
      }
    }
  }
}
