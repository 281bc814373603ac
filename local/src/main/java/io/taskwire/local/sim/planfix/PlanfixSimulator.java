package io.taskwire.local.sim.planfix;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.JavalinConfig;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A Planfix account for tests and demonstrations: the chat API that a connector talks to, the calls
 * that Planfix makes to the connector, and what employees and administrators do in between. It
 * stands on Planfix's documentation alone.
 *
 * <p>Actions throw {@link java.util.NoSuchElementException} for what does not exist, {@link
 * IllegalStateException} for what is impossible at the moment and {@link IllegalArgumentException}
 * for what makes no sense.
 */
public final class PlanfixSimulator implements AutoCloseable {

  private volatile List<PlanfixLine> initialLines;
  private final PlanfixKnobs knobs = new PlanfixKnobs();
  private final Faults faults = new Faults();
  private final List<Consumer<PlanfixEvent>> listeners = new CopyOnWriteArrayList<>();
  private final List<ApiCall> apiCalls = new CopyOnWriteArrayList<>();
  private final List<ConnectorCall> connectorCalls = new CopyOnWriteArrayList<>();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final FileStore files;
  private final Views views;
  private final Account account;
  private final AttachmentFetcher fetcher;
  private final Connector connector;
  private final ChatApiRoute chatApi;

  /**
   * @param publicAddress where the prefix given to {@link #install} is reached, e.g. {@code
   *     http://localhost:8080/sim/planfix}; asked when a link is made, since the port may not be
   *     known before the server has started
   * @param lines the settings under "Planfix API for chats", to which {@link #reset} returns
   */
  public PlanfixSimulator(
      InstantSource time, Supplier<URI> publicAddress, List<PlanfixLine> lines) {
    this.initialLines = List.copyOf(lines);
    this.files = new FileStore(publicAddress, time.instant().toString());
    this.views = new Views(files);
    this.account = new Account(time, knobs, files, views, this::tell);
    this.fetcher = new AttachmentFetcher(time, knobs, views, this::tell, executor);
    this.connector = new Connector(time, knobs, executor, this::record);
    ChatApi.CallWatcher watcher =
        (cmd, chatId) -> tell(new PlanfixEvent.ApiCallHeld(time.instant(), cmd, chatId));
    ChatApi api = new ChatApi(account, knobs, files, fetcher, connector, watcher);
    this.chatApi = new ChatApiRoute(time, api, faults, connector, watcher, this::record);
    account.reset(initialLines);
  }

  /**
   * Adds the routes to a server: the chat API at {@code <prefix>/webchat/api}, files at {@code
   * <prefix>/file/…} and the control routes under {@code <prefix>/control}.
   */
  public void install(JavalinConfig config, String prefix) {
    FileRoutes fileRoutes = new FileRoutes(files, knobs);
    config.routes.post(prefix + "/webchat/api", chatApi::handle);
    config.routes.get(prefix + "/file/{hash}", fileRoutes::forConnectors);
    config.routes.get(prefix + "/file/{hash}/content", fileRoutes::content);
    new ControlRoutes(this, fileRoutes).install(config.routes, prefix + "/control");
  }

  /**
   * Tells everything that happens from now on, in its order, in the thread in which it happens. So
   * a listener returns soon and asks the simulator nothing.
   */
  public void onEvent(Consumer<PlanfixEvent> listener) {
    listeners.add(listener);
  }

  public PlanfixKnobs knobs() {
    return knobs;
  }

  public Faults faults() {
    return faults;
  }

  public List<PlanfixLine> lines() {
    return account.lines();
  }

  /** Takes these lines, now and whenever the account is emptied. */
  public void setLines(List<PlanfixLine> lines) {
    initialLines = List.copyOf(lines);
    lines().forEach(line -> removeLine(line.providerId()));
    lines.forEach(this::putLine);
  }

  /** Adds a line, or replaces the one of the same providerId. */
  public void putLine(PlanfixLine line) {
    account.putLine(line);
  }

  /** Its tasks stay, but nothing can be sent from them. */
  public void removeLine(String providerId) {
    account.removeLine(providerId);
  }

  public List<Employee> employees() {
    return Employee.ALL;
  }

  public List<TaskSummary> tasks() {
    return account.taskList();
  }

  public TaskView task(int number) {
    return account.taskView(number);
  }

  public List<ContactView> contacts() {
    return account.contactList();
  }

  /** A file that an employee can attach to a comment or description. */
  public FileView upload(String name, String contentType, byte[] bytes) {
    return views.of(files.uploaded(name, contentType, bytes));
  }

  /** An employee's comment; it goes out only when the client is among the notified. */
  public synchronized Posted comment(int task, CommentRequest request) {
    Account.Commented commented = account.comment(task, request);
    Outgoing message = commented.message();
    CompletableFuture<EntryView> answered =
        message == null
            ? CompletableFuture.completedFuture(commented.comment())
            : connector.send(message).thenApply(calls -> account.entryView(message));
    return new Posted(task, commented.comment(), answered);
  }

  /**
   * An employee writes first: makes the task at once, and binds it to the chat that the connector
   * answers. Without a proper answer the task stays unbound and says so in a comment of the robot.
   */
  public synchronized Posted write(WriteRequest request) {
    Outgoing message = account.write(request);
    CompletableFuture<EntryView> answered =
        connector
            .send(message)
            .thenApply(
                calls -> {
                  bind(message, calls);
                  return account.entryView(message);
                });
    return new Posted(message.task(), account.entryView(message), answered);
  }

  private void bind(Outgoing first, List<ConnectorCall> calls) {
    for (ConnectorCall call : calls) {
      if (call.taken() && call.body() != null) {
        JsonNode answer = Json.treeOrMissing(call.body());
        String chatId = answer.path("chatId").asText("");
        String contactId = answer.path("contactId").asText("");
        if (!chatId.isBlank() && !contactId.isBlank()) {
          account.bind(first, chatId, contactId);
          return;
        }
      }
    }
    ConnectorCall last = calls.getLast();
    account.robotComment(
        first.task(),
        "The first message could not be handed over: "
            + (last.status() == null ? last.failure() : last.status() + " " + last.body()));
  }

  /** Finishes a task: its status is inactive from now on. */
  public void closeTask(int number) {
    account.close(number);
  }

  public void reopenTask(int number) {
    account.reopen(number);
  }

  /** Moves a task to the recycle bin. */
  public void deleteTask(int number) {
    account.delete(number);
  }

  /** Takes a task out of the recycle bin. */
  public void restoreTask(int number) {
    account.restore(number);
  }

  /** Removes a task from the recycle bin for good. */
  public void purgeTask(int number) {
    account.purge(number);
  }

  /** The correspondence of the first task goes on in the second. */
  public void mergeTasks(int number, int into) {
    account.merge(number, into);
  }

  public void mergeContacts(int number, int into) {
    account.mergeContacts(number, into);
  }

  /** An employee types a phone into a contact's card. */
  public void typePhone(int contact, String phone) {
    account.typePhone(contact, phone);
  }

  /** The calls of the chat API in the order of their answers. */
  public List<ApiCall> apiCalls() {
    return List.copyOf(apiCalls);
  }

  /** Planfix's own calls to connectors in the order of their answers. */
  public List<ConnectorCall> connectorCalls() {
    return List.copyOf(connectorCalls);
  }

  /** Back to an empty account with the initial lines and knobs. Numbers and ids go on. */
  public void reset() {
    faults.abandon();
    knobs.reset();
    account.reset(initialLines);
    apiCalls.clear();
    connectorCalls.clear();
  }

  @Override
  public void close() {
    faults.abandon();
    executor.shutdownNow();
    connector.close();
    fetcher.close();
    executor.close();
  }

  private void record(ApiCall call) {
    apiCalls.add(call);
    tell(new PlanfixEvent.ApiCallAnswered(call));
  }

  private void record(ConnectorCall call) {
    account.record(call);
    connectorCalls.add(call);
    tell(new PlanfixEvent.ConnectorAnswered(call));
  }

  private void tell(PlanfixEvent event) {
    listeners.forEach(listener -> listener.accept(event));
  }
}
