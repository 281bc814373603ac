package io.taskwire.core.messenger;

import static io.taskwire.core.messenger.FileRules.MB;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.channel.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table against Wazzup's pages: the numbers here are typed from them. */
class ContractsTest {
  private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");

  private static Contract of(String transport) {
    return Contracts.of(new Transport(transport), false);
  }

  private static final Contract COMMENT = Contracts.of(new Transport("instagram"), true);

  private static FileVerdict file(
      String transport, String name, @Nullable String type, long bytes) {
    return of(transport)
        .file(
            name,
            Optional.ofNullable(type),
            bytes < 0 ? OptionalLong.empty() : OptionalLong.of(bytes));
  }

  private static FileVerdict refused(String code, String detail) {
    return new FileVerdict.Refused(new Refusal(code, detail));
  }

  @ParameterizedTest
  @CsvSource({
    "whatsapp, 10000",
    "wapi, 1024",
    "instagram, 1000",
    "tgapi, 4096",
    "telegram, 4096",
    "viber, 6999",
    "vk, 1000",
    "avito, 1000",
    "max, 4096",
    "maxbot, 4096",
    "somethingnew, 1000"
  })
  void theLongestTextIsTheSmallerNumber(String transport, int longest) {
    assertThat(of(transport).longestText()).isEqualTo(longest);
  }

  @ParameterizedTest
  @CsvSource({
    "whatsapp, true",
    "wapi, true",
    "viber, true",
    "tgapi, true",
    "max, true",
    "telegram, false",
    "maxbot, false",
    "instagram, false",
    "vk, false",
    "avito, false",
    "somethingnew, false"
  })
  void somebodyIsWrittenToFirstOnlyWhereAPhoneIsEnough(String transport, boolean first) {
    assertThat(of(transport).writesFirst()).isEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({
    "whatsapp, true",
    "wapi, false",
    "instagram, true",
    "tgapi, true",
    "somethingnew, false"
  })
  void aQuoteShowsExceptWhereItIsKnownOrFearedNotTo(String transport, boolean shows) {
    assertThat(of(transport).showsQuotes()).isEqualTo(shows);
  }

  @Test
  void aCommentIsShortTextAndNothingElse() {
    assertThat(COMMENT.longestText()).isEqualTo(265);
    assertThat(COMMENT.textOnly()).isTrue();
    assertThat(COMMENT.writesFirst()).isFalse();
    assertThat(COMMENT.showsQuotes()).isFalse();
    assertThat(COMMENT.file("photo.jpg", Optional.of("image/jpeg"), OptionalLong.of(1)))
        .isEqualTo(refused(Refusal.TEXT_ONLY, ""));
    assertThat(COMMENT.file("thing", Optional.empty(), OptionalLong.empty()))
        .isEqualTo(refused(Refusal.TEXT_ONLY, ""));
    assertThat(COMMENT.window(Optional.of(NOW.minus(Duration.ofDays(30))), NOW)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "whatsapp",
        "wapi",
        "instagram",
        "tgapi",
        "telegram",
        "viber",
        "vk",
        "avito",
        "max",
        "maxbot",
        "somethingnew"
      })
  void everyOtherWayTakesFiles(String transport) {
    assertThat(of(transport).textOnly()).isFalse();
    assertThat(file(transport, "photo.jpg", "image/jpeg", 4 * MB))
        .isEqualTo(new FileVerdict.AsFile());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.pdf", "a.zip", "a.gif", "a.doc", "a.docx", "a.xls", "a.xlsx", "a.ppt", "a.pptx",
        "a.jpeg", "a.jpg", "A.JPG", "a.png", "a.aac", "a.mp3", "a.amr", "a.mpeg", "a.mp4", "a.ogg",
        "a.opus"
      })
  void whatsAppTakesTheFormatsOfThePage(String name) {
    assertThat(file("whatsapp", name, null, 10 * MB)).isEqualTo(new FileVerdict.AsFile());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.exe", "a.heic", "a.mov", "a.svg", "a.apk", "archive.tar.rar"})
  void whatsAppRefusesOtherFormatsAndNamesTheOnesItTakes(String name) {
    assertThat(file("whatsapp", name, null, 100))
        .isEqualTo(
            refused(
                Refusal.FILE_KIND,
                "jpg, jpeg, png, aac, mp3, amr, ogg, oga, opus, mp4, mpeg, mpg, gif, pdf, zip, doc,"
                    + " docx, xls, xlsx, ppt, pptx"));
  }

  @Test
  void aFormatIsTakenFromTheMediaTypeWhereTheNameTellsNone() {
    assertThat(file("whatsapp", "voice", "audio/ogg; codecs=opus", 100))
        .isEqualTo(new FileVerdict.AsFile());
    assertThat(file("whatsapp", "clip", "video/quicktime", 100))
        .isInstanceOf(FileVerdict.Refused.class);
  }

  @Test
  void aFileIsNotRefusedWhereNameAndMediaTypeDisagreeAndOneOfThemPasses() {
    assertThat(file("whatsapp", "list.csv", "application/vnd.ms-excel", 100))
        .isEqualTo(new FileVerdict.AsFile());
  }

  @ParameterizedTest
  @CsvSource({"drawing.dwg,", "zip,", "thing, application/octet-stream", "photo.xyz, image/x-xyz"})
  void whatIsNotKnownIsNotRefused(String name, @Nullable String type) {
    assertThat(file("whatsapp", name, type, -1)).isEqualTo(new FileVerdict.AsFile());
    assertThat(file("somethingnew", name, type, -1)).isEqualTo(new FileVerdict.AsFile());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "whatsapp",
        "wapi",
        "tgapi",
        "telegram",
        "viber",
        "vk",
        "avito",
        "max",
        "maxbot",
        "somethingnew"
      })
  void tenMegabytesAreTheMost(String transport) {
    assertThat(file(transport, "price.pdf", null, 10 * MB)).isEqualTo(new FileVerdict.AsFile());
    assertThat(file(transport, "price.pdf", null, 12 * MB))
        .isEqualTo(refused(Refusal.FILE_TOO_BIG, "12 MB, 10 MB"));
    assertThat(file(transport, "thing", null, 12 * MB))
        .isEqualTo(refused(Refusal.FILE_TOO_BIG, "12 MB, 10 MB"));
  }

  @Test
  void aByteTooManyIsSeen() {
    assertThat(file("viber", "clip.mp4", null, 10 * MB + 1))
        .isEqualTo(refused(Refusal.FILE_TOO_BIG, "10.1 MB, 10 MB"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"wapi", "tgapi", "telegram"})
  void picturesAreSmallerOnWabaAndTelegram(String transport) {
    assertThat(file(transport, "photo.png", null, 5 * MB)).isEqualTo(new FileVerdict.AsFile());
    assertThat(file(transport, "photo.png", null, 6 * MB))
        .isEqualTo(refused(Refusal.FILE_TOO_BIG, "6 MB, 5 MB"));
    assertThat(file(transport, "photo", "image/x-xyz", 6 * MB))
        .isEqualTo(refused(Refusal.FILE_TOO_BIG, "6 MB, 5 MB"));
    assertThat(file(transport, "clip.mp4", null, 6 * MB)).isEqualTo(new FileVerdict.AsFile());
  }

  @ParameterizedTest
  @CsvSource({"a.jpg,", "a.JPEG,", "a.png,", "a.bmp,", "photo, image/jpeg", "a.png, image/png"})
  void instagramShowsPictures(String name, @Nullable String type) {
    assertThat(file("instagram", name, type, 8 * MB)).isEqualTo(new FileVerdict.AsFile());
    assertThat(file("instagram", name, type, -1)).isEqualTo(new FileVerdict.AsFile());
  }

  @ParameterizedTest
  @CsvSource({
    "voice.mp3,",
    "clip.mp4, video/mp4",
    "price.pdf,",
    "fun.gif,",
    "photo.webp,",
    "photo.jpg, image/webp",
    "thing,",
    "thing, application/octet-stream"
  })
  void instagramGetsALinkToEverythingElse(String name, @Nullable String type) {
    assertThat(file("instagram", name, type, 100)).isEqualTo(new FileVerdict.AsLink());
    assertThat(file("instagram", name, type, 30 * MB)).isEqualTo(new FileVerdict.AsLink());
  }

  @Test
  void instagramGetsALinkToAPictureThatIsTooBig() {
    assertThat(file("instagram", "photo.jpg", null, 8 * MB + 1))
        .isEqualTo(new FileVerdict.AsLink());
  }

  @Test
  void wabaTakesAnswersForADayAndInstagramForAWeek() {
    assertWindow("wapi", Duration.ofHours(24), Refusal.WINDOW_24_HOURS);
    assertWindow("instagram", Duration.ofDays(7), Refusal.WINDOW_7_DAYS);
  }

  private static void assertWindow(String transport, Duration length, String code) {
    Instant last = NOW.minus(length).minus(Duration.ofMinutes(10));
    assertThat(of(transport).window(Optional.of(last), NOW)).isEmpty();
    assertThat(of(transport).window(Optional.of(last.minusSeconds(1)), NOW))
        .contains(Refusal.of(code));
  }

  @ParameterizedTest
  @ValueSource(strings = {"wapi", "instagram"})
  void aWindowWhoseBeginningIsNotKnownRefusesNothing(String transport) {
    assertThat(of(transport).window(Optional.empty(), NOW)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "whatsapp",
        "tgapi",
        "telegram",
        "viber",
        "vk",
        "avito",
        "max",
        "maxbot",
        "somethingnew"
      })
  void theOthersHaveNoWindow(String transport) {
    assertThat(of(transport).window(Optional.of(NOW.minus(Duration.ofDays(400))), NOW)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "whatsapp",
        "wapi",
        "instagram",
        "tgapi",
        "telegram",
        "viber",
        "vk",
        "avito",
        "max",
        "maxbot",
        "somethingnew"
      })
  void everyCellSaysWhereItIsStated(String transport) {
    assertThat(of(transport).sources()).hasSize(5).allMatch(source -> source.contains("Wazzup"));
    assertThat(COMMENT.sources()).hasSize(5).allMatch(source -> source.contains("Wazzup"));
  }
}
