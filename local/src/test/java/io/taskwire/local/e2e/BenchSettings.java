package io.taskwire.local.e2e;

import io.taskwire.aws.settings.BrokenSettings;
import io.taskwire.aws.settings.SettingsDocument;
import io.taskwire.cli.SettingsHalves;
import io.taskwire.cli.SettingsPlace;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The settings of a bench, as the command line reads and writes them. */
record BenchSettings(AtomicReference<String> document) implements SettingsPlace {
  @Override
  public Texts texts() {
    return document.get().isEmpty()
        ? new Texts(Optional.empty(), Optional.empty())
        : SettingsHalves.of(document.get());
  }

  @Override
  public Optional<String> trouble(Texts texts) {
    return Optional.empty();
  }

  @Override
  public void write(Texts texts) {
    document.set(SettingsHalves.joined(texts.or(texts())));
  }

  @Override
  public Settings read() {
    try {
      SettingsDocument.Whole whole = SettingsDocument.whole(document.get(), true);
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
          List.of(String.valueOf(broken.getMessage())));
    }
  }
}
