package io.taskwire.local.sim.wazzup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Where webhooks go and which are switched on (Wazzup API, Webhooks). */
record WebhookSettings(
    @Nullable String uri,
    boolean messagesAndStatuses,
    boolean contactsAndDealsCreation,
    boolean channelsUpdates,
    boolean templates) {

  static final WebhookSettings NONE = new WebhookSettings(null, false, false, false, false);

  static WebhookSettings allTo(String uri) {
    return new WebhookSettings(uri, true, true, true, true);
  }

  /** Switches that a PATCH leaves out keep their value: what Wazzup does is not documented. */
  WebhookSettings patched(String newUri, JsonNode switches) {
    return new WebhookSettings(
        newUri,
        switches.path("messagesAndStatuses").asBoolean(messagesAndStatuses),
        switches.path("contactsAndDealsCreation").asBoolean(contactsAndDealsCreation),
        switches.path("channelsUpdates").asBoolean(channelsUpdates),
        // the page says templateStatus, live accounts say wabaTemplatesStatus
        switches
            .path("templateStatus")
            .asBoolean(switches.path("wabaTemplatesStatus").asBoolean(templates)));
  }

  boolean wants(WebhookKind kind) {
    return uri != null
        && switch (kind) {
          case MESSAGES, STATUSES -> messagesAndStatuses;
          case CHANNELS_UPDATES -> channelsUpdates;
          case TEMPLATE_STATUS -> templates;
          case RAW -> true;
        };
  }

  /** As a live account answers: booleans, and the last switch's other name. */
  ObjectNode json() {
    ObjectNode json = Json.object().put("webhooksUri", uri);
    json.putObject("subscriptions")
        .put("messagesAndStatuses", messagesAndStatuses)
        .put("contactsAndDealsCreation", contactsAndDealsCreation)
        .put("channelsUpdates", channelsUpdates)
        .put("wabaTemplatesStatus", templates);
    return json;
  }
}
