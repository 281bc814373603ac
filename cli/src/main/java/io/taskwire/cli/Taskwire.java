package io.taskwire.cli;

import io.taskwire.cli.aws.AwsInstallations;
import io.taskwire.cli.aws.AwsTrouble;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code taskwire}. */
public final class Taskwire {
  private Taskwire() {}

  public static void main(String[] args) {
    // The SDK would log to nowhere, and say so.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    Session session =
        new Session(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            Terminal.ofProcess(),
            System.getenv(),
            Clock.systemUTC(),
            new AwsInstallations());
    System.exit(run(session, List.of(args)));
  }

  /** Runs one command; answers what the process ends with. */
  public static int run(Session session, List<String> args) {
    CommandLine commands =
        new CommandLine(new Root())
            .addSubcommand(
                new CommandLine(new Channels())
                    .addSubcommand(new ListChannels(session))
                    .addSubcommand(new AddChannel(session))
                    .addSubcommand(new RemoveChannel(session)))
            .addSubcommand(
                new CommandLine(new Dialogs())
                    .addSubcommand(new ListDialogs(session))
                    .addSubcommand(new CloseDialog(session)))
            .addSubcommand(
                new CommandLine(new Dead())
                    .addSubcommand(new ListLetters(session))
                    .addSubcommand(new ShowLetter(session))
                    .addSubcommand(new RedriveLetters(session)))
            .addSubcommand(new Setup(session))
            .addSubcommand(new Doctor(session))
            .addSubcommand(new ShowStatus(session))
            .addSubcommand(new Why(session));
    commands.setOut(session.out()).setErr(session.err());
    commands.setExecutionExceptionHandler((trouble, _, _) -> told(session, trouble));
    return commands.execute(args.toArray(String[]::new));
  }

  private static int told(Session session, Exception trouble) {
    int exit =
        switch (trouble) {
          case Misused _ -> Exit.USAGE;
          default -> Exit.COULD_NOT_ASK;
        };
    String words =
        switch (trouble) {
          case Misused misused -> String.valueOf(misused.getMessage());
          case CouldNotAsk asked -> String.valueOf(asked.getMessage());
          // Messages of other exceptions may quote what they stumbled over.
          default ->
              AwsTrouble.explained(trouble)
                  .orElseGet(
                      () ->
                          "this should not have happened: "
                              + trouble.getClass().getName()
                              + " at "
                              + trouble.getStackTrace()[0]);
        };
    session.err().println("taskwire: " + words);
    session.err().flush();
    return exit;
  }

  /** Commands that only hold others. */
  @Command(
      name = "taskwire",
      description = "Sets up, watches and puts in order a Taskwire installation.",
      synopsisSubcommandLabel = "COMMAND",
      mixinStandardHelpOptions = true,
      version = "1.0")
  static final class Root {}

  @Command(
      name = "channels",
      description = "The numbers and accounts that are connected.",
      synopsisSubcommandLabel = "COMMAND",
      mixinStandardHelpOptions = true)
  static final class Channels {}

  @Command(
      name = "dialogs",
      description = "Dialogs with clients, and their tasks.",
      synopsisSubcommandLabel = "COMMAND",
      mixinStandardHelpOptions = true)
  static final class Dialogs {}

  @Command(
      name = "dead",
      description = "Dead letters: what could not be brought to where it belongs.",
      synopsisSubcommandLabel = "COMMAND",
      mixinStandardHelpOptions = true)
  static final class Dead {}
}
