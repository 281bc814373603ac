package io.taskwire.cli;

import io.taskwire.core.settings.DoorSettings;
import io.taskwire.core.settings.PlanfixDoorSettings;
import io.taskwire.core.settings.WorkerSettings;
import java.util.List;
import java.util.Optional;

/** Where an installation's settings lie, in two halves: the doors' and the workers'. */
public interface SettingsPlace {
  /** The halves as they are written; empty where nobody has written them. */
  Texts texts();

  /** Writes those halves that are there. */
  void write(Texts texts);

  /** What is wrong with those halves that are there; empty where they can be used. */
  Optional<String> trouble(Texts texts);

  /** Reads both halves. */
  Settings read();

  /** The halves as JSON. They hold secrets. */
  record Texts(Optional<String> doors, Optional<String> workers) {
    /** These halves, and the other's where one is missing. */
    public Texts or(Texts other) {
      return new Texts(doors.or(other::doors), workers.or(other::workers));
    }

    /** Without their contents. */
    @Override
    public String toString() {
      return "Texts[]";
    }
  }

  /**
   * What the halves say, as far as they can be used.
   *
   * @param troubles what is missing or wrong, in words that hold no value
   */
  record Settings(
      Optional<DoorSettings> wazzupDoor,
      Optional<PlanfixDoorSettings> planfixDoor,
      Optional<WorkerSettings> workers,
      List<String> troubles) {
    public Settings {
      troubles = List.copyOf(troubles);
    }
  }
}
