package io.taskwire.core.fakes;

import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.planfix.Line;
import io.taskwire.core.planfix.Mark;
import io.taskwire.core.planfix.PlanfixChat;
import io.taskwire.core.planfix.TaskMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Planfix's chat API in memory. It protects nobody from parallel first messages and repeats nothing
 * away: each call that finds no task makes one, each post makes a comment. What Planfix's
 * documentation leaves open is a knob.
 */
public final class FakePlanfix implements PlanfixChat {
  private static final long FIRST_NUMBER = 2417;

  /** What a message of our side makes of a chat without a task. */
  public enum EchoInNewChat {
    OPENS_A_TASK,
    REFUSED,
    IGNORED
  }

  /** What Planfix says of a task that was deleted. */
  public enum DeletedTask {
    NO_TASK,
    INACTIVE,
    /** It hides the deletion, and messages still go to the deleted task. */
    ACTIVE
  }

  /** What becomes of a message whose task is closed. */
  public enum ClosedTask {
    IS_KEPT,
    MAKES_WAY_FOR_A_NEW_ONE
  }

  /** What goes wrong with a call. */
  public enum Fault {
    NONE,
    /** No answer, and no effect. */
    OUTAGE_BEFORE,
    /** No answer, but the effect is there. */
    OUTAGE_AFTER,
    /** Our token is rejected. */
    SETUP,
    /** The message is rejected for good. */
    REFUSED,
    /** No answer before {@link #releaseHanging}; then it goes on as if nothing had been. */
    HANGS
  }

  /**
   * A call as it came in.
   *
   * @param message what was posted; empty for a question
   */
  public record Call(PlanfixChatId chat, Optional<TaskMessage> message) {
    /** The dialog that the chat is named after. */
    public DialogId dialog() {
      return DialogId.parse(chat.toString());
    }

    public boolean isPost() {
      return message.isPresent();
    }
  }

  /**
   * A task.
   *
   * @param title as it is named now
   * @param messages the body first, then the comments
   */
  public record Task(
      long number,
      DialogId dialog,
      String title,
      int renamed,
      boolean closed,
      boolean deleted,
      List<TaskMessage> messages) {
    public List<String> texts() {
      return messages.stream().map(TaskMessage::text).toList();
    }
  }

  private static final class Item {
    private final long number;
    private final DialogId dialog;
    private String title;
    private int renamed;
    private boolean closed;
    private boolean deleted;
    private final List<TaskMessage> messages = new ArrayList<>();

    Item(long number, DialogId dialog, String title) {
      this.number = number;
      this.dialog = dialog;
      this.title = title;
    }

    Task task() {
      return new Task(number, dialog, title, renamed, closed, deleted, List.copyOf(messages));
    }
  }

  private record ChatKey(String providerId, PlanfixChatId chat) {}

  private final Map<ChatKey, Item> current = new LinkedHashMap<>();
  private final List<Item> tasks = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private final Map<CommentId, List<Mark>> marks = new LinkedHashMap<>();
  private Supplier<Fault> markFaults = () -> Fault.NONE;
  private final CountDownLatch released = new CountDownLatch(1);
  private EchoInNewChat echoInNewChat = EchoInNewChat.OPENS_A_TASK;
  private DeletedTask deletedTask = DeletedTask.NO_TASK;
  private ClosedTask closedTask = ClosedTask.MAKES_WAY_FOR_A_NEW_ONE;
  private Function<Call, Fault> faults = _ -> Fault.NONE;
  private Consumer<TaskMessage> window = _ -> {};
  private Consumer<TaskMessage> onEffect = _ -> {};

  // Knobs

  public synchronized FakePlanfix with(EchoInNewChat knob) {
    echoInNewChat = knob;
    return this;
  }

  public synchronized FakePlanfix with(DeletedTask knob) {
    deletedTask = knob;
    return this;
  }

  public synchronized FakePlanfix with(ClosedTask knob) {
    closedTask = knob;
    return this;
  }

  /** Decides for every call what goes wrong with it. */
  public synchronized void faults(Function<Call, Fault> decide) {
    faults = decide;
  }

  public void noFaults() {
    faults(_ -> Fault.NONE);
  }

  /** These go wrong with the next posts, one each. */
  public void failPosts(Fault... next) {
    List<Fault> left = new ArrayList<>(List.of(next));
    faults(call -> call.isPost() && !left.isEmpty() ? left.removeFirst() : Fault.NONE);
  }

  /** No call is answered, and none has an effect, until {@link #noFaults}. */
  public void goAway() {
    faults(_ -> Fault.OUTAGE_BEFORE);
  }

  /** Never takes messages like these. */
  public void refuse(Predicate<TaskMessage> messages) {
    faults(call -> call.message().filter(messages).isPresent() ? Fault.REFUSED : Fault.NONE);
  }

  /** Runs between looking for the task and making one, without the lock. */
  public synchronized void window(Consumer<TaskMessage> hook) {
    window = hook;
  }

  /** Told of each message that got into a task, as it got there. */
  public synchronized void onEffect(Consumer<TaskMessage> listener) {
    onEffect = listener;
  }

  /** Lets go all calls that hang. */
  public void releaseHanging() {
    released.countDown();
  }

  // What people do in Planfix

  public synchronized void close(DialogId dialog) {
    currentOf(dialog).closed = true;
  }

  public synchronized void delete(DialogId dialog) {
    currentOf(dialog).deleted = true;
  }

  private Item currentOf(DialogId dialog) {
    return current.entrySet().stream()
        .filter(entry -> entry.getValue().dialog.equals(dialog))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }

  /** An employee wrote first: Planfix made a task and bound it to the chat that it was told. */
  public synchronized void bound(Scene.Place place, String phone) {
    DialogId dialog = DialogId.first(place.channel(), phone);
    ChatKey chat = new ChatKey(Scene.LINE.providerId(), new PlanfixChatId.OfDialog(dialog));
    Item item = new Item(FIRST_NUMBER + tasks.size(), dialog, "An employee's own name");
    tasks.add(item);
    current.put(chat, item);
  }

  // What can be seen

  public synchronized List<Task> tasks() {
    return tasks.stream().map(Item::task).toList();
  }

  public synchronized List<Task> tasks(DialogId dialog) {
    return tasks.stream().filter(item -> item.dialog.equals(dialog)).map(Item::task).toList();
  }

  public synchronized List<Call> calls() {
    return List.copyOf(calls);
  }

  /** How many messages were posted, whatever became of them. */
  public synchronized long posts() {
    return calls.stream().filter(Call::isPost).count();
  }

  /** How many times a task was asked for. */
  public synchronized long questions() {
    return calls.stream().filter(call -> !call.isPost()).count();
  }

  // The chat API

  @Override
  public TaskAnswer taskOf(Line line, PlanfixChatId chat) {
    return switch (fault(new Call(chat, Optional.empty()))) {
      case OUTAGE_BEFORE, OUTAGE_AFTER -> new TaskAnswer.CouldNotAsk(outage());
      case SETUP -> new TaskAnswer.CouldNotAsk(setup());
      case REFUSED -> throw new IllegalArgumentException("a question can't be refused");
      case NONE, HANGS -> found(line, chat);
    };
  }

  private synchronized TaskAnswer found(Line line, PlanfixChatId chat) {
    Item item = current.get(new ChatKey(line.providerId(), chat));
    if (item == null || (item.deleted && deletedTask == DeletedTask.NO_TASK)) {
      return new TaskAnswer.NoTask();
    }
    boolean shownAsActive =
        item.deleted ? deletedTask == DeletedTask.ACTIVE && !item.closed : !item.closed;
    return new TaskAnswer.Found(item.number, shownAsActive);
  }

  @Override
  public PostAnswer post(Line line, TaskMessage message) {
    return switch (fault(new Call(message.chat(), Optional.of(message)))) {
      case OUTAGE_BEFORE -> new PostAnswer.NotNow(outage());
      case OUTAGE_AFTER -> {
        PostAnswer unheard = take(line, message);
        yield unheard instanceof PostAnswer.Refused ? unheard : new PostAnswer.NotNow(outage());
      }
      case SETUP -> new PostAnswer.NotNow(setup());
      case REFUSED -> new PostAnswer.Refused("Invalid parameters");
      case NONE, HANGS -> take(line, message);
    };
  }

  @Override
  public PostAnswer mark(Line line, CommentId comment, Mark mark) {
    return switch (markFault()) {
      case OUTAGE_BEFORE -> new PostAnswer.NotNow(outage());
      case OUTAGE_AFTER -> {
        shown(comment, mark);
        yield new PostAnswer.NotNow(outage());
      }
      case SETUP -> new PostAnswer.NotNow(setup());
      case REFUSED -> new PostAnswer.Refused("Invalid parameters");
      case NONE, HANGS -> {
        shown(comment, mark);
        yield new PostAnswer.Taken();
      }
    };
  }

  private synchronized Fault markFault() {
    return markFaults.get();
  }

  private synchronized void shown(CommentId comment, Mark mark) {
    marks.computeIfAbsent(comment, _ -> new ArrayList<>()).add(mark);
  }

  /** Decides for every mark what goes wrong with it. */
  public synchronized void markFaults(Supplier<Fault> decide) {
    markFaults = decide;
  }

  /** The marks that a comment was given, oldest first. */
  public synchronized List<Mark> marks(CommentId comment) {
    return List.copyOf(marks.getOrDefault(comment, List.of()));
  }

  private PostAnswer take(Line line, TaskMessage message) {
    ChatKey chat = new ChatKey(line.providerId(), message.chat());
    Optional<Item> open;
    Consumer<TaskMessage> hook;
    synchronized (this) {
      open = Optional.ofNullable(current.get(chat)).filter(this::goesOn);
      hook = window;
      if (open.isEmpty() && message.fromUs()) {
        switch (echoInNewChat) {
          case OPENS_A_TASK -> {}
          case REFUSED -> {
            return new PostAnswer.Refused("Invalid parameters");
          }
          case IGNORED -> {
            return new PostAnswer.Taken();
          }
        }
      }
    }
    hook.accept(message);
    synchronized (this) {
      Item item = open.orElseGet(() -> made(chat, message));
      if (open.isPresent() && message.title().isPresent()) {
        item.title = message.title().get();
        item.renamed++;
      }
      item.messages.add(message);
      onEffect.accept(message);
      return new PostAnswer.Taken();
    }
  }

  private boolean goesOn(Item item) {
    if (item.deleted) {
      return deletedTask == DeletedTask.ACTIVE;
    }
    return !item.closed || closedTask == ClosedTask.IS_KEPT;
  }

  private Item made(ChatKey chat, TaskMessage message) {
    Item item =
        new Item(
            FIRST_NUMBER + tasks.size(),
            message.dialog(),
            message.title().orElse("Planfix's own name"));
    tasks.add(item);
    current.put(chat, item);
    return item;
  }

  private Fault fault(Call call) {
    Function<Call, Fault> decide;
    synchronized (this) {
      calls.add(call);
      decide = faults;
    }
    Fault fault = decide.apply(call);
    if (fault == Fault.HANGS) {
      hang();
    }
    return fault;
  }

  private void hang() {
    try {
      if (!released.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("a hanging call was never released");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Planfix was silent", e);
    }
  }

  private static Trouble outage() {
    return new Trouble(Trouble.Kind.OUTAGE, "no answer within 10 s");
  }

  private static Trouble setup() {
    return new Trouble(Trouble.Kind.SETUP, "401, Invalid token");
  }
}
