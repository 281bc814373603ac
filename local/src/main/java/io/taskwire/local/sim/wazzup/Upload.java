package io.taskwire.local.sim.wazzup;

import org.jspecify.annotations.Nullable;

/**
 * A file that somebody attaches in a messenger.
 *
 * @param filename decides what is generated and the Content-Type; without it the link carries no
 *     {@code filename} parameter
 * @param contentBase64 the bytes; without them a small real file of the kind is generated
 */
public record Upload(@Nullable String filename, @Nullable String contentBase64) {

  /** A generated file of the kind that the name's ending says. */
  public static Upload named(String filename) {
    return new Upload(filename, null);
  }
}
