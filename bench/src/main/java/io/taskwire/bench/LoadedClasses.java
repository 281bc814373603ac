package io.taskwire.bench;

import io.taskwire.bench.sandbox.Sandbox;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which classes a function had loaded when it first answered. Those that Java's own archive holds
 * cost next to nothing; every other is read, checked and linked, and that is what a cold start is
 * spent on.
 *
 * @param archived how many came from the archive
 * @param byOrigin the others, by where they come from
 */
record LoadedClasses(long archived, Map<String, Long> byOrigin) {
  /** What a function is started with so that its loaded classes can be told. */
  static final String ARGUMENT = "-Xlog:class+load";

  private static final Pattern LINE = Pattern.compile("\\] (\\S+) source: (.+)");
  private static final int SHOWN = 6;

  static LoadedClasses of(Sandbox sandbox) {
    long[] archived = {0};
    Map<String, Long> byOrigin =
        sandbox
            .said()
            .lines()
            .map(LINE::matcher)
            .filter(Matcher::find)
            .flatMap(
                line -> {
                  if (line.group(2).contains("shared objects file")) {
                    archived[0]++;
                    return Stream.empty();
                  }
                  return Stream.of(origin(line.group(1), line.group(2)));
                })
            .collect(Collectors.groupingBy(origin -> origin, Collectors.counting()));
    return new LoadedClasses(archived[0], byOrigin);
  }

  private static String origin(String name, String source) {
    if (name.contains("$$Lambda")
        || name.contains("LambdaForm")
        || source.equals("__JVM_LookupDefineClass__")) {
      return "lambdas";
    }
    if (source.endsWith(".jar")) {
      return source.substring(source.lastIndexOf('/') + 1).replaceFirst("-\\d.*", "");
    }
    return source.startsWith("jrt:") ? "Java" : "other";
  }

  long others() {
    return byOrigin.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The most frequent origins. */
  String inWords() {
    return byOrigin.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .limit(SHOWN)
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
