package io.taskwire.local.e2e;

import io.taskwire.core.channel.ChannelList;
import io.taskwire.core.content.FileSource;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.planfix.Line;
import io.taskwire.core.planfix.Mark;
import io.taskwire.core.planfix.PlanfixChat;
import io.taskwire.core.planfix.TaskMessage;
import io.taskwire.core.wazzup.WazzupMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Kills processes of a function: while they post a certain text to Planfix, or at whichever of
 * their calls. A killed process does nothing more: whatever it tries afterwards, with a provider,
 * the table or the queue, fails.
 */
final class Deaths {
  private static final ExecutionAttribute<Integer> NUMBER = new ExecutionAttribute<>("call");

  private final List<Planned> planned = new CopyOnWriteArrayList<>();
  private final AtomicInteger died = new AtomicInteger();
  private final List<String> calls = new ArrayList<>();
  private Optional<Point> point = Optional.empty();

  private record Planned(String text, boolean afterEffect) {}

  /** Of a call: before it has any effect, or when it has had it and nobody learns of it. */
  enum Side {
    BEFORE,
    AFTER
  }

  /**
   * Where a process dies.
   *
   * @param call its number, from 1
   */
  record Point(int call, Side side) {
    /**
     * Where one who makes so many calls can die: before the first, and after each. Before a later
     * one the world is as after the one before it.
     */
    static Stream<Point> ofAll(int calls) {
      return Stream.concat(
          Stream.of(new Point(1, Side.BEFORE)),
          IntStream.rangeClosed(1, calls).mapToObj(call -> new Point(call, Side.AFTER)));
    }
  }

  /** What a killed worker's thread ends with. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed() {
      super("killed by the test");
    }
  }

  /** The worker that posts this text dies just before it. */
  void beforePosting(String text) {
    planned.add(new Planned(text, false));
  }

  /** The worker that posts this text dies when Planfix has it. */
  void afterPosting(String text) {
    planned.add(new Planned(text, true));
  }

  /** Counts calls from now on; nobody dies at one. */
  synchronized void watch() {
    calls.clear();
    point = Optional.empty();
  }

  /** Counts calls from now on; who makes this one dies. */
  synchronized void killAt(Point where) {
    calls.clear();
    point = Optional.of(where);
  }

  /** The calls since they are counted, by their names. */
  synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  private synchronized int counted(String call) {
    calls.add(call);
    return calls.size();
  }

  /** Whether somebody dies now; he does so once. */
  private synchronized boolean isDue(int call, Side side) {
    boolean due = point.equals(Optional.of(new Point(call, side)));
    if (due) {
      point = Optional.empty();
    }
    return due;
  }

  /** How many processes were killed. */
  int count() {
    return died.get();
  }

  /** The death that was planned for whoever posts this text; it is planned no longer. */
  private Optional<Planned> due(String text) {
    Optional<Planned> due =
        planned.stream().filter(death -> text.contains(death.text())).findFirst();
    return due.filter(planned::remove);
  }

  /** One process. */
  final class Life implements ExecutionInterceptor {
    private volatile boolean over;

    boolean over() {
      return over;
    }

    private void check() {
      if (over) {
        throw new Killed();
      }
    }

    private Killed end() {
      over = true;
      died.incrementAndGet();
      return new Killed();
    }

    private int begin(String call) {
      check();
      int number = counted(call);
      if (isDue(number, Side.BEFORE)) {
        throw end();
      }
      return number;
    }

    private <T> T made(String call, Supplier<T> effect) {
      int number = begin(call);
      T answer = effect.get();
      if (isDue(number, Side.AFTER)) {
        throw end();
      }
      return answer;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      attributes.putAttribute(NUMBER, begin(CallCounts.name(context.request())));
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
      if (isDue(attributes.getAttribute(NUMBER), Side.AFTER)) {
        throw end();
      }
    }

    /** A write that was refused is a call as well. */
    @Override
    public void onExecutionFailure(
        Context.FailedExecution context, ExecutionAttributes attributes) {
      Integer number = attributes.getAttribute(NUMBER);
      if (number != null && isDue(number, Side.AFTER)) {
        // What is thrown here is swallowed, but the next call fails.
        var _ = end();
      }
    }

    /** Wazzup as this process reaches it. */
    WazzupMessages sending(WazzupMessages wazzup) {
      return sending -> made("POST message", () -> wazzup.send(sending));
    }

    /** Wazzup's channels as this process reaches them. */
    ChannelList asking(ChannelList channels) {
      return () -> made("GET channels", channels::ask);
    }

    /** Files as this process reaches them. */
    FileSource resolving(FileSource files) {
      return link -> made("file", () -> files.resolve(link));
    }

    /** Planfix as this process reaches it. */
    PlanfixChat calling(PlanfixChat planfix) {
      return new PlanfixChat() {
        @Override
        public TaskAnswer taskOf(Line line, PlanfixChatId chat) {
          return made("getTask", () -> planfix.taskOf(line, chat));
        }

        @Override
        public PostAnswer post(Line line, TaskMessage message) {
          check();
          Optional<Planned> death = due(message.text());
          if (death.isPresent()) {
            if (death.get().afterEffect()) {
              planfix.post(line, message);
            }
            throw end();
          }
          return made("newMessage", () -> planfix.post(line, message));
        }

        @Override
        public PostAnswer mark(Line line, CommentId comment, Mark mark) {
          return made("messageStatus", () -> planfix.mark(line, comment, mark));
        }
      };
    }
  }
}
