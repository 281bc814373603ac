package io.taskwire.core.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.core.channel.ChannelId;
import io.taskwire.core.channel.ChannelIdentity;
import io.taskwire.core.channel.ListedChannel;
import io.taskwire.core.channel.Transport;
import io.taskwire.core.fakes.Client;
import io.taskwire.core.fakes.FakeMessages;
import io.taskwire.core.fakes.FakeMessages.Fault;
import io.taskwire.core.fakes.FakePlanfix.Task;
import io.taskwire.core.fakes.FakeQueue;
import io.taskwire.core.fakes.FakeQueue.Received;
import io.taskwire.core.fakes.Scene;
import io.taskwire.core.fakes.Scene.Place;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.planfix.Mark;
import io.taskwire.core.wazzup.Route.Recipient;
import io.taskwire.core.wazzup.Sending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Channels that are made, deleted, made anew at other addresses, moved to WABA and mixed up, while
 * clients write and employees answer. It knows at any time which account lies at which address, as
 * the messengers themselves do, and so who may get what. All by chance, out of a seed.
 */
final class ChannelLife {
  private static final int DAYS = 60;
  private static final Duration A_WHILE = Duration.ofSeconds(5);
  private static final String[] CLIENTS = {"79990000001", "79990000002"};

  /** One of our accounts, and where Wazzup has it. */
  private static final class Account {
    private final ChannelIdentity identity;
    private String transport;
    private Optional<ChannelId> address = Optional.empty();

    /** Lies at its address, but Wazzup does not say yet whose that is. */
    private boolean unidentified;

    Account(String identity, String transport) {
      this.identity = ChannelIdentity.parse(identity);
      this.transport = transport;
    }

    ListedChannel listed() {
      return new ListedChannel(address.orElseThrow(), identity, new Transport(transport), "active");
    }

    boolean works() {
      return address.isPresent() && !unidentified;
    }
  }

  /** A client's chat with an account: what must stand in its task, and what he may get. */
  private record Talk(Account account, String client) {}

  /** An answer, and whether its channel was away while it was on its way. */
  private static final class Answer {
    private final Talk talk;
    private final String text;
    private final Comment comment;
    private boolean hindered;

    Answer(Talk talk, String text, Comment comment) {
      this.talk = talk;
      this.text = text;
      this.comment = comment;
    }
  }

  private final Random random;
  private final Scene scene = new Scene();
  private final List<Account> accounts =
      List.of(
          new Account("whatsapp:79990000091", "whatsapp"),
          new Account("whatsapp:79990000092", "whatsapp"),
          new Account("viber:79990000091", "viber"),
          new Account("telegram:79990000091", "tgapi"));
  private final Map<Talk, List<String>> written = new LinkedHashMap<>();
  private final List<Answer> answers = new ArrayList<>();
  private final List<Answer> underWay = new ArrayList<>();
  private final Map<String, Integer> events = new TreeMap<>();
  private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());
  private int names;

  ChannelLife(long seed) {
    random = new Random(seed);
  }

  /** Lives, and judges what came of it; how often everything happened. */
  Map<String, Integer> live() {
    scene.messages.refusesWith("CHANNEL_NOT_FOUND");
    scene.messages.faults(this::asWazzupWould);
    for (Account account : accounts) {
      scene.table.connect(account.identity, scene.clock.instant());
      create(account);
    }
    for (int day = 0; day < DAYS; day++) {
      scene.clock.advance(A_WHILE);
      something();
      work(random.nextInt(4));
    }
    bringAllBack();
    workUntilNothingIsLeft();
    judge();
    return events;
  }

  // What happens

  private void something() {
    Account account = any(accounts);
    switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> clientWrites(account);
      case 4, 5, 6, 7 -> employeeAnswers();
      case 8 -> delete(account);
      case 9 -> create(account);
      case 10 -> moveToWaba(account);
      default -> mixUp();
    }
  }

  private void clientWrites(Account account) {
    if (account.address.isEmpty()) {
      return;
    }
    count(account.unidentified ? "a client wrote to a nameless channel" : "a client wrote");
    Talk talk = new Talk(account, CLIENTS[random.nextInt(CLIENTS.length)]);
    String text = "client's " + ++names;
    written.computeIfAbsent(talk, _ -> new ArrayList<>()).add(text);
    client(talk).writes(text);
  }

  private void employeeAnswers() {
    List<Talk> talks = written.keySet().stream().filter(talk -> !tasks(talk).isEmpty()).toList();
    if (talks.isEmpty()) {
      return;
    }
    Talk talk = any(talks);
    count("an employee answered");
    String text = "employee's " + ++names;
    Answer answer = new Answer(talk, text, scene.answers(client(talk), text));
    answer.hindered = !talk.account.works();
    answers.add(answer);
    underWay.add(answer);
  }

  private void create(Account account) {
    if (account.address.isPresent()) {
      return;
    }
    count("made");
    account.address = Optional.of(new ChannelId("address-" + ++names));
    account.unidentified = random.nextInt(6) == 0;
    if (account.unidentified) {
      count("made without a name");
      scene.wazzup.addUnidentified(account.address.get());
    } else {
      scene.wazzup.add(account.listed());
    }
    mayBeTold(account.address.get());
  }

  private void delete(Account account) {
    if (account.address.isEmpty()) {
      return;
    }
    if (account.unidentified) {
      identify(account);
      return;
    }
    // What was written to an address before it was deleted can't be told from what never was.
    workUntilNothingIsLeft();
    count("deleted");
    ChannelId left = account.address.get();
    scene.wazzup.remove(left);
    account.address = Optional.empty();
    hinder(account);
    mayBeTold(left);
    if (random.nextBoolean()) {
      create(account);
    }
  }

  private void identify(Account account) {
    count("named late");
    account.unidentified = false;
    scene.wazzup.identify(account.listed());
    mayBeTold(account.address.orElseThrow());
  }

  private void moveToWaba(Account account) {
    if (!account.transport.equals("whatsapp") || !account.works()) {
      return;
    }
    workUntilNothingIsLeft();
    count("moved to WABA");
    scene.wazzup.remove(account.address.orElseThrow());
    account.transport = "wapi";
    account.address = Optional.of(new ChannelId("address-" + ++names));
    scene.wazzup.add(account.listed());
    hinder(account);
    mayBeTold(account.address.get());
  }

  /** Two accounts lie where the other one did. */
  private void mixUp() {
    List<Account> working = accounts.stream().filter(Account::works).toList();
    if (working.size() < 2) {
      return;
    }
    workUntilNothingIsLeft();
    scene.clock.advance(A_WHILE);
    count("mixed up");
    Account one = working.getFirst();
    Account other = working.getLast();
    ChannelId ofOne = one.address.orElseThrow();
    ChannelId ofOther = other.address.orElseThrow();
    scene.wazzup.remove(ofOne);
    scene.wazzup.remove(ofOther);
    one.address = Optional.of(ofOther);
    other.address = Optional.of(ofOne);
    scene.wazzup.add(one.listed());
    scene.wazzup.add(other.listed());
    // An address that is ours is believed until something is told of it.
    tell(ofOne);
    tell(ofOther);
    workUntilNothingIsLeft();
  }

  private void bringAllBack() {
    for (Account account : accounts) {
      if (account.address.isEmpty()) {
        create(account);
      }
      if (account.unidentified) {
        identify(account);
      }
    }
  }

  private void mayBeTold(ChannelId address) {
    if (random.nextBoolean()) {
      count("told");
      tell(address);
    }
  }

  private void tell(ChannelId address) {
    scene.queue(new Notice.ChannelChange(address, scene.clock.instant()));
  }

  private void hinder(Account account) {
    underWay.stream()
        .filter(answer -> answer.talk.account == account)
        .forEach(answer -> answer.hindered = true);
  }

  /** Knows an address or not; and looks that nothing goes to another account than it should. */
  private Fault asWazzupWould(Sending sending) {
    ChannelId address = sending.route().address();
    Optional<Account> account =
        accounts.stream()
            .filter(one -> one.address.filter(address::equals).isPresent())
            .findFirst();
    if (account.isEmpty()) {
      count("sent to an address that is left");
      return Fault.REFUSED;
    }
    if (!account.get().identity.equals(sending.route().channel())) {
      wrong.add(
          sending.route().channel() + " was meant, and it went through " + account.get().identity);
    }
    return Fault.NONE;
  }

  // Work, one message after another

  private void work(int messages) {
    for (int i = 0; i < messages; i++) {
      if (!workOnce()) {
        return;
      }
    }
  }

  private void workUntilNothingIsLeft() {
    for (int i = 0; i < 10_000; i++) {
      if (workOnce()) {
        continue;
      }
      Optional<Instant> next =
          Stream.concat(scene.queue.nextVisible().stream(), scene.outbound.nextVisible().stream())
              .min(Comparator.naturalOrder());
      if (next.isEmpty()) {
        underWay.clear();
        return;
      }
      if (accounts.stream().anyMatch(account -> account.unidentified)) {
        // Its messages wait for its name.
        accounts.stream().filter(account -> account.unidentified).toList().forEach(this::identify);
      }
      scene.clock.advanceTo(next.get());
    }
    throw new AssertionError("the queues do not get empty");
  }

  private boolean workOnce() {
    boolean inboundFirst = random.nextBoolean();
    return inboundFirst ? deliverOne() || sendOne() : sendOne() || deliverOne();
  }

  private boolean deliverOne() {
    List<Received> one = scene.queue.receive(1);
    if (!one.isEmpty()) {
      scene.worker().handle(one);
    }
    return !one.isEmpty();
  }

  private boolean sendOne() {
    List<FakeQueue.Received> one = scene.outbound.receive(1);
    if (!one.isEmpty()) {
      scene.sender().handle(one);
    }
    return !one.isEmpty();
  }

  // What came of it

  private void judge() {
    assertThat(wrong).as("through the wrong channel").isEmpty();
    assertThat(scene.crashes).isEmpty();
    written.forEach(
        (talk, texts) -> {
          assertThat(tasks(talk)).as("tasks of %s", client(talk).dialog()).hasSize(1);
          assertThat(tasks(talk).getFirst().texts())
              .as("what stands in the task of %s", client(talk).dialog())
              .containsExactlyElementsOf(texts);
        });
    assertThat(scene.planfix.tasks()).as("all tasks").hasSize(written.size());
    answers.forEach(this::judge);
    assertThat(scene.messages.received())
        .extracting(FakeMessages.Received::text)
        .doesNotHaveDuplicates();
  }

  private void judge(Answer answer) {
    List<FakeMessages.Received> received =
        scene.messages.received().stream().filter(one -> one.text().equals(answer.text)).toList();
    List<Mark> marks = scene.marks(answer.comment);
    assertThat(marks).as("the marks of %s", answer.text).isNotEmpty();
    if (received.isEmpty()) {
      count("refused");
      assertThat(marks.getLast().sign()).isEqualTo(Mark.Sign.ERROR);
      assertThat(answer.hindered).as("%s: %s", answer.text, marks).isTrue();
    } else {
      count("received");
      assertThat(marks.getLast().sign()).as(answer.text).isEqualTo(Mark.Sign.SENT);
      assertThat(received).hasSize(1);
      Sending sending = received.getFirst().sending();
      assertThat(sending.route().channel()).isEqualTo(answer.talk.account.identity);
      assertThat(sending.route().recipient()).isEqualTo(new Recipient.OfChat(answer.talk.client));
    }
  }

  // Helpers

  private Client client(Talk talk) {
    Place place =
        new Place(
            talk.account.identity, talk.account.address.orElseGet(() -> new ChannelId("nowhere")));
    return scene.client("Client " + talk.client, place, talk.client);
  }

  private List<Task> tasks(Talk talk) {
    return scene.planfix.tasks(client(talk).dialog());
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private void count(String event) {
    events.merge(event, 1, Integer::sum);
  }
}
