package io.taskwire.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a server says before the body of its answer (RFC 9112). Fields that can't be read count as
 * absent.
 *
 * @param fields lines of name and value, one char for each byte
 */
record AnswerHead(int status, List<String> fields) {
  private static final int LARGEST = 32 * 1024;
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})( .*)?");

  // As many as surely fit a long.
  private static final Pattern SIZE = Pattern.compile("[0-9]{1,18}");

  private static final Pattern MEDIA_TYPE =
      Pattern.compile("([a-z0-9!#$&^_.+-]{1,64}/[a-z0-9!#$&^_.+-]{1,64})\\s*(;.*)?");

  /** A server that goes on and on before it comes to the body. */
  static final class Endless extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** What is there is not HTTP, or not all of a head. */
  static final class NotHttp extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** Reads up to the body of the final answer, and a little of that at most. */
  static AnswerHead read(InputStream answer) throws IOException {
    InputStream in = new BufferedInputStream(answer);
    int left = LARGEST;
    while (true) {
      List<String> lines = lines(in, left);
      Matcher statusLine = STATUS_LINE.matcher(lines.getFirst());
      if (!statusLine.matches()) {
        throw new NotHttp();
      }
      int status = Integer.parseInt(statusLine.group(1));
      if (status >= 200) {
        return new AnswerHead(status, lines.subList(1, lines.size()));
      }
      // An interim answer: the final one follows.
      left -= lines.stream().mapToInt(line -> line.length() + 1).sum();
    }
  }

  private static List<String> lines(InputStream in, int most) throws IOException {
    List<String> lines = new ArrayList<>();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int count = 0; count < most; count++) {
      int next = in.read();
      if (next < 0) {
        throw new NotHttp();
      }
      if (next != '\n') {
        line.write(next);
        continue;
      }
      String text = line.toString(StandardCharsets.ISO_8859_1);
      line.reset();
      text = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
      if (text.isEmpty() && !lines.isEmpty()) {
        return lines;
      }
      lines.add(text);
    }
    throw new Endless();
  }

  /** The field, where there is one and it says one thing. */
  Optional<String> field(String name) {
    List<String> values = values(name).distinct().toList();
    return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }

  private Stream<String> values(String name) {
    return fields.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip());
  }

  boolean isRedirect() {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  /** How big the file is, where the length of the body tells it. */
  OptionalLong size() {
    boolean asItIs =
        values("transfer-encoding").findAny().isEmpty()
            && values("content-encoding").allMatch("identity"::equalsIgnoreCase);
    return field("content-length")
        .filter(length -> asItIs && SIZE.matcher(length).matches())
        .map(length -> OptionalLong.of(Long.parseLong(length)))
        .orElseGet(OptionalLong::empty);
  }

  /** The media type, in lower case and without parameters. */
  Optional<String> mediaType() {
    return field("content-type")
        .map(type -> MEDIA_TYPE.matcher(type.toLowerCase(Locale.ROOT)))
        .filter(Matcher::matches)
        .map(type -> type.group(1));
  }
}
