package io.taskwire.local.e2e;

import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.planfix.Line;
import io.taskwire.core.planfix.Mark;
import io.taskwire.core.planfix.PlanfixChat;
import io.taskwire.core.planfix.TaskMessage;
import io.taskwire.core.wazzup.Payload;
import io.taskwire.core.wazzup.WazzupMessages;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Kills workers while they post to Planfix. A killed worker does nothing more: whatever it tries
 * afterwards, with Planfix, the table or the queue, fails.
 */
final class Deaths {
  private final List<Planned> planned = new CopyOnWriteArrayList<>();
  private final AtomicInteger died = new AtomicInteger();

  private record Planned(String text, boolean afterEffect) {}

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

  /** How many workers were killed. */
  int count() {
    return died.get();
  }

  /** The death that was planned for whoever posts this text; it is planned no longer. */
  private Optional<Planned> due(String text) {
    Optional<Planned> due =
        planned.stream().filter(death -> text.contains(death.text())).findFirst();
    return due.filter(planned::remove);
  }

  /** One worker process. */
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

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      check();
    }

    /** Wazzup as this process reaches it. */
    WazzupMessages sending(WazzupMessages wazzup) {
      return sending -> {
        check();
        String text = sending.payload() instanceof Payload.Text(String words) ? words : "";
        Optional<Planned> death = due(text);
        if (death.isPresent()) {
          if (death.get().afterEffect()) {
            wazzup.send(sending);
          }
          throw end();
        }
        return wazzup.send(sending);
      };
    }

    /** Planfix as this process reaches it. */
    PlanfixChat calling(PlanfixChat planfix) {
      return new PlanfixChat() {
        @Override
        public TaskAnswer taskOf(Line line, PlanfixChatId chat) {
          check();
          return planfix.taskOf(line, chat);
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
          return planfix.post(line, message);
        }

        @Override
        public PostAnswer mark(Line line, CommentId comment, Mark mark) {
          check();
          return planfix.mark(line, comment, mark);
        }
      };
    }
  }
}
