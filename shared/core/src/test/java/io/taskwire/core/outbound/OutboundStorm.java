package io.taskwire.core.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.channel.ChannelId;
import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.content.FileLink;
import io.taskwire.core.delivery.BatchRun;
import io.taskwire.core.delivery.Budget;
import io.taskwire.core.delivery.Outcome;
import io.taskwire.core.delivery.QueueEntry;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.fakes.Client;
import io.taskwire.core.fakes.FakeMessages.Fault;
import io.taskwire.core.fakes.FakeMessages.Received;
import io.taskwire.core.fakes.FakePlanfix;
import io.taskwire.core.fakes.FakeQueue;
import io.taskwire.core.fakes.Killed;
import io.taskwire.core.fakes.Scene;
import io.taskwire.core.fakes.Scene.Place;
import io.taskwire.core.fakes.Sender;
import io.taskwire.core.fakes.Witness;
import io.taskwire.core.fakes.Worker;
import io.taskwire.core.inbound.DeliverNotice;
import io.taskwire.core.notice.MessageId;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.notice.QueueName;
import io.taskwire.core.notice.Status;
import io.taskwire.core.outbound.OutboundFacts.InDirect;
import io.taskwire.core.outbound.OutboundFacts.Written;
import io.taskwire.core.planfix.Mark;
import io.taskwire.core.planfix.TaskMessage;
import io.taskwire.core.wazzup.CrmMessageId;
import io.taskwire.core.wazzup.Payload;
import io.taskwire.core.wazzup.Route;
import io.taskwire.core.wazzup.Sending;
import io.taskwire.core.wazzup.WazzupMessages.SendAnswer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Employees answer and write first while senders and workers are killed, lose the table, Wazzup and
 * Planfix, and cross each other's way; Wazzup tells of what was sent in whatever order. All of it
 * follows from one seed: others come in between the calls of a process, not in threads beside it,
 * so that the same seed is the same storm. The files of a comment are looked at in threads of their
 * own, so there nothing happens.
 */
final class OutboundStorm implements Witness {
  private static final Duration TIMEOUT_OF_THE_FUNCTION = Duration.ofSeconds(30);
  private static final Duration AFTER_A_CRASH = Duration.ofSeconds(30);
  private static final Duration OVERDUE = Duration.ofSeconds(10);
  private static final List<String> PHONES =
      List.of("79990000001", "79990000002", "79990000003", "79990000005");
  private static final List<String> ON_CARDS = List.of("79990000006", "79990000007");
  private static final int DEEPEST = 3;
  private static final int STEPS = 20_000;

  private final Thread itself = Thread.currentThread();
  private final Random random;
  private final Scene scene = new Scene();
  private final OutboundFacts facts = new OutboundFacts();
  private final List<Client> clients = new ArrayList<>();
  private final Place whatsapp = scene.whatsapp("79990000099");
  private final Place waba = scene.channel("whatsapp:79990000098", "wapi", "address-79990000098");
  private final Place shop = scene.channel("instagram:example.shop", "instagram", "address-shop");
  private final Place telegram = scene.channel("telegram:79990000097", "tgapi", "address-telegram");

  /** He comments, and never writes in Direct. */
  private final Client lev = scene.client("Lev Testov", shop, "lev.test").under("post-1");

  private final Client nora = scene.client("Nora Testova", shop, "nora.test");

  /** The phones on the cards of those in Instagram, by their chats. */
  private final Map<DialogId, String> cards = new HashMap<>();

  /** The answers that told of the cards since a phone was last moved. */
  private final List<Comment> telling = new ArrayList<>();

  private final List<Sender> senders = new ArrayList<>();
  private final List<Worker> workers = new ArrayList<>();
  private final List<Comment> cameBack = new ArrayList<>();
  private final Deque<Invocation> running = new ArrayDeque<>();
  private final List<Event> events = new ArrayList<>();
  private final Map<String, Integer> faults = new TreeMap<>();
  private boolean calm;
  private int names;
  private int steps;
  private Optional<Instant> lastWord = Optional.empty();
  private int happened;

  /** What one process is at. */
  private static final class Invocation {
    private final Instant start;
    private final int begun;
    private boolean dead;
    private Optional<CrmMessageId> sending = Optional.empty();

    /** What Wazzup answered and was not written down yet. */
    private Optional<CrmMessageId> heard = Optional.empty();

    private Optional<MessageId> named = Optional.empty();

    Invocation(Instant start, int begun) {
      this.start = start;
      this.begun = begun;
    }
  }

  /** Something that Wazzup will tell or do. */
  private record Event(Instant due, Runnable happens) {}

  /** What a storm was like. */
  record Weather(
      int comments, int received, int cameBack, int events, Map<String, Integer> faults) {}

  OutboundStorm(long seed) {
    random = new Random(seed);
    scene.writesByPhone(true);
    List<Client> commenting = List.of(nora, nora.under("post-1"), nora.under("post-2"), lev);
    if (seed % 4 == 0) {
      // All the wind is in one place, and there is somebody to answer.
      clients.addAll(commenting);
      clients.add(lev);
      lev.writes("m" + ++names);
      nora.under("post-1").writes("m" + ++names);
      scene.settle();
      movePhones();
    } else {
      clients.add(scene.client("Ivan Testov", whatsapp, PHONES.get(0)));
      clients.add(scene.client("Pyotr Testov", whatsapp, PHONES.get(1)));
      clients.add(scene.client("Ivan Testov", waba, PHONES.get(0)));
      clients.add(scene.client("Olga Testova", waba, PHONES.get(2)));
      clients.addAll(commenting);
      clients.add(scene.client("Anna Testova", telegram, "telegram-7"));
    }
    scene.messages.faults(this::fault);
    scene.messages.onEffect(this::sent);
    scene.messages.namesChats(
        sending ->
            sending.route().recipient() instanceof Route.Recipient.OfPhone && random.nextBoolean()
                ? Optional.of(chatOf(sending))
                : Optional.empty());
    scene.planfix.faults(_ -> planfixFault());
    scene.planfix.markFaults(this::planfixFault);
    if (seed % 2 == 1) {
      scene.planfix.onEffect(this::posted);
    }
    for (int i = 0; i < 3; i++) {
      senders.add(scene.sender(this));
      workers.add(scene.worker(this));
    }
  }

  Weather rage() {
    for (int left = 8 + random.nextInt(14); left > 0; ) {
      if (random.nextInt(100) < 40) {
        somethingIsDone();
        left--;
      } else {
        work();
      }
    }
    for (int i = random.nextInt(20); i > 0; i--) {
      work();
    }
    calm = true;
    scene.wazzup.comeBack();
    for (int steps = 0; !isOver(); steps++) {
      assertThat(steps).as("steps until all is done").isLessThan(STEPS);
      work();
    }
    new OutboundVerdict(scene, facts, places()).check();
    cameBack.forEach(this::assertStayed);
    return new Weather(
        facts.written.size(),
        scene.messages.received().size(),
        cameBack.size(),
        happened,
        Map.copyOf(faults));
  }

  private Map<ChannelIdentity, ChannelId> places() {
    return Stream.of(whatsapp, waba, shop, telegram)
        .collect(Collectors.toMap(Place::channel, Place::address));
  }

  /** Planfix sends us what we posted as our side's. */
  private void posted(TaskMessage message) {
    if (message.fromUs()) {
      cameBack.add(
          scene.comment(
              message.chat(),
              false,
              Optional.empty(),
              message.text(),
              message.files().toArray(FileLink[]::new)));
    }
  }

  private void assertStayed(Comment comment) {
    assertThat(scene.table.whole(comment.id()).orElseThrow().comment().isComeBack()).isTrue();
    Mark last = scene.marks(comment).getLast();
    assertThat(last.text()).contains(Scene.WORDING.cameBack());
  }

  private boolean isOver() {
    return scene.queue.isEmpty() && scene.outbound.isEmpty() && events.isEmpty();
  }

  // What people do

  private void somethingIsDone() {
    switch (random.nextInt(20)) {
      case 0, 1, 2 -> somebody().writes("m" + ++names);
      case 3 -> colleagueTypes("k" + ++names, somebody());
      case 4 -> earlier().ifPresent(this::typeAgain);
      case 5, 6 -> writeFirst();
      case 7 -> earlier().ifPresent(one -> comesAgain(one.comment()));
      case 8 -> changeChannel();
      case 9 -> answerInDirect();
      case 10 -> movePhones();
      case 11, 12 -> writeFirstByCard();
      case 13 -> typeInTheTaskOfTheButton();
      default -> answer(somebody());
    }
  }

  private Client somebody() {
    return clients.get(random.nextInt(clients.size()));
  }

  private Optional<Written> earlier() {
    return facts.written.isEmpty()
        ? Optional.empty()
        : Optional.of(facts.written.get(random.nextInt(facts.written.size())));
  }

  private void answer(Client client) {
    write(client, new PlanfixChatId.OfDialog(client.dialog()), false, onCardOf(client));
  }

  // The phones on the cards of those in Instagram

  private Optional<String> onCardOf(Client client) {
    return Optional.ofNullable(cards.get(client.dialog().ofChat()));
  }

  /** Somebody tidies up the cards, and then both people are answered. */
  private void movePhones() {
    cards.clear();
    telling.clear();
    for (Client client : List.of(nora.under("post-1"), lev)) {
      int which = random.nextInt(ON_CARDS.size() + 1);
      if (which < ON_CARDS.size()) {
        cards.put(client.dialog().ofChat(), ON_CARDS.get(which));
      }
      if (!scene.planfix.tasks(client.dialog()).isEmpty()) {
        answer(client);
        telling.add(facts.written.getLast().comment());
      }
    }
  }

  /** Planfix names no card: before both are told anybody could be taken for the other. */
  private boolean cardsAreTold() {
    return telling.size() == 2
        && telling.stream()
            .allMatch(
                one ->
                    scene
                        .table
                        .whole(one.id())
                        .filter(whole -> whole.comment().settled())
                        .isPresent());
  }

  private void writeFirstByCard() {
    Client client = random.nextBoolean() ? nora : lev.inDirect();
    Optional<String> phone = onCardOf(client);
    if (phone.isEmpty() || !cardsAreTold()) {
      return;
    }
    DialogId buttons = DialogId.first(shop.channel(), phone.get());
    PlanfixChatId chat = new PlanfixChatId.OfDialog(buttons);
    write(client, chat, true, phone);
    if (random.nextBoolean() && scene.planfix.tasks(buttons).isEmpty()) {
      scene.planfix.bound(shop, phone.get());
    }
    if (random.nextBoolean()) {
      write(client, chat, false, phone);
    }
  }

  private void typeInTheTaskOfTheButton() {
    List<Written> firsts =
        facts.written.stream().filter(one -> one.isByCard() && one.comment().first()).toList();
    if (!firsts.isEmpty() && cardsAreTold()) {
      Written first = firsts.get(random.nextInt(firsts.size()));
      write(first.client(), first.comment().chat(), false, onCardOf(first.client()));
    }
  }

  /** In the task that the first message there has made. */
  private void answerInDirect() {
    if (!scene.planfix.tasks(lev.inDirect().dialog()).isEmpty()) {
      answer(lev.inDirect());
    }
  }

  private void writeFirst() {
    String phone = PHONES.get(random.nextInt(PHONES.size()));
    Place place = List.of(whatsapp, waba, telegram).get(random.nextInt(3));
    DialogId dialog = DialogId.first(place.channel(), phone);
    boolean anyChannel = random.nextInt(5) == 0;
    PlanfixChatId chat =
        anyChannel ? PlanfixChatId.ofPhone(phone) : new PlanfixChatId.OfDialog(dialog);
    boolean named = place.equals(telegram);
    Client client =
        scene
            .client("Person " + phone, place, named ? "telegram-" + phone : phone)
            .withPhone(phone);
    write(client, chat, true, Optional.of(phone));
    if (!anyChannel && random.nextBoolean() && scene.planfix.tasks(dialog).isEmpty()) {
      scene.planfix.bound(place, phone);
    }
    if (random.nextBoolean()) {
      write(client, chat, false, Optional.of(phone));
    }
  }

  private void write(Client client, PlanfixChatId chat, boolean first, Optional<String> phone) {
    int name = ++names;
    boolean isLong = random.nextInt(4) == 0;
    boolean anyChannel = chat instanceof PlanfixChatId.OfPhone;
    boolean hasFiles = !anyChannel && random.nextInt(4) == 0;
    int length = isLong ? 60 + random.nextInt(340) : 1 + random.nextInt(3);
    List<String> words =
        hasFiles && random.nextInt(3) == 0
            ? List.of()
            : IntStream.rangeClosed(1, length).mapToObj(i -> "c" + name + "w" + i).toList();
    List<URI> files =
        IntStream.rangeClosed(1, hasFiles ? 1 + random.nextInt(2) : 0)
            .mapToObj(i -> URI.create("https://files.example/c" + name + "f" + i + ".png"))
            .toList();
    FileLink[] links =
        files.stream().map(file -> FileLink.of(file, "file.png")).toArray(FileLink[]::new);
    boolean command = client.dialog().chat().post().isPresent() && random.nextBoolean();
    String text = (command ? "/direct " : "") + String.join(" ", words);
    Comment comment = scene.comment(chat, first, phone, text, links);
    facts.written.add(new Written(comment, client, words, files, command));
  }

  /** A colleague's message on the phone comes as an echo too. */
  private void colleagueTypes(String text, Client client) {
    client.somebodyOfUsWrites(text);
    if (client.dialog().channel().equals(whatsapp.channel())) {
      facts.typed.add(text);
    }
  }

  /** A colleague types what stands in a comment. */
  private void typeAgain(Written one) {
    if (!one.words().isEmpty()) {
      facts.twins.add(one.comment());
      one.client().somebodyOfUsWrites(String.join(" ", one.words()));
    }
  }

  /** Planfix, or the queue, has a comment delivered once more; perhaps beside the first time. */
  private void comesAgain(Comment comment) {
    String other = " again " + ++names;
    boolean beside = random.nextBoolean();
    if (beside) {
      facts.beside.add(comment);
    }
    String group = comment.chat() + (beside ? other : "");
    scene.outbound.put(
        List.of(
            new QueueEntry(
                new QueueName(group, comment.id().messageId() + other),
                "comment " + comment.id().messageId())),
        scene.clock.instant());
  }

  private void changeChannel() {
    switch (random.nextInt(4)) {
      case 0 -> {
        scene.table.disconnect(waba.channel(), scene.clock.instant());
        facts.unsteady.add(waba.channel());
      }
      case 1 -> scene.wazzup.goAway("503");
      default -> {
        scene.table.connect(waba.channel(), scene.clock.instant());
        scene.wazzup.comeBack();
      }
    }
  }

  // What Wazzup does and tells

  private Fault fault(Sending sending) {
    CrmMessageId part = sending.crmMessageId();
    running.element().sending = Optional.of(part);
    Fault fault =
        calm || random.nextInt(100) < 65
            ? Fault.NONE
            : List.of(Fault.values()).get(random.nextInt(Fault.values().length));
    switch (fault) {
      case LOST_BEFORE, LOST_AFTER, LOST_LATE ->
          scene.clock.advance(Duration.ofMillis(random.nextInt(10_000)));
      case REFUSED, REFUSED_AFTER -> {
        if (!facts.lost.contains(part)) {
          facts.refused.add(part);
        }
      }
      case NONE, SWALLOWED, TOO_MANY, REJECTED -> {}
    }
    if (fault == Fault.LOST_LATE) {
      plan(60_000, this::arriveLate);
    }
    count(fault != Fault.NONE, "send " + fault);
    note(written(part), part, fault);
    return fault;
  }

  private void note(Written one, CrmMessageId part, Fault fault) {
    count(one.command(), "in Direct");
    count(one.isByCard(), "by card");
    boolean tried =
        switch (fault) {
          case NONE, LOST_BEFORE, LOST_AFTER, LOST_LATE, SWALLOWED -> true;
          case REFUSED, REFUSED_AFTER, TOO_MANY, REJECTED -> false;
        };
    boolean known = facts.inDirect.stream().anyMatch(sent -> sent.part().equals(part));
    if (tried && !known && one.reader().dialog().equals(lev.inDirect().dialog())) {
      facts.inDirect.add(new InDirect(part, running.element().begun, steps));
    }
  }

  private void arriveLate() {
    if (scene.messages.heldUp() > 0) {
      scene.messages.arriveLate();
      facts.late.add(scene.messages.received().getLast().id());
    }
  }

  private void sent(Received received) {
    boolean doubted = facts.refused.contains(received.sending().crmMessageId());
    // Of files that were refused no echo is taken for one of ours.
    boolean known = !doubted || received.sending().payload() instanceof Payload.Text;
    if (known && random.nextInt(10) > 0) {
      if (random.nextInt(3) == 0) {
        echo(received);
      } else {
        boolean text = received.sending().payload() instanceof Payload.Text;
        plan(doubted ? 60_000 : text ? 600_000 : 300_000, () -> echo(received));
      }
    }
    List<Status> statuses = new ArrayList<>(List.of(Status.values()));
    Collections.shuffle(statuses, random);
    boolean fails = random.nextInt(6) == 0;
    for (Status status : statuses.subList(0, random.nextInt(statuses.size() + 1))) {
      if (status != Status.ERROR || fails) {
        plan(600_000, () -> tell(received.id(), status));
      }
    }
  }

  private void echo(Received received) {
    Client client = clientOf(received.sending());
    Notice.Message echo = scene.echo(received, client);
    facts.echoed.add(received.id());
    while (random.nextInt(3) == 0) {
      plan(600_000, () -> comesAgain(echo));
    }
  }

  private void tell(MessageId message, Status status) {
    scene.status(message, status);
    facts.told(message, status);
    if (random.nextInt(4) == 0) {
      plan(
          600_000,
          () ->
              comesAgain(
                  new Notice.StatusChange(
                      message, status, scene.clock.instant(), Optional.empty())));
    }
  }

  private void comesAgain(Notice notice) {
    QueueName name = QueueName.of(notice);
    scene.queue.put(
        List.of(
            new QueueEntry(
                new QueueName(name.group(), name.deduplication() + ++names), scene.body(notice))),
        scene.clock.instant());
  }

  private Client clientOf(Sending sending) {
    Client meant = written(sending.crmMessageId()).reader();
    return Stream.of(whatsapp, waba)
        .filter(place -> place.channel().equals(sending.route().channel()))
        .findFirst()
        .map(meant::at)
        .orElse(meant);
  }

  private Written written(CrmMessageId part) {
    return facts.written.stream()
        .filter(one -> isOf(one.comment(), part))
        .findFirst()
        .orElseThrow();
  }

  private String chatOf(Sending sending) {
    return clientOf(sending).dialog().chat().id();
  }

  static boolean isOf(Comment comment, CrmMessageId part) {
    String id = comment.id().providerId() + "~" + comment.id().messageId() + "~";
    return part.value().startsWith(id);
  }

  private void plan(int withinMillis, Runnable event) {
    int longest = random.nextBoolean() ? Math.min(withinMillis, 3000) : withinMillis;
    Instant due = scene.clock.instant().plusMillis(random.nextInt(longest));
    events.add(new Event(due, event));
  }

  private boolean happens(Instant dueBefore) {
    Optional<Event> next =
        events.stream()
            .filter(event -> !event.due().isAfter(dueBefore))
            .min(Comparator.comparing(Event::due));
    next.ifPresent(
        event -> {
          events.remove(event);
          happened++;
          event.happens().run();
        });
    return next.isPresent();
  }

  // How it is worked on

  private void work() {
    if (happens(scene.clock.instant().minus(OVERDUE))) {
      return;
    }
    boolean worked =
        switch (random.nextInt(3)) {
          case 0 -> send() || deliver() || happens(scene.clock.instant());
          case 1 -> deliver() || happens(scene.clock.instant()) || send();
          default -> happens(scene.clock.instant()) || send() || deliver();
        };
    if (!worked) {
      Stream.of(
              scene.queue.nextVisible().stream(),
              scene.outbound.nextVisible().stream(),
              events.stream().map(Event::due))
          .flatMap(Function.identity())
          .min(Comparator.naturalOrder())
          .ifPresent(scene.clock::advanceTo);
    }
  }

  private boolean send() {
    int place = random.nextInt(senders.size());
    return invoked(
        scene.outbound,
        budget -> {
          SendComment invocation = senders.get(place).invocation(budget);
          return received -> sent(invocation, scene.comment(received.body()));
        },
        () -> senders.set(place, scene.sender(this)));
  }

  private Outcome sent(SendComment invocation, Comment comment) {
    try {
      return invocation.send(comment);
    } catch (Killed | TableAway end) {
      facts.doubted.add(comment.id());
      throw end;
    }
  }

  private boolean deliver() {
    int place = random.nextInt(workers.size());
    return invoked(
        scene.queue,
        budget -> {
          Worker worker = workers.get(place);
          DeliverNotice invocation = worker.invocation(budget);
          return received ->
              invocation.deliver(
                  worker.queued(
                      new BatchRun.Item(received.id(), received.group(), received.body(), 1)));
        },
        () -> workers.set(place, scene.worker(this)));
  }

  private boolean invoked(
      FakeQueue queue,
      Function<Budget, Function<FakeQueue.Received, Outcome>> begin,
      Runnable replace) {
    List<FakeQueue.Received> batch = queue.receive(1 + random.nextInt(FakeQueue.LARGEST_BATCH));
    if (batch.isEmpty()) {
      return false;
    }
    running.push(new Invocation(scene.clock.instant(), steps));
    try {
      Budget budget = new Budget(scene.clock);
      handle(queue, batch, budget, begin.apply(budget));
    } catch (Killed killed) {
      count(true, String.valueOf(killed.getMessage()));
      replace.run();
    } finally {
      running.pop();
    }
    return true;
  }

  private void handle(
      FakeQueue queue,
      List<FakeQueue.Received> batch,
      Budget budget,
      Function<FakeQueue.Received, Outcome> one) {
    Map<String, Duration> waitingGroups = new HashMap<>();
    List<FakeQueue.Received> done = new ArrayList<>();
    for (FakeQueue.Received received : batch) {
      if (!waitingGroups.containsKey(received.group())) {
        Outcome outcome =
            budget.allowsMore()
                ? handled(one, received)
                : new Outcome.Later(Duration.ZERO, "no time");
        switch (outcome) {
          case Outcome.Done _ -> done.add(received);
          case Outcome.Later(Duration delay, _, _) -> waitingGroups.put(received.group(), delay);
        }
      }
    }
    if (!calm && random.nextInt(25) == 0) {
      throw new Killed("the queue's deletion");
    }
    done.forEach(queue::delete);
    batch.stream()
        .filter(received -> !done.contains(received))
        .forEach(
            received ->
                queue.showAfter(
                    received,
                    Optional.ofNullable(waitingGroups.get(received.group())).orElseThrow()));
  }

  private Outcome handled(Function<FakeQueue.Received, Outcome> one, FakeQueue.Received received) {
    try {
      return one.apply(received);
    } catch (TableAway away) {
      count(true, "table away");
      return new Outcome.Later(AFTER_A_CRASH, "the table was away");
    } finally {
      running.element().heard = Optional.empty();
    }
  }

  // What goes wrong

  private FakePlanfix.Fault planfixFault() {
    FakePlanfix.Fault fault =
        calm
            ? FakePlanfix.Fault.NONE
            : switch (random.nextInt(20)) {
              case 0 -> FakePlanfix.Fault.OUTAGE_BEFORE;
              case 1 -> FakePlanfix.Fault.OUTAGE_AFTER;
              case 2 -> FakePlanfix.Fault.SETUP;
              default -> FakePlanfix.Fault.NONE;
            };
    count(fault != FakePlanfix.Fault.NONE, "Planfix " + fault);
    return fault;
  }

  private void count(boolean wrong, String what) {
    if (wrong) {
      faults.merge(what, 1, Integer::sum);
    }
  }

  private boolean isBeside() {
    return !Thread.currentThread().equals(itself);
  }

  @Override
  public void before(String call) {
    if (isBeside()) {
      return;
    }
    hazard(call);
    if (call.equals("NoticeQueue.put") && !calm && random.nextInt(15) == 0) {
      count(true, "queue full");
      scene.queue.takeOnly(0);
    }
  }

  @Override
  public void answered(String call, @Nullable Object answer) {
    if (isBeside()) {
      return;
    }
    Invocation invocation = running.element();
    if (answer instanceof SendAnswer sendAnswer) {
      invocation.heard = Optional.empty();
      switch (sendAnswer) {
        case SendAnswer.Taken(MessageId id, _) -> {
          invocation.heard = invocation.sending;
          invocation.named = Optional.of(id);
        }
        case SendAnswer.Repeated _ -> {
          invocation.heard = invocation.sending;
          invocation.named = Optional.empty();
        }
        case SendAnswer.Unknown _ -> {
          CrmMessageId part = invocation.sending.orElseThrow();
          facts.lost.add(part);
          facts.doubted.add(written(part).comment().id());
        }
        case SendAnswer.Refused _, SendAnswer.TooMany _, SendAnswer.Rejected _ -> {}
      }
    }
    if (call.equals("Outbox.write")) {
      if (Boolean.TRUE.equals(answer)) {
        invocation.heard.ifPresent(part -> facts.recorded.put(part, invocation.named));
      }
      if (Boolean.TRUE.equals(answer) || invocation.named.isEmpty()) {
        invocation.heard = Optional.empty();
      }
    }
  }

  @Override
  public void after(String call) {
    if (isBeside()) {
      return;
    }
    steps++;
    if (call.equals("DialogStore.finish")) {
      hear();
    }
    if (call.equals("NoticeQueue.put")) {
      scene.queue.takeAll();
    }
    hazard(call);
  }

  private void hear() {
    Optional<Instant> last =
        scene.table.dialogs().stream()
            .filter(dialog -> dialog.id().ofChat().equals(lev.dialog().ofChat()))
            .flatMap(dialog -> dialog.clientWrote().stream())
            .max(Comparator.naturalOrder());
    if (!last.equals(lastWord)) {
      lastWord = last;
      facts.heard.add(steps);
    }
  }

  private void hazard(String call) {
    Invocation invocation = running.element();
    if (!calm && !invocation.dead) {
      if (random.nextInt(4) == 0) {
        scene.clock.advance(Duration.ofMillis(random.nextInt(4000)));
      }
      if (running.size() < DEEPEST && random.nextInt(12) == 0) {
        work();
      }
      boolean atTable = call.startsWith("Outbox.") || call.contains("Store.");
      if (atTable && random.nextInt(120) == 0) {
        throw new TableAway();
      }
    }
    boolean timeIsUp =
        scene.clock.instant().isAfter(invocation.start.plus(TIMEOUT_OF_THE_FUNCTION));
    if (invocation.dead || timeIsUp || (!calm && random.nextInt(80) == 0)) {
      invocation.dead = true;
      throw new Killed(call);
    }
  }

  private static final class TableAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TableAway() {
      super("the table does not answer");
    }
  }
}
