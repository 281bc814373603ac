package io.taskwire.core.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.channel.Chat;
import io.taskwire.core.content.Picture;
import io.taskwire.core.content.Text;
import io.taskwire.core.fakes.Client;
import io.taskwire.core.fakes.Scene;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.notice.NoticeKey;
import io.taskwire.core.notice.Origin;
import io.taskwire.core.notice.Quote;
import io.taskwire.core.planfix.TaskMessage;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Edits, deletions and quotes: what was said before is told, by Wazzup or from our own record. */
class ChangesTest {
  private static final String UNKNOWN = "(text unknown)";

  private final Scene scene = new Scene();
  private final Client ivan = scene.client("Ivan Testov");

  @Test
  void anEditTellsTheFormerTextThatWazzupGave() {
    ivan.writes("Tuesday").editedFrom("Tuesday, please", "Wednesday");

    scene.settle();

    assertThat(scene.texts(ivan))
        .containsExactly("Tuesday", Texts.edited("Tuesday, please", "Wednesday"));
  }

  @Test
  void anEditTellsTheFormerTextFromOurRecordWhereWazzupGaveNone() {
    ivan.writes("Tuesday").edited("Wednesday");

    scene.settle();

    assertThat(scene.texts(ivan)).containsExactly("Tuesday", Texts.edited("Tuesday", "Wednesday"));
  }

  @Test
  void anEditOfAMessageThatNobodyRecordedSaysThatItsTextIsUnknown() {
    Client.Said before = ivan.writes("Tuesday");
    scene.settle();
    Notice.Message unseen = withMessage(before.notice(), "message-before-our-time");
    Notice.Edit edit = new Notice.Edit(unseen.origin(), new Text("Wednesday"), Optional.empty());
    scene.queue(edit);

    scene.settle();

    assertThat(scene.texts(ivan)).containsExactly("Tuesday", Texts.edited(UNKNOWN, "Wednesday"));
  }

  @Test
  void anEditOfAPictureWithoutWordsSaysThatItsTextIsUnknown() {
    ivan.says(new Picture(Optional.empty(), Optional.empty())).edited("A cat");

    scene.settle();

    assertThat(scene.texts(ivan)).last().isEqualTo(Texts.edited(UNKNOWN, "A cat"));
  }

  @Test
  void aLongFormerTextIsShortenedSoThatTheNewOneIsSeen() {
    ivan.writes("Tuesday").editedFrom("😀".repeat(1001), "Wednesday");

    scene.settle();

    assertThat(scene.texts(ivan))
        .last()
        .isEqualTo(Texts.edited("😀".repeat(1000) + "…", "Wednesday"));
  }

  @Test
  void aDeletionTellsTheTextThatIsGone() {
    ivan.writes("one").deletedAs("one, as Wazzup has it");
    ivan.writes("two").deleted();

    scene.settle();

    assertThat(scene.texts(ivan))
        .containsExactly(
            "one", Texts.deleted("one, as Wazzup has it"), "two", Texts.deleted("two"));
  }

  @Test
  void aBlankFormerTextIsNotShown() {
    ivan.writes("Tuesday").editedFrom(" ", "Wednesday");

    scene.settle();

    assertThat(scene.texts(ivan)).last().isEqualTo(Texts.edited("Tuesday", "Wednesday"));
  }

  @Test
  void everyEditIsShownOnceAndTwoEditsAreTwo() {
    Client.Said said = ivan.writes("Tuesday");
    Notice.Edit first = said.editedFrom("Tuesday", "Wednesday");
    scene.settle();
    scene.clock.advance(Duration.ofMinutes(6));
    scene.queue(first);
    said.editedFrom("Wednesday", "Thursday");
    said.editedFrom("Thursday", "Wednesday");

    scene.settle();

    assertThat(scene.texts(ivan))
        .containsExactly(
            "Tuesday",
            Texts.edited("Tuesday", "Wednesday"),
            Texts.edited("Wednesday", "Thursday"),
            Texts.edited("Thursday", "Wednesday"));
  }

  @Test
  void aDeletionIsShownOnce() {
    Notice.Deletion deletion = ivan.writes("one").deleted();
    scene.settle();
    scene.clock.advance(Duration.ofMinutes(6));
    scene.queue(deletion);

    scene.settle();

    assertThat(scene.texts(ivan)).containsExactly("one", Texts.deleted("one"));
  }

  @Test
  void anEditOfOurSideIsOurs() {
    ivan.colleagueWrites("Tuesday").edited("Wednesday");

    scene.settle();

    assertThat(scene.task(ivan).messages()).allMatch(TaskMessage::fromUs);
  }

  @Test
  void anEditGoesWhereItsMessageStandsEvenIfTheChatIsCalledOtherwiseByNow() {
    Client.Said said = ivan.writes("Tuesday");
    scene.settle();
    Origin origin = said.notice().origin();
    Chat renamed = new Chat(origin.chat().type(), "79990000007", Optional.empty());
    scene.queue(
        new Notice.Edit(withChat(origin, renamed), new Text("Wednesday"), Optional.empty()));

    scene.settle();

    assertThat(scene.texts(ivan)).containsExactly("Tuesday", Texts.edited("Tuesday", "Wednesday"));
    assertThat(scene.planfix.tasks()).hasSize(1);
  }

  @Test
  void anEditWhoseTaskIsGoneOpensATaskWithATitle() {
    Client.Said said = ivan.writes("Tuesday");
    scene.settle();
    scene.planfix.delete(ivan.dialog());
    scene.clock.advance(Duration.ofMinutes(6));
    said.edited("Wednesday");

    scene.settle();

    var opened = scene.planfix.tasks(ivan.dialog()).getLast();
    assertThat(opened.texts()).containsExactly(Texts.edited("Tuesday", "Wednesday"));
    assertThat(opened.title()).isEqualTo("Ivan Testov — WhatsApp, Wazzup, +79990000099");
  }

  @Test
  void onlyAMessageOfTheClientCountsAsHisLastWord() {
    Client.Said said = ivan.writes("Tuesday");
    scene.settle();
    ivan.colleagueWrites("Fine");
    said.edited("Wednesday");
    scene.settle();

    assertThat(scene.table.clientWrote(ivan.dialog())).contains(said.notice().origin().at());
  }

  @Test
  void theFirstCommentOfTheClientIsRemembered() {
    var shop = scene.channel("instagram:example.shop", "instagram", "address-shop");
    Client nora = scene.client("Nora Testova", shop, "nora.test").under("post-1");
    nora.colleagueWrites("New in our shop");
    Client.Said first = nora.writes("How much is it?");
    nora.writes("And in red?");

    scene.settle();

    assertThat(scene.table.thread(nora.dialog())).contains(first.id());
  }

  // Quotes

  @Test
  void aQuoteStandsBeforeTheAnswerToIt() {
    Client.Said question = ivan.writes("Tuesday?");
    ivan.quotes(quote(question.id(), "Tuesday?"), "Yes");

    scene.settle();

    assertThat(scene.texts(ivan)).containsExactly("Tuesday?", "> Tuesday?\nYes");
  }

  @Test
  void aQuoteOfWhichWazzupGaveOnlyTheIdIsFilledFromOurRecord() {
    Client.Said question = ivan.colleagueWrites("Tuesday?\nOr Wednesday?");
    ivan.quotes(new Quote(Optional.of(question.id()), Optional.empty()), "Yes");

    scene.settle();

    assertThat(scene.texts(ivan)).last().isEqualTo("> Tuesday?\n> Or Wednesday?\nYes");
  }

  @Test
  void aQuoteOfAnUnknownMessageIsLeftOut() {
    Quote unknown =
        new Quote(Optional.of(new MessageId("message-before-our-time")), Optional.empty());
    ivan.quotes(unknown, "Yes");
    ivan.quotes(new Quote(Optional.empty(), Optional.empty()), "No");

    scene.settle();

    assertThat(scene.texts(ivan)).containsExactly("Yes", "No");
  }

  @Test
  void aLongQuoteAndALongFormerTextAreCut() {
    String endless = "😀".repeat(1000);
    Client.Said said = ivan.writes(endless);
    ivan.quotes(new Quote(Optional.of(said.id()), Optional.empty()), "Yes");
    said.deleted();

    scene.settle();

    String cut = "😀".repeat(200) + "…";
    assertThat(scene.texts(ivan))
        .containsExactly(endless, "> " + cut + "\nYes", Texts.deleted(cut));
    assertThat(Looks.at(scene, NoticeKey.of(said.id())).snippet()).isEqualTo(cut);
  }

  private static Quote quote(MessageId message, String text) {
    return new Quote(Optional.of(message), Optional.of(text));
  }

  private static Notice.Message withMessage(Notice.Message notice, String id) {
    Origin o = notice.origin();
    Origin other =
        new Origin(
            new MessageId(id),
            o.channel(),
            o.chat(),
            o.chatId(),
            o.at(),
            o.fromUs(),
            o.client(),
            o.author(),
            o.post());
    return new Notice.Message(other, notice.content(), notice.quote(), notice.status());
  }

  private static Origin withChat(Origin o, Chat chat) {
    return new Origin(
        o.message(),
        o.channel(),
        chat,
        chat.id(),
        o.at(),
        o.fromUs(),
        o.client(),
        o.author(),
        o.post());
  }
}
