package io.taskwire.core.messenger;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What one way into a messenger takes: known before sending, so that the employee gets the verdict
 * at once. It refuses only what will surely not pass; in doubt Wazzup judges.
 */
public final class Contract {
  /** Clocks differ, and a message may be older for Wazzup than for us. */
  private static final Duration MARGIN = Duration.ofMinutes(10);

  private final Stated<Integer> text;
  private final Stated<FileRules> files;
  private final Stated<Optional<Window>> window;
  private final Stated<Boolean> first;
  private final Stated<Boolean> quotes;

  Contract(
      Stated<Integer> text,
      Stated<FileRules> files,
      Stated<Optional<Window>> window,
      Stated<Boolean> first,
      Stated<Boolean> quotes) {
    this.text = text;
    this.files = files;
    this.window = window;
    this.first = first;
    this.quotes = quotes;
  }

  /** The longest text, in UTF-16 units. A longer one is split, never refused. */
  public int longestText() {
    return text.value();
  }

  /**
   * How a file gets to the client. What is not known of it is no reason to refuse it.
   *
   * @param mediaType with or without parameters
   * @param size in bytes
   */
  public FileVerdict file(String name, Optional<String> mediaType, OptionalLong size) {
    return files.value().verdict(name, mediaType, size);
  }

  /** Whether no files pass, not even as links. */
  public boolean textOnly() {
    return files.value().textOnly();
  }

  /**
   * Refuses where the window since the client's last message is surely over.
   *
   * @param clientWrote when the client last wrote; empty where that is not known for certain
   */
  public Optional<Refusal> window(Optional<Instant> clientWrote, Instant now) {
    return window
        .value()
        .filter(
            open ->
                clientWrote
                    .filter(wrote -> now.isAfter(wrote.plus(open.length()).plus(MARGIN)))
                    .isPresent())
        .map(over -> Refusal.of(over.refusal()));
  }

  /** Whether somebody who has not written yet can be written to, by phone. */
  public boolean writesFirst() {
    return first.value();
  }

  /** Whether the client sees which message is quoted; otherwise a quote has to stay text. */
  public boolean showsQuotes() {
    return quotes.value();
  }

  /** Where each of the values is stated. */
  Stream<String> sources() {
    return Stream.of(text, files, window, first, quotes).map(Stated::source);
  }
}
