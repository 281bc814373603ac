package io.taskwire.core.outbound;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HTML's entities. Only a well-formed one, with its semicolon, is taken for one: {@code AT&T},
 * {@code a && b} and a link's {@code &copy=1} are none.
 */
final class Entities {
  private static final Pattern ENTITY =
      Pattern.compile("&(?:#(\\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z][a-zA-Z0-9]{1,9}));");

  /** HTML's names of U+00A0 to U+00FF, in order. */
  private static final String LATIN_1 =
      """
      nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr \
      deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest \
      Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml \
      ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig \
      agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml \
      eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml""";

  private static final String OTHERS =
      """
      amp & lt < gt > quot " apos ' \
      mdash — ndash – hellip … bull • lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ \
      lsaquo ‹ rsaquo › prime ′ Prime ″ dagger † Dagger ‡ permil ‰ oline ‾ frasl ⁄ \
      euro € trade ™ numero № larr ← uarr ↑ rarr → darr ↓ harr ↔ lArr ⇐ rArr ⇒ hArr ⇔ \
      minus − infin ∞ asymp ≈ ne ≠ equiv ≡ le ≤ ge ≥ radic √ sum ∑ prod ∏ part ∂ int ∫ \
      OElig Œ oelig œ Scaron Š scaron š Yuml Ÿ fnof ƒ circ ˆ tilde ˜ \
      spades ♠ clubs ♣ hearts ♥ diams ♦ loz ◊""";

  private static final Map<String, String> NAMED = named();

  /** What browsers take the numbers 128 to 159 for. */
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private Entities() {}

  /** The text without entities; an editor's non-breaking spaces become spaces. */
  static String decoded(String text) {
    return text.indexOf('&') < 0
        ? text
        : ENTITY
            .matcher(text)
            .replaceAll(
                entity ->
                    Matcher.quoteReplacement(
                        sign(entity.group(1), entity.group(2), entity.group(3))
                            .orElse(entity.group())));
  }

  private static Optional<String> sign(String decimal, String hex, String name) {
    if (name != null) {
      return Optional.ofNullable(NAMED.get(name))
          .or(
              () ->
                  Optional.ofNullable(NAMED.get(name.toLowerCase(Locale.ROOT)))
                      .filter(shouted -> isShouted(name)));
    }
    return sign(decimal != null ? Integer.parseInt(decimal) : Integer.parseInt(hex, 16));
  }

  /** Browsers take a name in capitals too. */
  private static boolean isShouted(String name) {
    return name.equals(name.toUpperCase(Locale.ROOT));
  }

  private static Optional<String> sign(int number) {
    if (number == 0xA0) {
      return Optional.of(" ");
    }
    if (number >= 0x80 && number < 0xA0) {
      return Optional.of(new String(new byte[] {(byte) number}, WINDOWS))
          .filter(sign -> !Character.isISOControl(sign.charAt(0)) && sign.charAt(0) != '\uFFFD');
    }
    boolean writable =
        number == '\n'
            || number == '\t'
            || (Character.isValidCodePoint(number)
                && !Character.isISOControl(number)
                && Character.getType(number) != Character.SURROGATE);
    return writable ? Optional.of(Character.toString(number)) : Optional.empty();
  }

  private static Map<String, String> named() {
    Map<String, String> names = new HashMap<>();
    int sign = 0xA0;
    for (String name : LATIN_1.split(" ", -1)) {
      names.put(name, Character.toString(sign++));
    }
    String[] others = OTHERS.split(" ", -1);
    for (int i = 0; i < others.length; i += 2) {
      names.put(others[i], others[i + 1]);
    }
    names.put("nbsp", " ");
    names.put("ensp", " ");
    names.put("emsp", " ");
    names.put("thinsp", " ");
    // Signs that only tell where a line may break, or that nobody sees.
    names.put("shy", "");
    names.put("zwnj", "\u200c");
    names.put("zwj", "\u200d");
    names.put("lrm", "");
    names.put("rlm", "");
    return Map.copyOf(names);
  }
}
