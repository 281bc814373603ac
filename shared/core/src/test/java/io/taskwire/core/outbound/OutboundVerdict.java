package io.taskwire.core.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.channel.ChannelId;
import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.channel.Messenger;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.fakes.Client;
import io.taskwire.core.fakes.FakeMessages.Received;
import io.taskwire.core.fakes.FakePlanfix.Task;
import io.taskwire.core.fakes.Scene;
import io.taskwire.core.messenger.Refusal;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.notice.Status;
import io.taskwire.core.outbound.OutboundFacts.InDirect;
import io.taskwire.core.outbound.OutboundFacts.Written;
import io.taskwire.core.planfix.Mark;
import io.taskwire.core.planfix.Mark.Sign;
import io.taskwire.core.planfix.TaskMessage;
import io.taskwire.core.wazzup.CrmMessageId;
import io.taskwire.core.wazzup.Payload;
import io.taskwire.core.wazzup.Route;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What has to be true when a storm is over, judged by what was seen from outside alone. */
final class OutboundVerdict {
  private static final Pattern WORD = Pattern.compile("\\b(c\\d+)w\\d+\\b");
  private static final Pattern FILE = Pattern.compile("/(c\\d+)f\\d+\\.png");

  private final Scene scene;
  private final OutboundFacts facts;
  private final Map<ChannelIdentity, ChannelId> addresses;

  /** What left by part, whether or not the client ever got it. */
  private final Map<CrmMessageId, Received> left = new HashMap<>();

  OutboundVerdict(Scene scene, OutboundFacts facts, Map<ChannelIdentity, ChannelId> addresses) {
    this.scene = scene;
    this.facts = facts;
    this.addresses = addresses;
  }

  void check() {
    nothingWasSentTwice();
    facts.written.forEach(this::itWentItsWay);
    facts.written.forEach(this::nobodyReadsWhatWasTypedInAnothersTask);
    theOrderWasKept();
    noSendOfOursIsAComment();
    facts.written.forEach(this::whatWentIntoDirectStandsThere);
    nobodyGotTwoInDirectBetweenHisWords();
    nothingThatAColleagueTypedIsMissing();
    facts.written.forEach(this::itsMarkIsTrue);
    scene.table.comments().forEach(this::itsRefusalHasAReason);
    assertThat(scene.deadLetters.letters()).isEmpty();
  }

  private void nothingWasSentTwice() {
    Stream.concat(scene.messages.received().stream(), scene.messages.swallowed().stream())
        .forEach(
            one ->
                assertThat(left.put(one.sending().crmMessageId(), one))
                    .as("%s was sent before", one)
                    .isNull());
  }

  /** Only by the channel and to the chat of its dialog. */
  private void itWentItsWay(Written one) {
    DialogId dialog = one.client().dialog();
    for (Received message : parts(one).values()) {
      Route route = message.sending().route();
      if (one.comment().chat().toString().equals(dialog.toString())) {
        assertThat(route.channel()).as("%s", one.comment()).isEqualTo(dialog.channel());
      }
      assertThat(route.address()).isEqualTo(addresses.get(route.channel()));
      switch (route.recipient()) {
        case Route.Recipient.OfChat(String chatId) ->
            assertThat(chatId)
                .as("%s", one.comment())
                .isIn(dialog.chat().id(), one.comment().phone().orElse(dialog.chat().id()));
        case Route.Recipient.OfPhone(String digits) ->
            assertThat(one.comment().phone()).as("%s", one.comment()).contains(digits);
      }
      if (one.isPublic()) {
        assertThat(message.sending().quoted())
            .as("the thread of %s", one.comment())
            .isPresent()
            .isEqualTo(scene.table.thread(dialog));
      } else if (dialog.channel().messenger().equals(Messenger.INSTAGRAM)) {
        assertThat(message.sending().quoted()).as("only for him, %s", one.comment()).isEmpty();
      }
    }
  }

  /** A phone stood on one card, then on the other; each had been answered since. */
  private void nobodyReadsWhatWasTypedInAnothersTask(Written one) {
    if (one.isByCard()) {
      assertThat(parts(one).values())
          .as("whom %s reached", one.comment())
          .extracting(part -> part.sending().route().recipient())
          .allMatch(new Route.Recipient.OfChat(one.client().dialog().chat().id())::equals);
    }
  }

  /** As the comments of a queue's group stood there; what came late had an unknown outcome. */
  private void theOrderWasKept() {
    Map<String, List<Integer>> places = new LinkedHashMap<>();
    for (Received message : scene.messages.received()) {
      CrmMessageId part = message.sending().crmMessageId();
      Written one = of(part);
      if (!facts.late.contains(message.id()) && !facts.beside.contains(one.comment())) {
        places
            .computeIfAbsent(one.comment().chat().toString(), _ -> new ArrayList<>())
            .add(facts.written.indexOf(one) * 1000 + number(part));
      }
    }
    places.forEach((chat, order) -> assertThat(order).as("order in %s", chat).isSorted());
  }

  /** What was sent from the task of comments, as far as Wazzup's id of it is known. */
  private void whatWentIntoDirectStandsThere(Written one) {
    if (!one.command() || isAmbiguous(one)) {
      return;
    }
    parts(one).values().stream()
        .filter(part -> facts.isNamed(id(part), part.id()))
        .forEach(
            part ->
                assertThat(
                        scene.planfix.tasks().stream().filter(task -> standsIn(task.dialog(), one)))
                    .as("where %s stands", part.text())
                    .flatMap(Task::messages)
                    .anyMatch(message -> shows(message, part)));
  }

  private static boolean shows(TaskMessage message, Received part) {
    return message.text().contains(part.text())
        || message.files().stream().anyMatch(file -> file.url().toString().equals(part.text()));
  }

  /** To somebody who only comments Instagram takes one in answer to each. */
  private void nobodyGotTwoInDirectBetweenHisWords() {
    List<InDirect> sent =
        facts.inDirect.stream()
            .filter(one -> !messageOf(one.part()).filter(facts.failed::contains).isPresent())
            .toList();
    for (int i = 1; i < sent.size(); i++) {
      InDirect before = sent.get(i - 1);
      InDirect after = sent.get(i);
      assertThat(facts.heard)
          .as("words between %s and %s", before, after)
          .anyMatch(word -> word >= before.begun() && word < after.sent());
    }
  }

  private Optional<MessageId> messageOf(CrmMessageId part) {
    return Optional.ofNullable(left.get(part)).map(Received::id);
  }

  private void noSendOfOursIsAComment() {
    Set<String> twins = new HashSet<>();
    for (Written one : facts.written) {
      if (facts.twins.contains(one.comment())) {
        twins.add(name(one.words().getFirst()));
      }
    }
    for (Task task : scene.planfix.tasks()) {
      Set<String> belong = new HashSet<>(twins);
      facts.written.stream()
          .filter(one -> one.command() || one.isByCard())
          .filter(one -> standsIn(task.dialog(), one))
          .forEach(one -> belong.add(one.name()));
      for (TaskMessage message : task.messages()) {
        Stream<String> words = WORD.matcher(message.text()).results().map(found -> found.group(1));
        Stream<String> files =
            Stream.concat(
                    Stream.of(message.text()),
                    message.files().stream().map(file -> file.url().toString()))
                .flatMap(text -> FILE.matcher(text).results().map(found -> found.group(1)));
        assertThat(Stream.concat(words, files).filter(name -> !belong.contains(name)))
            .as("our own sends in %s", task.dialog())
            .isEmpty();
      }
    }
  }

  /** The dialog in Direct may have the task that the button made. */
  private boolean standsIn(DialogId task, Written one) {
    DialogId direct = one.reader().dialog();
    return direct.equals(task)
        || scene
            .table
            .look(one.comment().id(), one.comment().chat(), Optional.of(direct))
            .dialog()
            .filter(dialog -> dialog.planfixChat().equals(new PlanfixChatId.OfDialog(task)))
            .isPresent();
  }

  private void nothingThatAColleagueTypedIsMissing() {
    List<String> texts =
        scene.planfix.tasks().stream().flatMap(task -> task.texts().stream()).toList();
    for (String typed : facts.typed) {
      assertThat(texts).as("typed on a phone").anyMatch(text -> text.endsWith(typed));
    }
  }

  // Marks

  private void itsMarkIsTrue(Written one) {
    List<Mark> marks = scene.marks(one.comment());
    assertThat(marks).as("marks of %s", one.comment()).isNotEmpty();
    Mark last = marks.getLast();
    switch (last.sign()) {
      case ERROR -> assertThat(last.text()).as("%s", one.comment()).isPresent();
      case SENT, READ ->
          assertThat(last.text().filter(text -> !one.isByCard() || !text.equals(reached(one))))
              .as("%s", one.comment())
              .isEmpty();
    }
    assertThat(facts.doubted.contains(one.comment().id()) || !inDoubt(last))
        .as("%s of %s, which nothing happened to", last, one.comment())
        .isTrue();
    assertThat(backwards(marks)).as("%s of %s", marks, one.comment()).isFalse();
    if (isAmbiguous(one)) {
      return;
    }
    Map<Integer, Received> parts = parts(one);
    if (!isWhole(one, parts)) {
      assertThat(last.sign()).as("%s is not whole", one.comment()).isEqualTo(Sign.ERROR);
      return;
    }
    if (!parts.values().stream().allMatch(this::isKnownToBeSent)) {
      assertThat(last.sign()).as("%s", one.comment()).isEqualTo(Sign.ERROR);
      boolean refused = parts.values().stream().anyMatch(part -> facts.refused.contains(id(part)));
      if (!refused) {
        assertThat(inDoubt(last)).as("%s of %s", last, one.comment()).isTrue();
      }
      return;
    }
    assertThat(last.sign()).as("%s, %s", one.comment(), last).isEqualTo(signOf(parts));
  }

  private static String reached(Written one) {
    return Scene.WORDING.reached(one.client().dialog().chat().id());
  }

  private static boolean inDoubt(Mark mark) {
    return mark.text()
        .filter(text -> text.contains(Scene.WORDING.mayNotHaveBeenSent()))
        .isPresent();
  }

  private void itsRefusalHasAReason(Outgoing comment) {
    Stream.concat(
            comment.refusal().stream(),
            comment.parts().stream().flatMap(part -> part.refusal().stream()))
        .map(Refusal::code)
        .forEach(
            code ->
                assertThat(
                        switch (code) {
                          case Refusal.NOT_CONNECTED -> !facts.unsteady.isEmpty();
                          case "CHANNEL_BLOCKED" -> isRefusedByWazzup(comment);
                          case Refusal.NO_SUCH_CHANNEL, Refusal.FILE_UNREACHABLE -> false;
                          default -> true;
                        })
                    .as("%s was refused, %s", comment.id(), code)
                    .isTrue());
  }

  private boolean isRefusedByWazzup(Outgoing comment) {
    return IntStream.rangeClosed(1, comment.parts().size())
        .mapToObj(number -> CrmMessageId.of(comment.id(), number))
        .anyMatch(facts.refused::contains);
  }

  private Sign signOf(Map<Integer, Received> parts) {
    List<Optional<Status>> statuses = parts.values().stream().map(this::statusOf).toList();
    if (statuses.contains(Optional.of(Status.ERROR))) {
      return Sign.ERROR;
    }
    return statuses.getLast().equals(Optional.of(Status.READ)) ? Sign.READ : Sign.SENT;
  }

  private Optional<Status> statusOf(Received part) {
    return Optional.ofNullable(facts.statuses.get(part.id()))
        .filter(_ -> facts.isNamed(id(part), part.id()));
  }

  private boolean isKnownToBeSent(Received part) {
    return facts.isKnownToBeSent(id(part), part.id());
  }

  /** A tick never becomes less than it was, unless something failed. */
  private static boolean backwards(List<Mark> marks) {
    boolean sent = false;
    boolean read = false;
    for (Mark mark : marks) {
      boolean waits = mark.text().equals(Optional.of(Scene.WORDING.waitingForWazzup()));
      if ((read && mark.sign() == Sign.SENT) || (sent && (waits || inDoubt(mark)))) {
        return true;
      }
      read |= mark.sign() == Sign.READ;
      sent |= mark.sign() == Sign.READ || (mark.sign() == Sign.SENT && !waits);
    }
    return false;
  }

  /** Whether all that was written left. */
  private static boolean isWhole(Written one, Map<Integer, Received> parts) {
    Set<String> words = new HashSet<>();
    Set<URI> files = new HashSet<>();
    for (Received part : parts.values()) {
      switch (part.sending().payload()) {
        case Payload.Text(String text) -> words.addAll(Arrays.asList(text.split("\\s+")));
        case Payload.File(URI link) -> files.add(link);
      }
    }
    return !parts.isEmpty()
        && words.containsAll(one.words())
        && one.files().stream()
            .allMatch(file -> files.contains(file) || words.contains(file.toString()));
  }

  /**
   * Whether the echo of a part could not be told from another's: files look all alike, and a
   * colleague's text like ours. Or whether it may have come while its channel was not connected.
   */
  private boolean isAmbiguous(Written one) {
    Map<Integer, Received> parts = parts(one);
    if (isWhole(one, parts) && parts.keySet().stream().allMatch(n -> isRecorded(one, n))) {
      return false;
    }
    long files =
        facts.written.stream()
            .filter(other -> sameChat(other.client(), one.client()))
            .mapToLong(this::unnamedFiles)
            .sum();
    return facts.twins.contains(one.comment())
        || (!facts.unsteady.isEmpty() && isWhatsapp(one))
        || (!one.files().isEmpty() && files > 1);
  }

  private static boolean isWhatsapp(Written one) {
    return one.client().dialog().channel().messenger().equals(Messenger.WHATSAPP)
        || one.comment().chat() instanceof PlanfixChatId.OfPhone;
  }

  /** How many of its files may lie open for an echo. */
  private long unnamedFiles(Written one) {
    long named =
        parts(one).values().stream()
            .filter(part -> part.sending().payload() instanceof Payload.File)
            .filter(part -> isRecorded(one, number(id(part))))
            .count();
    return one.files().size() - named;
  }

  private boolean isRecorded(Written one, int number) {
    return facts
        .recorded
        .getOrDefault(CrmMessageId.of(one.comment().id(), number), Optional.empty())
        .isPresent();
  }

  private static boolean sameChat(Client one, Client other) {
    return one.dialog().ofChat().equals(other.dialog().ofChat());
  }

  // Who is who

  private Map<Integer, Received> parts(Written one) {
    Map<Integer, Received> parts = new TreeMap<>();
    left.forEach(
        (id, message) -> {
          if (OutboundStorm.isOf(one.comment(), id)) {
            parts.put(number(id), message);
          }
        });
    return parts;
  }

  private Written of(CrmMessageId part) {
    return facts.written.stream()
        .filter(one -> OutboundStorm.isOf(one.comment(), part))
        .findFirst()
        .orElseThrow();
  }

  private static CrmMessageId id(Received part) {
    return part.sending().crmMessageId();
  }

  private static int number(CrmMessageId part) {
    return Integer.parseInt(part.value().substring(part.value().lastIndexOf('~') + 1));
  }

  private static String name(String word) {
    return word.substring(0, word.indexOf('w'));
  }
}
