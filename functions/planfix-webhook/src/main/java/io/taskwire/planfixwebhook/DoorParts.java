package io.taskwire.planfixwebhook;

import io.taskwire.aws.function.Environment;
import io.taskwire.aws.function.FunctionLog;
import io.taskwire.aws.function.Outside;
import io.taskwire.aws.function.Pause;
import io.taskwire.aws.queue.SqsNoticeQueue;
import io.taskwire.aws.settings.RememberedSettings;
import io.taskwire.aws.settings.SecretDocument;
import io.taskwire.aws.settings.SettingsDocument;
import io.taskwire.core.delivery.NoticeQueue;
import io.taskwire.core.settings.PlanfixDoorSettings;
import io.taskwire.core.settings.SettingsSource;
import io.taskwire.core.watch.Meter;
import java.time.Clock;
import java.time.InstantSource;

/** What the door stands on. */
public record DoorParts(
    SettingsSource<PlanfixDoorSettings> settings,
    NoticeQueue queue,
    Meter meter,
    InstantSource clock) {

  static DoorParts of(Environment environment, Outside outside) {
    var aws = outside.aws();
    InstantSource clock = Clock.systemUTC();
    return new DoorParts(
        new RememberedSettings<>(
            new SecretDocument(aws.secrets(), environment.required("TASKWIRE_SETTINGS_SECRET")),
            SettingsDocument::planfixDoor,
            clock,
            new FunctionLog("planfix-webhook")::warning),
        new SqsNoticeQueue(
            aws.sqs(), environment.required("TASKWIRE_OUTBOUND_QUEUE"), clock, Pause.sleeping()),
        outside.meter(environment.required("TASKWIRE_METRICS"), clock),
        clock);
  }
}
