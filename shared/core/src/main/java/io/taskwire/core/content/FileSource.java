package io.taskwire.core.content;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds out where a file really lies: Wazzup takes only links that answer without redirects (Wazzup
 * API, Sending, contentUri). A harmless question that ends within 10 s.
 */
public interface FileSource {
  Answer resolve(URI link);

  /** What was found; never a guess. */
  sealed interface Answer {
    /**
     * It lies there.
     *
     * @param link answers without redirects
     * @param size in bytes, where the server tells
     * @param mediaType e.g. {@code image/png}, in lower case and without parameters, where the
     *     server tells
     */
    record Found(URI link, OptionalLong size, Optional<String> mediaType) implements Answer {}

    /**
     * It can't be sent from there, now or later.
     *
     * @param reason in words, without the address
     */
    record Unusable(String reason) implements Answer {}

    /** Its server gave no answer. */
    record CouldNotAsk(String reason) implements Answer {}
  }
}
