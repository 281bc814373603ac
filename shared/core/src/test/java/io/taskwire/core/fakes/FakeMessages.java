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
  private final Map<CrmMessageId, Instant> remembered = new HashMap<>();
  private Function<Sending, Fault> faults = _ -> Fault.NONE;
  private Consumer<Received> onEffect = _ -> {};
  private String refusal = "CHANNEL_BLOCKED";
  private Optional<String> chatId = Optional.empty();
  private int calls;
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
    Received taken;
    Consumer<Received> listener;
    synchronized (this) {
      Instant now = clock.instant();
      Instant before = remembered.get(sending.crmMessageId());
      if (before != null && now.isBefore(before.plus(REMEMBERED))) {
        return new SendAnswer.Repeated();
      }
      remembered.put(sending.crmMessageId(), now);
      taken = new Received(new MessageId("wazzup-" + (received.size() + 1)), sending, now);
      received.add(taken);
      listener = onEffect;
    }
    listener.accept(taken);
    return new SendAnswer.Taken(taken.id(), chatId);
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
  public synchronized void namesChats(String name) {
    chatId = Optional.of(name);
  }

  /** Told of each message that a client got, before the sender is. */
  public synchronized void onEffect(Consumer<Received> listener) {
    onEffect = listener;
  }

  /** Everything that clients got, in its order. */
  public synchronized List<Received> received() {
    return List.copyOf(received);
  }

  public List<String> texts() {
    return received().stream().map(Received::text).toList();
  }

  /** How many calls were made, whatever became of them. */
  public synchronized int calls() {
    return calls;
  }
}
