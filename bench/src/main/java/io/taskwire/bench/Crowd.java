package io.taskwire.bench;

import io.taskwire.bench.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A worker whose table holds many dialogs, of which it is asked for a few. */
final class Crowd implements AutoCloseable {
  private static final FunctionKind WORKER = FunctionKind.TASK_WORKER;
  private static final String SORT = "DIALOG";

  /** Whose dialog is copied. */
  private static final int SAMPLE = 1;

  /** The number of the first client who is nothing but a copy. */
  private static final int FIRST = 1_000_000;

  private final Path folder;
  private final Workshop workshop;
  private final Mail mail;
  private final Load load;
  private final CallCounter counter;
  private final Sandbox worker;

  private Crowd(Path folder, Workshop workshop) {
    this.folder = folder;
    this.workshop = workshop;
    this.mail = new Mail(workshop);
    this.load = new Load(workshop, mail);
    this.counter = new CallCounter(workshop.engines().addresses());
    this.worker = workshop.start(WORKER, counter.addresses());
  }

  /** With so many dialogs in its table. */
  static Crowd of(int dialogs, Workshop others) {
    try {
      Path folder = Files.createTempDirectory(others.certificate().identity().getParent(), "table");
      Crowd crowd = new Crowd(folder, others.withTableIn(folder));
      crowd.load.openDialogs();
      crowd.fill(dialogs - Load.DIALOGS);
      return crowd;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fill(int dialogs) {
    int end = FIRST + dialogs;
    workshop.engines().copy(key(SAMPLE), SORT, number(FIRST), number(end));
    for (int client : List.of(FIRST, end - 1)) {
      if (dialog(client).isEmpty()) {
        throw new IllegalStateException("DynamoDB Local does not find the dialogs in its table");
      }
    }
    if (!dialog(end).isEmpty()) {
      throw new IllegalStateException("DynamoDB Local finds more dialogs than there should be");
    }
  }

  private Map<String, AttributeValue> dialog(int client) {
    Map<String, AttributeValue> key =
        Map.of("pk", AttributeValue.fromS(key(client)), "sk", AttributeValue.fromS(SORT));
    return workshop
        .engines()
        .dynamoDb()
        .getItem(request -> request.tableName(workshop.engines().addresses().table()).key(key))
        .item();
  }

  private static String key(int client) {
    return "DIALOG#whatsapp:79990000099/" + Events.phone(client);
  }

  private static long number(int client) {
    return Long.parseLong(Events.phone(client));
  }

  /** Lets so many messages be handled, and tells how long each took. */
  List<Duration> handle(int messages) {
    return load.single(WORKER, messages).stream()
        .map(event -> worker.timed(event, Load.checkOf(WORKER)))
        .toList();
  }

  /** The calls since they were taken last. */
  Calls takenCalls() {
    return counter.taken();
  }

  @Override
  public void close() {
    worker.close();
    counter.close();
    mail.close();
    workshop.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
