package io.taskwire.wazzupwebhook;

import io.taskwire.aws.function.Environment;
import io.taskwire.aws.function.FunctionLog;
import io.taskwire.aws.function.Outside;
import io.taskwire.aws.function.Pause;
import io.taskwire.aws.queue.SqsDeadLetters;
import io.taskwire.aws.queue.SqsNoticeQueue;
import io.taskwire.aws.settings.RememberedSettings;
import io.taskwire.aws.settings.SecretDocument;
import io.taskwire.aws.settings.SettingsDocument;
import io.taskwire.core.delivery.DeadLetters;
import io.taskwire.core.delivery.NoticeQueue;
import io.taskwire.core.settings.DoorSettings;
import io.taskwire.core.settings.SettingsSource;
import io.taskwire.core.watch.Meter;
import java.time.Clock;
import java.time.InstantSource;

/** What the door stands on. */
public record DoorParts(
    SettingsSource<DoorSettings> settings,
    NoticeQueue queue,
    DeadLetters deadLetters,
    Meter meter,
    InstantSource clock) {

  static DoorParts of(Environment environment, Outside outside) {
    var aws = outside.aws();
    var sqs = aws.sqs();
    InstantSource clock = Clock.systemUTC();
    return new DoorParts(
        new RememberedSettings<>(
            new SecretDocument(aws.secrets(), environment.required("TASKWIRE_SETTINGS_SECRET")),
            SettingsDocument::door,
            clock,
            new FunctionLog("wazzup-webhook")::warning),
        new SqsNoticeQueue(
            sqs, environment.required("TASKWIRE_INBOUND_QUEUE"), clock, Pause.sleeping()),
        new SqsDeadLetters(
            sqs,
            environment.required("TASKWIRE_INBOUND_DEAD_LETTERS"),
            SqsNoticeQueue.LARGEST_BODY),
        outside.meter(environment.required("TASKWIRE_METRICS"), clock),
        clock);
  }
}
