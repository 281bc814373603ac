package io.taskwire.core.wording;

import io.taskwire.core.channel.Transport;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A language's sentences for refusals. Wazzup spells some codes in two ways, so case and
 * underscores make no difference.
 */
final class Refusals {
  /** The one where comments are answered, as it is called in the detail of a refusal. */
  static final String INSTAGRAM = new Transport("instagram").title();

  private final Map<String, UnaryOperator<String>> sentences = new HashMap<>();

  /** A sentence for codes that mean the same to an employee. */
  Refusals say(String sentence, String... codes) {
    for (String code : codes) {
      say(code, detail -> sentence);
    }
    return this;
  }

  /** A sentence that is made of the refusal's detail. */
  Refusals say(String code, UnaryOperator<String> sentence) {
    if (sentences.put(key(code), sentence) != null) {
      throw new IllegalArgumentException("there are two sentences for " + code);
    }
    return this;
  }

  /** A refusal in words. */
  String sentence(String code, String detail, UnaryOperator<String> otherwise) {
    return sentences.getOrDefault(key(code), unknown -> otherwise.apply(code)).apply(detail);
  }

  /** Whether there is a sentence for this code. */
  boolean knows(String code) {
    return sentences.containsKey(key(code));
  }

  private static String key(String code) {
    return code.replace("_", "").toUpperCase(Locale.ROOT);
  }
}
