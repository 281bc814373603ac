package io.taskwire.bench;

import java.util.List;
import java.util.Locale;

/** What is measured, in this order. */
enum Part {
  COLD,
  RESTORE,
  CPU,
  MEMORY,
  COSTS,
  PACKAGES,
  GROWTH;

  /** As it is asked for. */
  String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  Costs.Found take(Workshop workshop, Load load) {
    return switch (this) {
      case COLD -> figures(new ColdStart(workshop, load).figures());
      case RESTORE -> figures(new AfterRestore(workshop, load).figures());
      case CPU -> figures(new WarmCpu(workshop).figures());
      case MEMORY -> figures(new PeakMemory(workshop, load).figures());
      case COSTS -> {
        try (Costs costs = new Costs(workshop, load)) {
          yield costs.found();
        }
      }
      case PACKAGES -> figures(new Packages(workshop.repository()).figures());
      case GROWTH -> figures(new Growth(workshop).figures());
    };
  }

  private static Costs.Found figures(List<Figure> figures) {
    return new Costs.Found(figures, List.of());
  }
}
