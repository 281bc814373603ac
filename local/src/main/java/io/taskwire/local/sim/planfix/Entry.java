package io.taskwire.local.sim.planfix;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The description of a task or one of its comments. Guarded by the {@link Account}. */
final class Entry {

  record Author(EntryView.Kind kind, String name, @Nullable Integer number) {

    static final Author ROBOT = new Author(EntryView.Kind.ROBOT, "Robot", null);

    static Author of(Contact contact) {
      return new Author(EntryView.Kind.CONTACT, contact.fullName(), contact.number);
    }

    static Author of(Employee employee) {
      return new Author(EntryView.Kind.EMPLOYEE, employee.fullName(), employee.id());
    }
  }

  /** What makes a message of the entry: the line it leaves by and its id in Planfix. */
  record Sent(String providerId, String messageId) {}

  final int id;
  final Author author;
  final boolean echo;
  final String text;
  final List<StoredFile> files;
  final Instant time;
  final List<MarkView> marks = new ArrayList<>();
  final List<ConnectorCall> calls = new ArrayList<>();

  /** Null for everything that stays inside. */
  @Nullable Sent sent;

  Entry(int id, Author author, boolean echo, String text, List<StoredFile> files, Instant time) {
    this.id = id;
    this.author = author;
    this.echo = echo;
    this.text = text;
    this.files = List.copyOf(files);
    this.time = time;
  }
}
