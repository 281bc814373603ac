package io.taskwire.core.inbound;

import io.taskwire.core.channel.Channel;
import io.taskwire.core.content.ReadableForm;
import io.taskwire.core.content.Snippet;
import io.taskwire.core.dialog.Dialog;
import io.taskwire.core.dialog.DialogStore.Situation;
import io.taskwire.core.dialog.MessageFacts;
import io.taskwire.core.dialog.MessageRecord;
import io.taskwire.core.notice.DeliveryError;
import io.taskwire.core.notice.Notice;
import io.taskwire.core.notice.Origin;
import io.taskwire.core.notice.Post;
import io.taskwire.core.notice.Quote;
import io.taskwire.core.notice.Status;
import io.taskwire.core.planfix.Client;
import io.taskwire.core.planfix.TaskMessage;
import io.taskwire.core.wording.Wording;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns notices into what stands in Planfix. */
final class Composer {
  private static final int CAPTION = 200;
  private static final int FORMER = 1_000;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private final Wording wording;

  Composer(Wording wording) {
    this.wording = wording;
  }

  /** What is kept of a notice. */
  static MessageFacts facts(Notice.Message message) {
    return facts(
        message.origin(),
        message.content().getClass().getSimpleName(),
        message.content().plainText());
  }

  static MessageFacts facts(Notice.Edit edit) {
    return facts(edit.origin(), "Edit", edit.content().plainText());
  }

  static MessageFacts facts(Notice.Deletion deletion) {
    return facts(deletion.origin(), "Deletion", "");
  }

  private static MessageFacts facts(Origin origin, String kind, String text) {
    return new MessageFacts(
        Optional.of(origin.channel()), origin.fromUs(), kind, origin.at(), Snippet.of(text));
  }

  Composition message(Notice.Message notice, Dialog dialog, Channel channel, Situation situation) {
    ReadableForm form = notice.content().readable(wording);
    String quoted = quoted(notice.quote(), situation.quotedSnippet());
    return composed(
        notice.origin(),
        dialog,
        channel,
        new ReadableForm(quoted + form.text(), form.files()),
        // One that was written in another dialog's task, and stands in none of this.
        situation.message().flatMap(MessageRecord::comment).isPresent());
  }

  Composition edit(
      Notice.Edit notice, Dialog dialog, Channel channel, Optional<MessageRecord> message) {
    ReadableForm form = notice.content().readable(wording);
    // A long former text would push the new one out of what Planfix takes.
    String former = Snippet.of(former(notice.oldText(), message), FORMER);
    String text = wording.edited(former, form.text());
    return composed(notice.origin(), dialog, channel, new ReadableForm(text, form.files()));
  }

  Composition deletion(
      Notice.Deletion notice, Dialog dialog, Channel channel, Optional<MessageRecord> message) {
    String text = wording.deleted(former(notice.oldText(), message));
    return composed(notice.origin(), dialog, channel, new ReadableForm(text, List.of()));
  }

  /** A failed message of our side that already stands in Planfix. */
  Composition failure(Dialog dialog, Channel channel, Optional<DeliveryError> error) {
    DeliveryError known = error.orElse(new DeliveryError(Status.ERROR.name(), ""));
    Client client =
        new Client(
            dialog.contact(), dialog.contactName(), Naming.phone(dialog.id()), Optional.empty());
    TaskMessage note =
        new TaskMessage(
            dialog.id(),
            dialog.planfixChat(),
            client,
            Optional.empty(),
            wording.echoFailed(known.code(), known.description()),
            List.of(),
            true);
    String title = Naming.title(dialog, channel, wording);
    return new Composition(note, title, Optional.empty(), Optional.empty(), false);
  }

  /** Tells the employee that a message can't be shown. */
  String parked(Instant at, String reason) {
    return wording.parked(TIME.format(at), reason);
  }

  /** Lets a notice that an operator had tried again tell its own time. */
  Composition late(Composition composition, Instant at) {
    return composition.withText(wording.late(TIME.format(at), composition.message().text()));
  }

  private Composition composed(Origin origin, Dialog dialog, Channel channel, ReadableForm form) {
    return composed(origin, dialog, channel, form, false);
  }

  private Composition composed(
      Origin origin, Dialog dialog, Channel channel, ReadableForm form, boolean bodyAgain) {
    Client client =
        new Client(
            dialog.contact(),
            Naming.contact(origin, dialog),
            Naming.phone(origin, dialog.id()),
            origin.client().avatar());
    return new Composition(
        new TaskMessage(
            dialog.id(),
            dialog.planfixChat(),
            client,
            Optional.empty(),
            Naming.member(origin, dialog)
                .map(member -> wording.writtenBy(member, form.text()))
                .orElse(form.text()),
            form.files(),
            origin.fromUs()),
        Naming.title(origin, dialog, channel, wording),
        // Of an answer in Direct the messenger may still tell the post.
        origin.post().filter(_ -> dialog.id().chat().post().isPresent()).map(this::postBody),
        origin.author(),
        bodyAgain);
  }

  private String postBody(Post post) {
    return wording.post(
        post.link().orElse(wording.postWithoutLink()),
        post.caption().filter(text -> !text.isBlank()).map(text -> Snippet.of(text, CAPTION)));
  }

  private String former(Optional<String> oldText, Optional<MessageRecord> message) {
    return oldText
        .filter(text -> !text.isBlank())
        .or(() -> message.map(MessageRecord::snippet).filter(text -> !text.isBlank()))
        .orElse(wording.unknownText());
  }

  /** Quoted lines in the way of e-mail, which Planfix's own quotes resemble. */
  private static String quoted(Optional<Quote> quote, Optional<String> snippet) {
    Optional<String> text =
        quote.flatMap(Quote::text).filter(words -> !words.isBlank()).or(() -> snippet);
    return text.map(
            words ->
                Snippet.of(words)
                    .lines()
                    .map(line -> "> " + line + "\n")
                    .collect(Collectors.joining()))
        .orElse("");
  }
}
