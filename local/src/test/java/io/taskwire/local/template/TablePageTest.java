package io.taskwire.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskwire.aws.table.Key;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The page about the table tells what the code writes. */
class TablePageTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  static List<JsonNode> examples() {
    return Pattern.compile("```json\n(.*?)```", Pattern.DOTALL)
        .matcher(Repository.text("docs/table.md"))
        .results()
        .map(TablePageTest::json)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theKeyOfAnExampleIsReadAndWrittenBackAsItIs(JsonNode example) {
    String partition = example.path(Key.PARTITION).asText();
    String sort = example.path(Key.SORT).asText();
    Key key = Key.parse(partition, sort);
    assertThat(key.partition()).isEqualTo(partition);
    assertThat(key.sort()).isEqualTo(sort);
  }

  @Test
  void everyKindOfKeyHasAnExample() {
    assertThat(
            examples().stream().map(example -> key(example).getClass()).collect(Collectors.toSet()))
        .isEqualTo(Set.of(Key.class.getPermittedSubclasses()));
  }

  @Test
  void examplesHaveTheAttributesThatAreWrittenEachWithItsType() {
    Map<String, Set<String>> shown = new TreeMap<>();
    for (JsonNode example : examples()) {
      Set<String> attributes =
          shown.computeIfAbsent(kind(example.path(Key.SORT).asText()), _ -> new TreeSet<>());
      example
          .properties()
          .forEach(field -> attributes.add(field.getKey() + ": " + type(field.getValue())));
    }
    Map<String, Set<String>> written = new TreeMap<>();
    for (Map<String, AttributeValue> item : TableContents.items()) {
      Set<String> attributes = written.computeIfAbsent(kind(sort(item)), _ -> new TreeSet<>());
      item.forEach((name, value) -> attributes.add(name + ": " + typeAsShown(value)));
    }
    assertThat(shown).isEqualTo(written);
  }

  @Test
  void theFormatsOfKeysAreThoseOfTheCode() {
    Set<String> formats =
        Pattern.compile("^ \\* ([A-Z]+(?:#\\S+)?) +([A-Z]+(?:#\\S+)?) {2,}\\S", Pattern.MULTILINE)
            .matcher(Repository.text("shared/aws/src/main/java/io/taskwire/aws/table/Key.java"))
            .results()
            .map(row -> "| `" + row.group(1) + "` | `" + row.group(2) + "` |")
            .collect(Collectors.toSet());
    assertThat(formats).hasSizeGreaterThan(8);
    assertThat(Repository.text("docs/table.md")).contains(formats);
  }

  private static Key key(JsonNode example) {
    return Key.parse(example.path(Key.PARTITION).asText(), example.path(Key.SORT).asText());
  }

  private static String sort(Map<String, AttributeValue> item) {
    return Optional.ofNullable(item.get(Key.SORT)).map(AttributeValue::s).orElseThrow();
  }

  private static String kind(String sort) {
    return sort.replaceFirst("#.*", "");
  }

  // JSON has no sets.
  private static AttributeValue.Type typeAsShown(AttributeValue value) {
    return value.type() == AttributeValue.Type.SS ? AttributeValue.Type.L : value.type();
  }

  private static AttributeValue.Type type(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> AttributeValue.Type.S;
      case NUMBER -> AttributeValue.Type.N;
      case BOOLEAN -> AttributeValue.Type.BOOL;
      case ARRAY -> AttributeValue.Type.L;
      default -> throw new IllegalArgumentException("no attribute is a " + value.getNodeType());
    };
  }

  private static JsonNode json(MatchResult block) {
    try {
      return JSON.readTree(block.group(1));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
