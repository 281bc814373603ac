package io.taskwire.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where and when the figures were taken, and of what.
 *
 * @param commit the commit of the repository; with {@code +} where there were changes besides
 * @param load how many threads wanted a processor before anything was begun
 */
record Machine(
    String processor,
    int cores,
    long memoryMegabytes,
    String system,
    String java,
    String commit,
    double load,
    Instant at) {

  static Machine here(Path repository, Instant now) {
    return new Machine(
        processorHere(),
        Runtime.getRuntime().availableProcessors(),
        memoryHere(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vendor.version") + " " + System.getProperty("java.version"),
        commitOf(repository),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        now);
  }

  private static String processorHere() {
    return line("/proc/cpuinfo", "model name").orElse(System.getProperty("os.arch"));
  }

  private static long memoryHere() {
    return line("/proc/meminfo", "MemTotal")
        .map(text -> Long.parseLong(text.replaceAll("\\D", "")) / 1024)
        .orElse(0L);
  }

  private static Optional<String> line(String file, String name) {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String commitOf(Path repository) {
    String commit = git(repository, "rev-parse", "--short=12", "HEAD");
    boolean changed = !git(repository, "status", "--porcelain", "--untracked-files=no").isEmpty();
    return commit.isEmpty() ? "unknown" : commit + (changed ? "+" : "");
  }

  private static String git(Path repository, String... arguments) {
    try {
      List<String> command = Stream.concat(Stream.of("git"), Stream.of(arguments)).toList();
      Process process = new ProcessBuilder(command).directory(repository.toFile()).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? said.strip() : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
