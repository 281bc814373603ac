package io.taskwire.core.outbound;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes a plain text of what may be HTML. A text without a tag that is surely one only loses its
 * entities; its lines and spaces stay as they are.
 */
final class EditorHtml {
  private static final Pattern BLANK_LINES = Pattern.compile("\n{3,}");

  private final StringBuilder out = new StringBuilder();
  private final Deque<Integer> listItems = new ArrayDeque<>();
  private int linkStart;
  private Optional<String> link = Optional.empty();
  private int quoteStart;
  private int quoteDepth;

  /** Whether a tag has just ended a line or put a bullet: white space of the source is none. */
  private boolean fresh = true;

  private EditorHtml() {}

  static String plain(String text) {
    if (tags(text).isEmpty()) {
      return Entities.decoded(text);
    }
    String shown = withoutComments(text);
    return new EditorHtml().rendered(shown, tags(shown));
  }

  private static String withoutComments(String text) {
    StringBuilder shown = new StringBuilder();
    int done = 0;
    int start = text.indexOf("<!--");
    while (start >= 0) {
      int end = text.indexOf("-->", start);
      if (end < 0) {
        break;
      }
      shown.append(text, done, start);
      done = end + "-->".length();
      start = text.indexOf("<!--", done);
    }
    return shown.append(text, done, text.length()).toString();
  }

  /** The tags that stand alone by their nature, and those of which both halves are there. */
  private static List<Tag> tags(String text) {
    List<Tag> tags = new ArrayList<>();
    Set<String> opened = new HashSet<>();
    Set<String> closed = new HashSet<>();
    int at = text.indexOf('<');
    while (at >= 0) {
      Optional<Tag> tag = Tag.at(text, at);
      tag.ifPresent(
          found -> {
            tags.add(found);
            if (found.closing()) {
              if (opened.contains(found.name())) {
                closed.add(found.name());
              }
            } else {
              opened.add(found.name());
            }
          });
      at = text.indexOf('<', tag.map(Tag::end).orElse(at + 1));
    }
    tags.removeIf(tag -> !tag.isVoid() && !closed.contains(tag.name()));
    return tags;
  }

  private String rendered(String text, List<Tag> tags) {
    int done = 0;
    Optional<String> unseen = Optional.empty();
    for (Tag tag : tags) {
      if (unseen.isPresent()) {
        if (tag.closes(unseen.get())) {
          unseen = Optional.empty();
          done = tag.end();
        }
        continue;
      }
      text(text.substring(done, tag.start()));
      done = tag.end();
      if (tag.isUnseen() && !tag.closing()) {
        unseen = Optional.of(tag.name());
      } else {
        tag(tag);
      }
    }
    if (unseen.isEmpty()) {
      text(text.substring(done));
    }
    closeLink();
    if (quoteDepth > 0) {
      closeQuote();
    }
    String lines =
        out.toString().lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
    return BLANK_LINES.matcher(lines).replaceAll("\n\n").strip();
  }

  private void text(String source) {
    String words = fresh ? source.stripLeading() : source;
    if (!words.isEmpty()) {
      out.append(Entities.decoded(words));
      fresh = false;
    }
  }

  private void tag(Tag tag) {
    switch (tag.name()) {
      case "br" -> {
        out.append('\n');
        fresh = true;
      }
      case "a" -> {
        closeLink();
        if (!tag.closing()) {
          link = Optional.ofNullable(tag.attributes().get("href"));
          linkStart = out.length();
        }
      }
      case "img" -> {
        String instead = tag.attributes().getOrDefault("alt", "");
        if (!instead.isBlank()) {
          out.append(instead);
          fresh = false;
        }
      }
      case "td", "th" -> {
        if (tag.closing()) {
          out.append(' ');
          fresh = false;
        }
      }
      case "ul", "ol" -> list(tag);
      case "li" -> item(tag);
      case "blockquote" -> quote(tag);
      default -> {
        if (tag.isBlock()) {
          newLine();
        }
      }
    }
  }

  private void list(Tag tag) {
    newLine();
    if (!tag.closing()) {
      listItems.push(tag.opens("ol") ? 1 : 0);
    } else if (!listItems.isEmpty()) {
      listItems.pop();
    }
  }

  private void item(Tag tag) {
    newLine();
    if (!tag.closing()) {
      int number = listItems.isEmpty() ? 0 : listItems.pop();
      out.append(number == 0 ? "• " : number + ". ");
      listItems.push(number == 0 ? 0 : number + 1);
    }
  }

  /** A quote gets the form that Planfix gives its quotes; one inside it is a part of it. */
  private void quote(Tag tag) {
    newLine();
    if (!tag.closing()) {
      if (quoteDepth++ == 0) {
        quoteStart = out.length();
      }
    } else if (quoteDepth > 0 && --quoteDepth == 0) {
      closeQuote();
    }
  }

  private void closeQuote() {
    String quoted = out.substring(quoteStart).strip();
    out.setLength(quoteStart);
    quoted
        .lines()
        .forEach(line -> out.append(CommentText.QUOTE).append(' ').append(line).append('\n'));
    fresh = true;
  }

  private void closeLink() {
    link.ifPresent(
        target -> {
          String label = out.substring(linkStart);
          out.setLength(linkStart);
          out.append(Links.joined(label, target));
          fresh = fresh && label.isBlank();
        });
    link = Optional.empty();
  }

  private void newLine() {
    closeLink();
    boolean lineHasBegun = !out.isEmpty() && out.charAt(out.length() - 1) != '\n';
    boolean afterBullet = fresh && lineHasBegun;
    if (lineHasBegun && !afterBullet) {
      out.append('\n');
    }
    fresh = true;
  }
}
