package io.taskwire.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures as a page and as JSON. */
record Report(Machine machine, List<Figure> figures, List<CostSheet> sheets) {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  void write(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("figures.md"), markdown());
      Files.writeString(folder.resolve("figures.json"), json());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String markdown() {
    StringBuilder page = new StringBuilder("# Figures\n\n");
    page.append("Taken by `mvn -Pbench` on ")
        .append(machine.at())
        .append(" of commit `")
        .append(machine.commit())
        .append("`: ")
        .append(machine.processor())
        .append(", ")
        .append(machine.cores())
        .append(" cores, ")
        .append(machine.memoryMegabytes())
        .append(" MB, ")
        .append(machine.system())
        .append(", Java ")
        .append(machine.java())
        .append(", load average before it began ")
        .append(String.format(Locale.ROOT, "%.1f", machine.load()))
        .append(".\n\n| Figure | | Goal | | |\n|---|---|---|---|---|\n");
    for (Figure figure : figures) {
      page.append("| ")
          .append(figure.name())
          .append(" | ")
          .append(figure.valueInWords())
          .append(" | ")
          .append(figure.goalInWords())
          .append(" | ")
          .append(figure.goal().isEmpty() ? "" : figure.met() ? "met" : "**missed**")
          .append(" | ")
          .append(figure.detail())
          .append(" |\n");
    }
    sheets.forEach(sheet -> page.append("\n").append(sheet.markdown()));
    return page.toString();
  }

  private String json() throws IOException {
    return JSON.writeValueAsString(
        Map.of(
            "machine",
            Map.of(
                "processor", machine.processor(),
                "cores", machine.cores(),
                "memoryMegabytes", machine.memoryMegabytes(),
                "system", machine.system(),
                "java", machine.java(),
                "commit", machine.commit(),
                "load", machine.load(),
                "at", machine.at().toString()),
            "figures",
            figures.stream().map(Report::json).toList(),
            "sheets",
            sheets.stream().map(CostSheet::json).toList()));
  }

  private static Map<String, Object> json(Figure figure) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", figure.name());
    json.put("value", figure.value());
    json.put("unit", figure.unit());
    json.put("goal", figure.goalInWords());
    json.put("met", figure.met());
    json.put("detail", figure.detail());
    return json;
  }
}
