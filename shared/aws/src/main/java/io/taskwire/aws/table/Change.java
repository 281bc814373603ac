package io.taskwire.aws.table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Builds an update of one item: its update expression, its condition, and the names and values of
 * both. Every attribute goes by a placeholder, so none can be a reserved word.
 */
final class Change {
  private final List<String> sets = new ArrayList<>();
  private final List<String> adds = new ArrayList<>();
  private final List<String> removes = new ArrayList<>();
  private final List<String> deletes = new ArrayList<>();
  private final List<String> conditions = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, AttributeValue> values = new HashMap<>();

  Change set(String name, AttributeValue value) {
    sets.add(name(name) + " = " + value(value));
    return this;
  }

  Change set(String name, String value) {
    return set(name, AttributeValue.fromS(value));
  }

  Change set(String name, long value) {
    return set(name, AttributeValue.fromN(Long.toString(value)));
  }

  Change set(String name, boolean value) {
    return set(name, AttributeValue.fromBool(value));
  }

  Change set(String name, Instant value) {
    return set(name, value.toString());
  }

  Change setIfPresent(String name, Optional<?> value) {
    value.ifPresent(present -> set(name, attribute(present)));
    return this;
  }

  /** Leaves nothing there without a value. */
  Change setOrRemove(String name, Optional<?> value) {
    return value.isPresent() ? setIfPresent(name, value) : remove(name);
  }

  /** Keeps what is there. */
  Change setOnce(String name, Object value) {
    String place = name(name);
    sets.add(place + " = if_not_exists(" + place + ", " + value(attribute(value)) + ")");
    return this;
  }

  /** Takes over another attribute's value of before the change, or the other value. */
  Change copy(String name, String from, String otherwise) {
    String other = value(AttributeValue.fromS(otherwise));
    sets.add(name(name) + " = if_not_exists(" + name(from) + ", " + other + ")");
    return this;
  }

  Change append(String name, List<AttributeValue> more) {
    String place = name(name);
    String none = value(AttributeValue.fromL(List.of()));
    sets.add(
        place
            + " = list_append(if_not_exists("
            + place
            + ", "
            + none
            + "), "
            + value(AttributeValue.fromL(more))
            + ")");
    return this;
  }

  Change add(String name, long more) {
    adds.add(name(name) + " " + value(AttributeValue.fromN(Long.toString(more))));
    return this;
  }

  /** Adds a text to a set of texts. */
  Change addText(String name, String more) {
    adds.add(name(name) + " " + value(AttributeValue.fromSs(List.of(more))));
    return this;
  }

  /** Puts a set of texts there, which must not be empty. */
  Change setTexts(String name, Set<String> texts) {
    return set(name, AttributeValue.fromSs(List.copyOf(texts)));
  }

  /** Takes a text out of a set of texts; the set is gone with its last one. */
  Change removeText(String name, String gone) {
    deletes.add(name(name) + " " + value(AttributeValue.fromSs(List.of(gone))));
    return this;
  }

  Change remove(String... gone) {
    for (String name : gone) {
      removes.add(name(name));
    }
    return this;
  }

  /**
   * A condition in which {@code {attribute}} stands for a name and {@code ?} for the next value.
   */
  Change when(String condition, Object... inOrder) {
    StringBuilder text = new StringBuilder();
    int next = 0;
    for (int i = 0; i < condition.length(); i++) {
      char c = condition.charAt(i);
      if (c == '{') {
        int end = condition.indexOf('}', i);
        text.append(name(condition.substring(i + 1, end)));
        i = end;
      } else if (c == '?') {
        text.append(value(attribute(inOrder[next++])));
      } else {
        text.append(c);
      }
    }
    conditions.add("(" + text + ")");
    return this;
  }

  /** A condition that an attribute has still this value, or none. */
  Change whenStill(String name, Optional<?> value) {
    return value.isPresent()
        ? when("{" + name + "} = ?", value.get())
        : when("attribute_not_exists({" + name + "})");
  }

  /** A condition that a set of texts, which is not empty, is still the same. */
  Change whenStillTexts(String name, Set<String> texts) {
    String same = value(AttributeValue.fromSs(List.copyOf(texts)));
    conditions.add("(" + name(name) + " = " + same + ")");
    return this;
  }

  String update() {
    List<String> clauses = new ArrayList<>();
    clause("SET", sets, clauses);
    clause("ADD", adds, clauses);
    clause("REMOVE", removes, clauses);
    clause("DELETE", deletes, clauses);
    return String.join(" ", clauses);
  }

  /** Null where there is no condition, as the SDK's builders take it. */
  @Nullable String condition() {
    return conditions.isEmpty() ? null : String.join(" AND ", conditions);
  }

  Map<String, String> names() {
    return names;
  }

  Map<String, AttributeValue> values() {
    return values;
  }

  private static void clause(String word, List<String> parts, List<String> clauses) {
    if (!parts.isEmpty()) {
      clauses.add(word + " " + String.join(", ", parts));
    }
  }

  private String name(String attribute) {
    String placeholder = "#" + attribute;
    names.put(placeholder, attribute);
    return placeholder;
  }

  private String value(AttributeValue value) {
    String placeholder = ":" + values.size();
    values.put(placeholder, value);
    return placeholder;
  }

  private static AttributeValue attribute(Object value) {
    return switch (value) {
      case Number number -> AttributeValue.fromN(number.toString());
      case Boolean flag -> AttributeValue.fromBool(flag);
      default -> AttributeValue.fromS(value.toString());
    };
  }
}
