package io.taskwire.local.sim.planfix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** A form as the other side writes and reads it: lines {@code name = value}, in order. */
record Form(List<String> names, List<String> values) {

  static Form of(String... namesAndValues) {
    Form form = new Form(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < namesAndValues.length; i += 2) {
      form.names.add(namesAndValues[i]);
      form.values.add(namesAndValues[i + 1]);
    }
    return form;
  }

  /** A sample of the documentation. */
  static Form sample(String name) {
    try (InputStream in =
        Objects.requireNonNull(Form.class.getResourceAsStream(name + ".form"), name)) {
      String[] pairs =
          new String(in.readAllBytes(), UTF_8)
              .lines()
              .flatMap(line -> Arrays.stream(line.split(" = ?", 2)))
              .map(text -> text.replace("\\n", "\n"))
              .toArray(String[]::new);
      return of(pairs);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Form getTask() {
    return of(
        "cmd", "getTask",
        "providerId", "taskwire",
        "planfix_token", "planfix-token",
        "chatId", RunningPlanfix.CHAT);
  }

  static Form decode(String body) {
    return of(
        Arrays.stream(body.split("&", -1))
            .flatMap(pair -> Arrays.stream(pair.split("=", 2)))
            .map(text -> URLDecoder.decode(text, UTF_8))
            .toArray(String[]::new));
  }

  Form with(String name, String value) {
    Form copy = new Form(new ArrayList<>(names), new ArrayList<>(values));
    int at = copy.names.indexOf(name);
    if (at >= 0) {
      copy.values.set(at, value);
    } else {
      copy.names.add(name);
      copy.values.add(value);
    }
    return copy;
  }

  Form without(String name) {
    Form copy = new Form(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < names.size(); i++) {
      if (!names.get(i).equals(name)) {
        copy.names.add(names.get(i));
        copy.values.add(values.get(i));
      }
    }
    return copy;
  }

  String get(String name) {
    return values.get(names.indexOf(name));
  }

  String encode() {
    return IntStream.range(0, names.size())
        .mapToObj(
            i ->
                URLEncoder.encode(names.get(i), UTF_8)
                    + "="
                    + URLEncoder.encode(values.get(i), UTF_8))
        .collect(joining("&"));
  }
}
