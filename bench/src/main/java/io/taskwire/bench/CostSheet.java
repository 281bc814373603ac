package io.taskwire.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a million messages cost, row by row.
 *
 * @param title of what
 * @param basis where the prices are from
 */
record CostSheet(String title, String basis, List<Row> rows) {

  /**
   * One row.
   *
   * @param amount for one message
   * @param unit of the amount
   * @param dollars for a million messages
   * @param ours whether less of it would do: our own time, not the provider's or the least of calls
   */
  record Row(String what, double amount, String unit, double dollars, boolean ours) {}

  double dollars() {
    return rows.stream().mapToDouble(Row::dollars).sum();
  }

  /** What our own time costs. */
  double ours() {
    return rows.stream().filter(Row::ours).mapToDouble(Row::dollars).sum();
  }

  String markdown() {
    StringBuilder page = new StringBuilder("## ").append(title).append("\n\n").append(basis);
    page.append("\n\n| | For one message | For a million, $ |\n|---|---|---|\n");
    for (Row row : rows) {
      page.append(
          String.format(
              Locale.ROOT,
              "| %s%s | %.4f %s | %.2f |%n",
              row.what(),
              row.ours() ? " (ours)" : "",
              row.amount(),
              row.unit(),
              row.dollars()));
    }
    return page.append(
            String.format(
                Locale.ROOT, "| **Sum**, of it ours %.2f | | **%.2f** |%n", ours(), dollars()))
        .toString();
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("title", title);
    json.put("basis", basis);
    json.put("rows", rows);
    json.put("dollars", dollars());
    json.put("ours", ours());
    return json;
  }
}
