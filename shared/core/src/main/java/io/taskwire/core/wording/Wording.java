package io.taskwire.core.wording;

import java.util.Locale;
import java.util.Optional;

/**
 * Every text of ours that employees and clients of a Planfix account see. A language is a class
 * that implements all of it, so the compiler lists what is missing.
 */
public interface Wording {
  /** The wording of a language, by its code in the settings: {@code ru} or {@code en}. */
  static Optional<Wording> of(String language) {
    return switch (language.toLowerCase(Locale.ROOT)) {
      case "ru" -> Optional.of(new RussianWording());
      case "en" -> Optional.of(new EnglishWording());
      default -> Optional.empty();
    };
  }

  // What came when it was not a text.

  String emptyMessage();

  String picture();

  String pictureWithoutFile();

  String sticker();

  String stickerWithoutFile();

  String audio();

  String audioWithoutFile();

  String video();

  String videoWithoutFile();

  String document();

  String documentWithoutFile();

  String contactCard();

  String contactCardWithoutFile();

  String location();

  String locationWithoutFile();

  String template();

  String missedCall();

  String systemNote();

  String unsupported();

  String unknown(String type);

  // What happened to a message.

  String edited(String oldText, String newText);

  String deleted(String oldText);

  /** Stands for a former text that nobody knows any more. */
  String unknownText();

  String echoFailed(String code, String description);

  /** Told in the task when a message of the client can't be shown in it. */
  String parked(String time, String reason);

  /** A message that comes later than its neighbours, with its own time. */
  String late(String time, String text);

  // What became of an employee's comment.

  /**
   * Why something is not sent, or was not delivered, and what to do about it: one or two sentences.
   *
   * @param code Wazzup's, or one of {@link io.taskwire.core.messenger.Refusal}'s; another one gets
   *     a sentence that names it
   * @param detail as the code needs it; may be empty
   */
  String refusal(String code, String detail);

  /** Whether there is a sentence of its own for this code, in all languages alike. */
  static boolean knowsRefusal(String code) {
    return EnglishRefusals.knows(code);
  }

  /** Its outcome is unknown: it may or may not have reached the client. */
  String mayNotHaveBeenSent();

  /** It was not sent, since another part of the same comment was refused. */
  String notSent();

  /**
   * It has not been sent yet, since Wazzup is away or limits us; it will be. Nothing is to be done.
   */
  String waitingForWazzup();

  /**
   * It was not sent, since the same had just been posted there by us: as what our side wrote
   * elsewhere, or as a note for the employee. True as well where he wrote it himself.
   */
  String cameBack();

  /**
   * It was sent to whoever has the phone of the card.
   *
   * @param account as the messenger calls it
   */
  String reached(String account);

  /** Something that concerns one part of a comment that left as several messages. */
  String part(int number, int of, String what);

  // Names.

  /** What a Direct dialog is called in a title, after the transport's name. */
  String direct();

  /** What a group is called in a title, after the transport's name. */
  String group();

  /** What a dialog under a post is called in a title, after the transport's name. */
  String comment();

  /** The body of a task that a comment opens. */
  String post(String link, Optional<String> caption);

  /** Stands for a link to the post where Wazzup gave none. */
  String postWithoutLink();

  /** Stands for the name of an employee who wrote outside Planfix. */
  String employee();

  /** A message that stands in Planfix under another's name than its author's. */
  String writtenBy(String author, String text);
}
