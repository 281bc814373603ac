package io.taskwire.cli;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Map;

/** What a command has around it. */
public record Session(
    PrintWriter out,
    PrintWriter err,
    Terminal terminal,
    Map<String, String> environment,
    InstantSource clock,
    Installations installations) {

  /** Tells a person who waits how far it is; never among the answers. */
  void progress(String words) {
    err.println(words);
    err.flush();
  }
}
