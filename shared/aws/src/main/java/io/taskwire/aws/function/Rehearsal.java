package io.taskwire.aws.function;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import software.amazon.awssdk.core.SdkSystemSetting;

/**
 * What a function does before its snapshot is taken, so that its first message after a restoration
 * finds everything loaded and compiled: it handles a made-up message over and over, with parts of
 * its own, on a {@link RehearsalStage}. Neither AWS nor a provider hears of it, and nothing of it
 * outlives it: no connection, no TLS session, no thread, no settings, no credentials, no random
 * number.
 *
 * <p>A rehearsal that fails is told and does no harm; the function only starts as slowly as
 * without.
 */
public final class Rehearsal implements Resource {
  /** Enough: with five times as many the first message was no faster. */
  private static final int ROUNDS = 60;

  /**
   * No round begins after this time. Lambda gives up a version whose beginning takes more than 130
   * s (Lambda, execution environment lifecycle), and it is slow where little memory is asked for.
   */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  /** So many bytes at most (NativePRNG of the JDK, MAX_BUFFER_SIZE). */
  private static final int READ_AHEAD = 65_536;

  private static final Duration A_MOMENT = Duration.ofSeconds(1);

  /** The thread groups of whoever is started by the main thread or by a virtual one. */
  private static final Set<String> OURS = Set.of("main", "VirtualThreads");

  /** Before the environment's, the SDK believes this. */
  private static final String CREDENTIALS =
      SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI.property();

  /** The registry of Java's holds them only weakly. */
  private static final List<Rehearsal> PLANNED = new CopyOnWriteArrayList<>();

  private final FunctionLog log;
  private final RehearsalStage.Answers answers;
  private final Play play;
  private final InstantSource clock;

  Rehearsal(FunctionLog log, RehearsalStage.Answers answers, Play play, InstantSource clock) {
    this.log = log;
    this.answers = answers;
    this.play = play;
    this.clock = clock;
  }

  /** What is rehearsed. */
  public interface Play {
    /** Makes a function's parts at this stage; what it gives is run once for each round. */
    Runnable on(RehearsalStage stage);
  }

  /** Plans a rehearsal. Where no snapshot is ever taken, it never happens. */
  public static void plan(FunctionLog log, RehearsalStage.Answers answers, Play play) {
    Rehearsal rehearsal = new Rehearsal(log, answers, play, InstantSource.system());
    PLANNED.add(rehearsal);
    Core.getGlobalContext().register(rehearsal);
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    Set<Thread> before = threads();
    Instant begun = clock.instant();
    try (RehearsalStage stage = RehearsalStage.open(answers, begun)) {
      // Java's own trust anchors are read, with which real clients will begin.
      stage.refuse(SSLContext.getDefault());
      System.setProperty(CREDENTIALS, stage.credentials().toString());
      Runnable round = play.on(stage);
      Instant end = begun.plus(LONGEST);
      for (int i = 0; i < ROUNDS && clock.instant().isBefore(end); i++) {
        round.run();
        useUpRandomBytes();
      }
    } catch (Throwable broken) {
      log.crash("the rehearsal broke off", broken);
    } finally {
      System.clearProperty(CREDENTIALS);
    }
    awaitEnd(before);
  }

  /** Those that we or a library started: Java's own are in groups of their own, and may stay. */
  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getThreadGroup() != null)
        .filter(thread -> OURS.contains(thread.getThreadGroup().getName()))
        .collect(Collectors.toSet());
  }

  /** What was closed has told its threads to end, which they do in a moment. */
  private void awaitEnd(Set<Thread> others) {
    try {
      for (Thread thread : threads()) {
        if (!others.contains(thread) && !thread.join(A_MOMENT)) {
          log.warning("a thread of the rehearsal has not ended: " + thread.getName());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What else must be fresh, such as connections and settings, was never made before. */
  @Override
  public void afterRestore(Context<? extends Resource> context) {
    useUpRandomBytes();
  }

  /**
   * Those that Java has read ahead for all its sources, TLS included: every restoration has the
   * same ones.
   */
  private static void useUpRandomBytes() {
    new SecureRandom().nextBytes(new byte[READ_AHEAD]);
  }
}
