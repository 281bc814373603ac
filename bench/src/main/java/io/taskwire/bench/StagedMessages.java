package io.taskwire.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.taskwire.aws.function.RehearsalStage.Answers;
import io.taskwire.aws.function.RehearsedBatch;
import io.taskwire.aws.function.StagedAws;
import io.taskwire.bench.engines.SettingsText;
import java.net.URI;
import java.time.Instant;

/** One message for each worker, of the dialog that lies in the stage's table, and who takes it. */
public final class StagedMessages {
  private StagedMessages() {}

  /** A message of a client's, for the task worker. */
  public static byte[] notice() {
    return RehearsedBatch.event(RehearsedBatch.NOTICE).toString().getBytes(UTF_8);
  }

  /** An answer of an employee's, for the message sender. */
  public static byte[] comment() {
    return RehearsedBatch.event(RehearsedBatch.COMMENT).toString().getBytes(UTF_8);
  }

  /** Wazzup and Planfix, which take everything. */
  public static Answers providers() {
    return (_, request) -> request.contains("channelId") ? RehearsedBatch.SENT : "{}";
  }

  /** AWS with a table that has this dialog, and with the workers' settings. */
  public static Answers aws(String table, URI providers) {
    return new StagedAws(
        // With the line of which the stage's table speaks.
        SettingsText.workers(providers).replace("whatsapp-99", "rehearsal"),
        RehearsedBatch.table(table, Instant.now()));
  }
}
