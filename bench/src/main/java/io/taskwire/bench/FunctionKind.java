package io.taskwire.bench;

import io.taskwire.bench.engines.Addresses;
import io.taskwire.bench.sandbox.Sandbox.Launch;
import java.nio.file.Path;
import java.util.List;

/** What can be started: the functions of the template, and what they are compared with. */
enum FunctionKind {
  EMPTY("empty", "bench/baseline", "io.taskwire.baseline.EmptyHandler", "doors"),
  PLAIN_DOOR("plain door", "bench/baseline", "io.taskwire.baseline.PlainDoor", "doors"),
  WAZZUP_WEBHOOK(
      "wazzup-webhook",
      "functions/wazzup-webhook",
      "io.taskwire.wazzupwebhook.WazzupWebhookHandler",
      "doors"),
  PLANFIX_WEBHOOK(
      "planfix-webhook",
      "functions/planfix-webhook",
      "io.taskwire.planfixwebhook.PlanfixWebhookHandler",
      "doors"),
  TASK_WORKER(
      "task-worker",
      "functions/task-worker",
      "io.taskwire.taskworker.TaskWorkerHandler",
      "workers"),
  MESSAGE_SENDER(
      "message-sender",
      "functions/message-sender",
      "io.taskwire.messagesender.MessageSenderHandler",
      "workers");

  static final List<FunctionKind> DOORS = List.of(WAZZUP_WEBHOOK, PLANFIX_WEBHOOK);
  static final List<FunctionKind> WORKERS = List.of(TASK_WORKER, MESSAGE_SENDER);

  /** As many at once as there are processors to rehearse on. */
  static final List<List<FunctionKind>> PAIRS = List.of(DOORS, WORKERS);

  static final List<FunctionKind> DEPLOYED =
      List.of(WAZZUP_WEBHOOK, PLANFIX_WEBHOOK, TASK_WORKER, MESSAGE_SENDER);

  /** As the template calls it. */
  final String title;

  private final String module;
  private final String handler;
  private final String secret;

  FunctionKind(String title, String module, String handler, String secret) {
    this.title = title;
    this.module = module;
    this.handler = handler;
    this.secret = secret;
  }

  /** Its unpacked package. */
  Path folder(Path repository) {
    return repository.resolve(module).resolve("target").resolve("lambda");
  }

  Launch launch(
      Path repository,
      Path trusted,
      Addresses addresses,
      int memory,
      boolean snapStart,
      List<String> moreArguments) {
    return new Launch(
        handler,
        folder(repository),
        addresses.environment(secret),
        memory,
        snapStart,
        trusted,
        moreArguments);
  }
}
