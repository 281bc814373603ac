package io.taskwire.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskwire.bench.engines.Certificate;
import io.taskwire.bench.warm.DoorBenchmark;
import io.taskwire.bench.warm.FunctionCpu;
import io.taskwire.bench.warm.WorkerBenchmark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The functions under JMH, which runs in a process that has the environment of a function. */
final class WarmCpu {
  private final Workshop workshop;

  WarmCpu(Workshop workshop) {
    this.workshop = workshop;
  }

  List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    for (JsonNode result : results()) {
      double cpu =
          result.path("secondaryMetrics").path(FunctionCpu.RESULT).path("score").asDouble();
      double wall = result.path("primaryMetric").path("score").asDouble();
      String benchmark = result.path("benchmark").asText();
      String detail =
          String.format(
              Locale.ROOT,
              "JMH, compiled code, all threads but compilers and fakes, AWS without TLS; %.2f ms with what"
                  + " the fakes take",
              wall);
      figures.add(
          switch (benchmark.substring(benchmark.lastIndexOf('.') + 1)) {
            case "wazzupOne" ->
                Figure.atMost(1, "CPU per webhook, wazzup-webhook", cpu, "ms", detail);
            case "wazzupHundred" ->
                Figure.atMost(5, "CPU per webhook of 100 notices", cpu, "ms", detail);
            case "planfixOne" ->
                Figure.atMost(1, "CPU per call, planfix-webhook", cpu, "ms", detail);
            case "taskWorker" ->
                Figure.atMost(2, "CPU per message, task-worker", cpu, "ms", detail);
            case "messageSender" ->
                Figure.atMost(2, "CPU per message, message-sender", cpu, "ms", detail);
            default -> throw new IllegalStateException("nobody knows " + benchmark);
          });
    }
    return figures;
  }

  private List<String> arguments() {
    List<String> arguments = new ArrayList<>(FunctionCpu.ARGUMENTS);
    arguments.add("-XX:+UseSerialGC");
    arguments.add("-D" + DoorBenchmark.REPOSITORY + "=" + workshop.repository());
    arguments.add("-D" + WorkerBenchmark.IDENTITY + "=" + workshop.certificate().identity());
    arguments.addAll(Certificate.trusting(workshop.certificate().trusted()));
    return arguments;
  }

  private JsonNode results() {
    Path json = workshop.repository().resolve("bench").resolve("target").resolve("jmh.json");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-classpath",
            System.getProperty("java.class.path"),
            "org.openjdk.jmh.Main",
            DoorBenchmark.class.getName(),
            WorkerBenchmark.class.getName(),
            "-prof",
            FunctionCpu.class.getName(),
            "-jvmArgsAppend",
            String.join(" ", arguments()),
            "-rf",
            "json",
            "-rff",
            json.toString());
    Map<String, String> environment = builder.environment();
    environment.putAll(workshop.engines().addresses().environment("doors"));
    environment.put("AWS_REGION", "eu-central-1");
    environment.put("AWS_ACCESS_KEY_ID", "bench");
    environment.put("AWS_SECRET_ACCESS_KEY", "bench");
    try {
      Files.deleteIfExists(json);
      int end = builder.inheritIO().start().waitFor();
      if (end != 0) {
        throw new IllegalStateException("JMH ended with " + end);
      }
      return new ObjectMapper().readTree(Files.readString(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
