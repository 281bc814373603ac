package io.taskwire.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Calls to AWS, by the name of the operation, and what DynamoDB charges for them.
 *
 * @param writeUnits write request units
 * @param readUnits read request units
 */
record Calls(Map<String, Integer> counts, double writeUnits, double readUnits) {
  static final Calls NONE = new Calls(Map.of(), 0, 0);

  Calls plus(Calls others) {
    Map<String, Integer> sum = new TreeMap<>(counts);
    others.counts.forEach((operation, count) -> sum.merge(operation, count, Integer::sum));
    return new Calls(sum, writeUnits + others.writeUnits, readUnits + others.readUnits);
  }

  /** How many of these operations there were. */
  int count(String operation) {
    return counts.getOrDefault(operation, 0);
  }

  int all() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** How many change the table. */
  int writes() {
    return count("UpdateItem")
        + count("TransactWriteItems")
        + count("DeleteItem")
        + count("PutItem");
  }

  /** How many read it. */
  int reads() {
    return count("BatchGetItem") + count("GetItem") + count("Query");
  }

  /** What DynamoDB charges for, whichever of the two it is. */
  double units() {
    return writeUnits + readUnits;
  }

  String inWords() {
    return counts.isEmpty()
        ? "none"
        : counts.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "));
  }
}
