package io.taskwire.local.sim.planfix;

import java.util.LinkedHashMap;
import java.util.List;

/** Makes what people look at of what the {@link Account} holds. */
final class Views {

  private final FileStore files;

  Views(FileStore files) {
    this.files = files;
  }

  TaskSummary summary(Task task, String line) {
    return new TaskSummary(
        task.number,
        task.name,
        task.status(),
        task.mergedInto,
        task.assigner.number,
        task.assigner.fullName(),
        task.chat.providerId(),
        line,
        task.chat.channel(),
        task.chat.chatId(),
        task.created,
        task.comments.isEmpty() ? null : task.comments.getLast().time,
        task.comments.size(),
        task.entries().stream().mapToInt(entry -> entry.files.size()).sum());
  }

  TaskView of(Task task, TaskSummary summary) {
    return new TaskView(
        summary,
        of(task.description),
        task.comments.stream().map(this::of).toList(),
        new LinkedHashMap<>(task.fields),
        task.formerTask);
  }

  EntryView of(Entry entry) {
    return new EntryView(
        entry.id,
        entry.author.kind(),
        entry.author.name(),
        entry.author.number(),
        entry.echo,
        entry.text,
        entry.files.stream().map(this::of).toList(),
        entry.time,
        entry.sent == null ? null : entry.sent.messageId(),
        entry.marks.isEmpty() ? null : entry.marks.getLast(),
        List.copyOf(entry.marks),
        List.copyOf(entry.calls));
  }

  FileView of(StoredFile file) {
    return FileView.of(file, files.controlLink(file));
  }

  ContactView of(Contact contact, List<Integer> tasks) {
    return new ContactView(
        contact.number,
        contact.name,
        contact.lastName,
        contact.phone,
        contact.email,
        contact.icon,
        contact.data,
        contact.externalIds.stream().map(id -> id.providerId() + "~" + id.contactId()).toList(),
        tasks);
  }
}
