package io.taskwire.core.outbound;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a text that is too long for one message where a reader would pause: between paragraphs,
 * lines, sentences or words, and only where there is no such place, between characters. Nothing but
 * white space at a cut is lost.
 */
public final class TextSplitter {
  private static final String SENTENCE_ENDS = ".!?…。！？";
  private static final String CLOSING = "\"'»”’)]";
  private static final Pattern GRAPHEME = Pattern.compile("\\X");

  private final int longest;

  private TextSplitter(int longest) {
    this.longest = longest;
  }

  /**
   * The parts of a text in order, none of them blank; none at all where the text is.
   *
   * @param longest of a part, in UTF-16 units; at least 2, so that every code point fits
   */
  public static List<String> split(String text, int longest) {
    if (longest < 2) {
      throw new IllegalArgumentException("a part must have room for a code point");
    }
    return new TextSplitter(longest).parts(text);
  }

  private List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    String rest = text;
    while (rest.length() > longest) {
      Cut cut = cut(rest);
      add(parts, rest.substring(0, cut.end()));
      rest = rest.substring(cut.next());
    }
    add(parts, rest);
    return List.copyOf(parts);
  }

  private static void add(List<String> parts, String part) {
    if (!part.isBlank()) {
      parts.add(part);
    }
  }

  /** A place to cut: a part ends, and after white space the next one begins. */
  private record Cut(int end, int next) {}

  private Cut cut(String text) {
    BitSet boundaries = boundaries(text);
    Map<Pause, Cut> last = new EnumMap<>(Pause.class);
    for (int at = 0; at <= longest; at++) {
      if (!isSpace(text.charAt(at))) {
        continue;
      }
      int next = endOfSpace(text, at);
      if (at > 0 && next > at && boundaries.get(at)) {
        last.put(Pause.at(text, at, next), new Cut(at, next));
      }
      at = Math.max(at, next - 1);
    }
    return good(last).orElseGet(() -> betweenCharacters(text, boundaries));
  }

  /** The strongest pause that leaves a part of a decent length; otherwise any. */
  private Optional<Cut> good(Map<Pause, Cut> last) {
    return last.values().stream()
        .filter(cut -> cut.end() >= longest / 2)
        .findFirst()
        .or(() -> last.values().stream().max(Comparator.comparingInt(Cut::end)));
  }

  private Cut betweenCharacters(String text, BitSet boundaries) {
    int at = boundaries.previousSetBit(longest);
    if (at <= 0) {
      // One character with more marks than a part can hold.
      at =
          Character.isLowSurrogate(text.charAt(longest))
                  && Character.isHighSurrogate(text.charAt(longest - 1))
              ? longest - 1
              : longest;
    }
    return new Cut(at, at);
  }

  /** Where characters as people count them end, as far as a part may reach. */
  private BitSet boundaries(String text) {
    // Whether one ends depends on what precedes and on one code point that follows.
    int end = Math.min(text.length(), text.offsetByCodePoints(longest, 1));
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text.substring(0, end));
    BitSet boundaries = new BitSet(longest + 1);
    for (int at = characters.first();
        at != BreakIterator.DONE && at <= longest;
        at = characters.next()) {
      boundaries.set(at);
    }
    return boundaries;
  }

  private static int endOfSpace(String text, int start) {
    int end = start;
    while (end < text.length() && isSpace(text.charAt(end))) {
      end++;
    }
    return end > start && end < text.length() && isOneCharacter(text, end - 1, end) ? end - 1 : end;
  }

  /** Whether a mark is written on the space that it follows. */
  private static boolean isOneCharacter(String text, int space, int mark) {
    Matcher character = GRAPHEME.matcher(text).region(space, text.offsetByCodePoints(mark, 1));
    return character.lookingAt() && character.end() > mark;
  }

  private static boolean isSpace(char sign) {
    return Character.isWhitespace(sign);
  }

  /** Kinds of pause, the strongest first. */
  private enum Pause {
    PARAGRAPH,
    LINE,
    SENTENCE,
    WORD;

    static Pause at(String text, int spaceStart, int spaceEnd) {
      long lines =
          text.substring(spaceStart, spaceEnd).chars().filter(sign -> sign == '\n').count();
      if (lines > 0) {
        return lines > 1 ? PARAGRAPH : LINE;
      }
      int end = spaceStart;
      while (end > 1 && CLOSING.indexOf(text.charAt(end - 1)) >= 0) {
        end--;
      }
      return SENTENCE_ENDS.indexOf(text.charAt(end - 1)) >= 0 ? SENTENCE : WORD;
    }
  }
}
