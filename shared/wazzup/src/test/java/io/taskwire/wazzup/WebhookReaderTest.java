package io.taskwire.wazzup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.taskwire.core.content.Audio;
import io.taskwire.core.content.Document;
import io.taskwire.core.content.FileLink;
import io.taskwire.core.content.Picture;
import io.taskwire.core.content.SystemNote;
import io.taskwire.core.content.Text;
import io.taskwire.core.content.Unknown;
import io.taskwire.core.content.Video;
import io.taskwire.core.delivery.QueueEntry;
import io.taskwire.core.inbound.Webhook;
import io.taskwire.core.inbound.Webhook.BadEntry;
import io.taskwire.core.notice.DeliveryError;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.notice.Quote;
import io.taskwire.core.notice.Status;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookReaderTest {
  private static final Instant RECEIVED = Instant.parse("2026-01-16T00:00:00Z");

  /** One valid entry; each test breaks or adds one thing. */
  private static final String VALID =
      """
      {"messageId":"m-1","channelId":"c-1","chatType":"whatsapp","chatId":"79990000001",
       "dateTime":"2026-01-15T09:30:00.000Z","type":"text","isEcho":false,
       "contact":{"name":"Ivan Testov"},"text":"Hello","status":"inbound"}""";

  private static final String COMMENT =
      VALID
          .replace("whatsapp", "instagram")
          .replace("79990000001", "fictional.client")
          .replace("\"status\"", "\"instPost\":{\"id\":\"p-1\"},\"status\"");

  @Test
  void theValidEntryIsRead() {
    assertThat(message(VALID).content()).isEqualTo(new Text("Hello"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "{",
        "{\"messages\":[}",
        "{\"messages\":[{\"text\":\"cut",
        "{\"messages\":[]} more",
        "[]",
        "null",
        "true",
        "\"text\"",
        "{}{}",
        "{\"messages\":[{\"a\":\"\\ud8\"}]}"
      })
  void aBodyThatIsNoObjectIsSaidToBeNone(String body) {
    assertThat(WebhookReader.read(body, RECEIVED)).isInstanceOf(Webhook.NotAnObject.class);
  }

  @Test
  void anEmptyObjectIsAWebhookWithoutEntries() {
    assertThat(entries("{}")).isEqualTo(new Webhook.Entries(List.of(), List.of(), 0));
  }

  @Test
  void aTestThatBringsEntriesIsNoMereTest() {
    assertThat(entries("{\"test\":true,\"messages\":[" + VALID + "]}").good()).hasSize(1);
    assertThat(entries("{\"test\":false}").ignored()).isEqualTo(1);
  }

  @Test
  void namesAreCutToWhatAnItemCanHold() {
    String entry =
        VALID
            .replace("Ivan Testov", "😀".repeat(300))
            .replace("\"isEcho\":false", "\"isEcho\":true")
            .replace("\"inbound\"", "\"sent\",\"authorName\":\"" + "x".repeat(300) + "\"");

    assertThat(message(entry).origin())
        .satisfies(
            origin -> {
              assertThat(origin.client().name()).hasValue("😀".repeat(200));
              assertThat(origin.author()).hasValue("x".repeat(200));
            });
  }

  @Test
  void anErrorIsCutToWhatAnItemCanHold() {
    String error =
        "{\"error\":\"%s\",\"description\":\"%s\"}".formatted("C".repeat(101), "😀".repeat(501));
    String entry =
        VALID
            .replace("\"isEcho\":false", "\"isEcho\":true")
            .replace("\"inbound\"", "\"error\",\"error\":" + error);

    assertThat(message(entry).status().flatMap(Notice.StatusChange::error))
        .hasValue(new DeliveryError("C".repeat(100), "😀".repeat(500)));
  }

  @Test
  void nullIsAbsentEverywhere() {
    Webhook.Entries webhook =
        entries(
            "{\"messages\":[null,"
                + VALID.replace("{\"name\":\"Ivan Testov\"}", "null")
                + "],\"statuses\":null,\"createDeal\":null}");

    assertThat(webhook.good()).hasSize(1);
    assertThat(webhook.bad()).isEmpty();
    assertThat(webhook.ignored()).isZero();
  }

  @Test
  void aSingleObjectCountsAsAListOfOne() {
    assertThat(entries("{\"messages\":" + VALID + "}").good()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"text\"", "17", "1.5", "true", "false"})
  void aListThatIsNoneIsOneBadEntryWithTheValue(String value) {
    assertThat(entries("{\"statuses\":" + value + ",\"messages\":[" + VALID + "]}"))
        .satisfies(
            webhook -> {
              assertThat(webhook.bad())
                  .containsExactly(new BadEntry("statuses: must be an array", value));
              assertThat(webhook.good()).hasSize(1);
            });
  }

  @Test
  void aKeyThatComesTwiceHidesNothing() {
    String other = VALID.replace("m-1", "m-2");
    assertThat(
            entries("{\"messages\":[" + VALID + "],\"x\":1,\"messages\":[" + other + "]}").good())
        .hasSize(2);
  }

  @Test
  void keysWithoutUseAreCounted() {
    assertThat(entries("{\"createContact\":{},\"createDeal\":[[]],\"new\":\"thing\"}").ignored())
        .isEqualTo(3);
  }

  @Test
  void messagesGoByTimeThenStatusesThenChannels() {
    String later = VALID.replace("m-1", "m-later").replace("09:30", "09:31");
    String sooner = VALID.replace("m-1", "m-sooner").replace("09:30", "09:29");
    String body =
        "{\"channelsUpdates\":[{\"channelId\":\"c-1\"}],"
            + "\"statuses\":[{\"messageId\":\"s-1\",\"status\":\"sent\"}],\"messages\":["
            + String.join(",", later, VALID, sooner)
            + "]}";

    assertThatNotices(body)
        .map(WebhookReaderTest::id)
        .containsExactly("m-sooner", "m-1", "m-later", "s-1", "c-1");
  }

  @Test
  void messagesOfOneTimeStayAsTheyCame() {
    String body =
        messages(
            IntStream.range(0, 50)
                .mapToObj(i -> VALID.replace("m-1", "m-" + (i * 37 % 50)))
                .toArray(String[]::new));

    assertThatNotices(body)
        .map(WebhookReaderTest::id)
        .containsExactlyElementsOf(
            IntStream.range(0, 50).mapToObj(i -> "m-" + (i * 37 % 50)).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"09:29", "09:30", "09:31"})
  void aMessageGoesBeforeItsEditsAndTheseBeforeItsDeletion(String timeOfTheOthers) {
    String edit =
        VALID
            .replace("09:30", timeOfTheOthers)
            .replace("\"isEcho\"", "\"isEdited\":true,\"isEcho\"");
    String secondEdit = edit.replace("Hello", "Hello again");
    String deletion = edit.replace("isEdited", "isDeleted");

    assertThatNotices(messages(deletion, edit, secondEdit, VALID))
        .satisfiesExactly(
            first -> assertThat(first).isInstanceOf(Notice.Message.class),
            second -> assertThat(editedText(second)).isEqualTo("Hello"),
            third -> assertThat(editedText(third)).isEqualTo("Hello again"),
            fourth -> assertThat(fourth).isInstanceOf(Notice.Deletion.class));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-15T09:30:00.000Z, 2026-01-15T09:30:00Z",
    "2026-01-15T12:30:00+03:00, 2026-01-15T09:30:00Z",
    "2026-01-15T09:30:00.5, 2026-01-15T09:30:00.5Z",
    "yesterday, 2026-01-16T00:00:00Z",
    "'', 2026-01-16T00:00:00Z",
    "+99999-01-01T00:00:00Z, 2026-01-16T00:00:00Z",
    "1900-01-01T00:00:00Z, 2026-01-16T00:00:00Z"
  })
  void aTimeThatCannotBeReadIsThatOfTheWebhook(String written, Instant read) {
    assertThat(message(VALID.replace("2026-01-15T09:30:00.000Z", written)).origin().at())
        .isEqualTo(read);
  }

  @Test
  void aMissingTimeIsThatOfTheWebhook() {
    assertThat(message(VALID.replace("dateTime", "x")).origin().at()).isEqualTo(RECEIVED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"messageId\":\"m-1\"    | \"messageId\":null         | messageId is missing",
        "\"messageId\":\"m-1\"    | \"messageId\":{}           | messageId must be a string",
        "\"messageId\":\"m-1\"    | \"messageId\":\"secret ü\" | messageId must be 1 to 128 visible ASCII characters",
        "\"channelId\":\"c-1\"    | \"channelId\":true         | channelId must be a string",
        "\"channelId\":\"c-1\"    | \"channelId\":\"\"         | channelId must be 1 to 64 visible ASCII characters",
        "\"chatType\":\"whatsapp\"| \"x\":1                    | chatType is missing",
        "\"chatType\":\"whatsapp\"| \"chatType\":\"se-cret\"   | chatType must be a word of Latin letters and digits, at most 32 of them",
        "\"chatId\":\"79990000001\"| \"chatId\":1.5            | chatId must be a string",
        "\"chatId\":\"79990000001\"| \"chatId\":\"  \"         | chatId must have 1 to 500 characters",
        "\"chatId\":\"79990000001\"| \"chatId\":\"a\\u0000b\"  | chatId holds a character that no name can have",
        "\"chatId\":\"79990000001\"| \"chatId\":\"a\\ud83db\"  | chatId holds a character that no name can have",
        "\"isEcho\":false         | \"isEcho\":\"secret\"      | isEcho must be true or false",
        "\"text\":\"Hello\"       | \"text\":[\"secret\"]      | text must be a string",
        "\"type\":\"text\"        | \"type\":{}                | type must be a string",
        "\"status\":\"inbound\"   | \"isEdited\":1             | isEdited must be true or false",
        "\"status\":\"inbound\"   | \"instPost\":\"secret\"    | instPost must be an object"
      })
  void aBadEntryNamesTheFieldAndHarmsNoneBesideIt(String part, String broken, String reason) {
    String bad = VALID.replace(part, broken);
    String good = VALID.replace("m-1", "m-2");

    Webhook.Entries webhook = entries(messages(bad, good));

    assertThat(webhook.bad()).containsExactly(new BadEntry("messages: " + reason, bad));
    assertThat(webhook.good()).hasSize(1);
  }

  @Test
  void anEntryThatIsNoObjectIsBad() {
    assertThat(entries("{\"messages\":[5,\"secret\",[{}]]}").bad())
        .extracting(BadEntry::reason, BadEntry::body)
        .containsExactly(
            tuple("messages: entry must be an object", "5"),
            tuple("messages: entry must be an object", "\"secret\""),
            tuple("messages: entry must be an object", "[{}]"));
  }

  @Test
  void anAbyssInOneEntryHarmsNoneBesideIt() {
    String abyss = "{\"x\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}";
    String number = "{\"x\":" + "9".repeat(100_000) + "}";
    String exponent =
        VALID.replace("m-1", "m-2").replace("\"text\":", "\"x\":1e99999999999,\"text\":");

    Webhook.Entries webhook = entries(messages(abyss, number, VALID, exponent));

    assertThat(webhook.good()).hasSize(2);
    assertThat(webhook.bad()).extracting(BadEntry::body).containsExactly(abyss, number);
  }

  @Test
  void aChatIdWrittenAsANumberCountsAsItsDigits() {
    var origin = message(VALID.replace("\"79990000001\"", "79990000001")).origin();
    assertThat(origin.chat().id()).isEqualTo("79990000001");
    assertThat(origin.chatId()).isEqualTo("79990000001");
  }

  @ParameterizedTest
  @CsvSource({"inbound, false", "INBOUND, false", "sent, true", "error, true", "something, true"})
  void whereIsEchoIsMissingTheStatusTellsWhoWrote(String status, boolean fromUs) {
    String entry = VALID.replace("isEcho", "x").replace("inbound", status);
    assertThat(message(entry).origin().fromUs()).isEqualTo(fromUs);
  }

  @Test
  void withoutIsEchoAndStatusItIsUnknownWhoWrote() {
    String entry = VALID.replace("isEcho", "x").replace("\"status\"", "\"y\"");
    assertThat(entries(messages(entry)).bad())
        .extracting(BadEntry::reason)
        .containsExactly("messages: isEcho and status are missing");
  }

  @Test
  void ourMessageBringsItsStatusAndAClientsBringsNone() {
    String ours =
        VALID
            .replace("\"isEcho\":false", "\"isEcho\":true")
            .replace(
                "\"inbound\"",
                "\"error\",\"authorName\":\"Olga\",\"error\":{\"error\":\"SPAM\",\"description\":\"Held\"}");

    var status = message(ours).status();
    assertThat(status.map(Notice.StatusChange::status)).contains(Status.ERROR);
    assertThat(status.flatMap(Notice.StatusChange::error))
        .contains(new DeliveryError("SPAM", "Held"));
    assertThat(message(ours).origin().author()).contains("Olga");
    assertThat(message(VALID.replace("inbound", "sent")).status()).isEmpty();
  }

  @Test
  void theAuthorOfAClientsMessageIsTheClient() {
    assertThat(
            message(VALID.replace("\"text\":", "\"authorName\":\"X\",\"text\":")).origin().author())
        .isEmpty();
  }

  @Test
  void aCommentIsToldByItsPostAndAnEmptyPostIsNeverTakenForDirect() {
    assertThat(message(COMMENT).origin().chat().post()).contains("p-1");
    assertThat(
            message(COMMENT.replace("{\"id\":\"p-1\"}", "{\"src\":\"https://example.com/p\"}"))
                .origin()
                .chat()
                .post())
        .contains("https://example.com/p");
    assertThat(message(COMMENT.replace("{\"id\":\"p-1\"}", "null")).origin().chat().post())
        .isEmpty();
    assertThat(entries(messages(COMMENT.replace("{\"id\":\"p-1\"}", "{}"))).bad())
        .extracting(BadEntry::reason)
        .containsExactly("messages: instPost has neither id nor src");
  }

  @Test
  void instagramNamesAreComparedWithoutCaseAndKeptAsWazzupWritesThem() {
    var origin = message(COMMENT.replace("fictional.client", "Fictional.Client")).origin();
    assertThat(origin.chat().id()).isEqualTo("fictional.client");
    assertThat(origin.chatId()).isEqualTo("Fictional.Client");
  }

  @ParameterizedTest
  @CsvSource({
    "instagram, '\"1000000000000001\"', 1000000000000001",
    "instagram, 1000000000000001, 1000000000000001",
    "instagram, '\"\"',",
    "instagram, '\"fictional.client\"',",
    "instagram, '\"10000000000000010000000000000001000000001\"',",
    "instagram, null,",
    "instagram, {},",
    "telegram, '\"1000000000000001\"',",
  })
  void theIdThatOutlivesANameIsReadForInstagramOnlyAndOnlyIfItLooksLikeOne(
      String chatType, String written, String igsid) {
    String entry =
        VALID
            .replace("whatsapp", chatType)
            .replace("\"Ivan Testov\"", "\"Ivan Testov\",\"igsid\":" + written);
    assertThat(message(entry).origin().client().igsid()).isEqualTo(Optional.ofNullable(igsid));
  }

  @ParameterizedTest
  @CsvSource({
    "telegram, 900000001, +7 (999) 000-00-04, 79990000004",
    "telegram, 900000001, not a number,",
    "telegram, 900000001, '',",
    "whatsapp, 79990000001, 79990000002, 79990000001",
    "viber, 79990000006, '', 79990000006",
    "whatsgroup, 79990000001-1700000000, '',",
  })
  void thePhoneIsTheChatOrWhatLooksLikeOne(
      String chatType, String chatId, String written, String phone) {
    String entry =
        VALID
            .replace("whatsapp", chatType)
            .replace("79990000001", chatId)
            .replace("\"Ivan Testov\"", "\"Ivan Testov\",\"phone\":\"" + written + "\"");
    assertThat(message(entry).origin().client().phone()).isEqualTo(Optional.ofNullable(phone));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"name\":\" \"}", "{\"name\":null}", "{\"name\":{}}", "\"X\""})
  void aClientMayBeNameless(String contact) {
    assertThat(
            message(VALID.replace("{\"name\":\"Ivan Testov\"}", contact)).origin().client().name())
        .isEmpty();
  }

  @Test
  void aQuoteIsReadInTheFormsThatWereSeenAndLeftOutOtherwise() {
    assertThat(quote("{\"messageId\":\"q-1\"}").flatMap(Quote::message))
        .hasToString("Optional[q-1]");
    assertThat(quote("{\"id\":\"q-1\"}").flatMap(Quote::message)).hasToString("Optional[q-1]");
    assertThat(quote("{\"messageId\":\"not an id\",\"text\":\"words\"}"))
        .contains(new Quote(Optional.empty(), Optional.of("words")));
    assertThat(quote("{}")).isEmpty();
    assertThat(quote("\"q-1\"")).isEmpty();
    assertThat(quote("null")).isEmpty();
  }

  @Test
  void aStatusThatTellsNothingOfDeliveryIsCountedAsIgnored() {
    Webhook.Entries webhook =
        entries(
            "{\"statuses\":[{\"messageId\":\"m\",\"status\":\"edited\"},"
                + "{\"messageId\":\"m\",\"status\":\"pondered\"},"
                + "{\"messageId\":\"m\"},{\"status\":\"read\"}]}");

    assertThat(webhook.ignored()).isEqualTo(2);
    assertThat(webhook.good()).isEmpty();
    assertThat(webhook.bad())
        .extracting(BadEntry::reason)
        .containsExactly("statuses: status is missing", "statuses: messageId is missing");
  }

  @ParameterizedTest
  @CsvSource({"image, photo.jpg", "document, file", "vcard, contact.vcf", "novelty, file"})
  void aFileWithoutANameGetsAFittingOne(String type, String name) {
    assertThat(message(withFile(type, "https://files.example.org/1")).content())
        .extracting("file")
        .isEqualTo(Optional.of(new FileLink(name, URI.create("https://files.example.org/1"))));
  }

  @Test
  void soundAndFilmAreNamedByWhatTheyUsuallyAre() {
    assertThat(message(withFile("audio", "https://files.example.org/1")).content())
        .isInstanceOfSatisfying(
            Audio.class,
            audio -> assertThat(audio.file().orElseThrow().name()).isEqualTo("audio.ogg"));
    assertThat(message(withFile("video", "https://files.example.org/1")).content())
        .isInstanceOfSatisfying(
            Video.class,
            video -> assertThat(video.file().orElseThrow().name()).isEqualTo("video.mp4"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not a link",
        "ftp://files.example.org/1",
        "/1",
        "https://",
        "javascript:alert(1)",
        "https://[/1"
      })
  void aLinkThatLeadsNowhereIsNoFile(String link) {
    assertThat(message(withFile("image", link)).content())
        .isEqualTo(new Picture(Optional.of("Hello"), Optional.empty()));
  }

  @Test
  void aLinkWithUnescapedCharactersIsMended() {
    assertThat(
            message(
                    withFile(
                        "document", "https://files.example.org/1?filename=our price [50%].pdf"))
                .content())
        .isEqualTo(
            new Document(
                Optional.of("Hello"),
                Optional.of(
                    new FileLink(
                        "our price [50%].pdf",
                        URI.create(
                            "https://files.example.org/1?filename=our%20price%20%5B50%25%5D.pdf")))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "wapi_template", "unsupported", "missing_call", "system"})
  void aFileThatComesWhereNoneIsExpectedIsNotLost(String type) {
    assertThat(message(withFile(type, "https://files.example.org/1")).content())
        .isInstanceOf(Document.class);
  }

  @Test
  void kindsWithoutASampleAreRead() {
    assertThat(message(VALID.replace("\"type\":\"text\"", "\"type\":\"system\"")).content())
        .isEqualTo(new SystemNote(Optional.of("Hello")));
    assertThat(message(VALID.replace("\"type\":\"text\"", "\"x\":1")).content())
        .isEqualTo(new Unknown("unknown", Optional.of("Hello"), Optional.empty()));
    assertThat(message(VALID.replace("\"text\":\"Hello\"", "\"x\":1")).content())
        .isEqualTo(new Text(""));
  }

  private static Optional<Quote> quote(String quoted) {
    return message(VALID.replace("\"text\":", "\"quotedMessage\":" + quoted + ",\"text\":"))
        .quote();
  }

  private static String withFile(String type, String link) {
    return VALID.replace(
        "\"type\":\"text\"", "\"type\":\"" + type + "\",\"contentUri\":\"" + link + "\"");
  }

  private static String messages(String... entries) {
    return "{\"messages\":[" + String.join(",", entries) + "]}";
  }

  private static Webhook.Entries entries(String body) {
    return (Webhook.Entries) WebhookReader.read(body, RECEIVED);
  }

  private static ListAssert<Notice> assertThatNotices(String body) {
    return assertThat(entries(body).good().stream().map(WebhookReaderTest::notice).toList());
  }

  private static Notice.Message message(String entry) {
    Webhook.Entries webhook = entries(messages(entry));
    assertThat(webhook.bad()).isEmpty();
    return (Notice.Message) notice(webhook.good().getFirst());
  }

  private static Notice notice(QueueEntry entry) {
    try {
      return QueuedNotice.decode(entry.body());
    } catch (UnreadableNotice e) {
      throw new AssertionError(e);
    }
  }

  private static String editedText(Notice notice) {
    return ((Notice.Edit) notice).content().plainText();
  }

  private static String id(Notice notice) {
    return switch (notice) {
      case Notice.Message message -> message.origin().message().value();
      case Notice.Edit edit -> edit.origin().message().value();
      case Notice.Deletion deletion -> deletion.origin().message().value();
      case Notice.StatusChange change -> change.message().value();
      case Notice.ChannelChange change -> change.channel().value();
      case Notice.MarkDue mark -> mark.comment().messageId();
    };
  }
}
