package io.taskwire.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.aws.function.StagedAws;
import io.taskwire.bench.engines.Addresses;
import io.taskwire.bench.engines.Certificate;
import io.taskwire.bench.engines.SettingsText;
import io.taskwire.bench.engines.StagedServer;
import io.taskwire.bench.sandbox.Sandbox;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The functions as they are deployed, in processes that go through a snapshot's hooks in Lambda's
 * order and are frozen between invocations. Whoever they talk to closes every connection meanwhile.
 */
class SnapshotTest {
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  private static final String TABLE = "taskwire";

  private static final Events EVENTS = Events.in(REPOSITORY);
  private static final Map<FunctionKind, Sandbox> FUNCTIONS = new EnumMap<>(FunctionKind.class);
  private static final Map<FunctionKind, String> SAID = new EnumMap<>(FunctionKind.class);
  private static final Map<FunctionKind, List<String>> THREADS = new EnumMap<>(FunctionKind.class);
  private static StagedServer provider;
  private static StagedServer awsOfDoors;
  private static StagedServer awsOfWorkers;
  private static List<Integer> askedWhileRehearsing;

  /** All of them rehearse at once, which takes them some seconds. */
  @BeforeAll
  static void rehearse() {
    Certificate certificate =
        Certificate.in(REPOSITORY.resolve("bench").resolve("target").resolve("snapshot"));
    Path identity = certificate.identity();
    provider = StagedServer.withTls(StagedMessages.providers(), identity);
    awsOfDoors = StagedServer.withTls(new StagedAws(SettingsText.doors()), identity);
    awsOfWorkers = StagedServer.withTls(StagedMessages.aws(TABLE, provider.address()), identity);
    FunctionKind.DEPLOYED.forEach(
        function ->
            FUNCTIONS.put(
                function,
                Sandbox.start(
                    function.launch(
                        REPOSITORY,
                        certificate.trusted(),
                        addresses(awsOf(function).address()),
                        Workshop.MEMORY,
                        /* snapStart= */ true,
                        // How fast they become is not asked here.
                        List.of("-XX:TieredStopAtLevel=1")))));
    FUNCTIONS.forEach(
        (function, sandbox) -> {
          sandbox.awaitSnapshot();
          SAID.put(function, sandbox.said());
          THREADS.put(function, sandbox.threads());
        });
    askedWhileRehearsing =
        Stream.of(provider, awsOfDoors, awsOfWorkers).map(StagedServer::asked).toList();
  }

  private static StagedServer awsOf(FunctionKind function) {
    return FunctionKind.DOORS.contains(function) ? awsOfDoors : awsOfWorkers;
  }

  private static Addresses addresses(URI aws) {
    String queue = aws.resolve("/queue.fifo").toString();
    return new Addresses(aws, aws, aws, aws, queue, queue, queue, queue, TABLE);
  }

  @AfterAll
  static void close() {
    FUNCTIONS.values().forEach(Sandbox::close);
    Stream.of(provider, awsOfDoors, awsOfWorkers).forEach(StagedServer::close);
  }

  @Test
  void rehearsalsPlayToTheirEndAndAskAndCountNothing() {
    assertThat(SAID.keySet()).containsExactlyElementsOf(FunctionKind.DEPLOYED);
    assertThat(SAID.values())
        .allSatisfy(said -> assertThat(said).doesNotContain("rehearsal", "Exception", "_aws"));
    assertThat(askedWhileRehearsing).containsOnly(0);
  }

  /** Workers have made the client with which they will call the providers, whose thread waits. */
  @Test
  void noThreadOfARehearsalIsInTheSnapshot() {
    assertThat(THREADS.keySet()).containsExactlyElementsOf(FunctionKind.DEPLOYED);
    THREADS.forEach(
        (function, threads) ->
            assertThat(threads)
                .contains("java")
                .noneMatch(name -> name.matches("rehearsal.*|sdk-.*"))
                .filteredOn(name -> name.startsWith("HttpClient"))
                .hasSize(FunctionKind.DOORS.contains(function) ? 0 : 1));
  }

  /** Also that it signs with what it is given after restoring: the stage gave others. */
  @ParameterizedTest
  @EnumSource(names = {"WAZZUP_WEBHOOK", "PLANFIX_WEBHOOK", "TASK_WORKER", "MESSAGE_SENDER"})
  void theFirstCallAfterRestoringAndEachAfterALongPauseSucceeds(FunctionKind function) {
    Sandbox sandbox = Objects.requireNonNull(FUNCTIONS.get(function));
    StagedServer reached = FunctionKind.DOORS.contains(function) ? awsOfDoors : provider;
    sandbox.freeze();
    sandbox.thaw();
    sandbox.restore();
    for (int call = 0; call < 4; call++) {
      int before = reached.asked();
      sandbox.invoke(event(function), Load.checkOf(function));
      assertThat(reached.asked()).isGreaterThan(before);
      sandbox.freeze();
      Stream.of(provider, awsOf(function)).forEach(StagedServer::hangUp);
      sandbox.thaw();
    }
    assertThat(awsOf(function).signers()).containsExactly("bench");
    assertThat(sandbox.threads())
        .as("one client that stays, and one of the last invocation")
        .filteredOn(SnapshotTest::listens)
        .hasSizeLessThanOrEqualTo(2);
  }

  /** Whether it waits for what comes by the connections of an HTTP client. */
  private static boolean listens(String thread) {
    return thread.matches("HttpClient-\\d+-Se?");
  }

  private static byte[] event(FunctionKind function) {
    return switch (function) {
      case EMPTY, PLAIN_DOOR, WAZZUP_WEBHOOK -> EVENTS.webhook(1);
      case PLANFIX_WEBHOOK -> EVENTS.call(1);
      case TASK_WORKER -> StagedMessages.notice();
      case MESSAGE_SENDER -> StagedMessages.comment();
    };
  }

  /**
   * Owners of leases and pauses are drawn from {@link SecureRandom}. Its copies, as two
   * restorations of one snapshot have them, draw differently, since what is drawn comes from the
   * system (and what Java had read of it before is used up after restoring); copies of a {@link
   * Random} would not.
   */
  @Test
  void twoRestorationsOfOneSnapshotDrawDifferentNames() throws Exception {
    SecureRandom secure = new SecureRandom();
    assertThat(secure.getAlgorithm()).startsWith("NativePRNG");
    long drawnBefore = secure.nextLong();
    byte[] snapshot = written(secure);
    assertThat(List.of(read(snapshot).nextLong(), read(snapshot).nextLong(), secure.nextLong()))
        .doesNotHaveDuplicates()
        .doesNotContain(drawnBefore);

    byte[] predictable = written(new Random());
    assertThat(read(predictable).nextLong()).isEqualTo(read(predictable).nextLong());
  }

  private static byte[] written(Random random) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(random);
    }
    return bytes.toByteArray();
  }

  private static Random read(byte[] snapshot) throws IOException, ClassNotFoundException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(snapshot))) {
      return (Random) in.readObject();
    }
  }
}
