package io.taskwire.bench;

import io.taskwire.bench.CostSheet.Row;
import java.time.Duration;
import java.util.List;

/**
 * What one function used for some messages.
 *
 * @param invocations of it
 * @param posts requests that came by API Gateway
 * @param batches that Lambda received from a queue and deleted
 * @param time from event to answer, all invocations together
 * @param waited of that, for the provider
 * @param cpu of all threads
 */
record Expense(
    FunctionKind function,
    int invocations,
    int posts,
    int batches,
    Duration time,
    Duration waited,
    Duration cpu,
    Calls calls) {
  /** MemorySize that gives one whole processor, in MiB ("Configure Lambda function memory"). */
  private static final double WHOLE_PROCESSOR = 1769;

  /** What Lambda writes for each invocation: START, END and REPORT. */
  private static final double LOGGED_BYTES = 400;

  private static final double GIGABYTE = 1e9;

  /**
   * Its rows of a cost sheet.
   *
   * @param memory MemorySize, in MiB
   * @param messages for how many messages it was used
   */
  List<Row> rows(Prices prices, int memory, double messages) {
    double slower = Math.max(1, WHOLE_PROCESSOR / memory);
    double own = seconds(time) - seconds(waited) + seconds(cpu) * (slower - 1);
    String name = function.title + ": ";
    return List.of(
        million(name + "HTTP API", posts / messages, "requests", prices.httpApiPerMillion()),
        million(
            name + "requests to Lambda",
            invocations / messages,
            "requests",
            prices.lambdaRequestsPerMillion()),
        time(name + "waiting for the provider", seconds(waited) / messages, memory, prices, false),
        time(name + "own time", own / messages, memory, prices, true),
        million(
            name + "sending to queues",
            (calls.count("SendMessageBatch") + calls.count("SendMessage")) / messages,
            "requests",
            prices.sqsFifoPerMillion()),
        million(
            name + "receiving and deleting",
            2 * batches / messages,
            "requests",
            prices.sqsFifoPerMillion()),
        million(
            name + "table, writing",
            calls.writeUnits() / messages,
            "units",
            prices.dynamoDbWriteUnitsPerMillion()),
        million(
            name + "table, reading",
            calls.readUnits() / messages,
            "units",
            prices.dynamoDbReadUnitsPerMillion()),
        million(
            name + "log",
            invocations * LOGGED_BYTES / GIGABYTE * 1e6 / messages,
            "kB",
            prices.logsPerGigabyte()));
  }

  private static Row million(String what, double amount, String unit, double price) {
    return new Row(what, amount, unit, amount * price, false);
  }

  private static Row time(String what, double seconds, int memory, Prices prices, boolean ours) {
    double gigabyteSeconds = seconds * memory / 1024;
    return new Row(
        what,
        gigabyteSeconds,
        "GB-s",
        gigabyteSeconds * prices.lambdaArm64PerGigabyteSecond() * 1e6,
        ours);
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}
