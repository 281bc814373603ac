package io.taskwire.planfix;

import io.taskwire.core.content.FileLink;
import io.taskwire.core.dialog.PlanfixChatId;
import io.taskwire.core.notice.CommentId;
import io.taskwire.core.planfix.Client;
import io.taskwire.core.planfix.Line;
import io.taskwire.core.planfix.Mark;
import io.taskwire.core.planfix.PlanfixChat;
import io.taskwire.core.planfix.TaskMessage;
import io.taskwire.http.TimedCall;
import io.taskwire.http.TimedCall.End;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Locale;

/**
 * Planfix's chat API over HTTP: forms go out, JSON or nothing comes back (Planfix chat API,
 * newMessage and getTask).
 */
public final class HttpPlanfixChat implements PlanfixChat {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final TimedCall call;
  private final URI chatApi;

  /**
   * Opens nothing.
   *
   * @param client one that follows no redirects, which is the default
   * @param chatApi the whole address, e.g. {@code https://example.planfix.ru/webchat/api}
   */
  public HttpPlanfixChat(HttpClient client, URI chatApi) {
    this(client, chatApi, DEADLINE);
  }

  HttpPlanfixChat(HttpClient client, URI chatApi, Duration deadline) {
    this.call = new TimedCall(client, deadline);
    this.chatApi = chatApi;
  }

  @Override
  public TaskAnswer taskOf(Line line, PlanfixChatId chat) {
    Form form =
        Form.command("getTask")
            .with("providerId", line.providerId())
            .with("planfix_token", line.planfixToken())
            .with("chatId", chat.toString());
    return switch (send(form)) {
      case End.Unanswered(String reason) ->
          new TaskAnswer.CouldNotAsk(new Trouble(Trouble.Kind.OUTAGE, reason));
      case End.Answered(int status, var body) -> AnswerReader.task(status, body);
    };
  }

  @Override
  public PostAnswer post(Line line, TaskMessage message) {
    return switch (send(form(line, message))) {
      case End.Unanswered(String reason) ->
          new PostAnswer.NotNow(new Trouble(Trouble.Kind.OUTAGE, reason));
      case End.Answered(int status, var body) -> AnswerReader.post(status, body);
    };
  }

  @Override
  public PostAnswer mark(Line line, CommentId comment, Mark mark) {
    Form form =
        Form.command("messageStatus")
            .with("providerId", line.providerId())
            .with("planfix_token", line.planfixToken())
            .with("messageId", comment.messageId())
            .with("messageStatus", mark.sign().name().toLowerCase(Locale.ROOT))
            .with("messageStatusText", mark.text());
    return switch (send(form)) {
      case End.Unanswered(String reason) ->
          new PostAnswer.NotNow(new Trouble(Trouble.Kind.OUTAGE, reason));
      case End.Answered(int status, var body) -> AnswerReader.post(status, body);
    };
  }

  private static Form form(Line line, TaskMessage message) {
    Client client = message.client();
    Form form =
        Form.command("newMessage")
            .with("providerId", line.providerId())
            .with("channel", message.dialog().channel().toString())
            .with("chatId", message.chat().toString())
            .with("planfix_token", line.planfixToken())
            .with("message", CommentText.fitting(message.text()))
            .with("title", message.title())
            .with("contactId", client.id().value())
            .with("contactName", client.name())
            .with("contactIco", client.picture())
            .with("contactPhone", client.phone());
    for (FileLink file : message.files()) {
      form.with("attachments[name]", file.name())
          .with("attachments[url]", file.url().toASCIIString());
    }
    return message.fromUs() ? form.with("isEcho", "true") : form;
  }

  private End send(Form form) {
    return call.send(
        HttpRequest.newBuilder(chatApi)
            .version(HttpClient.Version.HTTP_1_1)
            .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofString(form.encoded()))
            .build());
  }
}
