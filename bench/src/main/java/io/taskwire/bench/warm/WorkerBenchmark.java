package io.taskwire.bench.warm;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskwire.aws.function.EventJson;
import io.taskwire.aws.function.WorkerHandler;
import io.taskwire.bench.StagedMessages;
import io.taskwire.bench.engines.StagedServer;
import io.taskwire.messagesender.MessageSenderHandler;
import io.taskwire.taskworker.TaskWorkerHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A worker from the event's bytes to the answer's, with fakes of AWS and of the providers, these
 * behind TLS. They answer at once, so that it never waits.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 7, time = 5)
@Measurement(iterations = 2, time = 5)
@Fork(1)
public class WorkerBenchmark {
  /** The system property that names the key store of the providers. */
  public static final String IDENTITY = "bench.identity";

  private final StagedServer providers =
      StagedServer.withTls(StagedMessages.providers(), Path.of(System.getProperty(IDENTITY)));
  private final StagedServer aws =
      StagedServer.plain(StagedMessages.aws(System.getenv("TASKWIRE_TABLE"), providers.address()));

  // Always the same ones: the fakes take a repetition just like a new message.
  private final byte[] notice = StagedMessages.notice();
  private final byte[] comment = StagedMessages.comment();

  private final WorkerHandler worker;
  private final WorkerHandler sender;

  /** Makes the workers. Their log goes nowhere: how fast it is taken is not theirs. */
  public WorkerBenchmark() {
    aws.tellSdk();
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), /* autoFlush= */ false, UTF_8));
    worker = new TaskWorkerHandler();
    sender = new MessageSenderHandler();
  }

  /** One text of a client's. */
  @Benchmark
  public byte[] taskWorker() throws IOException {
    return work(worker, notice);
  }

  /** One text for a client. */
  @Benchmark
  public byte[] messageSender() throws IOException {
    return work(sender, comment);
  }

  private static byte[] work(WorkerHandler worker, byte[] event) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EventJson.work(new ByteArrayInputStream(event), out, worker::work);
    byte[] answer = out.toByteArray();
    if (!new String(answer, UTF_8).equals("{\"batchItemFailures\":[]}")) {
      throw new IllegalStateException("the worker answered " + new String(answer, UTF_8));
    }
    return answer;
  }
}
