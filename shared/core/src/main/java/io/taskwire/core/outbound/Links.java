package io.taskwire.core.outbound;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Links as Planfix's editor leaves them: {@code text [ https://… ]}. A client reads {@code text:
 * https://…}, and just the link where its text was the link itself.
 */
final class Links {
  private static final Pattern BRACKETED =
      Pattern.compile("\\[[ \u00a0]{1,3}((?:https?://|mailto:|tel:)\\S++)[ \u00a0]{1,3}]");

  /** What stands further before a link does not matter to it. */
  private static final int LONGEST_LABEL = 2_000;

  private static final Pattern TARGET = Pattern.compile("(?i)(?:https?://|mailto:|tel:)\\S+");
  private static final Pattern SCHEME = Pattern.compile("^(?i)(?:https?://|mailto:|tel:)");

  private Links() {}

  static String mended(String text) {
    Matcher link = BRACKETED.matcher(text);
    StringBuilder mended = new StringBuilder();
    int done = 0;
    while (link.find()) {
      mended.append(text, done, link.start());
      String tail = mended.substring(Math.max(0, mended.length() - LONGEST_LABEL));
      String label = tail.substring(tail.lastIndexOf('\n') + 1);
      mended.setLength(mended.length() - label.length());
      mended.append(joined(label, link.group(1)));
      done = link.end();
    }
    return mended.append(text, done, text.length()).toString();
  }

  /**
   * A label, or a line that ends with one, and its link.
   *
   * @param target as the link has it; one that leads nowhere from outside is left out
   */
  static String joined(String label, String target) {
    if (!TARGET.matcher(target).matches()) {
      return label;
    }
    String before = label.stripTrailing();
    String shown = target.matches("(?i)(?:mailto|tel):.*") ? bare(target) : target;
    if (before.isEmpty()) {
      return label + shown;
    }
    int word = endOfSpace(before) + 1;
    if (isSame(before.substring(word), target)) {
      return before.substring(0, word) + shown;
    }
    char last = before.charAt(before.length() - 1);
    if (last == '(' || last == '[' || last == '«') {
      return before + shown;
    }
    return before
        + (Character.isLetterOrDigit(last) || ")»\"'%".indexOf(last) >= 0 ? ": " : " ")
        + shown;
  }

  private static int endOfSpace(String text) {
    int at = text.length() - 1;
    while (at >= 0 && !Character.isWhitespace(text.charAt(at))) {
      at--;
    }
    return at;
  }

  /** Whether a word is the link, perhaps without its scheme, or shortened by the editor. */
  private static boolean isSame(String word, String target) {
    String shown = bare(word);
    String whole = bare(target);
    if (shown.endsWith("…") || shown.endsWith("...")) {
      String beginning = shown.substring(0, shown.length() - (shown.endsWith("…") ? 1 : 3));
      return beginning.length() >= 4 && whole.startsWith(beginning);
    }
    return shown.equals(whole)
        || (target.startsWith("tel:") && digits(shown).equals(digits(whole)));
  }

  private static String bare(String address) {
    String bare = SCHEME.matcher(address).replaceFirst("");
    return bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
  }

  private static String digits(String phone) {
    return phone.toLowerCase(Locale.ROOT).replaceAll("[^0-9]", "");
  }
}
