package io.taskwire.local.sim.planfix;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A task with its correspondence. Guarded by the {@link Account} that holds it. */
final class Task {

  /** The chat that a task talks with; {@code channel} is null where the connector gave none. */
  record Chat(String providerId, @Nullable String channel, @Nullable String chatId) {}

  final int number;
  final String email;
  final Instant created;
  final Entry description;
  final List<Entry> comments = new ArrayList<>();
  final Map<String, String> fields = new LinkedHashMap<>();
  final @Nullable Integer formerTask;
  String name;
  Contact assigner;
  Chat chat;
  boolean closed;
  boolean inBin;
  @Nullable Integer mergedInto;

  Task(
      int number,
      String email,
      String name,
      Contact assigner,
      Chat chat,
      Entry description,
      @Nullable Integer formerTask) {
    this.number = number;
    this.email = email;
    this.name = name;
    this.assigner = assigner;
    this.chat = chat;
    this.description = description;
    this.created = description.time;
    this.formerTask = formerTask;
  }

  TaskStatus status() {
    if (mergedInto != null) {
      return TaskStatus.MERGED;
    }
    if (inBin) {
      return TaskStatus.DELETED;
    }
    return closed ? TaskStatus.CLOSED : TaskStatus.ACTIVE;
  }

  /** The entry that left as this message. */
  Entry entry(Entry.Sent sent) {
    return entries().stream().filter(entry -> sent.equals(entry.sent)).findFirst().orElseThrow();
  }

  /** The description and the comments in their order. */
  List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    entries.add(description);
    entries.addAll(comments);
    return entries;
  }
}
