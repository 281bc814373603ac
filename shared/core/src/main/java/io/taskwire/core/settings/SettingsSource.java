package io.taskwire.core.settings;

import java.util.Optional;

/** Where settings come from. */
public interface SettingsSource<S> {
  /** The settings as they are remembered for a minute; empty while they are incomplete. */
  Optional<S> current();

  /** Reads them again, because something did not match; at most every few seconds. */
  Optional<S> again();
}
