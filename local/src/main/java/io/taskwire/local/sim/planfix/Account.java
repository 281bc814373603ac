package io.taskwire.local.sim.planfix;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The simulated account: its lines, contacts and tasks, and which chat belongs to which task. Every
 * method is one step that nothing comes between; the events of a step are told before it ends.
 *
 * <p>What does not exist throws {@link NoSuchElementException}, what is impossible in the present
 * state {@link IllegalStateException}, what makes no sense {@link IllegalArgumentException}.
 */
final class Account {

  /** A chat as the key of a task; {@code channel} is empty unless the knob makes it count. */
  private record ChatKey(String providerId, String channel, String chatId) {}

  record Found(int task, TaskStatus status) {}

  private final InstantSource time;
  private final PlanfixKnobs knobs;
  private final FileStore files;
  private final Views views;
  private final OutgoingForms forms;
  private final Consumer<PlanfixEvent> events;

  private final Map<String, PlanfixLine> lines = new LinkedHashMap<>();
  private final NavigableMap<Integer, Task> tasks = new TreeMap<>();
  private final Contacts contacts;
  private final SequencedMap<ChatKey, Task> chats = new LinkedHashMap<>();

  /** Which task a message left from. */
  private final Map<Entry.Sent, Task> senders = new HashMap<>();

  private int lastTask = 2416;
  private int lastEntry = 88_400;

  /** Starts at the clock, so that a connector that remembers ids never meets one again. */
  private long lastMessage;

  Account(
      InstantSource time,
      PlanfixKnobs knobs,
      FileStore files,
      Views views,
      Consumer<PlanfixEvent> events) {
    this.time = time;
    this.knobs = knobs;
    this.files = files;
    this.views = views;
    this.contacts = new Contacts(time, events);
    this.forms = new OutgoingForms(knobs, files);
    this.events = events;
    this.lastMessage = time.instant().getEpochSecond();
  }

  /** Forgets tasks and contacts. Numbers go on, since connectors may remember the former ones. */
  synchronized void reset(List<PlanfixLine> initialLines) {
    lines.clear();
    initialLines.forEach(line -> lines.put(line.providerId(), line));
    tasks.clear();
    contacts.clear();
    chats.clear();
    senders.clear();
    files.clear();
  }

  // Lines

  synchronized List<PlanfixLine> lines() {
    return List.copyOf(lines.values());
  }

  synchronized void putLine(PlanfixLine line) {
    Employee.byEmail(line.defaultAuthor());
    lines.put(line.providerId(), line);
  }

  synchronized void removeLine(String providerId) {
    if (lines.remove(providerId) == null) {
      throw new NoSuchElementException("no line " + providerId);
    }
  }

  synchronized @Nullable PlanfixLine line(@Nullable String providerId) {
    return providerId == null ? null : lines.get(providerId);
  }

  // From the connector

  /** A message of the connector's where it stands now. */
  record Put(Task task, Entry entry) {}

  /** Adds the message to the task of its chat, or does nothing and answers null without one. */
  synchronized @Nullable Put commentIfOpen(Incoming message) {
    Task task = chats.get(key(message.line(), message.channel(), message.chatId()));
    if (task == null || (knobs.newTaskIfNoneActive && task.status() != TaskStatus.ACTIVE)) {
      return null;
    }
    if (message.title() != null) {
      rename(task, taskName(message.line(), message.title()));
    }
    Entry comment = entry(author(message), message.echo(), message.text(), message.files());
    addComment(task, comment);
    return new Put(task, comment);
  }

  /**
   * Makes a task of the message, to which the chat belongs from now on.
   *
   * @param lookAgain whether a task that the chat has got meanwhile is used instead
   */
  synchronized Put openTask(Incoming message, boolean lookAgain) {
    Put meanwhile = lookAgain ? commentIfOpen(message) : null;
    if (meanwhile != null) {
      return meanwhile;
    }
    Contact contact = contact(message);
    ChatKey key = key(message.line(), message.channel(), message.chatId());
    Task former = chats.get(key);
    String title = message.title() == null ? "Message from " + contact.fullName() : message.title();
    Task task =
        newTask(
            taskName(message.line(), title),
            contact,
            new Task.Chat(message.line().providerId(), message.channel(), message.chatId()),
            entry(author(message), message.echo(), message.text(), message.files()),
            former == null ? null : former.number);
    for (String field : knobs.taskFields) {
      String value = message.taskFields().get(field);
      if (value != null) {
        task.fields.put(field, value);
      }
    }
    chats.putLast(key, task);
    tellCreated(task);
    return new Put(task, task.description);
  }

  /**
   * What our side wrote elsewhere leaves as a message to the client, like an employee's comment.
   */
  synchronized Outgoing comesBack(Put echo) {
    Employee employee =
        Employee.ALL.stream()
            .filter(one -> Objects.equals(one.id(), echo.entry().author.number()))
            .findFirst()
            .orElseThrow();
    return outgoing(echo.task(), echo.entry(), employee, quoted(echo.task(), null));
  }

  synchronized @Nullable Found findTask(PlanfixLine line, String chatId) {
    Found found = null;
    for (Map.Entry<ChatKey, Task> chat : chats.entrySet()) {
      if (chat.getKey().providerId().equals(line.providerId())
          && chat.getKey().chatId().equals(chatId)) {
        found = new Found(chat.getValue().number, chat.getValue().status());
      }
    }
    return found;
  }

  synchronized @Nullable Integer contactNumber(PlanfixLine line, String contactId) {
    Contact contact = contacts.known(line, contactId);
    return contact == null ? null : contact.number;
  }

  /** Answers false for an unknown contact. */
  synchronized boolean updateContact(PlanfixLine line, Contact.Card card) {
    Contact contact = contacts.known(line, card.contactId());
    if (contact == null) {
      return false;
    }
    contact.update(card);
    return true;
  }

  /** Answers false for a message that did not leave by this line. */
  synchronized boolean mark(
      PlanfixLine line, String messageId, String messageStatus, @Nullable String text) {
    Entry.Sent sent = new Entry.Sent(line.providerId(), messageId);
    Task task = senders.get(sent);
    if (task == null) {
      return false;
    }
    Entry entry = task.entry(sent);
    MarkView mark =
        new MarkView(MarkView.Shown.of(messageStatus), messageStatus, text, time.instant());
    entry.marks.add(mark);
    events.accept(
        new PlanfixEvent.MarkChanged(mark.time(), task.number, entry.id, messageId, mark));
    return true;
  }

  private Entry.Author author(Incoming message) {
    if (!message.echo()) {
      return Entry.Author.of(contact(message));
    }
    String email = message.userEmail();
    return Entry.Author.of(
        Employee.ALL.stream()
            .filter(employee -> employee.email().equalsIgnoreCase(email))
            .findFirst()
            .orElseGet(() -> Employee.byEmail(message.line().defaultAuthor())));
  }

  private Contact contact(Incoming message) {
    return contacts.of(message.line(), message.contact(), knobs.contactByPhone);
  }

  private ChatKey key(PlanfixLine line, @Nullable String channel, String chatId) {
    return new ChatKey(
        line.providerId(), knobs.channelInTaskKey && channel != null ? channel : "", chatId);
  }

  private String taskName(PlanfixLine line, String title) {
    return knobs.titleSuffix ? title + " (WebChat, " + line.displayName() + ")" : title;
  }

  // Of the employees

  /** A comment, and the message that it makes when the client is to be notified. */
  record Commented(EntryView comment, @Nullable Outgoing message) {}

  synchronized Commented comment(int number, CommentRequest request) {
    Task task = present(number);
    Employee employee = Employee.byEmail(request.employee());
    String text = Objects.requireNonNullElse(request.text(), "");
    List<StoredFile> attached = attached(request.files());
    if (text.isBlank() && attached.isEmpty()) {
      throw new IllegalArgumentException("a comment needs a text or a file");
    }
    String quoted = quoted(task, request.quote());
    Boolean asked = request.notifyContact();
    boolean notifies = asked == null ? clientIsProposed(task, employee) : asked;

    Entry comment = entry(Entry.Author.of(employee), false, text, attached);
    Outgoing message =
        notifies && task.chat.chatId() != null ? outgoing(task, comment, employee, quoted) : null;
    addComment(task, comment);
    return new Commented(views.of(comment), message);
  }

  /** A task of an employee's own wording, whose description is the first message to the client. */
  synchronized Outgoing write(WriteRequest request) {
    PlanfixLine line = existingLine(request.providerId());
    Employee employee = Employee.byEmail(request.employee());
    if (request.taskName().isBlank() || request.description().isBlank()) {
      throw new IllegalArgumentException("name and description must be filled in");
    }
    List<StoredFile> attached = attached(request.files());
    Task task =
        newTask(
            request.taskName(),
            contacts.ofPhone(request.phone()),
            new Task.Chat(line.providerId(), request.channel(), null),
            entry(Entry.Author.of(employee), false, request.description(), attached),
            null);
    Outgoing message = outgoing(task, task.description, employee, null);
    tellCreated(task);
    return message;
  }

  /** Binds the task of a first message to what the connector answered, or says why it can't. */
  synchronized void bind(Outgoing first, String chatId, String contactId) {
    Task task = tasks.get(first.task());
    if (task == null) {
      return;
    }
    task.chat = new Task.Chat(first.line().providerId(), task.chat.channel(), chatId);
    ChatKey key = key(first.line(), task.chat.channel(), chatId);
    if (knobs.knownChat == PlanfixKnobs.KnownChat.MOVED || !chats.containsKey(key)) {
      chats.putLast(key, task);
    }
    Contact owner = contacts.known(first.line(), contactId);
    if (owner == null) {
      contacts.bind(task.assigner, first.line(), contactId);
    } else {
      task.assigner = owner;
    }
  }

  synchronized void robotComment(int number, String text) {
    Task task = tasks.get(number);
    if (task != null) {
      addComment(task, entry(Entry.Author.ROBOT, false, text, List.of()));
    }
  }

  synchronized void record(ConnectorCall call) {
    Entry.Sent sent = new Entry.Sent(call.providerId(), call.messageId());
    Task task = senders.get(sent);
    if (task != null) {
      task.entry(sent).calls.add(call);
    }
  }

  private Outgoing outgoing(Task task, Entry entry, Employee employee, @Nullable String quoted) {
    PlanfixLine line = existingLine(task.chat.providerId());
    String messageId = Long.toString(++lastMessage);
    entry.sent = new Entry.Sent(line.providerId(), messageId);
    senders.put(entry.sent, task);
    FormFields form = forms.newMessage(line, task, entry, messageId, employee, quoted);
    return new Outgoing(line, task.number, messageId, form, task.chat.chatId() == null);
  }

  private @Nullable String quoted(Task task, @Nullable Integer comment) {
    if (comment != null) {
      return task.entries().stream()
          .filter(entry -> entry.id == comment)
          .findFirst()
          .orElseThrow(() -> new NoSuchElementException("no comment " + comment + " in the task"))
          .text;
    }
    if (knobs.textForm != PlanfixKnobs.TextForm.QUOTE) {
      return null;
    }
    return task.entries().reversed().stream()
        .filter(entry -> entry.author.kind() == EntryView.Kind.CONTACT)
        .findFirst()
        .map(entry -> entry.text)
        .orElse(null);
  }

  /** Nobody is preselected for an employee who enters a colleague's talk with a client. */
  private static boolean clientIsProposed(Task task, Employee employee) {
    List<Integer> talking =
        task.entries().stream()
            .map(entry -> entry.author)
            .filter(author -> author.kind() == EntryView.Kind.EMPLOYEE)
            .map(Entry.Author::number)
            .toList();
    return talking.isEmpty() || talking.contains(employee.id());
  }

  private List<StoredFile> attached(@Nullable List<String> hashes) {
    return hashes == null ? List.of() : hashes.stream().map(files::get).toList();
  }

  private PlanfixLine existingLine(String providerId) {
    PlanfixLine line = lines.get(providerId);
    if (line == null) {
      throw new NoSuchElementException("no line " + providerId);
    }
    return line;
  }

  // Of the administrator

  synchronized void close(int number) {
    Task task = inState(number, TaskStatus.ACTIVE);
    task.closed = true;
    tellStatus(task.number, task.status());
  }

  synchronized void reopen(int number) {
    Task task = inState(number, TaskStatus.CLOSED);
    task.closed = false;
    tellStatus(task.number, task.status());
  }

  synchronized void delete(int number) {
    Task task = present(number);
    task.inBin = true;
    tellStatus(task.number, task.status());
  }

  synchronized void restore(int number) {
    Task task = inState(number, TaskStatus.DELETED);
    task.inBin = false;
    tellStatus(task.number, task.status());
  }

  /** Removes a task from the recycle bin for good. */
  synchronized void purge(int number) {
    Task task = inState(number, TaskStatus.DELETED);
    tasks.remove(number);
    chats.values().removeIf(bound -> bound == task);
    senders.values().removeIf(from -> from == task);
    tellStatus(number, null);
  }

  /**
   * The correspondence goes on in the other task by that one's channel, or by this one's if the
   * other had none.
   */
  synchronized void merge(int number, int into) {
    if (number == into) {
      throw new IllegalArgumentException("a task can't be merged with itself");
    }
    Task source = present(number);
    Task target = present(into);
    target.comments.addAll(source.entries());
    target.comments.sort(
        Comparator.comparing((Entry entry) -> entry.time).thenComparing(e -> e.id));
    source.comments.clear();
    if (target.chat.chatId() == null) {
      target.chat = source.chat;
    }
    senders.replaceAll((sent, from) -> from == source ? target : from);
    chats.replaceAll((chat, bound) -> bound == source ? target : bound);
    source.mergedInto = into;
    tellStatus(number, source.status());
  }

  /** Chats keep working: they are bound to tasks, not to contacts. */
  synchronized void mergeContacts(int number, int into) {
    if (number == into) {
      throw new IllegalArgumentException("a contact can't be merged with itself");
    }
    Contact source = contacts.get(number);
    Contact target = contacts.get(into);
    contacts.merge(source, target);
    for (Task task : tasks.values()) {
      if (task.assigner == source) {
        task.assigner = target;
      }
    }
  }

  synchronized void typePhone(int number, String phone) {
    contacts.get(number).phone = phone;
  }

  /** A task in which one can work. */
  private Task present(int number) {
    Task task = task(number);
    if (task.status() == TaskStatus.DELETED || task.status() == TaskStatus.MERGED) {
      throw new IllegalStateException("the task is " + task.status());
    }
    return task;
  }

  private Task inState(int number, TaskStatus status) {
    Task task = task(number);
    if (task.status() != status) {
      throw new IllegalStateException("the task is " + task.status() + ", not " + status);
    }
    return task;
  }

  // To look at

  synchronized List<TaskSummary> taskList() {
    return tasks.values().stream().map(this::summary).toList();
  }

  synchronized TaskView taskView(int number) {
    Task task = task(number);
    return views.of(task, summary(task));
  }

  synchronized EntryView entryView(Outgoing message) {
    Entry.Sent sent = new Entry.Sent(message.line().providerId(), message.messageId());
    Task task = senders.get(sent);
    if (task == null) {
      throw new NoSuchElementException("the task is gone");
    }
    return views.of(task.entry(sent));
  }

  synchronized List<ContactView> contactList() {
    return contacts.all().stream()
        .map(
            contact ->
                views.of(
                    contact,
                    tasks.values().stream()
                        .filter(task -> task.assigner == contact)
                        .map(task -> task.number)
                        .toList()))
        .toList();
  }

  private TaskSummary summary(Task task) {
    PlanfixLine line = lines.get(task.chat.providerId());
    return views.summary(task, line == null ? task.chat.providerId() : line.displayName());
  }

  // Parts of the steps

  private Task task(int number) {
    Task task = tasks.get(number);
    if (task == null) {
      throw new NoSuchElementException("no task " + number);
    }
    return task;
  }

  private Task newTask(
      String name, Contact assigner, Task.Chat chat, Entry description, @Nullable Integer former) {
    int number = ++lastTask;
    String email =
        "task-" + number + "-" + files.hash("task " + number).substring(0, 7) + "@mail.example.org";
    Task task = new Task(number, email, name, assigner, chat, description, former);
    tasks.put(number, task);
    return task;
  }

  private Entry entry(Entry.Author author, boolean echo, String text, List<StoredFile> attached) {
    return new Entry(++lastEntry, author, echo, text, attached, time.instant());
  }

  private void addComment(Task task, Entry comment) {
    task.comments.add(comment);
    events.accept(new PlanfixEvent.CommentAdded(comment.time, task.number, views.of(comment)));
  }

  private void rename(Task task, String name) {
    String former = task.name;
    if (!former.equals(name)) {
      task.name = name;
      events.accept(new PlanfixEvent.TaskRenamed(time.instant(), task.number, former, name));
    }
  }

  private void tellCreated(Task task) {
    events.accept(
        new PlanfixEvent.TaskCreated(
            task.created, task.number, task.name, task.chat.providerId(), task.chat.chatId()));
  }

  private void tellStatus(int task, @Nullable TaskStatus status) {
    Instant now = time.instant();
    events.accept(new PlanfixEvent.TaskStatusChanged(now, task, status));
  }
}
