package io.taskwire.core.content;

import io.taskwire.core.wording.Wording;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A contact card. Where Wazzup puts it is not documented: as text, as a file, or nowhere. */
public record ContactCard(Optional<String> words, Optional<FileLink> file) implements Content {
  private static final Pattern SHOWN_PROPERTY =
      Pattern.compile("(?:[\\w-]+\\.)?(?:FN|TEL|EMAIL|ORG)(?:;[^:]*)?:(.+)");

  @Override
  public ReadableForm readable(Wording wording) {
    Optional<String> shown = words.map(ContactCard::withoutMarkup);
    return shown.isPresent() || file.isPresent()
        ? new ReadableForm(ReadableForm.lines(wording.contactCard(), shown), file.stream().toList())
        : ReadableForm.text(wording.contactCardWithoutFile());
  }

  @Override
  public String plainText() {
    return words.orElse("");
  }

  /** The names and numbers of a vCard (RFC 6350); any other text as it is. */
  private static String withoutMarkup(String words) {
    if (!words.startsWith("BEGIN:VCARD")) {
      return words;
    }
    String shown =
        words
            .lines()
            .map(SHOWN_PROPERTY::matcher)
            .filter(Matcher::matches)
            .map(line -> line.group(1).strip())
            .collect(Collectors.joining("\n"));
    return shown.isEmpty() ? words : shown;
  }
}
