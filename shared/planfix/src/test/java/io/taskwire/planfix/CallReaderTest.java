package io.taskwire.planfix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.content.FileLink;
import io.taskwire.core.outbound.PlanfixCall;
import io.taskwire.core.outbound.PlanfixCall.Command;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallReaderTest {
  private static final String COMMENT =
      "cmd=newMessage&providerId=taskwire&token=t&messageId=1&message=m";
  private static final List<FileLink> TWO_FILES =
      List.of(
          new FileLink("price list.pdf", URI.create("https://planfix.example.org/file/hash-1")),
          new FileLink("план.png", URI.create("https://planfix.example.org/file/hash-2")));

  private static PlanfixCall call(String body) {
    return CallReader.read(body.getBytes(UTF_8));
  }

  private static Command.NewMessage message(String body) {
    return (Command.NewMessage) call(body).command();
  }

  private static String unreadable(String body) {
    return ((Command.Unreadable) call(body).command()).reason();
  }

  /** A form as browsers write it; each text is {@code key=value}. */
  private static String form(String... fields) {
    return Arrays.stream(fields)
        .map(field -> field.split("=", 2))
        .map(pair -> URLEncoder.encode(pair[0], UTF_8) + "=" + URLEncoder.encode(pair[1], UTF_8))
        .collect(Collectors.joining("&"));
  }

  @Test
  void everyFieldOfACommentIsRead() {
    PlanfixCall call =
        call(
            form(
                "cmd=newMessage",
                "providerId=taskwire",
                "channel=whatsapp:79990000099",
                "chatId=whatsapp:79990000099/79990000001",
                "contactPhone=79990000001",
                "token=a+b&c=d",
                "message=>> Leaking & blinking 100%\n>> \nПривет 😀",
                "messageId=7310042",
                "userName=Olga"));
    assertThat(call.providerId()).isEqualTo("taskwire");
    assertThat(call.token()).isEqualTo("a+b&c=d");
    assertThat(call.command())
        .isEqualTo(
            new Command.NewMessage(
                Optional.of("7310042"),
                Optional.of("whatsapp:79990000099/79990000001"),
                Optional.of("79990000001"),
                Optional.of("whatsapp:79990000099"),
                ">> Leaking & blinking 100%\n>> \nПривет 😀",
                List.of()));
  }

  @Test
  void whatIsBlankIsAbsentButForTheText() {
    assertThat(
            call("cmd=newMessage&message=+&messageId=&chatId=+&contactPhone&channel=%20").command())
        .isEqualTo(
            new Command.NewMessage(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                " ",
                List.of()));
  }

  @Test
  void anUnknownCommandIsNoneOfOurs() {
    assertThat(call("cmd=taskClosed&providerId=p&token=t&message=%zz"))
        .isEqualTo(new PlanfixCall("p", "t", new Command.Unknown()));
    assertThat(call("cmd=NEWMESSAGE").command()).isEqualTo(new Command.Unknown());
    assertThat(unreadable("")).isEqualTo("cmd is missing");
    assertThat(unreadable("cmd=&message=m")).isEqualTo("cmd is missing");
  }

  @Test
  void aScenarioMayTellThatATaskWasDeleted() {
    assertThat(call("cmd=taskDeleted&providerId=p&token=t&task=2417"))
        .isEqualTo(new PlanfixCall("p", "t", new Command.TaskDeleted(2417)));
    assertThat(unreadable("cmd=taskDeleted&providerId=p&token=t")).isEqualTo("task is missing");
    assertThat(unreadable("cmd=taskDeleted&task=private")).isEqualTo("task is not a number");
  }

  @Test
  void aScenarioMayAnswerACommentInDirect() {
    assertThat(call("cmd=startDialog&providerId=p&token=t&chatId=c&message=Good+morning"))
        .isEqualTo(
            new PlanfixCall(
                "p", "t", new Command.StartDialog("c", "Good morning", Optional.empty())));
    assertThat(call("cmd=startDialog&chatId=c&message=m&messageId=7").command())
        .isEqualTo(new Command.StartDialog("c", "m", Optional.of("7")));
    assertThat(unreadable("cmd=startDialog&message=m")).isEqualTo("chatId is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"alternating", "names first", "urls first"})
  void filesArePairedByPositionInWhateverOrderTheyAreWritten(String order) {
    String[] names = {
      "attachments[name]=" + TWO_FILES.get(0).name(), "attachments[name]=" + TWO_FILES.get(1).name()
    };
    String[] urls = {
      "attachments[url]=" + TWO_FILES.get(0).url(), "attachments[url]=" + TWO_FILES.get(1).url()
    };
    String files =
        switch (order) {
          case "alternating" -> form(names[0], urls[0], names[1], urls[1]);
          case "names first" -> form(names[0], names[1], urls[0], urls[1]);
          default -> form(urls[0], urls[1], names[0], names[1]);
        };
    assertThat(message(COMMENT + "&" + files).attachments()).isEqualTo(TWO_FILES);
    assertThat(message(files + "&" + COMMENT).attachments()).isEqualTo(TWO_FILES);
  }

  @ParameterizedTest
  @CsvSource({
    "attachments[0][name], attachments[0][url], attachments[1][name], attachments[1][url]",
    "attachments[5][name], attachments[5][url], attachments[2][name], attachments[2][url]",
    "attachments[][name], attachments[][url], attachments[][name], attachments[][url]",
    "attachments[name][], attachments[url][], attachments[name][], attachments[url][]",
    "attachments[name][0], attachments[url][0], attachments[name][1], attachments[url][1]"
  })
  void numberedFilesArePairedByNumber(String name1, String url1, String name2, String url2) {
    String alternating =
        form(
            name1 + "=" + TWO_FILES.get(0).name(),
            url1 + "=" + TWO_FILES.get(0).url(),
            name2 + "=" + TWO_FILES.get(1).name(),
            url2 + "=" + TWO_FILES.get(1).url());
    String namesFirst =
        form(
            name1 + "=" + TWO_FILES.get(0).name(),
            name2 + "=" + TWO_FILES.get(1).name(),
            url1 + "=" + TWO_FILES.get(0).url(),
            url2 + "=" + TWO_FILES.get(1).url());
    assertThat(message(COMMENT + "&" + alternating).attachments()).isEqualTo(TWO_FILES);
    assertThat(message(COMMENT + "&" + namesFirst).attachments()).isEqualTo(TWO_FILES);
  }

  @Test
  void aFileWithoutANameGetsOne() {
    assertThat(
            message(COMMENT + "&" + form("attachments[url]=https://planfix.example.org/file/h"))
                .attachments())
        .containsExactly(new FileLink("file", URI.create("https://planfix.example.org/file/h")));
  }

  @Test
  void emptyAttachmentsAreNone() {
    assertThat(message(COMMENT + "&attachments[name]=&attachments[url]=").attachments()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "&attachments[name]=a.pdf | attachments[url] is no web address",
        "&attachments[name]=a.pdf&attachments[url]= | attachments[url] is no web address",
        "&attachments[url]=file:///etc/passwd | attachments[url] is no web address",
        "&attachments[url]=%zz | attachments[url] has a broken escape",
        "&attachments[0][url]=https://a.b/1&attachments[0][url]=https://a.b/2 | attachments has a number twice",
        "&attachments%5burl=https://a.b/1&attachments%5=1 | the name of a field has a broken escape"
      })
  void noFileIsLeftOutSilently(String files, String reason) {
    assertThat(unreadable(COMMENT + files)).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "message=%, message has a broken escape",
    "message=100%, message has a broken escape",
    "message=%4, message has a broken escape",
    "message=%zz, message has a broken escape",
    "message=%D0, message is not in UTF-8",
    "message=%CF%F0%E8%E2%E5%F2, message is not in UTF-8",
    "message=%ED%A0%BD, message is not in UTF-8",
    "chatId=%zz, chatId has a broken escape",
    "messageId=%FF, messageId is not in UTF-8"
  })
  void aBrokenValueIsNotGuessedAtAndItsSenderIsKnown(String field, String reason) {
    PlanfixCall call = call("cmd=newMessage&providerId=p&token=t&" + field);
    assertThat(call).isEqualTo(new PlanfixCall("p", "t", new Command.Unreadable(reason)));
  }

  @Test
  void aBrokenValueThatNobodyNeedsHarmsNothing() {
    assertThat(message(COMMENT + "&userName=%FF&userIco=%zz").message()).isEqualTo("m");
  }

  @Test
  void aTokenThatCannotBeReadIsNone() {
    assertThat(call("cmd=newMessage&providerId=p&token=%zz").token()).isEmpty();
    assertThat(call("cmd=newMessage&providerId=%zz&token=t").providerId()).isEmpty();
  }

  @Test
  void charactersThatWereNotEscapedAreUtf8Too() {
    assertThat(message("cmd=newMessage&message=Привет").message()).isEqualTo("Привет");
  }

  @Test
  void aCallTellsNothingWhenPrinted() {
    assertThat(call("cmd=newMessage&token=secret&message=private").toString())
        .doesNotContain("secret", "private");
  }

  @Test
  void noBodyWhateverMakesItThrow() {
    long seed = Long.getLong("taskwire.seed", 20260115L);
    Random random = new Random(seed);
    byte[] good =
        (COMMENT + "&" + form("attachments[0][name]=ы", "attachments[0][url]=https://a.b/c"))
            .getBytes(UTF_8);
    for (int round = 0; round < 5_000; round++) {
      byte[] body = good.clone();
      int changes = 1 + random.nextInt(5);
      for (int i = 0; i < changes; i++) {
        body[random.nextInt(body.length)] = (byte) random.nextInt();
      }
      assertThat(CallReader.read(body)).as("-Dtaskwire.seed=%d round %d", seed, round).isNotNull();
    }
  }
}
