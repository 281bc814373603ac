package io.taskwire.core.fakes;

import io.taskwire.core.notice.MessageId;
import io.taskwire.core.wazzup.CrmMessageId;
import io.taskwire.core.wazzup.Payload;
import io.taskwire.core.wazzup.Sending;
import io.taskwire.core.wazzup.WazzupMessages;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Wazzup's sending in memory. It sends whatever it is given, also twice, unless the same id came
 * within 60 s; so whoever repeats something is seen to do so.
 */
public final class FakeMessages implements WazzupMessages {
  private static final Duration REMEMBERED = Duration.ofSeconds(60);
  private static final Duration LIMIT_WINDOW = Duration.ofSeconds(5);

  /** What goes wrong with a call. */
  public enum Fault {
    NONE,
    /** No answer, and nothing was sent. */
    LOST_BEFORE,
    /** No answer, but the client has it. */
    LOST_AFTER,
    /** No answer, and the client gets it only with {@link #arriveLate}. */
    LOST_LATE,
    /** Taken, but no client ever gets it. */
    SWALLOWED,
    /** Refused, and nothing was sent. */
    REFUSED,
    /** Refused, but the client has it. */
    REFUSED_AFTER,
    TOO_MANY,
    /** Our key is rejected. */
    REJECTED
  }

  /** What a client has on his phone. */
  public record Received(MessageId id, Sending sending, Instant at) {
    /** The text, or the link of the file. */
    public String text() {
      return switch (sending.payload()) {
        case Payload.Text(String text) -> text;
        case Payload.File(URI link) -> link.toString();
      };
    }
  }

  private final InstantSource clock;
  private final List<Received> received = new ArrayList<>();
  private final List<Received> swallowed = new ArrayList<>();
  private final List<Received> late = new ArrayList<>();
  private final Map<CrmMessageId, Instant> remembered = new HashMap<>();
  private Function<Sending, Fault> faults = _ -> Fault.NONE;
  private Consumer<Received> onEffect = _ -> {};
  private String refusal = "CHANNEL_BLOCKED";
  private Function<Sending, Optional<String>> chatIds = _ -> Optional.empty();
  private boolean forgetful;
  private int calls;
  private int ids;
  private int limit = Integer.MAX_VALUE;
  private long window;
  private int callsInWindow;
  private int refusedByLimit;

  public FakeMessages(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public SendAnswer send(Sending sending) {
    return switch (fault(sending)) {
      case NONE -> take(sending);
      case LOST_BEFORE -> new SendAnswer.Unknown("no answer within 10000 ms");
      case LOST_AFTER -> {
        take(sending);
        yield new SendAnswer.Unknown("no answer within 10000 ms");
      }
      case LOST_LATE -> {
        accepted(sending).ifPresent(late::add);
        yield new SendAnswer.Unknown("no answer within 10000 ms");
      }
      case SWALLOWED -> {
        Optional<Received> taken = accepted(sending);
        taken.ifPresent(swallowed::add);
        yield taken.<SendAnswer>map(this::taken).orElseGet(SendAnswer.Repeated::new);
      }
      case REFUSED -> new SendAnswer.Refused(refusal);
      case REFUSED_AFTER -> {
        take(sending);
        yield new SendAnswer.Refused(refusal);
      }
      case TOO_MANY -> new SendAnswer.TooMany();
      case REJECTED -> new SendAnswer.Rejected("HTTP 401");
    };
  }

  private synchronized Fault fault(Sending sending) {
    calls++;
    long now = Math.floorDiv(clock.instant().getEpochSecond(), LIMIT_WINDOW.toSeconds());
    callsInWindow = now == window ? callsInWindow + 1 : 1;
    window = now;
    if (callsInWindow > limit) {
      refusedByLimit++;
      return Fault.TOO_MANY;
    }
    return faults.apply(sending);
  }

  private SendAnswer take(Sending sending) {
    Optional<Received> taken = accepted(sending);
    taken.ifPresent(this::arrive);
    return taken.<SendAnswer>map(this::taken).orElseGet(SendAnswer.Repeated::new);
  }

  /** Gives it an id; empty where the same was given one within 60 s. */
  private synchronized Optional<Received> accepted(Sending sending) {
    Instant now = clock.instant();
    Instant before = remembered.get(sending.crmMessageId());
    if (before != null && !forgetful && now.isBefore(before.plus(REMEMBERED))) {
      return Optional.empty();
    }
    remembered.put(sending.crmMessageId(), now);
    return Optional.of(new Received(new MessageId("wazzup-" + ++ids), sending, now));
  }

  private SendAnswer taken(Received taken) {
    Function<Sending, Optional<String>> named;
    synchronized (this) {
      named = chatIds;
    }
    return new SendAnswer.Taken(taken.id(), named.apply(taken.sending()));
  }

  private void arrive(Received taken) {
    Consumer<Received> listener;
    synchronized (this) {
      received.add(taken);
      listener = onEffect;
    }
    listener.accept(taken);
  }

  /** The client gets the oldest of what was held up. */
  public void arriveLate() {
    Received taken;
    synchronized (this) {
      taken = late.removeFirst();
    }
    arrive(taken);
  }

  /** Decides for every call what goes wrong with it. */
  public synchronized void faults(Function<Sending, Fault> decide) {
    faults = decide;
  }

  /** These go wrong with the next calls, one each. */
  public void fail(Fault... next) {
    List<Fault> left = new ArrayList<>(List.of(next));
    faults(_ -> left.isEmpty() ? Fault.NONE : left.removeFirst());
  }

  /** Takes so many calls in five seconds, counted anew every five. */
  public synchronized void limit(int callsInFiveSeconds) {
    limit = callsInFiveSeconds;
  }

  /** How many calls were too many. */
  public synchronized int refusedByLimit() {
    return refusedByLimit;
  }

  /** The code of refusals. */
  public synchronized void refusesWith(String code) {
    refusal = code;
  }

  /** What chats opened by phone are called. */
  public void namesChats(String name) {
    namesChats(_ -> Optional.of(name));
  }

  /** Decides what the chat of a message is called, where that is told at all. */
  public synchronized void namesChats(Function<Sending, Optional<String>> decide) {
    chatIds = decide;
  }

  /** Protects nobody from his own repetitions. */
  public synchronized void forgetsAtOnce() {
    forgetful = true;
  }

  /** Told of each message that a client got, before the sender is. */
  public synchronized void onEffect(Consumer<Received> listener) {
    onEffect = listener;
  }

  /** Everything that clients got, in its order. */
  public synchronized List<Received> received() {
    return List.copyOf(received);
  }

  /** How many messages wait for {@link #arriveLate}. */
  public synchronized int heldUp() {
    return late.size();
  }

  /** What was taken and never got to a client. */
  public synchronized List<Received> swallowed() {
    return List.copyOf(swallowed);
  }

  public List<String> texts() {
    return received().stream().map(Received::text).toList();
  }

  /** How many calls were made, whatever became of them. */
  public synchronized int calls() {
    return calls;
  }
}
