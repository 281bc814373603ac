package io.taskwire.core.settings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** Compares secrets. */
final class Secrets {
  private Secrets() {}

  /** Whether the given one is among the known. Takes as long for a wrong one. */
  static boolean among(List<String> known, String given) {
    byte[] bytes = given.getBytes(StandardCharsets.UTF_8);
    boolean found = false;
    for (String one : known) {
      found |= MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), bytes);
    }
    return found;
  }
}
