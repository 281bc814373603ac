package io.taskwire.cli;

/** What a command ends with; docs/cli.md lists the same. */
public final class Exit {
  /** Done, or all is well. */
  public static final int OK = 0;

  /** Something was found that somebody should look at, or that was not there. */
  public static final int FOUND = 1;

  /** The command was not understood, or lacks something. */
  public static final int USAGE = 2;

  /** Somebody could not be asked: that is no answer, neither good nor bad. */
  public static final int COULD_NOT_ASK = 3;

  private Exit() {}
}
