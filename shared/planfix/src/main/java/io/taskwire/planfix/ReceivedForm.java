package io.taskwire.planfix;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The fields of a call in their order; a key may come again (Planfix chat API, attachments). A
 * value is decoded when it is asked for, so that a broken one that nobody needs harms nothing.
 *
 * @param fields with names decoded and values as they came
 * @param trouble why it can't be said which fields there are, if it can't
 */
record ReceivedForm(List<Field> fields, Optional<String> trouble) {
  private static final int ESCAPE = 3;

  /** Far more than Planfix sends, and far less than would fill the memory. */
  private static final int MOST = 1_000;

  /** A field with its value as it came. */
  record Field(String name, String escaped) {
    String value() {
      return decoded(escaped, name);
    }
  }

  /** Reads {@code application/x-www-form-urlencoded} in UTF-8. */
  static ReceivedForm of(byte[] body) {
    List<Field> fields = new ArrayList<>();
    Optional<String> trouble = Optional.empty();
    // Every byte is a character now; which of them make one is decided after unescaping.
    String[] pairs = new String(body, StandardCharsets.ISO_8859_1).strip().split("&", MOST + 1);
    if (pairs.length > MOST) {
      return new ReceivedForm(List.of(), Optional.of("there are more than " + MOST + " fields"));
    }
    for (String pair : pairs) {
      String[] parts = pair.split("=", 2);
      try {
        String name = decoded(parts[0], "the name of a field");
        fields.add(new Field(name, parts.length > 1 ? parts[1] : ""));
      } catch (IllegalArgumentException unreadable) {
        trouble = Optional.ofNullable(unreadable.getMessage());
      }
    }
    return new ReceivedForm(List.copyOf(fields), trouble);
  }

  /**
   * The first value of that name.
   *
   * @throws IllegalArgumentException when it can't be decoded, naming the field
   */
  Optional<String> value(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst().map(Field::value);
  }

  /** The same without blanks around it; a blank one counts as absent. */
  Optional<String> word(String name) {
    return value(name).map(String::strip).filter(text -> !text.isEmpty());
  }

  private static String decoded(String escaped, String what) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(escaped.length());
    int at = 0;
    while (at < escaped.length()) {
      char c = escaped.charAt(at);
      if (c != '%') {
        bytes.write(c == '+' ? ' ' : c);
        at++;
        continue;
      }
      int high = hexadecimal(escaped, at + 1);
      int low = hexadecimal(escaped, at + 2);
      if (high < 0 || low < 0) {
        throw new IllegalArgumentException(what + " has a broken escape");
      }
      bytes.write(high << 4 | low);
      at += ESCAPE;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException otherCharset) {
      throw new IllegalArgumentException(what + " is not in UTF-8");
    }
  }

  private static int hexadecimal(String text, int at) {
    return at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
  }
}
