package io.taskwire.bench.warm;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskwire.aws.function.DoorHandler;
import io.taskwire.aws.function.EventJson;
import io.taskwire.aws.function.StagedAws;
import io.taskwire.bench.Events;
import io.taskwire.bench.engines.SettingsText;
import io.taskwire.bench.engines.StagedServer;
import io.taskwire.planfixwebhook.PlanfixWebhookHandler;
import io.taskwire.wazzupwebhook.WazzupWebhookHandler;
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
 * A door from the event's bytes to the answer's, as the runtime calls it: the real handler, made
 * from the environment, with a fake of AWS.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 2, time = 5)
@Fork(1)
public class DoorBenchmark {
  /** The system property that names the folder of the repository. */
  public static final String REPOSITORY = "bench.repository";

  private static final int MANY = 100;

  private final StagedServer aws = StagedServer.plain(new StagedAws(SettingsText.doors()));
  private final Events samples = Events.in(Path.of(System.getProperty(REPOSITORY)));

  // Always the same ones: the fake takes a repetition just like a new message.
  private final byte[] webhook = samples.webhook(1);
  private final byte[] hundred = samples.webhookOf(MANY);
  private final byte[] call = samples.call(1);

  private final DoorHandler wazzup;
  private final DoorHandler planfix;

  /** Opens the doors. Their log goes nowhere: how fast it is taken is not theirs. */
  public DoorBenchmark() {
    aws.tellSdk();
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), /* autoFlush= */ false, UTF_8));
    wazzup = new WazzupWebhookHandler();
    planfix = new PlanfixWebhookHandler();
  }

  /** One webhook of Wazzup with one message. */
  @Benchmark
  public byte[] wazzupOne() throws IOException {
    return answer(wazzup, webhook);
  }

  /** One webhook of Wazzup with a hundred messages of as many clients. */
  @Benchmark
  public byte[] wazzupHundred() throws IOException {
    return answer(wazzup, hundred);
  }

  /** One call of Planfix. */
  @Benchmark
  public byte[] planfixOne() throws IOException {
    return answer(planfix, call);
  }

  private static byte[] answer(DoorHandler door, byte[] event) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EventJson.answer(new ByteArrayInputStream(event), out, door::answer);
    byte[] answer = out.toByteArray();
    if (!new String(answer, UTF_8).startsWith("{\"statusCode\":200,")) {
      throw new IllegalStateException("the door answered " + new String(answer, UTF_8));
    }
    return answer;
  }
}
