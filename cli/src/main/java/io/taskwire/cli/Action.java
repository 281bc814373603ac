package io.taskwire.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** A command: it asks one installation and tells the answer, for people or as JSON. */
abstract class Action implements Callable<Integer> {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final int LOCAL_PORT = 8080;

  final Session session;

  @Option(
      names = "--stack",
      paramLabel = "NAME",
      description = "The CloudFormation stack; else TASKWIRE_STACK, else taskwire.")
  Optional<String> stack = Optional.empty();

  @Option(names = "--region", description = "AWS's region; else as the AWS CLI finds it.")
  Optional<String> region = Optional.empty();

  @Option(names = "--profile", description = "A profile of ~/.aws; else as the AWS CLI finds it.")
  Optional<String> profile = Optional.empty();

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "Where AWS's services are, for LocalStack; else AWS_ENDPOINT_URL.")
  Optional<URI> endpoint = Optional.empty();

  @Option(
      names = "--local",
      arity = "0..1",
      fallbackValue = "" + LOCAL_PORT,
      paramLabel = "PORT",
      description = "The local run (mvn -Prun) at this port, 8080 if none is given.")
  Optional<Integer> local = Optional.empty();

  @Option(names = "--json", description = "Answer as JSON.")
  boolean json;

  @Option(names = "--help", usageHelp = true, description = "Show this.")
  boolean help;

  Action(Session session) {
    this.session = session;
  }

  final Installation installation() {
    return session
        .installations()
        .open(
            new Place(
                stack.or(() -> variable("TASKWIRE_STACK")).orElse("taskwire"),
                region,
                profile,
                endpoint,
                local));
  }

  final Optional<String> variable(String name) {
    return Optional.ofNullable(session.environment().get(name)).filter(value -> !value.isBlank());
  }

  final Instant now() {
    return session.clock().instant();
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ObjectNode put(ObjectNode node, String name, Optional<?> value) {
    return node.put(name, value.map(Object::toString).orElse(null));
  }

  /** Prints the answer in the form that was asked for. */
  final int answer(int exit, ObjectNode answer, String text) {
    session.out().println(json ? answer.toPrettyString() : text.stripTrailing());
    session.out().flush();
    return exit;
  }

  /** Asks for a yes; where nobody can be asked, {@code --yes} has to stand for it. */
  final boolean confirmed(boolean yes, String question) {
    if (yes) {
      return true;
    }
    if (!session.terminal().isThere()) {
      throw new Misused("nobody can be asked here; add --yes if you mean it");
    }
    return session.terminal().confirms(question);
  }

  /** Told while the whole table is read. */
  final void readSoFar(long items) {
    if (items >= toldItems + TELL_EVERY) {
      toldItems = items;
      session.progress("read " + items + " items of the table …");
    }
  }

  private static final long TELL_EVERY = 10_000;
  private long toldItems;
}
