package io.taskwire.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskwire.aws.table.DynamoDbRecords.CommentHistory;
import io.taskwire.aws.table.DynamoDbRecords.History;
import io.taskwire.core.dialog.Decision;
import io.taskwire.core.dialog.Dialog;
import io.taskwire.core.dialog.MessageRecord;
import io.taskwire.core.messenger.Refusal;
import io.taskwire.core.notice.DeliveryError;
import io.taskwire.core.outbound.Outgoing;
import io.taskwire.core.outbound.Part;
import io.taskwire.core.wording.Wording;
import java.util.List;
import java.util.Optional;

/** What is told of one thing, for people and as JSON. No text that people wrote is in it. */
record Story(ObjectNode json, String text) {
  private static final Wording WORDING = Wording.of("en").orElseThrow();

  /** Lines under a heading, gathered together with the JSON. */
  private static final class Gathered {
    private final ObjectNode json = Action.object();
    private final StringBuilder text = new StringBuilder();

    private Gathered(String heading, String type) {
      text.append(heading).append('\n');
      json.put("type", type);
    }

    Gathered fact(String key, String name, Optional<?> value) {
      Action.put(json, key, value);
      value.ifPresent(one -> text.append("  ").append(name).append(": ").append(one).append('\n'));
      return this;
    }

    Gathered decisions(List<Decision> decisions) {
      Decisions.into(json, decisions);
      text.append(Decisions.text(decisions));
      return this;
    }

    Story story() {
      return new Story(json, text.toString());
    }
  }

  static Story of(Dialog dialog) {
    return new Gathered("Dialog " + dialog.id(), "dialog")
        .fact("dialog", "planfix chat", Optional.of(dialog.planfixChat()))
        .fact("line", "line", Optional.of(dialog.providerId()))
        .fact("task", "task", dialog.task())
        .fact("taskSeenOpen", "task seen open", dialog.taskSeen())
        .fact("clientWrote", "client wrote", dialog.clientWrote())
        .fact(
            "refused",
            "refused",
            dialog.refused()
                ? Optional.of("another dialog of the contact was open")
                : Optional.empty())
        .story();
  }

  static Story of(History history) {
    MessageRecord record = history.record();
    String side = record.fromUs() ? "of our side" : "of the client";
    String change = history.key().change().map(what -> ", " + what).orElse("");
    return new Gathered(
            "Message "
                + history.key().message()
                + change
                + history.kind().map(kind -> " (" + kind + " " + side + ")").orElse(""),
            "message")
        .fact("message", "id", Optional.of(history.key().message()))
        .fact("change", "change", history.key().change())
        .fact("kind", "kind", history.kind())
        .fact("writtenAt", "written", history.at())
        .fact("state", "state", Optional.of(state(history)))
        .fact("dialog", "dialog", record.dialog())
        .fact("channelId", "came from channelId", history.channelId())
        .fact(
            "failedAttempts",
            "attempts that failed",
            Optional.of(record.attempts()).filter(attempts -> attempts > 0))
        .fact(
            "status",
            "status told by Wazzup",
            record
                .status()
                .map(status -> status + history.statusAt().map(at -> " at " + at).orElse("")))
        .fact("error", "error told by Wazzup", record.error().map(Story::words))
        .decisions(history.decisions())
        .story();
  }

  private static String state(History history) {
    if (history.kind().isEmpty()) {
      return "only its status came so far";
    }
    return switch (history.record().state()) {
      case PENDING -> "waits for its next attempt";
      case DONE -> "in Planfix";
      case PARKED -> "put aside: taskwire dead list";
      case UNCONNECTED -> "counted, since its channel was not connected";
      case OWN -> "a part of a comment";
    };
  }

  /**
   * Of a comment.
   *
   * @param messages what Wazzup made of its parts
   */
  static Story of(CommentHistory history, List<History> messages) {
    Outgoing comment = history.comment();
    Gathered gathered =
        new Gathered(
                "Comment " + comment.id().messageId() + " (line " + comment.id().providerId() + ")",
                "comment")
            .fact("comment", "id", Optional.of(comment.id().messageId()))
            .fact("line", "line", Optional.of(comment.id().providerId()))
            .fact("dialog", "dialog", comment.dialog())
            .fact("state", "state", Optional.of(state(comment)))
            .fact("refusal", "refused", comment.refusal().map(Story::words))
            .fact(
                "failedAttempts",
                "attempts that failed",
                Optional.of(comment.attempts()).filter(attempts -> attempts > 0))
            .fact(
                "mark",
                "Planfix shows",
                comment
                    .reported()
                    .map(mark -> mark.sign() + mark.text().map(text -> ": " + text).orElse("")));
    ArrayNode parts = gathered.json.putArray("parts");
    for (int i = 0; i < comment.parts().size(); i++) {
      Part part = comment.parts().get(i);
      Optional<History> message =
          messages.stream()
              .filter(one -> part.message().equals(Optional.of(one.key().message())))
              .findFirst();
      Optional<String> status = message.flatMap(one -> one.record().status()).map(Enum::name);
      ObjectNode node = parts.addObject().put("number", i + 1).put("state", part.state().name());
      Action.put(node, "message", part.message());
      Action.put(node, "triedAt", part.triedAt());
      Action.put(node, "refusal", part.refusal().map(Story::words));
      Action.put(node, "status", status);
      gathered
          .text
          .append("  part ")
          .append(i + 1)
          .append(": ")
          .append(state(part))
          .append(part.message().map(id -> ", message " + id).orElse(""))
          .append(status.map(name -> ", " + name).orElse(""))
          .append(part.refusal().map(refusal -> ", " + words(refusal)).orElse(""))
          .append('\n');
    }
    return gathered.decisions(history.decisions()).story();
  }

  private static String state(Outgoing comment) {
    if (comment.refusal().isPresent()) {
      return "nothing of it was sent";
    }
    return comment.settled() ? "nothing is left to do" : "on its way";
  }

  private static String state(Part part) {
    return switch (part.state()) {
      case WAITING -> "not sent yet";
      case PENDING -> "being sent";
      case SENT -> "taken by Wazzup";
      case REFUSED -> "refused";
      case SKIPPED -> "not sent, since one before it was refused";
      case UNKNOWN -> "may have been sent; it is never sent again";
    };
  }

  private static String words(Refusal refusal) {
    return refusal.code() + " (" + WORDING.refusal(refusal.code(), refusal.detail()) + ")";
  }

  private static String words(DeliveryError error) {
    return error.code() + " (" + WORDING.refusal(error.code(), "") + ")";
  }
}
