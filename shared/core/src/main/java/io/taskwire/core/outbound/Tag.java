package io.taskwire.core.outbound;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A tag of HTML, if it surely is one: a known name, and attributes that have values. {@code <3},
 * {@code a <b c} and {@code <Ivan>} are none.
 *
 * @param end where the text goes on
 */
record Tag(String name, boolean closing, Map<String, String> attributes, int start, int end) {
  private static final Set<String> VOID = words("br hr img wbr");
  private static final Set<String> BLOCKS =
      words(
          "p div h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table thead tbody "
              + "tfoot tr caption article section header footer figure figcaption address "
              + "center html body hr");
  private static final Set<String> INLINE =
      words(
          "b strong i em u s strike del ins small big sub sup span font code kbd a label "
              + "mark tt abbr cite q td th");
  private static final Set<String> UNSEEN = words("script style head title");

  /** The tag that begins there, where there is a {@code <}. */
  static Optional<Tag> at(String text, int start) {
    return new Reader(text, start).tag();
  }

  /** Whether nothing closes it. */
  boolean isVoid() {
    return VOID.contains(name);
  }

  boolean isBlock() {
    return BLOCKS.contains(name);
  }

  /** Whether what it holds is not for readers. */
  boolean isUnseen() {
    return UNSEEN.contains(name);
  }

  boolean opens(String wanted) {
    return !closing && name.equals(wanted);
  }

  boolean closes(String wanted) {
    return closing && name.equals(wanted);
  }

  private static Set<String> words(String words) {
    return Set.of(words.split(" ", -1));
  }

  private static boolean isKnown(String name) {
    return VOID.contains(name)
        || BLOCKS.contains(name)
        || INLINE.contains(name)
        || UNSEEN.contains(name);
  }

  /** Reads a tag sign by sign, so that no input makes it slow. */
  private static final class Reader {
    private static final int LONGEST_NAME = 32;

    private final String text;
    private final int start;
    private int at;

    Reader(String text, int start) {
      this.text = text;
      this.start = start;
      this.at = start + 1;
    }

    Optional<Tag> tag() {
      boolean closing = take('/');
      String name = word().toLowerCase(Locale.ROOT);
      if (!isKnown(name)) {
        return Optional.empty();
      }
      Map<String, String> attributes = new HashMap<>();
      while (true) {
        boolean spaced = skipSpace();
        if (take('>')) {
          return Optional.of(new Tag(name, closing, Map.copyOf(attributes), start, at));
        }
        if (!closing && take('/')) {
          continue;
        }
        if (closing || !spaced || !attribute(attributes)) {
          return Optional.empty();
        }
      }
    }

    private boolean attribute(Map<String, String> attributes) {
      String name = word().toLowerCase(Locale.ROOT);
      skipSpace();
      if (name.isEmpty() || !take('=')) {
        return false;
      }
      skipSpace();
      Optional<String> value = value();
      value.ifPresent(known -> attributes.putIfAbsent(name, Entities.decoded(known)));
      return value.isPresent();
    }

    private Optional<String> value() {
      int begin = at;
      if (take('"') || take('\'')) {
        int end = text.indexOf(text.charAt(begin), at);
        if (end < 0) {
          return Optional.empty();
        }
        at = end + 1;
        return Optional.of(text.substring(begin + 1, end));
      }
      while (at < text.length() && !isSpace() && "<>\"'".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return at > begin ? Optional.of(text.substring(begin, at)) : Optional.empty();
    }

    private String word() {
      int begin = at;
      while (at < text.length() && at - begin < LONGEST_NAME && isOfName(text.charAt(at))) {
        at++;
      }
      return text.substring(begin, at);
    }

    private static boolean isOfName(char sign) {
      return sign < 0x80 && (Character.isLetterOrDigit(sign) || sign == '-' || sign == '_');
    }

    private boolean skipSpace() {
      int begin = at;
      while (at < text.length() && isSpace()) {
        at++;
      }
      return at > begin;
    }

    private boolean isSpace() {
      return Character.isWhitespace(text.charAt(at));
    }

    private boolean take(char sign) {
      boolean there = at < text.length() && text.charAt(at) == sign;
      if (there) {
        at++;
      }
      return there;
    }
  }
}
