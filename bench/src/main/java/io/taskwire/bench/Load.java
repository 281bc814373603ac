package io.taskwire.bench;

import io.taskwire.bench.sandbox.Sandbox;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Events for a function that is warm: new messages of dialogs that are there already. */
final class Load {
  /** How many dialogs there are to write in. */
  static final int DIALOGS = 10;

  private final Workshop workshop;
  private final Mail mail;

  Load(Workshop workshop, Mail mail) {
    this.workshop = workshop;
    this.mail = mail;
  }

  /** Opens the dialogs, one by one: a function that has just been started is slow. */
  void openDialogs() {
    try (Sandbox worker = workshop.start(FunctionKind.TASK_WORKER)) {
      IntStream.rangeClosed(1, DIALOGS)
          .mapToObj(client -> batch(FunctionKind.TASK_WORKER, List.of(client)))
          .forEach(event -> worker.invoke(event, Mail::handled));
    }
  }

  /** So many events, each with one message; one dialog after the other. */
  List<byte[]> single(FunctionKind function, int count) {
    List<Integer> clients = IntStream.range(0, count).map(i -> 1 + i % DIALOGS).boxed().toList();
    return switch (function) {
      case EMPTY, PLAIN_DOOR, WAZZUP_WEBHOOK ->
          clients.stream().map(client -> workshop.events().webhook(client)).toList();
      case PLANFIX_WEBHOOK ->
          clients.stream().map(client -> workshop.events().call(client)).toList();
      case TASK_WORKER ->
          mail.notices(clients).stream().map(notice -> Batches.event(List.of(notice))).toList();
      case MESSAGE_SENDER ->
          mail.comments(clients).stream().map(comment -> Batches.event(List.of(comment))).toList();
    };
  }

  /** An event of a worker with one message of each of these clients. */
  byte[] batch(FunctionKind worker, List<Integer> clients) {
    return Batches.event(
        worker == FunctionKind.TASK_WORKER ? mail.notices(clients) : mail.comments(clients));
  }

  /** Throws where a function did not answer as it should. */
  static Consumer<String> checkOf(FunctionKind function) {
    return switch (function) {
      case EMPTY -> _ -> {};
      case PLAIN_DOOR, WAZZUP_WEBHOOK, PLANFIX_WEBHOOK -> Mail::accepted;
      case TASK_WORKER, MESSAGE_SENDER -> Mail::handled;
    };
  }
}
