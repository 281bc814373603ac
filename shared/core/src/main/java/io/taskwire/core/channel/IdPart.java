package io.taskwire.core.channel;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * A name of somebody else's within an id of ours: letters, digits and {@code . _ - @ +} stay as
 * they are, everything else is percent-encoded, so that ids can be read, split and parsed again.
 */
public final class IdPart {
  private IdPart() {}

  public static String encode(String name) {
    StringBuilder text = new StringBuilder(name.length());
    name.codePoints()
        .forEach(
            c -> {
              if (Character.isLetterOrDigit(c) || "._-@+".indexOf(c) >= 0) {
                text.appendCodePoint(c);
              } else {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                  text.append("%%%02X".formatted(b & 0xff));
                }
              }
            });
    return text.toString();
  }

  public static String decode(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
