package io.taskwire.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskwire.cli.Installations;
import io.taskwire.cli.Session;
import io.taskwire.cli.Taskwire;
import io.taskwire.cli.Terminal;
import io.taskwire.cli.aws.AwsInstallations;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Somebody at the command line of a running Taskwire. */
final class Operator {
  private final Installations installations;
  private final InstantSource clock;
  private final List<String> always;
  private final Map<String, String> environment;
  private final Optional<Answers> answers;

  private Operator(
      Installations installations,
      InstantSource clock,
      List<String> always,
      Map<String, String> environment,
      Optional<Answers> answers) {
    this.installations = installations;
    this.clock = clock;
    this.always = always;
    this.environment = environment;
    this.answers = answers;
  }

  /** Of a local run, found as a person finds it: by its port. */
  static Operator of(Stage stage) {
    return at(stage.door().getPort());
  }

  static Operator at(int port) {
    return new Operator(
        new AwsInstallations(),
        InstantSource.system(),
        List.of("--local=" + port),
        Map.of(),
        Optional.empty());
  }

  static Operator of(Workbench bench) {
    return new Operator(
        _ -> bench.installation(), bench.stage()::now, List.of(), Map.of(), Optional.empty());
  }

  /** A person, who answers questions like this, in this order. */
  Operator answering(String... given) {
    return new Operator(installations, clock, always, environment, Optional.of(new Answers(given)));
  }

  Operator with(String variable, String value) {
    return new Operator(installations, clock, always, Map.of(variable, value), answers);
  }

  /** What a command ended with and printed. */
  record Ran(int exit, String out, String err) {
    JsonNode json() {
      try {
        return new ObjectMapper().readTree(out);
      } catch (JsonProcessingException e) {
        throw new AssertionError("no JSON: " + out + err, e);
      }
    }

    Ran ends(int with) {
      assertThat(exit).as("exit code of%n%s%n%s", out, err).isEqualTo(with);
      return this;
    }

    Ran says(String... parts) {
      assertThat(out + err).contains(parts);
      return this;
    }
  }

  Ran runs(String... command) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> args = new ArrayList<>(Arrays.asList(command));
    args.addAll(always);
    int exit =
        Taskwire.run(
            new Session(
                new PrintWriter(out),
                new PrintWriter(err),
                answers.<Terminal>map(person -> person).orElseGet(Terminal.Nobody::new),
                environment,
                clock,
                installations),
            args);
    return new Ran(exit, out.toString(), err.toString());
  }

  /** A person's answers; who is asked more has none. */
  private static final class Answers implements Terminal {
    private final Deque<String> left;

    Answers(String... given) {
      left = new ArrayDeque<>(List.of(given));
    }

    @Override
    public boolean isThere() {
      return true;
    }

    @Override
    public Optional<String> ask(String question) {
      return Optional.ofNullable(left.poll()).filter(text -> !text.isEmpty());
    }

    @Override
    public Optional<String> askSecretly(String question) {
      return ask(question);
    }
  }
}
