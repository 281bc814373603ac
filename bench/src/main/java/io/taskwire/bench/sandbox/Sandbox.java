package io.taskwire.bench.sandbox;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import io.taskwire.bench.engines.Certificate;
import io.taskwire.bench.sandbox.RuntimeApi.Answer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * A function in a process of its own: AWS's own runtime interface client, the package as it is
 * deployed, and the JVM with the settings that Lambda's Java runtime gives it.
 */
public final class Sandbox implements AutoCloseable {
  /** What Lambda leaves for the heap, as a share of the function's memory. */
  private static final int HEAP_PERCENT = 85;

  private final RuntimeApi api;
  private final Process process;
  private final Path log;
  private final long started;

  private Sandbox(RuntimeApi api, Process process, Path log, long started) {
    this.api = api;
    this.process = process;
    this.log = log;
    this.started = started;
  }

  /**
   * How a function is started.
   *
   * @param folder its unpacked package
   * @param environment what the template gives it
   * @param memory its MemorySize, in MiB
   * @param snapStart whether it stops where a snapshot would be taken
   * @param trusted the key store with whose certificates it trusts providers
   * @param moreArguments for the JVM
   */
  public record Launch(
      String handler,
      Path folder,
      Map<String, String> environment,
      int memory,
      boolean snapStart,
      Path trusted,
      List<String> moreArguments) {}

  public static Sandbox start(Launch launch) {
    RuntimeApi api = new RuntimeApi();
    List<String> command = command(launch);
    try {
      Path log = Files.createTempFile("sandbox", ".log");
      ProcessBuilder builder = new ProcessBuilder(command);
      Map<String, String> environment = builder.environment();
      environment.clear();
      environment.putAll(launch.environment());
      environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
      environment.put("LAMBDA_TASK_ROOT", launch.folder().toString());
      environment.put("_HANDLER", launch.handler());
      environment.put("AWS_LAMBDA_FUNCTION_NAME", "bench");
      environment.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
      environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(launch.memory()));
      environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "bench");
      environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "bench");
      environment.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
      environment.put("AWS_REGION", "eu-central-1");
      environment.put("AWS_DEFAULT_REGION", "eu-central-1");
      if (launch.snapStart()) {
        environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", api.credentials());
        environment.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", "bench");
      } else {
        environment.put("AWS_ACCESS_KEY_ID", "bench");
        environment.put("AWS_SECRET_ACCESS_KEY", "bench");
        environment.put("AWS_SESSION_TOKEN", "bench");
      }
      environment.put(
          "AWS_LAMBDA_INITIALIZATION_TYPE", launch.snapStart() ? "snap-start" : "on-demand");
      builder.directory(launch.folder().toFile());
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      long started = System.nanoTime();
      Process process = builder.start();
      var _ = process.onExit().thenRun(api::over);
      return new Sandbox(api, process, log, started);
    } catch (IOException e) {
      api.close();
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(Launch launch) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.add("-Xmx" + launch.memory() * HEAP_PERCENT / 100 + "m");
    // From Java 25 on, only a function without SnapStart is held to the first compiler.
    if (!launch.snapStart()) {
      command.add("-XX:TieredStopAtLevel=1");
    }
    command.add("-Djava.net.preferIPv4Stack=true");
    command.add("--add-opens=java.base/java.io=ALL-UNNAMED");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add(NativeClient.argument());
    command.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
    command.addAll(Certificate.trusting(launch.trusted()));
    command.addAll(launch.moreArguments());
    command.add("-classpath");
    command.add(runtime());
    command.add(AWSLambda.class.getName());
    command.add(launch.handler());
    return command;
  }

  /** The jars of the runtime: the client and what it needs. */
  private static String runtime() {
    return Stream.of(
            AWSLambda.class,
            RequestHandler.class,
            PojoSerializer.class,
            SdkInternalThreadLocal.class)
        .map(Sandbox::jar)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String jar(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Invokes the function and waits for its answer. */
  public String invoke(byte[] event) {
    return answer(event, _ -> {}).body();
  }

  /**
   * Invokes the function and waits for its answer.
   *
   * @param check throws where the answer is not the right one
   */
  public void invoke(byte[] event, Consumer<String> check) {
    var _ = answer(event, check);
  }

  /**
   * Invokes the function; tells how long that took, as Lambda sees it.
   *
   * @param check throws where the answer is not the right one
   */
  public Duration timed(byte[] event, Consumer<String> check) {
    return since(System.nanoTime(), event, check);
  }

  /** Invokes it for the first time; tells how long that was after the start of the JVM. */
  public Duration sinceStart(byte[] event, Consumer<String> check) {
    return since(started, event, check);
  }

  private Duration since(long nanoTime, byte[] event, Consumer<String> check) {
    return Duration.ofNanos(answer(event, check).arrived() - nanoTime);
  }

  private Answer answer(byte[] event, Consumer<String> check) {
    try {
      Answer answer = api.invoke(event);
      check.accept(answer.body());
      return answer;
    } catch (IllegalStateException failed) {
      throw new IllegalStateException("the function failed and said: " + said(), failed);
    }
  }

  /** Waits for the snapshot, as Lambda would when a version is published. */
  public void awaitSnapshot() {
    api.awaitSnapshot();
  }

  /** Goes on as from the snapshot. */
  public void restore() {
    api.restore();
  }

  /** Stops the process where it is, as Lambda does with a function that has nothing to do. */
  public void freeze() {
    signal("-STOP");
  }

  /** Lets it go on. */
  public void thaw() {
    signal("-CONT");
  }

  private void signal(String name) {
    try {
      if (new ProcessBuilder("kill", name, "" + process.pid()).start().waitFor() != 0) {
        throw new IllegalStateException("the process could not be sent " + name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What it wrote so far. */
  public String said() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of its threads; Linux keeps fifteen characters of each. */
  public List<String> threads() {
    List<String> names = new ArrayList<>();
    try (Stream<Path> threads = Files.list(Path.of("/proc", "" + process.pid(), "task"))) {
      for (Path thread : threads.toList()) {
        names.add(Files.readString(thread.resolve("comm")).strip());
      }
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The processor's time that it used so far, all threads together; in steps of 10 ms. */
  public Duration cpu() {
    return process.toHandle().info().totalCpuDuration().orElseThrow();
  }

  /** The most memory that it ever occupied, in bytes. */
  public long peakMemory() {
    try (Stream<String> lines = Files.lines(Path.of("/proc", "" + process.pid(), "status"))) {
      String peak = lines.filter(line -> line.startsWith("VmHWM:")).findFirst().orElseThrow();
      return Long.parseLong(peak.replaceAll("\\D", "")) * 1024;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      boolean _ = process.waitFor(10, TimeUnit.SECONDS);
      Files.deleteIfExists(log);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      api.close();
    }
  }
}
