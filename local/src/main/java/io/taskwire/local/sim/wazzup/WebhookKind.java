package io.taskwire.local.sim.wazzup;

/** The kinds of webhook that the simulator posts, by their top-level key. */
enum WebhookKind {
  MESSAGES("messages"),
  STATUSES("statuses"),
  CHANNELS_UPDATES("channelsUpdates"),
  TEMPLATE_STATUS("templateStatus"),
  /** A body that somebody wrote by hand. */
  RAW("");

  final String key;

  WebhookKind(String key) {
    this.key = key;
  }

  /** Whether entries of both kinds may be in one body. */
  boolean sharesPostWith(WebhookKind other, boolean mixStatuses) {
    return switch (this) {
      case MESSAGES -> other == MESSAGES || (mixStatuses && other == STATUSES);
      case STATUSES -> other == STATUSES || (mixStatuses && other == MESSAGES);
      case CHANNELS_UPDATES -> other == CHANNELS_UPDATES;
      case TEMPLATE_STATUS, RAW -> false;
    };
  }
}
