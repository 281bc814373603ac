package io.taskwire.planfix;

import io.taskwire.core.content.FileLink;
import io.taskwire.core.content.WebLink;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files of a call (Planfix chat API, attachments). Their keys come again for each file, names
 * and addresses by turns or all names first, so they are paired by position; where they are
 * numbered, in one of the ways in which PHP writes lists, by number.
 */
final class AttachmentFields {
  private static final Pattern KEY =
      Pattern.compile("attachments(?:\\[(\\d*)])?\\[(name|url)](?:\\[(\\d*)])?");
  private static final String NAMELESS = "file";

  /** A file as far as it was read. */
  private static final class File {
    @Nullable String name;
    @Nullable String url;
  }

  private final SequencedMap<String, File> files = new LinkedHashMap<>();
  private int names;
  private int urls;

  private AttachmentFields() {}

  /**
   * The files in their order.
   *
   * @throws IllegalArgumentException when there is one that can't be read: none is left out
   */
  static List<FileLink> read(ReceivedForm form) {
    AttachmentFields attachments = new AttachmentFields();
    for (ReceivedForm.Field field : form.fields()) {
      Matcher key = KEY.matcher(field.name());
      if (key.matches()) {
        String number =
            Optional.ofNullable(key.group(1)).orElse("")
                + Optional.ofNullable(key.group(3)).orElse("");
        attachments.add(key.group(2).equals("name"), number, field.value().strip());
      }
    }
    return attachments.links();
  }

  private void add(boolean isName, String number, String value) {
    int position = isName ? ++names : ++urls;
    String place = number.isEmpty() ? "the next, " + position : number;
    File file = files.computeIfAbsent(place, _ -> new File());
    if ((isName ? file.name : file.url) != null) {
      throw new IllegalArgumentException("attachments has a number twice");
    }
    if (isName) {
      file.name = value;
    } else {
      file.url = value;
    }
  }

  private List<FileLink> links() {
    List<FileLink> links = new ArrayList<>();
    for (Map.Entry<String, File> entry : files.entrySet()) {
      String name = Optional.ofNullable(entry.getValue().name).orElse("");
      String url = Optional.ofNullable(entry.getValue().url).orElse("");
      if (name.isEmpty() && url.isEmpty()) {
        continue;
      }
      URI link =
          WebLink.read(url)
              .orElseThrow(
                  () -> new IllegalArgumentException("attachments[url] is no web address"));
      links.add(name.isEmpty() ? FileLink.of(link, NAMELESS) : new FileLink(name, link));
    }
    return links;
  }
}
