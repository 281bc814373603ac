package io.taskwire.local.sim.wazzup;

import static io.taskwire.local.sim.wazzup.WazzupSimulator.INSTAGRAM;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Direct against comments (Wazzup's user help, Instagram comments). */
class InstagramRulesTest {

  private static final String CLIENT = "fictional.client";
  private static final ClientMessage DIRECT =
      ClientMessage.text(INSTAGRAM, CLIENT, "Fictional Client", "Hi");
  private static final ClientMessage COMMENT =
      DIRECT.under(InstagramPost.at("31_4", "https://www.instagram.com/p/EXAMPLEpost"));

  private final SimulatorRig rig = new SimulatorRig();
  private final WazzupSimulator simulator = rig.simulator;

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void directAndCommentsShareAChat() {
    simulator.clientWrites(DIRECT);
    simulator.clientWrites(COMMENT);
    assertThat(simulator.chats()).hasSize(1);
    assertThat(simulator.chat(INSTAGRAM, CLIENT).messages())
        .extracting(ChatMessage::postUrl)
        .containsExactly(null, "https://www.instagram.com/p/EXAMPLEpost");
  }

  @Test
  void aQuotedCommentIsAnsweredUnderThePostAndWithoutTheKnobInDirect() {
    String comment = simulator.clientWrites(COMMENT).messageId();
    rig.sent(answer().put("refMessageId", comment));
    simulator.turnKnobs(knobs -> knobs.publicReplyByReference = false);
    rig.sent(answer().put("refMessageId", comment));
    assertThat(simulator.chat(INSTAGRAM, CLIENT).onPhone())
        .extracting(ChatMessage::postUrl)
        .containsExactly(
            "https://www.instagram.com/p/EXAMPLEpost",
            "https://www.instagram.com/p/EXAMPLEpost",
            null);
  }

  @Test
  void onlyOneDirectPerCommentUntilTheClientAnswersThere() {
    simulator.clientWrites(COMMENT);
    rig.sent(answer());
    rig.sent(answer());
    simulator.clientWrites(DIRECT);
    rig.sent(answer());
    rig.sent(answer());
    errorsAre(null, "COMMENT_ALREADY_PRIVATE_REPLIED", null, null);
  }

  @Test
  void theOneDirectRuleCanBeTurnedOff() {
    simulator.turnKnobs(knobs -> knobs.oneDirectPerComment = false);
    simulator.clientWrites(COMMENT);
    rig.sent(answer());
    rig.sent(answer());
    errorsAre(null, null);
  }

  @Test
  void directIsOpenFor7DaysAfterTheClientsLastMessage() {
    rig.sent(answer());
    simulator.clientWrites(DIRECT);
    rig.clock.advance(Duration.ofDays(7).minusMillis(1));
    rig.sent(answer());
    rig.clock.advance(Duration.ofMillis(1));
    rig.sent(answer());
    simulator.turnKnobs(knobs -> knobs.instagramWindow = false);
    rig.sent(answer());
    errorsAre("7_DAYS_EXCEEDED", null, "7_DAYS_EXCEEDED", null);
  }

  @Test
  void aCommentTakesOnlyTextAndADeletedOneNothing() {
    String comment = simulator.clientWrites(COMMENT).messageId();
    ObjectNode picture =
        answer().put("refMessageId", comment).put("contentUri", rig.server("/files/photo.png"));
    picture.remove("text");
    rig.sent(picture);
    simulator.clientDeletes(comment);
    rig.sent(answer().put("refMessageId", comment));
    errorsAre("COMMENT_CAN_BE_TEXT_ONLY", "COMMENT_DELETED");
  }

  @Test
  void theOldNameOfAClientWhoRenamedLeadsNowhere() {
    simulator.clientWrites(DIRECT.from(null, null, "1000000000000001"));
    simulator.clientWrites(
        ClientMessage.text(INSTAGRAM, "renamed.client", "Fictional Client", "It is me")
            .from(null, null, "1000000000000001"));
    rig.sent(answer());
    errorsAre("CHATID_IGSID_MISMATCH");
    rig.sent(rig.textTo(INSTAGRAM, "instagram", "renamed.client", "Answer"));
    assertThat(simulator.chat(INSTAGRAM, "renamed.client").onPhone()).hasSize(2);
  }

  private ObjectNode answer() {
    return rig.textTo(INSTAGRAM, "instagram", CLIENT, "Answer");
  }

  /** The errors of our messages in the chat, in order; null for what arrived. */
  private void errorsAre(@Nullable String... codes) {
    rig.settle();
    assertThat(
            simulator.chat(INSTAGRAM, CLIENT).messages().stream()
                .filter(message -> message.from() == ChatMessage.From.API)
                .map(ChatMessage::errorCode)
                .toList())
        .isEqualTo(Arrays.asList(codes));
  }
}
