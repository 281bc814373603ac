package io.taskwire.aws.function;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What a function says to its operator. Only our own words and numbers are written: messages of
 * exceptions are left out, since they may quote what they stumbled over.
 */
public final class FunctionLog {
  private static final int FRAMES = 12;

  private final System.Logger logger;

  public FunctionLog(String function) {
    this.logger = System.getLogger("taskwire." + function);
  }

  public void info(String words) {
    logger.log(System.Logger.Level.INFO, words);
  }

  public void warning(String words) {
    logger.log(System.Logger.Level.WARNING, words);
  }

  /** A crash: where it happened, and of which kind, and what it was caused by. */
  public void crash(String words, Throwable crash) {
    logger.log(System.Logger.Level.ERROR, () -> words + ": " + described(crash));
  }

  private static String described(Throwable crash) {
    String frames =
        Arrays.stream(crash.getStackTrace())
            .limit(FRAMES)
            .map(frame -> "\n  at " + frame)
            .collect(Collectors.joining());
    Throwable cause = crash.getCause();
    return crash.getClass().getName()
        + frames
        + (cause == null || cause == crash ? "" : "\ncaused by " + described(cause));
  }
}
