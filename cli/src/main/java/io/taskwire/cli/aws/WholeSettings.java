package io.taskwire.cli.aws;

import io.taskwire.aws.settings.BrokenSettings;
import io.taskwire.aws.settings.SettingsDocument;
import io.taskwire.cli.CouldNotAsk;
import io.taskwire.cli.Misused;
import io.taskwire.cli.SettingsHalves;
import io.taskwire.cli.SettingsPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The settings of a local run: a whole document in a file, or the run's own.
 *
 * @param own where there is no file
 */
record WholeSettings(Optional<Path> file, Optional<String> own) implements SettingsPlace {
  private String text() {
    if (own.isPresent()) {
      return own.get();
    }
    try {
      return Files.readString(file.orElseThrow());
    } catch (IOException unreadable) {
      throw new CouldNotAsk("the settings file of the local run can't be read: " + file.get());
    }
  }

  @Override
  public Texts texts() {
    return SettingsHalves.of(text());
  }

  @Override
  public Optional<String> trouble(Texts texts) {
    Texts both = texts.or(texts());
    if (both.workers().isEmpty() || both.doors().isEmpty()) {
      return Optional.empty();
    }
    try {
      var _ = SettingsDocument.whole(SettingsHalves.joined(both), true);
      return Optional.empty();
    } catch (BrokenSettings broken) {
      // The workers' half may not have been written yet.
      return texts.workers().isPresent()
          ? Optional.ofNullable(broken.getMessage())
          : Optional.empty();
    }
  }

  @Override
  public void write(Texts texts) {
    Path to =
        file.orElseThrow(
            () ->
                new Misused(
                    "a local run without a settings file needs no set-up; start it with"
                        + " TASKWIRE_SETTINGS_FILE to try real accounts"));
    try {
      var _ = Files.writeString(to, SettingsHalves.joined(texts.or(texts())));
    } catch (IOException unwritable) {
      throw new CouldNotAsk("the settings file of the local run can't be written: " + to);
    }
  }

  @Override
  public Settings read() {
    try {
      SettingsDocument.Whole whole = SettingsDocument.whole(text(), true);
      return new Settings(
          Optional.of(whole.door()),
          Optional.of(whole.planfixDoor()),
          Optional.of(whole.worker()),
          List.of());
    } catch (BrokenSettings broken) {
      return new Settings(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of("the settings file: " + broken.getMessage()));
    }
  }

  /** Without the document. */
  @Override
  public String toString() {
    return "WholeSettings[]";
  }
}
