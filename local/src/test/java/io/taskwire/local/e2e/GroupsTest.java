package io.taskwire.local.e2e;

import static io.taskwire.local.sim.planfix.MarkView.Shown.SENT;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.TELEGRAM;
import static io.taskwire.local.sim.wazzup.WazzupSimulator.WHATSAPP;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.local.sim.wazzup.ChatMessage;
import io.taskwire.local.sim.wazzup.WazzupChannel;
import io.taskwire.local.sim.wazzup.WazzupKnobs;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Groups in which several people write to us. */
@ExtendWith(OwnRun.class)
class GroupsTest {
  private final Stage stage;

  GroupsTest(Stage stage) {
    this.stage = stage;
  }

  @AfterEach
  void usual() {
    stage.usual();
  }

  @ParameterizedTest
  @CsvSource({
    "whatsapp, whatsgroup, 7999%s-1700000000, WhatsApp",
    "tgapi,    telegroup,  -100%s,            Telegram",
    "max,      maxgroup,   -200%s,            MAX",
  })
  void X08_aGroupHasOneTaskWhoeverWrites(
      String transport, String chatType, String chatId, String title) {
    tellMembers(WazzupKnobs.Member.AUTHOR_NAME);
    String phone = Stage.freshPhone();
    WazzupChannel channel = stage.connected(transport, phone, named(transport) + phone);
    Talk group = group(channel, chatType, chatId.formatted(phone.substring(4)));
    group.writes("Ivan Testov", "Hello everybody");
    group.writes("Maria Testova", "Hello Ivan");
    group.writes("Ivan Testov", "Is the meeting on?");
    group
        .task()
        .hasName("Fictional group — " + title + " группа, Wazzup, +" + phone)
        .hasBody("Ivan Testov: Hello everybody")
        .hasComments("Maria Testova: Hello Ivan", "Ivan Testov: Is the meeting on?");
  }

  private static String named(String transport) {
    return switch (transport) {
      case "tgapi" -> "telegram:";
      case "max" -> "max:";
      default -> "";
    };
  }

  @Test
  void X08_whereOnlyTheGroupIsToldItsNameStandsForAll() {
    tellMembers(WazzupKnobs.Member.NEVER);
    Talk group = group("9000010");
    group.writes("Ivan Testov", "Hello everybody");
    group.writes("Maria Testova", "Hello Ivan");
    group.task().hasBody("Hello everybody").hasComments("Hello Ivan");
  }

  @Test
  void X08_whereTheMemberIsToldAsTheContactEveryOtherIsNamed() {
    tellMembers(WazzupKnobs.Member.CONTACT);
    Talk group = group("9000011");
    group.writes("Ivan Testov", "Hello everybody");
    group.writes("Maria Testova", "Hello Ivan");
    group.writes("Ivan Testov", "Is the meeting on?");
    // Planfix shows the contact's name, which is the first one's, at what names nobody.
    group
        .task()
        .hasBody("Hello everybody")
        .hasComments("Maria Testova: Hello Ivan", "Is the meeting on?");
  }

  @ParameterizedTest
  @EnumSource
  void X08_anAnswerGoesToTheGroup(WazzupKnobs.Member member) {
    tellMembers(member);
    Talk group = group(Stage.freshPhone().substring(4));
    group.writes("Ivan Testov", "Is the meeting on?");
    String answer = "Yes, at ten, " + member;
    group.task().answers(answer).becomes(SENT);
    assertThat(group.phone()).containsExactly(answer);
    // Nobody of them gets it in private.
    assertThat(stage.wazzup().chats())
        .filteredOn(chat -> !chat.chatId().equals(group.chatId()))
        .flatExtracting(chat -> chat.onPhone())
        .noneMatch(message -> answer.equals(message.text()));
    stage.settle();
    group.task().says(group.task().entries().findFirst().orElseThrow().text(), answer);
  }

  @Test
  void X08_anEditADeletionAndAQuoteNameTheMemberToo() {
    tellMembers(WazzupKnobs.Member.AUTHOR_NAME);
    Talk group = group("9000030");
    group.writes("Ivan Testov", "Hello everybody");
    ChatMessage wrong = group.writes("Maria Testova", "At nine");
    stage.settle();
    stage.wazzup().clientEdits(wrong.messageId(), "At ten");
    group.writes(
        "Who comes?",
        message -> message.inGroup("whatsgroup", "Ivan Testov").quoting(wrong.messageId()));
    stage.settle();
    stage.wazzup().clientDeletes(wrong.messageId());
    stage.settle();
    assertThat(group.task().entriesWith("At ten")).isNotEmpty();
    assertThat(group.task().view().comments())
        .extracting(comment -> comment.text())
        .hasSize(4)
        .satisfies(
            texts -> {
              assertThat(texts.get(0)).isEqualTo("Maria Testova: At nine");
              assertThat(texts.get(1)).startsWith("Maria Testova: ").contains("At ten");
              assertThat(texts.get(2)).startsWith("Ivan Testov: ").endsWith("Who comes?");
              assertThat(texts.get(3)).startsWith("Maria Testova: ");
            });
  }

  @Test
  void X08_whatIsWrittenOnOurPhoneIsOursAndPostedOnce() {
    tellMembers(WazzupKnobs.Member.AUTHOR_NAME);
    Talk group = group("9000040");
    group.writes("Ivan Testov", "Is the meeting on?");
    group.task();
    group.getsFromThePhone("Yes, at ten");
    group.task().says("Ivan Testov: Is the meeting on?", "Yes, at ten");
  }

  @Test
  void X08_amongTheChatsOfOneChannelAGroupIsApartFromItsMembers() {
    Person ivan = stage.somebody("Ivan Testov");
    Talk alone = ivan.on(TELEGRAM);
    Talk group = group(stage.channel(TELEGRAM), "telegroup", "-1009000050");
    alone.writes("Just between us");
    group.writes("Ivan Testov", "Hello everybody");
    alone.task().says("Just between us");
    group.task().says("Hello everybody");
    group.task().answers("Hello Ivan").becomes(SENT);
    assertThat(alone.phone()).isEmpty();
    assertThat(group.phone()).containsExactly("Hello Ivan");
  }

  private void tellMembers(WazzupKnobs.Member member) {
    stage.wazzup().turnKnobs(knobs -> knobs.member = member);
  }

  private Talk group(String number) {
    return group(stage.channel(WHATSAPP), "whatsgroup", "7999" + number + "-1700000000");
  }

  private Talk group(WazzupChannel channel, String chatType, String chatId) {
    return new Talk(stage, channel, chatType, chatId, "Fictional group", Optional.empty());
  }
}
