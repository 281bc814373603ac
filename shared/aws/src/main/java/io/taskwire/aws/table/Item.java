package io.taskwire.aws.table;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads an item's attributes; what is absent is empty. */
record Item(Map<String, AttributeValue> attributes) {
  Optional<String> text(String name) {
    return value(name).map(AttributeValue::s);
  }

  Optional<Long> number(String name) {
    return value(name).map(AttributeValue::n).map(Long::valueOf);
  }

  Optional<Boolean> flag(String name) {
    return value(name).map(AttributeValue::bool);
  }

  /** A time kept as text. */
  Optional<Instant> time(String name) {
    return text(name).map(Instant::parse);
  }

  List<String> texts(String name) {
    return value(name).map(AttributeValue::l).orElse(List.of()).stream()
        .map(AttributeValue::s)
        .toList();
  }

  /** A set of texts. */
  Set<String> set(String name) {
    return value(name).<Set<String>>map(set -> Set.copyOf(set.ss())).orElse(Set.of());
  }

  List<Map<String, AttributeValue>> maps(String name) {
    return value(name).map(AttributeValue::l).orElse(List.of()).stream()
        .map(AttributeValue::m)
        .toList();
  }

  private Optional<AttributeValue> value(String name) {
    return Optional.ofNullable(attributes.get(name));
  }
}
