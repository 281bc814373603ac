package io.taskwire.core.messenger;

import static io.taskwire.core.messenger.FileRules.MB;

import io.taskwire.core.channel.Transport;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What each messenger takes, as one table. Where documents disagree on a length the smaller number
 * counts, since it only splits; where they disagree on what is forbidden, it is not.
 */
public final class Contracts {
  private static final long API = 10 * MB;

  private static final String CAP =
      "Wazzup, Requirements for attachments: 10 MB for whatever the send route carries";

  private static final Stated<Optional<Window>> NO_WINDOW =
      new Stated<>(Optional.empty(), "Wazzup API, Webhooks, error codes: none for a window there");

  private static final Stated<Boolean> BY_CHAT_ID =
      yes("Wazzup API, Sending messages, chatId: a phone number");
  private static final Stated<Boolean> BY_PHONE =
      yes("Wazzup API, Sending messages, phone: begins a chat in Telegram or MAX");
  private static final Stated<Boolean> ANSWERS_ONLY =
      no("Wazzup API, Sending messages, chatId: comes from an incoming message");
  private static final Stated<Boolean> BOT =
      no(
          "Wazzup API, Sending messages, phone: bots are not told apart; Telegram Bots FAQ: a bot"
              + " can't begin a conversation, and MAX Bot is taken for the same");

  private static final Stated<Boolean> QUOTES =
      yes("Wazzup API, Sending messages, refMessageId: the message to quote");

  private static final Stated<FileRules> ALL_FILES =
      new Stated<>(FileRules.all(API), CAP + "; 50 MB from Wazzup's own windows");

  private static final Stated<FileRules> TELEGRAM_FILES =
      new Stated<>(
          FileRules.all(API).pictures(5 * MB),
          CAP + "; Telegram: pictures 5 MB, documents, audio and video 20 MB");

  private static final Stated<Integer> TELEGRAM_TEXT =
      text(
          4_096,
          "request table 4 096, error table 4 096; a row of the Russian page that names Telegram"
              + " beside WABA repeats WABA's numbers");

  private static final Stated<Integer> MAX_TEXT = text(4_096, "request table 4 096");

  private static final Map<String, Contract> TABLE =
      Map.ofEntries(
          Map.entry(
              "whatsapp",
              new Contract(
                  text(10_000, "request table 10 000, error table 10 000"),
                  new Stated<>(
                      FileRules.all(API)
                          .only(
                              FileFormat.JPG,
                              FileFormat.PNG,
                              FileFormat.PDF,
                              FileFormat.ZIP,
                              FileFormat.GIF,
                              FileFormat.DOC,
                              FileFormat.XLS,
                              FileFormat.PPT,
                              FileFormat.AAC,
                              FileFormat.MP3,
                              FileFormat.AMR,
                              FileFormat.MPEG,
                              FileFormat.MP4,
                              FileFormat.OGG,
                              FileFormat.OPUS),
                      CAP
                          + "; WhatsApp: pdf zip gif doc xls ppt, jpeg jpg png, aac mp3 amr mpeg,"
                          + " mp4, ogg opus"),
                  NO_WINDOW,
                  BY_CHAT_ID,
                  QUOTES)),
          Map.entry(
              "wapi",
              new Contract(
                  text(
                      1_024,
                      "request table 1 024, error table 1 024 for the header and 4 096 for the"
                          + " body"),
                  new Stated<>(
                      FileRules.all(API).pictures(5 * MB),
                      CAP + "; WABA: pictures 5 MB, audio and video 16 MB, documents 50 or 16 MB"),
                  window(
                      Duration.ofHours(24),
                      Refusal.WINDOW_24_HOURS,
                      "Wazzup API, Webhooks, error codes: 24_HOURS_EXCEEDED"),
                  BY_CHAT_ID,
                  no(
                      "Wazzup API, Sending messages, refMessageId: accepted for WABA; users report"
                          + " that the quote does not show"))),
          Map.entry(
              "instagram",
              new Contract(
                  text(1_000, "request table 1 000, error table 10 000"),
                  new Stated<>(
                      FileRules.all(API)
                          .pictures(8 * MB)
                          .only(FileFormat.JPG, FileFormat.PNG, FileFormat.BMP)
                          .othersAsLinks(),
                      "Wazzup, Requirements for attachments, Instagram: pictures only, jpg png bmp,"
                          + " 8 MB; error MESSAGES_UNSUPPORTED_CONTENT_TYPE_INSTAPI names gif and"
                          + " ico too"),
                  window(
                      Duration.ofDays(7),
                      Refusal.WINDOW_7_DAYS,
                      "Wazzup API, Webhooks, error codes: 7_DAYS_EXCEEDED"),
                  ANSWERS_ONLY,
                  QUOTES)),
          Map.entry(
              "tgapi", new Contract(TELEGRAM_TEXT, TELEGRAM_FILES, NO_WINDOW, BY_PHONE, QUOTES)),
          Map.entry(
              "telegram", new Contract(TELEGRAM_TEXT, TELEGRAM_FILES, NO_WINDOW, BOT, QUOTES)),
          Map.entry(
              "viber",
              new Contract(
                  text(6_999, "error table 6 999"), ALL_FILES, NO_WINDOW, BY_CHAT_ID, QUOTES)),
          Map.entry(
              "vk",
              new Contract(
                  text(1_000, "request table 1 000, error table 4 096"),
                  ALL_FILES,
                  NO_WINDOW,
                  ANSWERS_ONLY,
                  QUOTES)),
          Map.entry(
              "avito",
              new Contract(
                  text(1_000, "request table 1 000, error table 1 000"),
                  new Stated<>(
                      FileRules.all(API),
                      CAP
                          + "; Avito: 50 MB from Wazzup's own windows. Planfix's help on the"
                          + " integration says that files can't be sent to Avito"),
                  NO_WINDOW,
                  ANSWERS_ONLY,
                  QUOTES)),
          Map.entry("max", new Contract(MAX_TEXT, ALL_FILES, NO_WINDOW, BY_PHONE, QUOTES)),
          Map.entry("maxbot", new Contract(MAX_TEXT, ALL_FILES, NO_WINDOW, BOT, QUOTES)));

  private static final Contract INSTAGRAM_COMMENT =
      new Contract(
          new Stated<>(
              265,
              "Planfix help, Instagram, lengths: comment 265; Wazzup API, Sending messages, text"
                  + " limits: Instagram 1 000, comments not told apart"),
          new Stated<>(
              FileRules.none(),
              "Wazzup API, Webhooks, error codes: COMMENT_CAN_BE_TEXT_ONLY; Wazzup help, Instagram"
                  + " comments: text only"),
          new Stated<>(
              Optional.empty(),
              "Wazzup help, Instagram comments: 7 days are named for answers in Direct only"),
          no("Wazzup help, Instagram comments: they are answers to the client's comment"),
          no("Wazzup help, Instagram comments: the quote names the comment that is answered"));

  /** The cautious one, for a messenger that has come since. */
  private static final Contract UNKNOWN =
      new Contract(
          text(1_000, "the smallest number of the request table"),
          new Stated<>(FileRules.all(API), CAP),
          NO_WINDOW,
          ANSWERS_ONLY,
          no("Wazzup API, Sending messages: nothing is said of other messengers"));

  private Contracts() {}

  /** All transports that have a contract of their own. */
  public static Set<Transport> transports() {
    return TABLE.keySet().stream().map(Transport::new).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The contract of a transport.
   *
   * @param comment whether what is sent appears under a post
   */
  public static Contract of(Transport transport, boolean comment) {
    return comment ? INSTAGRAM_COMMENT : TABLE.getOrDefault(transport.name(), UNKNOWN);
  }

  private static Stated<Integer> text(int longest, String tables) {
    return new Stated<>(longest, "Wazzup API, Sending messages, text limits: " + tables);
  }

  private static Stated<Optional<Window>> window(Duration length, String refusal, String source) {
    return new Stated<>(Optional.of(new Window(length, refusal)), source);
  }

  private static Stated<Boolean> yes(String source) {
    return new Stated<>(true, source);
  }

  private static Stated<Boolean> no(String source) {
    return new Stated<>(false, source);
  }
}
