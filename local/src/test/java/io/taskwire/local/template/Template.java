package io.taskwire.local.template;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * A value in {@code template.yaml}: a map, a list or a scalar. CloudFormation's functions are read
 * as texts, written as in the file: {@code !Ref Table}, {@code !GetAtt Table.Arn}.
 *
 * @param path where it stands, for the messages of failures
 */
public record Template(Object value, String path) {
  private static final Template ROOT =
      new Template(new Yaml(new Tags()).load(Repository.text("template.yaml")), "template");

  private static final class Tags extends SafeConstructor {
    Tags() {
      super(new LoaderOptions());
      yamlMultiConstructors.put(
          "!",
          new AbstractConstruct() {
            @Override
            public Object construct(Node node) {
              return node.getTag().getValue() + " " + ((ScalarNode) node).getValue();
            }
          });
    }
  }

  /** The value of a key that must be there. */
  public static Template of(String key) {
    return ROOT.at(key);
  }

  /** A resource's properties. */
  public static Template properties(String resource) {
    return of("Resources").at(resource).at("Properties");
  }

  /** The names of all resources of a type. */
  public static Set<String> resources(String type) {
    Template resources = of("Resources");
    return resources.keys().stream()
        .filter(name -> resources.at(name).at("Type").text().equals(type))
        .collect(Collectors.toSet());
  }

  /** The value of a key of this map. */
  public Template at(String key) {
    return new Template(
        Objects.requireNonNull(map().get(key), () -> path + " has no " + key), path + "." + key);
  }

  public boolean has(String key) {
    return map().containsKey(key);
  }

  public Set<String> keys() {
    return map().keySet().stream().map(String::valueOf).collect(Collectors.toSet());
  }

  public String text() {
    return value.toString();
  }

  public List<Template> items() {
    return ((List<?>) value).stream().map(item -> new Template(item, path + "[]")).toList();
  }

  /** This and all that is in it, down to the scalars. */
  public Stream<String> scalars() {
    return switch (value) {
      case Map<?, ?> map -> keys().stream().map(this::at).flatMap(Template::scalars);
      case List<?> list -> items().stream().flatMap(Template::scalars);
      default -> Stream.of(text());
    };
  }

  private Map<?, ?> map() {
    return (Map<?, ?>) value;
  }
}
