package io.taskwire.local.console;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import io.taskwire.core.channel.ChannelStore;
import io.taskwire.core.delivery.DeadLetters.DeadLetter;
import io.taskwire.core.dialog.DialogId;
import io.taskwire.core.dialog.DialogStore;
import io.taskwire.core.dialog.MessageRecord;
import io.taskwire.local.aws.EventSourceMapping;
import io.taskwire.local.sim.planfix.ConnectorCall;
import io.taskwire.local.sim.planfix.EntryView;
import io.taskwire.local.sim.planfix.MarkView;
import io.taskwire.local.sim.planfix.PlanfixEvent;
import io.taskwire.local.sim.planfix.PlanfixSimulator;
import io.taskwire.local.sim.planfix.TaskSummary;
import io.taskwire.local.sim.wazzup.ChatMessage;
import io.taskwire.local.sim.wazzup.WazzupEvent;
import io.taskwire.local.sim.wazzup.WazzupSimulator;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * The web console: a page at {@code /}, its resources under {@code /console/}, and what happens as
 * server-sent events at {@code GET /console/events}:
 *
 * <pre>
 * state     once, first: {"channels":[…],"chats":[…],"tasks":[…],"ways":[…]}
 * phone     WazzupEvent: something changed in a chat
 * way       Way: a message or a comment came further
 * task      TaskSummary: a task is new or something in it changed
 * file      {}: a file of some task was fetched
 * channels  [{"identity","channelId","transport","plainId","state","name",
 *             "connected","unconnected"}]
 * </pre>
 *
 * <p>{@code PUT /console/channels} with {@code {"channel":"8 999 000-00-97","connected":true}}
 * connects a channel, or removes it; 204, or 400 with {@code {"error":"<why>"}}.
 *
 * <p>All that it hears is put aside at once and told by one thread: neither a slow browser nor the
 * console itself holds up the product. What is too much is dropped, with the connections, and the
 * browsers come again for the state.
 */
public final class Console implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Console.class.getName());
  private static final int WAITING = 10_000;

  private final WazzupSimulator wazzup;
  private final PlanfixSimulator planfix;
  private final Channels channels;
  private final WayList kept = new WayList();
  private final Ways ways;
  private final OutboundWays outbound;
  private final List<Viewer> viewers = new ArrayList<>();
  private final AtomicBoolean lost = new AtomicBoolean();
  private final ThreadPoolExecutor teller =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofVirtual().name("console").factory());

  /** Hears of everything from now on. */
  public Console(
      WazzupSimulator wazzup,
      PlanfixSimulator planfix,
      DialogStore dialogs,
      ChannelStore channels,
      InstantSource clock) {
    this.wazzup = wazzup;
    this.planfix = planfix;
    this.channels = new Channels(wazzup, channels, clock);
    this.ways = new Ways(kept, dialogs, this::taskOf, clock, this::tell);
    this.outbound = new OutboundWays(kept, clock, this::tell);
    wazzup.onEvent(event -> later(() -> heard(event)));
    planfix.onEvent(event -> later(() -> heard(event)));
  }

  /** Adds the page and the events to a server. */
  public void install(JavalinConfig config) {
    // The page's route takes any name below it, so these come first.
    config.routes.get("/console/events", new SseHandler(this::join));
    config.routes.put("/console/channels", this::changeChannel);
    new Page().install(config.routes);
  }

  /** To be told what happens to the queue of what goes to Planfix. */
  public EventSourceMapping.Listener queue() {
    return listener(ways::taken, ways::done, ways::failed);
  }

  /** To be told what happens to the queue of what goes to clients. */
  public EventSourceMapping.Listener outboundQueue() {
    return listener(outbound::taken, outbound::done, outbound::failed);
  }

  /** Tells the bodies of the messages only. */
  private EventSourceMapping.Listener listener(
      Consumer<List<String>> taken, Consumer<String> done, BiConsumer<String, String> failed) {
    return new EventSourceMapping.Listener() {
      @Override
      public void batchInvoked(String function, List<Message> batch) {
        later(() -> taken.accept(batch.stream().map(Message::body).toList()));
      }

      @Override
      public void messageDeleted(String function, Message message) {
        later(() -> done.accept(message.body()));
      }

      @Override
      public void messageFailed(String function, Message message, String reason) {
        later(() -> failed.accept(message.body(), reason));
      }
    };
  }

  /** To be told of dead letters. */
  public void parked(DeadLetter letter) {
    later(
        () -> {
          if (!outbound.parked(letter)) {
            ways.parked(letter);
          }
        });
  }

  private void join(SseClient client) {
    Viewer viewer = new Viewer(client);
    boolean joins =
        later(
            () -> {
              viewer.tell("state", state());
              viewers.add(viewer);
            });
    if (!joins) {
      viewer.leave();
    }
  }

  private void changeChannel(Context request) {
    try {
      channels.change(Json.read(request.body()));
    } catch (IllegalArgumentException wrong) {
      request
          .status(400)
          .contentType("application/json")
          .result(Json.write(Map.of("error", String.valueOf(wrong.getMessage()))));
      return;
    }
    later(() -> tell("channels", channels.all()));
    request.status(204);
  }

  private String state() {
    kept.all().forEach(ways::refresh);
    return "{\"channels\":%s,\"chats\":%s,\"tasks\":%s,\"ways\":%s}"
        .formatted(
            Json.write(channels.all()),
            WazzupSimulator.json(wazzup.chats()),
            Json.write(planfix.tasks()),
            Json.write(kept.all()));
  }

  private void heard(WazzupEvent event) {
    switch (event) {
      case WazzupEvent.WebhookPosted posted -> ways.posted(posted.post());
      case WazzupEvent.ChannelChanged _ -> tell("channels", channels.all());
      case WazzupEvent.ClientWrote wrote -> {
        tellPhone(event);
        ways.written(wrote);
      }
      case WazzupEvent.ClientReceived(_, String channel, String chat, ChatMessage message) -> {
        tellPhone(event);
        outbound.received(channel, chat, message);
      }
      case WazzupEvent.StatusChanged(_, String channel, String chat, ChatMessage message) -> {
        tellPhone(event);
        outbound.received(channel, chat, message);
      }
    }
  }

  private void heard(PlanfixEvent event) {
    switch (event) {
      case PlanfixEvent.TaskCreated(_, int task, _, _, _) -> {
        tellTask(task);
        summary(task)
            .ifPresent(
                summary -> outbound.entered(summary, planfix.task(task).description(), true));
      }
      case PlanfixEvent.CommentAdded(_, int task, EntryView comment) -> {
        tellTask(task);
        summary(task).ifPresent(summary -> outbound.entered(summary, comment, false));
      }
      case PlanfixEvent.TaskRenamed(_, int task, _, _) -> tellTask(task);
      case PlanfixEvent.TaskStatusChanged(_, int task, _) -> tellTask(task);
      case PlanfixEvent.MarkChanged(_, int task, _, String messageId, MarkView mark) -> {
        tellTask(task);
        outbound.marked(messageId, mark);
      }
      case PlanfixEvent.ConnectorAnswered(ConnectorCall call) -> outbound.called(call);
      case PlanfixEvent.FileFetched _ -> tell("file", Map.of());
      case PlanfixEvent.ApiCallHeld(_, _, @Nullable String chat) when chat != null ->
          ways.planfixAsked(chat);
      case PlanfixEvent.ApiCallHeld _,
          PlanfixEvent.ApiCallAnswered _,
          PlanfixEvent.ContactCreated _ -> {}
    }
  }

  private void tellPhone(WazzupEvent event) {
    tellAll("phone", WazzupSimulator.json(event));
  }

  private void tellTask(int number) {
    summary(number).ifPresent(task -> tell("task", task));
  }

  private Optional<TaskSummary> summary(int number) {
    return planfix.tasks().stream().filter(task -> task.number() == number).findFirst();
  }

  private void tell(Way way) {
    if (viewers.isEmpty()) {
      return; // The table is read when somebody looks.
    }
    boolean read = way.stale;
    ways.refresh(way);
    tell("way", way);
    if (read && MessageRecord.State.UNCONNECTED.name().equals(way.state)) {
      tell("channels", channels.all());
    }
  }

  private void tell(String name, Object data) {
    if (!viewers.isEmpty()) {
      tellAll(name, Json.write(data));
    }
  }

  private void tellAll(String name, String json) {
    viewers.removeIf(Viewer::isGone);
    viewers.forEach(viewer -> viewer.tell(name, json));
  }

  /** Whether it is going to be done. */
  private boolean later(Runnable telling) {
    try {
      teller.execute(
          () -> {
            if (lost.getAndSet(false)) {
              viewers.forEach(Viewer::leave);
            }
            try {
              telling.run();
            } catch (RuntimeException e) {
              LOG.log(System.Logger.Level.WARNING, "The console could not tell something", e);
            }
          });
      return true;
    } catch (RejectedExecutionException e) {
      lost.set(true);
      return false;
    }
  }

  private Optional<Integer> taskOf(DialogId dialog) {
    return planfix.tasks().stream()
        .filter(task -> dialog.toString().equals(task.chatId()))
        .map(TaskSummary::number)
        .reduce(Math::max);
  }

  @Override
  public void close() {
    viewers.forEach(Viewer::leave);
    teller.shutdownNow();
  }
}
