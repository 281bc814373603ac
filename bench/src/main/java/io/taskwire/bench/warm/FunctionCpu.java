package io.taskwire.bench.warm;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * The processor's time of one operation in all threads of the process, collector included, but for
 * Java's compilers and for the fakes that answer. Linux tells it of each thread.
 */
public final class FunctionCpu implements InternalProfiler {
  /** The name of its result. */
  public static final String RESULT = "functionCpu";

  /**
   * For the JVM: a compiler's thread that ends would leave its time to the others. And the
   * compilers begin ten times as early as by themselves, or they would be done only after many
   * thousand messages.
   */
  public static final List<String> ARGUMENTS =
      List.of("-XX:-UseDynamicNumberOfCompilerThreads", "-XX:CompileThresholdScaling=0.1");

  /** As Linux has them: no more than fifteen letters. */
  private static final Set<String> OTHERS =
      Set.of("C1 CompilerThre", "C2 CompilerThre", "HTTP-Dispatcher");

  private static final Path THREADS = Path.of("/proc/self/task");

  private final OperatingSystemMXBean process =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private long before;

  @Override
  public String getDescription() {
    return "the processor's time without compilers and fakes";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    before = nanos();
  }

  @Override
  public Collection<ScalarResult> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double nanos = nanos() - before;
    return List.of(
        new ScalarResult(
            RESULT,
            nanos / result.getMetadata().getMeasuredOps() / 1e6,
            "ms/op",
            AggregationPolicy.AVG));
  }

  private long nanos() {
    try (Stream<Path> threads = Files.list(THREADS)) {
      long others = threads.mapToLong(FunctionCpu::ofOther).sum();
      return process.getProcessCpuTime() - others;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long ofOther(Path thread) {
    try {
      return OTHERS.contains(Files.readString(thread.resolve("comm")).strip())
          ? Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ", -1)[0])
          : 0;
    } catch (IOException ended) {
      // It was a client's: the others live as long as the process.
      return 0;
    }
  }
}
