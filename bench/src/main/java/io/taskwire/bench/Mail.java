package io.taskwire.bench;

import io.taskwire.bench.engines.Engines;
import io.taskwire.bench.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.Message;

/** Messages as the workers get them: the real doors queue them, and they are taken out again. */
final class Mail implements AutoCloseable {
  /** What a door takes at once without being asked for long. */
  private static final int POST = 100;

  private final Events events;
  private final Batches inbound;
  private final Batches outbound;
  private final Sandbox wazzup;
  private final Sandbox planfix;

  Mail(Workshop workshop) {
    Engines engines = workshop.engines();
    this.events = workshop.events();
    this.inbound = new Batches(engines.sqs(), engines.addresses().inbound());
    this.outbound = new Batches(engines.sqs(), engines.addresses().outbound());
    this.wazzup = workshop.start(FunctionKind.WAZZUP_WEBHOOK);
    this.planfix = workshop.start(FunctionKind.PLANFIX_WEBHOOK);
  }

  /** One new message of each of these clients, in this order. */
  List<Message> notices(List<Integer> clients) {
    inbound.clear();
    List<Message> notices = new ArrayList<>();
    for (int from = 0; from < clients.size(); from += POST) {
      List<Integer> some = clients.subList(from, Math.min(clients.size(), from + POST));
      wazzup.invoke(events.webhook(some), Mail::accepted);
      notices.addAll(inbound.drained());
    }
    return counted(notices, clients.size());
  }

  /** One new comment for each of these clients, in this order. */
  List<Message> comments(List<Integer> clients) {
    outbound.clear();
    clients.forEach(client -> planfix.invoke(events.call(client), Mail::accepted));
    return counted(outbound.drained(), clients.size());
  }

  private static List<Message> counted(List<Message> messages, int expected) {
    if (messages.size() != expected) {
      throw new IllegalStateException(messages.size() + " messages instead of " + expected);
    }
    return messages;
  }

  static void accepted(String answer) {
    if (!answer.contains("\"statusCode\":200")) {
      throw new IllegalStateException("the door answered " + answer);
    }
  }

  /** Whether a worker took everything. */
  static void handled(String answer) {
    if (!answer.contains("\"batchItemFailures\":[]")) {
      throw new IllegalStateException("the worker answered " + answer);
    }
  }

  @Override
  public void close() {
    wazzup.close();
    planfix.close();
  }
}
