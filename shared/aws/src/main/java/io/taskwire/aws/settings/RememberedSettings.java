package io.taskwire.aws.settings;

import io.taskwire.core.settings.SettingsSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Settings read from somewhere and remembered for a minute. What was read stays in force while it
 * can't be read again; a broken document counts as incomplete, and is told: once a minute, however
 * often it is asked for.
 */
public final class RememberedSettings<S> implements SettingsSource<S> {
  private static final Duration REMEMBERED = Duration.ofSeconds(60);
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final Document document;
  private final Function<String, S> parse;
  private final InstantSource clock;
  private final Consumer<String> onTrouble;
  private Optional<S> settings = Optional.empty();
  private Instant readAt = Instant.MIN;
  private String told = "";
  private Instant toldAt = Instant.MIN;

  /**
   * Over a document.
   *
   * @param onTrouble told what is wrong, in words that hold no value of the document
   */
  public RememberedSettings(
      Document document,
      Function<String, S> parse,
      InstantSource clock,
      Consumer<String> onTrouble) {
    this.document = document;
    this.parse = parse;
    this.clock = clock;
    this.onTrouble = onTrouble;
  }

  /** Where the document lies. */
  public interface Document {
    /**
     * Reads it; empty where nobody has written it yet.
     *
     * @throws RuntimeException when it can't be read now
     */
    Optional<String> read();
  }

  @Override
  public synchronized Optional<S> current() {
    return olderThan(REMEMBERED) || settings.isEmpty() ? read() : settings;
  }

  @Override
  public synchronized Optional<S> again() {
    return olderThan(AGAIN) ? read() : settings;
  }

  private boolean olderThan(Duration age) {
    return readAt.equals(Instant.MIN) || !clock.instant().isBefore(readAt.plus(age));
  }

  private Optional<S> read() {
    try {
      settings = document.read().map(parse);
      readAt = clock.instant();
      told = "";
    } catch (BrokenSettings broken) {
      tell(String.valueOf(broken.getMessage()));
      settings = Optional.empty();
      readAt = clock.instant();
    } catch (RuntimeException notNow) {
      tell("the settings could not be read: " + notNow.getClass().getSimpleName());
    }
    return settings;
  }

  private void tell(String trouble) {
    Instant now = clock.instant();
    if (!trouble.equals(told) || !now.isBefore(toldAt.plus(REMEMBERED))) {
      told = trouble;
      toldAt = now;
      onTrouble.accept(trouble);
    }
  }
}
