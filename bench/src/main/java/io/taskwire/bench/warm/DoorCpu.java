package io.taskwire.bench.warm;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * The processor's time of one operation, in the thread that does it: unlike JMH's own time, without
 * waiting for answers and for others who use the machine, without Java's compilers and collector,
 * and without the fake that answers.
 */
public final class DoorCpu implements InternalProfiler {
  /** The name of its result. */
  public static final String RESULT = "doorCpu";

  /** A part of the name that JMH gives its threads. */
  private static final String WORKER = "jmh-worker";

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private long before;

  @Override
  public String getDescription() {
    return "the processor's time of the thread that does the work";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    before = cpu();
  }

  @Override
  public Collection<ScalarResult> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double nanos = cpu() - before;
    return List.of(
        new ScalarResult(
            RESULT,
            nanos / result.getMetadata().getMeasuredOps() / 1e6,
            "ms/op",
            AggregationPolicy.AVG));
  }

  private long cpu() {
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(thread -> thread != null && thread.getThreadName().contains(WORKER))
        .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
        .sum();
  }
}
