package io.taskwire.core.wording;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.messenger.Refusal;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The codes are typed from Wazzup's pages, not taken from the sentences. */
class RefusalTest {
  /** Wazzup API, Webhooks, error codes. */
  private static final String DELIVERY =
      """
      BAD_CONTACT CHATID_IGSID_MISMATCH 7_DAYS_EXCEEDED COMMENT_DELETED
      COMMENT_ALREADY_PRIVATE_REPLIED COMMENT_INVALID_FOR_PRIVATE_REPLY COMMENT_CAN_BE_TEXT_ONLY
      MENTION_FORBIDDEN BAD_LINK WRONG_CONTENT 24_HOURS_EXCEEDED TOO_LONG_TEXT TOO_BIG_CONTENT
      CONTENT_CONVERSION_ERROR SPAM TOO_MANY_EXT_REQS MESSAGE_CANCELLED MESSAGE_DELETED
      CANNOT_REPLY_TO_DELETED CHANNEL_REJECTED GENERAL_ERROR UNKNOWN_ERROR CHANNEL_BLOCKED
      NOT_ENOUGH_MONEY
      """;

  /** Wazzup API, Sending messages, errors. */
  private static final String SENDING =
      """
      INVALID_MESSAGE_DATA WRONG_TRANSPORT REPEATED_CRM_MESSAGE_ID VALIDATION_ERROR
      MESSAGE_NOTHING_TO_SEND MESSAGES_TEXT_CAN_NOT_BE_BLANK MESSAGE_ONLY_TEXT_OR_CONTENT
      MESSAGES_ONLY_TEXT_OR_CONTENT MESSAGE_TEXT_TOO_LONG MESSAGES_TOO_LONG_INSTAGRAM
      MESSAGES_TOO_LONG_TELEGRAM MESSAGES_TOO_LONG_WABA MESSAGES_TOO_LONG_VK
      MESSAGES_TOO_LONG_AVITO MESSAGES_TOO_LONG_VIBER MESSAGES_TOO_LONG_WABA_HEADER
      MESSAGES_TOO_LONG_WABA_TEMPLATE MESSAGE_WRONG_CONTENT_TYPE
      MESSAGES_UNSUPPORTED_CONTENT_TYPE_INSTAPI MESSAGES_CONTENT_CAN_NOT_BE_BLANK
      MESSAGES_CONTENT_SIZE_EXCEEDED MESSAGES_CONTENT_SIZE_EXCEEDED_WABA
      MESSAGES_CONTENT_SIZE_EXCEEDED_TELEGRAM MESSAGE_DOWNLOAD_CONTENT_ERROR
      REFERENCE_MESSAGE_NOT_FOUND CHANNEL_NOT_FOUND CHANNEL_BLOCKED CHANNEL_WAPI_REJECTED
      CHANNEL_NO_MONEY CHANNEL_LIMIT_EXCEEDED MESSAGE_CHANNEL_UNAVAILABLE BALANCE_IS_EMPTY
      MESSAGES_NOT_TEXT_FIRST MESSAGES_IS_SPAM MESSAGES_ABNORMAL_SEND
      MESSAGES_INVALID_CONTACT_TYPE MESSAGES_CAN_NOT_ADD TEMPLATE_REJECTED BAD_CONTACT
      UNKNOWN_ERROR UNKNOWN_ERROR_WITH_TRACE_ID
      """;

  /** Met by others, and those of other routes that a send may meet. */
  private static final String ELSEWHERE =
      """
      NO_SUCH_ACCOUNT INVALID_API_KEY MESSAGES_TOO_LONG_TEXT MESSAGES_TOO_LONG_CAPTION
      NOTENOUGHMONEY TOO_MANY_REQUESTS FORBIDDEN CHAT_NO_ACCESS MESSAGES_NOT_FOUND ERROR
      """;

  private static final Wording RUSSIAN = new RussianWording();
  private static final Wording ENGLISH = new EnglishWording();

  static Stream<String> wazzups() {
    return Stream.of(DELIVERY, SENDING, ELSEWHERE)
        .flatMap(codes -> Arrays.stream(codes.strip().split("\\s+")))
        .distinct();
  }

  static List<String> ours() throws IllegalAccessException {
    List<String> codes = new ArrayList<>();
    for (Field field : Refusal.class.getFields()) {
      if (Modifier.isStatic(field.getModifiers())) {
        codes.add((String) field.get(null));
      }
    }
    return codes;
  }

  static Stream<String> all() throws IllegalAccessException {
    return Stream.concat(wazzups(), ours().stream());
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyCodeHasASentenceInBothLanguages(String code) {
    String russian = RUSSIAN.refusal(code, "");
    String english = ENGLISH.refusal(code, "");
    assertThat(russian).isNotEqualTo(unknown(RUSSIAN, code)).containsPattern("[а-я]{3}");
    assertThat(english).isNotEqualTo(unknown(ENGLISH, code)).doesNotContainPattern("[а-яА-Я]");
    assertThat(List.of(russian, english))
        .doesNotHaveDuplicates()
        .allSatisfy(
            sentence ->
                assertThat(sentence)
                    .doesNotContainPattern("(?<![A-Z0-9_])" + code + "(?![A-Z0-9_])")
                    .doesNotContainPattern("[A-Z0-9]+_[A-Z0-9]")
                    .doesNotContain("  ", " .", " ,")
                    .containsPattern("[.:] ")
                    .matches(text -> Character.isUpperCase(text.codePointAt(0))));
  }

  private static String unknown(Wording wording, String code) {
    return wording
        .refusal("NO_CODE_THAT_ANYBODY_KNOWS", "")
        .replace("NO_CODE_THAT_ANYBODY_KNOWS", code);
  }

  @Test
  void thereAreAsManySentencesOfOursAsReasons() throws IllegalAccessException {
    assertThat(ours()).hasSizeGreaterThanOrEqualTo(16);
    assertThat(ours().stream().map(code -> RUSSIAN.refusal(code, ""))).doesNotHaveDuplicates();
    assertThat(ours().stream().map(code -> ENGLISH.refusal(code, ""))).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "repeatedCrmMessageId, REPEATED_CRM_MESSAGE_ID",
    "notEnoughMoney, NOT_ENOUGH_MONEY",
    "bad_contact, BAD_CONTACT",
    "7daysexceeded, 7_DAYS_EXCEEDED"
  })
  void spellingMakesNoDifference(String spelled, String code) {
    assertThat(RUSSIAN.refusal(spelled, "")).isEqualTo(RUSSIAN.refusal(code, ""));
    assertThat(ENGLISH.refusal(spelled, "")).isEqualTo(ENGLISH.refusal(code, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP_404", "SOMETHING_NEW"})
  void anUnknownCodeIsNamed(String code) {
    assertThat(RUSSIAN.refusal(code, "")).contains(code, "проверьте", "Wazzup");
    assertThat(ENGLISH.refusal(code, "")).contains(code, "Look", "Wazzup");
  }

  @Test
  void theOpenDialogIsNamedWithItsTask() {
    String detail = "+79990000099 #1042";
    assertThat(RUSSIAN.refusal(Refusal.OTHER_DIALOG_OPEN, detail))
        .contains("через +79990000099, задача 1042.", "удалите", "taskwire dialogs close 1042");
    assertThat(ENGLISH.refusal(Refusal.OTHER_DIALOG_OPEN, detail))
        .contains("through +79990000099, task 1042.", "delete", "taskwire dialogs close 1042");
  }

  @Test
  void theOpenDialogIsNamedWithoutANumberThatIsNotKnown() {
    assertThat(RUSSIAN.refusal(Refusal.OTHER_DIALOG_OPEN, "example.shop"))
        .contains("через example.shop.", "taskwire dialogs close <номер задачи>");
    assertThat(ENGLISH.refusal(Refusal.OTHER_DIALOG_OPEN, "example.shop"))
        .contains("through example.shop.", "taskwire dialogs close <task>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "init",
        "disabled",
        "phoneUnavailable",
        "qr",
        "qridle",
        "openElsewhere",
        "openelsewhere",
        "notEnoughMoney",
        "foreignphone",
        "unauthorized",
        "waitForPassword",
        "waitForCode",
        "blocked",
        "onModeration",
        "rejected"
      })
  void everyStateOfAChannelHasWordsInBothLanguages(String state) {
    String russian = RUSSIAN.refusal(Refusal.CHANNEL_STATE, state);
    String english = ENGLISH.refusal(Refusal.CHANNEL_STATE, state);
    assertThat(russian).doesNotContain("его состояние").isNotEqualTo(english);
    assertThat(english).doesNotContain("its state");
  }

  @Test
  void aStateTellsWhatToDo() {
    assertThat(RUSSIAN.refusal(Refusal.CHANNEL_STATE, "qr")).contains("отсканировать QR-код");
    assertThat(ENGLISH.refusal(Refusal.CHANNEL_STATE, "QRIDLE")).contains("scan the QR code");
    assertThat(RUSSIAN.refusal(Refusal.CHANNEL_STATE, "notEnoughMoney")).contains("оплатить");
    assertThat(ENGLISH.refusal(Refusal.CHANNEL_STATE, "notenoughmoney")).contains("pay for it");
  }

  @Test
  void aNewStateIsNamed() {
    assertThat(RUSSIAN.refusal(Refusal.CHANNEL_STATE, "asleep")).contains("asleep");
    assertThat(ENGLISH.refusal(Refusal.CHANNEL_STATE, "asleep")).contains("asleep");
  }

  @Test
  void detailsStandInTheSentence() {
    assertThat(RUSSIAN.refusal(Refusal.FILE_TOO_BIG, "10.1 MB, 10 MB"))
        .contains("10,1 МБ", "не больше 10 МБ");
    assertThat(ENGLISH.refusal(Refusal.FILE_TOO_BIG, "10.1 MB, 10 MB"))
        .contains("10.1 MB", "10 MB are allowed");
    for (Wording wording : List.of(RUSSIAN, ENGLISH)) {
      assertThat(wording.refusal(Refusal.FILE_KIND, "jpg, png")).contains("jpg, png");
      assertThat(wording.refusal(Refusal.NOT_FIRST, "Instagram")).contains("Instagram", "/");
      assertThat(wording.refusal(Refusal.NOT_FIRST, "VK")).contains("VK").doesNotContain("/");
      assertThat(wording.reached("nora.test")).contains(" nora.test ", "Direct");
      assertThat(wording.refusal(Refusal.NOT_CONNECTED, "example.shop")).contains(" example.shop ");
      assertThat(wording.refusal(Refusal.NO_SUCH_CHANNEL, "example.shop"))
          .contains(" example.shop ");
      assertThat(wording.refusal(Refusal.FILE_UNREACHABLE, "it is gone")).contains("it is gone");
    }
  }
}
