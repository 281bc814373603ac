package io.taskwire.local.sim.planfix;

import io.javalin.http.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;

/** The chat API as an HTTP address: decodes the form, plays planned faults, answers and records. */
final class ChatApiRoute {

  private static final String FORM = "application/x-www-form-urlencoded";

  private final InstantSource time;
  private final ChatApi api;
  private final Faults faults;
  private final Connector connector;
  private final ChatApi.CallWatcher watcher;
  private final Consumer<ApiCall> answered;

  ChatApiRoute(
      InstantSource time,
      ChatApi api,
      Faults faults,
      Connector connector,
      ChatApi.CallWatcher watcher,
      Consumer<ApiCall> answered) {
    this.time = time;
    this.api = api;
    this.faults = faults;
    this.connector = connector;
    this.watcher = watcher;
    this.answered = answered;
  }

  void handle(Context context) {
    Instant receivedAt = time.instant();
    FormFields form = form(context);
    if (form == null) {
      reply(context, Answer.INVALID_PARAMETERS, receivedAt, new FormFields(List.of()), null);
      return;
    }
    Fault fault = faults.take(form.first("cmd"), form.first("chatId"));
    List<Outgoing> afterwards = new ArrayList<>();
    Answer answer = fault == null ? api.answer(form, afterwards) : played(fault, form, afterwards);
    reply(context, answer, receivedAt, form, fault == null ? null : fault.kind());
    for (Outgoing message : afterwards) {
      var _ = connector.send(message);
    }
  }

  /** Null for a body that is no form. */
  private static @Nullable FormFields form(Context context) {
    String type = context.contentType();
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith(FORM)) {
      return null;
    }
    try {
      return FormFields.decode(context.bodyAsBytes());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private Answer played(Fault fault, FormFields form, List<Outgoing> afterwards) {
    return switch (fault.kind()) {
      case DELAYED, HANGING -> {
        Answer early = fault.afterEffect() ? api.answer(form, afterwards) : null;
        CompletableFuture<Boolean> gate = faults.gate();
        watcher.held(form.first("cmd"), form.first("chatId"));
        boolean goOn =
            fault.kind() == Fault.Kind.DELAYED
                ? gate.copy()
                    .completeOnTimeout(true, fault.delayMillis(), TimeUnit.MILLISECONDS)
                    .join()
                : gate.join();
        if (!goOn) {
          yield new Answer.Dropped();
        }
        yield early == null ? api.answer(form, afterwards) : early;
      }
      case UNAUTHORIZED -> instead(Answer.INVALID_TOKEN, fault, form, afterwards);
      case INVALID_PARAMETERS -> instead(Answer.INVALID_PARAMETERS, fault, form, afterwards);
      case TOO_MANY_REQUESTS -> instead(Answer.empty(429), fault, form, afterwards);
      case SERVER_ERROR -> instead(Answer.empty(500), fault, form, afterwards);
      case BAD_GATEWAY -> instead(Answer.empty(502), fault, form, afterwards);
      case HTML_ERROR ->
          instead(Answer.html(503, "Service is unavailable"), fault, form, afterwards);
      case HTML_OK ->
          instead(Answer.html(200, "Maintenance is under way"), fault, form, afterwards);
      case DROPPED -> instead(new Answer.Dropped(), fault, form, afterwards);
    };
  }

  private Answer instead(Answer faulty, Fault fault, FormFields form, List<Outgoing> afterwards) {
    if (fault.afterEffect()) {
      var _ = api.answer(form, afterwards);
    }
    return faulty;
  }

  private void reply(
      Context context,
      Answer answer,
      Instant receivedAt,
      FormFields form,
      Fault.@Nullable Kind fault) {
    Integer status = null;
    String body = null;
    switch (answer) {
      case Answer.Http http -> {
        status = http.status();
        body = http.body();
        context.status(http.status()).contentType(http.contentType()).result(http.body());
      }
      case Answer.Dropped() -> drop(context);
    }
    answered.accept(
        new ApiCall(
            receivedAt,
            time.instant(),
            form.first("cmd"),
            form.withoutTokens(),
            status,
            body,
            fault));
  }

  private static void drop(Context context) {
    ServletContextRequest.getServletContextRequest(context.req())
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint()
        .close();
  }
}
