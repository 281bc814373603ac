package io.taskwire.bench;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Takes all figures, or some, and writes them to {@code bench/target}. */
final class Main {
  private Main() {}

  /**
   * Takes figures.
   *
   * @param arguments the folder of the repository, and which parts: {@code all}, or names with
   *     commas between
   */
  public static void main(String[] arguments) {
    Path repository = Path.of(arguments[0]).toAbsolutePath().normalize();
    List<String> parts = List.of(arguments[1].split(",", -1));
    Machine machine = Machine.here(repository, Clock.systemUTC().instant());
    List<Figure> figures = new ArrayList<>();
    List<CostSheet> sheets = new ArrayList<>();
    Report report = new Report(machine, figures, sheets);
    try (Workshop workshop = Workshop.open(repository);
        Mail mail = new Mail(workshop)) {
      Load load = new Load(workshop, mail);
      load.openDialogs();
      for (Part part : Part.values()) {
        if (parts.contains("all") || parts.contains(part.title())) {
          Instant begun = Instant.now();
          Costs.Found found = part.take(workshop, load);
          figures.addAll(found.figures());
          sheets.addAll(found.sheets());
          // What was found is kept, whatever becomes of the next part.
          report.write(repository.resolve("bench").resolve("target"));
          System.out.printf(
              "%s: %d s%n", part.title(), Duration.between(begun, Instant.now()).toSeconds());
        }
      }
    }
    System.out.println(report.markdown());
  }
}
