package io.taskwire.local.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskwire.local.template.Template;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Some resources of {@code template.yaml}, as CloudFormation takes them. */
record StackTemplate(Map<String, Map<String, Object>> resources) {
  private static final Pattern FUNCTION = Pattern.compile("!(Ref|GetAtt|Sub) (.*)");

  static StackTemplate of(Collection<String> names) {
    Map<String, Map<String, Object>> resources = new LinkedHashMap<>();
    for (String name : names) {
      resources.put(name, written((Map<?, ?>) Template.of("Resources").at(name).value()));
    }
    return new StackTemplate(resources);
  }

  /** The same with other values of some properties of a resource. */
  StackTemplate with(String resource, Map<String, Object> properties) {
    Map<String, Map<String, Object>> changed = new LinkedHashMap<>(resources);
    changed.computeIfPresent(
        resource,
        (_, declared) -> {
          Map<String, Object> all =
              written((Map<?, ?>) declared.getOrDefault("Properties", Map.of()));
          all.putAll(properties);
          Map<String, Object> other = new LinkedHashMap<>(declared);
          other.put("Properties", all);
          return other;
        });
    return new StackTemplate(changed);
  }

  String json() {
    try {
      return new ObjectMapper().writeValueAsString(Map.of("Resources", resources));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> written(Map<?, ?> map) {
    Map<String, Object> written = new LinkedHashMap<>();
    map.forEach((key, value) -> written.put(String.valueOf(key), written(value)));
    return written;
  }

  /** JSON knows no tags: {@code !Ref Table} is {@code {"Ref": "Table"}} there. */
  private static Object written(Object value) {
    return switch (value) {
      case Map<?, ?> map -> written(map);
      case List<?> list -> list.stream().map(StackTemplate::written).toList();
      case String text -> {
        Matcher function = FUNCTION.matcher(text);
        yield function.matches()
            ? Map.of(
                function.group(1).equals("Ref") ? "Ref" : "Fn::" + function.group(1),
                function.group(2))
            : text;
      }
      default -> value;
    };
  }
}
