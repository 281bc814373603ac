package io.taskwire.local.sim.planfix;

import static java.util.stream.Collectors.joining;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The traces that Planfix's editor leaves in a text. */
final class TextForms {

  private static final Pattern NAMED_LINK =
      Pattern.compile("\\[([^\\]]+)]\\((https?://[^)\\s]+)\\)");
  private static final Pattern BARE_LINK = Pattern.compile("(?<![(\\[] ?)https?://\\S+");

  private TextForms() {}

  /**
   * The text as a connector gets it. Only in the form LINK a link, typed as {@code [here](address)}
   * or bare, becomes {@code here [ address ]}.
   *
   * @param quoted the text that stands before as a quote, null for none
   */
  static String render(PlanfixKnobs.TextForm form, String text, @Nullable String quoted) {
    return switch (form) {
      case HTML ->
          (quoted == null ? "" : "<blockquote>" + html(quoted) + "</blockquote>") + html(text);
      case LINK -> quote(quoted) + links(text);
      case PLAIN, QUOTE -> quote(quoted) + text;
    };
  }

  private static String quote(@Nullable String quoted) {
    return quoted == null
        ? ""
        : quoted.lines().map(line -> ">> " + line + "\n").collect(joining()) + ">> \n";
  }

  private static String links(String text) {
    String named = NAMED_LINK.matcher(text).replaceAll("$1 [ $2 ]");
    return BARE_LINK.matcher(named).replaceAll("$0 [ $0 ]");
  }

  private static String html(String text) {
    return text.lines().map(line -> "<p>" + escaped(line) + "</p>").collect(joining());
  }

  private static String escaped(String line) {
    return line.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("«", "&laquo;")
        .replace("»", "&raquo;")
        .replace("\u00a0", "&nbsp;");
  }
}
