package io.taskwire.wazzup;

import io.taskwire.core.content.Audio;
import io.taskwire.core.content.ContactCard;
import io.taskwire.core.content.Content;
import io.taskwire.core.content.Document;
import io.taskwire.core.content.FileLink;
import io.taskwire.core.content.Location;
import io.taskwire.core.content.MissedCall;
import io.taskwire.core.content.Picture;
import io.taskwire.core.content.Sticker;
import io.taskwire.core.content.SystemNote;
import io.taskwire.core.content.Template;
import io.taskwire.core.content.Text;
import io.taskwire.core.content.Unknown;
import io.taskwire.core.content.Unsupported;
import io.taskwire.core.content.Video;
import io.taskwire.core.content.WebLink;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Reads what a message says from its {@code type}, {@code text} and {@code contentUri}. */
final class ContentReader {
  private static final Set<String> WITHOUT_FILE =
      Set.of("text", "wapi_template", "unsupported", "missing_call", "system");

  private ContentReader() {}

  static Content read(Fields entry) {
    // `unknown` is Wazzup's own word for a type that it has no word for.
    String type = entry.text("type").filter(word -> !word.isBlank()).orElse("unknown");
    Optional<String> words = entry.text("text").filter(text -> !text.isBlank());
    Optional<URI> link = entry.extra("contentUri").flatMap(WebLink::read);
    if (link.isPresent() && WITHOUT_FILE.contains(type)) {
      // Not documented, but a file of the client must not get lost.
      return new Document(words, file(link, "file"));
    }
    return switch (type) {
      case "text" -> new Text(entry.text("text").orElse(""));
      case "image" -> pictureOrSticker(words, file(link, "photo.jpg"));
      case "audio" -> new Audio(words, file(link, "audio.ogg"));
      case "video" -> new Video(words, file(link, "video.mp4"));
      case "document" -> new Document(words, file(link, "file"));
      case "vcard" -> new ContactCard(words, file(link, "contact.vcf"));
      case "geo" -> new Location(words, file(link, "location"));
      case "wapi_template" -> new Template(words);
      case "unsupported" -> new Unsupported(words);
      case "missing_call" -> new MissedCall(words);
      case "system" -> new SystemNote(words);
      default -> new Unknown(type, words, file(link, "file"));
    };
  }

  // WhatsApp's stickers come as images whose file ends in .was (Wazzup API, type).
  private static Content pictureOrSticker(Optional<String> words, Optional<FileLink> file) {
    return file.filter(link -> link.hasExtension(".was")).isPresent()
        ? new Sticker(words, file)
        : new Picture(words, file);
  }

  private static Optional<FileLink> file(Optional<URI> link, String otherwise) {
    return link.map(url -> FileLink.of(url, otherwise));
  }
}
