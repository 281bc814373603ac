package io.taskwire.cli;

import java.io.Console;
import java.util.Optional;

/** A person who can be asked. */
public interface Terminal {
  /** Whether there is one. */
  boolean isThere();

  /** Asks; empty where the answer is. */
  Optional<String> ask(String question);

  /** Asks for something that must not be seen on the screen. */
  Optional<String> askSecretly(String question);

  /** Asks a question whose only good answer is yes. */
  default boolean confirms(String question) {
    return ask(question + " [y/N] ")
        .filter(answer -> answer.matches("(?iu)y|yes|д|да"))
        .isPresent();
  }

  /** The one that the process was started from. */
  static Terminal ofProcess() {
    return Optional.ofNullable(System.console())
        .filter(Console::isTerminal)
        .<Terminal>map(OfConsole::new)
        .orElseGet(Nobody::new);
  }

  /** A person at a console. */
  record OfConsole(Console console) implements Terminal {
    @Override
    public boolean isThere() {
      return true;
    }

    @Override
    public Optional<String> ask(String question) {
      return Optional.ofNullable(console.readLine("%s", question))
          .map(String::strip)
          .filter(text -> !text.isEmpty());
    }

    @Override
    public Optional<String> askSecretly(String question) {
      char[] text = console.readPassword("%s", question);
      return Optional.ofNullable(text == null ? null : new String(text))
          .map(String::strip)
          .filter(words -> !words.isEmpty());
    }
  }

  /** A script, a pipe. */
  record Nobody() implements Terminal {
    @Override
    public boolean isThere() {
      return false;
    }

    @Override
    public Optional<String> ask(String question) {
      return Optional.empty();
    }

    @Override
    public Optional<String> askSecretly(String question) {
      return Optional.empty();
    }
  }
}
