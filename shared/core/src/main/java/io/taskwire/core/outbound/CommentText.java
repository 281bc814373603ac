package io.taskwire.core.outbound;

import io.taskwire.core.content.Snippet;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What an employee wrote, without what Planfix's editor leaves in it (Planfix chat API, newMessage
 * to us): tags and entities where HTML comes, links in brackets, and the quoted lines before it.
 *
 * @param quoted the text that is answered, without the marks of a quote
 * @param text what is to be sent; empty where nothing is left
 */
public record CommentText(Optional<String> quoted, String text) {
  /** Begins a quoted line. */
  static final String QUOTE = ">>";

  /** So much of a quote must lie in a snippet that ends within the quote. */
  private static final int OVERLAP = 24;

  private static final int COMPARED = 4_000;

  private static final Pattern UNSEEN =
      Pattern.compile(
          "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe0e\ufe0f\ufeff]+");
  private static final Pattern CARET = Pattern.compile("[\u200b\ufeff]+");
  private static final Pattern EDGES =
      Pattern.compile("^[\\s\\p{Z}]+|(?<![\\s\\p{Z}])[\\s\\p{Z}]+$");
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\u0085]+");

  /** Reads a comment as Planfix sent it. */
  public static CommentText of(String comment) {
    List<String> lines = plain(comment).lines().toList();
    int first = 0;
    while (first < lines.size() && lines.get(first).isBlank()) {
      first++;
    }
    int answer = first;
    while (answer < lines.size() && lines.get(answer).startsWith(QUOTE)) {
      answer++;
    }
    String quoted =
        lines.subList(first, answer).stream()
            .map(line -> line.substring(QUOTE.length()))
            .map(line -> line.startsWith(" ") ? line.substring(1) : line)
            .collect(Collectors.joining("\n"));
    String text = String.join("\n", lines.subList(answer, lines.size()));
    return new CommentText(
        Optional.of(stripped(quoted)).filter(words -> !words.isEmpty()), stripped(text));
  }

  /**
   * A text in the form in which texts are compared: what editors and messengers change on the way
   * makes no difference. Case does.
   */
  public static String normalised(String text) {
    String seen = UNSEEN.matcher(plain(text)).replaceAll("");
    return SPACE.matcher(Normalizer.normalize(seen, Normalizer.Form.NFC)).replaceAll(" ").strip();
  }

  /**
   * A text of ours in the form in which it is compared with a comment: without what quotes stand
   * before it, whether its tags and entities were written out on the way or not, and no more of it
   * than surely gets into Planfix.
   */
  static String own(String text) {
    String words = plain(plain(text));
    String own =
        words
            .lines()
            .dropWhile(line -> line.isBlank() || line.stripLeading().startsWith(">"))
            .collect(Collectors.joining("\n"));
    String compared = normalised(own.isBlank() ? words : own);
    return compared.substring(0, Math.min(compared.length(), COMPARED));
  }

  /** The same without the command that the text begins with. */
  CommentText withoutCommand() {
    return new CommentText(quoted, CommentRule.withoutCommand(text));
  }

  /**
   * The whole again, for a quote that names no message: its lines are marked as mail marks them.
   */
  public String withQuote() {
    return quoted
        .map(words -> words.lines().map(line -> "> " + line + "\n").collect(Collectors.joining()))
        .map(lines -> (lines + text).strip())
        .orElse(text);
  }

  /**
   * Whether the quote is a message, or a part of it.
   *
   * @param snippet the beginning of the message's text, as the table keeps it
   */
  public boolean matches(String snippet) {
    return matchesWhole(snippet) || quoted.filter(words -> isPart(words, snippet)).isPresent();
  }

  /** Whether the quote is a message from its beginning to its end, as far as it is known. */
  public boolean matchesWhole(String snippet) {
    String message = normalised(Snippet.words(snippet));
    return !message.isEmpty()
        && quoted.filter(words -> isWhole(words, message, Snippet.isCut(snippet))).isPresent();
  }

  private static boolean isWhole(String quoted, String message, boolean shortened) {
    String words = normalised(quoted);
    // What stands in Planfix may begin with what the client had quoted.
    String own = normalised(withoutMailQuote(quoted));
    return shortened
        ? words.startsWith(message) || own.startsWith(message)
        : words.equals(message) || own.equals(message);
  }

  private static boolean isPart(String quoted, String snippet) {
    String words = normalised(quoted);
    String message = normalised(Snippet.words(snippet));
    return !words.isEmpty()
        && (holdsAsWords(message, words) || (Snippet.isCut(snippet) && overlaps(message, words)));
  }

  private static boolean holdsAsWords(String message, String words) {
    int at = message.indexOf(words);
    while (at >= 0) {
      if (isEdge(message, at) && isEdge(message, at + words.length())) {
        return true;
      }
      at = message.indexOf(words, at + 1);
    }
    return false;
  }

  private static boolean isEdge(String text, int at) {
    return at == 0
        || at == text.length()
        || !Character.isLetterOrDigit(text.codePointBefore(at))
        || !Character.isLetterOrDigit(text.codePointAt(at));
  }

  /** Whether the quote begins in what is kept of the message and goes on where it ends. */
  private static boolean overlaps(String message, String words) {
    for (int at = 0; at + OVERLAP <= message.length(); at++) {
      if (isEdge(message, at) && words.startsWith(message.substring(at))) {
        return true;
      }
    }
    return false;
  }

  private static String withoutMailQuote(String text) {
    return text.lines().dropWhile(line -> line.startsWith("> ")).collect(Collectors.joining("\n"));
  }

  /** Without white space around it, of which an editor's non-breaking spaces are some. */
  private static String stripped(String text) {
    return EDGES.matcher(text).replaceAll("");
  }

  private static String plain(String text) {
    String lines = CARET.matcher(text).replaceAll("").replace("\r\n", "\n").replace('\r', '\n');
    return Links.mended(EditorHtml.plain(lines));
  }
}
