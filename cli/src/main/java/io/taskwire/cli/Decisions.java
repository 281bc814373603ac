package io.taskwire.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskwire.core.dialog.Decision;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What was decided about a message, and what the other sides answered. */
final class Decisions {
  private Decisions() {}

  static void into(ObjectNode node, List<Decision> decisions) {
    ArrayNode array = node.putArray("decisions");
    decisions.forEach(
        one -> array.addObject().put("at", one.at().toString()).put("what", one.what()));
  }

  static String text(List<Decision> decisions) {
    StringBuilder text = new StringBuilder();
    decisions.forEach(
        one ->
            text.append("  ")
                .append(one.at().truncatedTo(ChronoUnit.SECONDS))
                .append("  ")
                .append(one.what())
                .append('\n'));
    return text.toString();
  }
}
