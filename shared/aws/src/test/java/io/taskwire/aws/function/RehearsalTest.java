package io.taskwire.aws.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.crac.Core;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  private static final String REGION = "aws.region";
  private static final String CREDENTIALS = "aws.containerCredentialsFullUri";

  private final Set<String> playing = new HashSet<>();
  private final AtomicInteger rounds = new AtomicInteger();

  @BeforeAll
  static void nameARegion() {
    System.setProperty(REGION, "eu-central-1");
  }

  @AfterAll
  static void forgetIt() {
    System.clearProperty(REGION);
  }

  private static void rehearse(Rehearsal.Play play) {
    rehearse(play, InstantSource.system());
  }

  private static void rehearse(Rehearsal.Play play, InstantSource clock) {
    new Rehearsal(new FunctionLog("rehearsal"), new StagedAws("{}"), play, clock)
        .beforeCheckpoint(Core.getGlobalContext());
  }

  private Runnable callingEverybody(RehearsalStage stage) {
    Outside outside = Outside.staged(stage);
    var sqs = outside.aws().sqs();
    var dynamoDb = outside.aws().dynamoDb();
    var secrets = outside.aws().secrets();
    return () -> {
      assertThat(secrets.getSecretValue(asked -> asked.secretId("x")).secretString())
          .isEqualTo("{}");
      assertThat(sqs.listQueues()).isNotNull();
      assertThat(dynamoDb.listTables()).isNotNull();
      callTheProvider(outside);
      threadsNow().forEach(thread -> playing.add(thread.getName()));
      rounds.incrementAndGet();
    };
  }

  private static void callTheProvider(Outside outside) {
    URI address = outside.at(URI.create("https://provider.invalid"));
    HttpRequest request = HttpRequest.newBuilder(address).build();
    try {
      assertThat(outside.http().send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of a stage, of the SDK's clients and of Java's; engines of other tests have theirs. */
  private static Set<Thread> threadsNow() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("rehearsal.*|sdk-.*|HttpClient-.*"))
        .collect(Collectors.toSet());
  }

  @Test
  void nothingOfARehearsalLivesOn() {
    Set<Thread> before = threadsNow();
    rehearse(this::callingEverybody);
    assertThat(rounds).hasValueGreaterThan(1);
    assertThat(playing)
        .anyMatch(name -> name.startsWith("rehearsal stage"))
        .anyMatch(name -> name.startsWith("sdk-"))
        .anyMatch(name -> name.startsWith("HttpClient-"));
    assertThat(threadsNow()).isSubsetOf(before);
    assertThat(System.getProperty(CREDENTIALS)).isNull();
  }

  @Test
  void oneThatBreaksOffIsToldAndLeavesNothingEither() {
    Set<Thread> before = threadsNow();
    List<String> told = new ArrayList<>();
    Handler ear = ear(told);
    Logger log = Logger.getLogger("taskwire.rehearsal");
    log.addHandler(ear);
    try {
      rehearse(
          stage -> {
            Runnable round = callingEverybody(stage);
            return () -> {
              round.run();
              throw new IllegalStateException("Ivan Testov");
            };
          });
    } finally {
      log.removeHandler(ear);
    }
    assertThat(rounds).hasValue(1);
    assertThat(told).first(STRING).contains("the rehearsal broke off", "IllegalStateException");
    assertThat(told).noneMatch(words -> words.contains("Ivan"));
    assertThat(threadsNow()).isSubsetOf(before);
    assertThat(System.getProperty(CREDENTIALS)).isNull();
  }

  @Test
  void whereItIsSlowItEndsBeforeLambdaGivesTheVersionUp() {
    Instant begin = Instant.now();
    AtomicReference<Instant> now = new AtomicReference<>(begin);
    rehearse(
        stage -> {
          Runnable round = callingEverybody(stage);
          return () -> {
            round.run();
            now.updateAndGet(before -> before.plusSeconds(25));
          };
        },
        now::get);
    assertThat(rounds).hasValue(3);
  }

  private static Handler ear(List<String> told) {
    return new Handler() {
      @Override
      public void publish(LogRecord entry) {
        told.add(entry.getMessage());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
