package io.taskwire.cli.aws;

import io.taskwire.cli.CouldNotAsk;
import java.util.Map;

/**
 * What an installation says of itself, by the names of template.yaml's outputs.
 *
 * @param of whose they are, for people
 */
record Outputs(String of, Map<String, String> values) {
  String get(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new CouldNotAsk(
          of + " has no output " + name + ": it is of another version; deploy this one");
    }
    return value;
  }
}
