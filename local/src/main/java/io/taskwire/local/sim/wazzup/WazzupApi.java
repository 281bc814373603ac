package io.taskwire.local.sim.wazzup;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;

/** The HTTP face of the simulated API: what a client with an API key sees. */
final class WazzupApi {

  /** A route of the API: makes the answer, and does what it says. */
  private interface Route {
    Answer answer(Context request) throws Refusal, InterruptedException;
  }

  /** Request attribute: the code with which the message is to fail after 201. */
  private static final String FAILURE = "failure";

  /** Request attribute: there was no answer. */
  private static final String DROPPED = "dropped";

  private record Answered(Fault.Call call, int status) {}

  private final Map<Answered, LongAdder> answered = new ConcurrentHashMap<>();

  private final InstantSource clock;
  private final Random random;
  private final Supplier<WazzupKnobs> knobs;
  private final Account account;
  private final Subscription subscription;
  private final Deliveries deliveries;
  private final Faults faults;
  private final FileStore files;
  private final ContentDownload download;

  private long rateWindow;
  private int requestsInWindow;

  WazzupApi(
      InstantSource clock,
      Random random,
      Supplier<WazzupKnobs> knobs,
      Account account,
      Subscription subscription,
      Deliveries deliveries,
      Faults faults,
      FileStore files,
      ContentDownload download) {
    this.clock = clock;
    this.random = random;
    this.knobs = knobs;
    this.account = account;
    this.subscription = subscription;
    this.deliveries = deliveries;
    this.faults = faults;
    this.files = files;
    this.download = download;
  }

  void install(JavalinConfig config, String prefix) {
    String v3 = prefix + "/v3";
    config
        .routes
        .get(
            v3 + "/webhooks",
            request ->
                serve(
                    request,
                    Fault.Call.WEBHOOKS_READ,
                    ignored -> Answer.json(200, subscription.settings().json())))
        .patch(
            v3 + "/webhooks", request -> serve(request, Fault.Call.WEBHOOKS_SET, this::setWebhooks))
        .get(
            v3 + "/channels",
            request ->
                serve(
                    request, Fault.Call.CHANNELS, ignored -> Answer.json(200, account.channels())))
        .get(
            v3 + "/templates/whatsapp",
            request ->
                serve(
                    request,
                    Fault.Call.TEMPLATES,
                    ignored -> Answer.json(200, account.templates())))
        .post(v3 + "/message", request -> serve(request, Fault.Call.SEND, this::send))
        .patch(v3 + "/message/{id}", request -> serve(request, Fault.Call.EDIT, this::edit))
        .delete(v3 + "/message/{id}", request -> serve(request, Fault.Call.DELETE, this::delete))
        .get(v3 + "/<other>", this::closed)
        .post(v3 + "/<other>", this::closed)
        .patch(v3 + "/<other>", this::closed)
        .delete(v3 + "/<other>", this::closed)
        .get(prefix + "/store/{hash}", this::file);
  }

  /** Routes that the simulator does not have; a sidecar key must not use them anyway. */
  private void closed(Context request) throws InterruptedException {
    Answer refused = entrance(request);
    write(
        request,
        refused != null ? refused : knobs.get().sidecar ? Answer.forbidden() : Answer.empty(404));
  }

  private void file(Context request) throws InterruptedException {
    Fault fault = faults.meet(Fault.Call.FILE);
    spoil(
        request,
        fault,
        ignored -> {
          byte[] content = files.find(request.pathParam("hash").toLowerCase(Locale.ROOT));
          return content == null
              ? Answer.empty(404)
              : Answer.of(200, FileStore.contentType(request.queryParam("filename")), content);
        });
  }

  private void serve(Context request, Fault.Call call, Route route) throws InterruptedException {
    Answer refused = entrance(request);
    try {
      if (refused != null) {
        write(request, refused);
      } else {
        spoil(request, faults.meet(call), route);
      }
    } finally {
      int status = request.attribute(DROPPED) == null ? request.res().getStatus() : 0;
      answered.computeIfAbsent(new Answered(call, status), ignored -> new LongAdder()).increment();
    }
  }

  /** How many calls of a kind ended with this status; 0 stands for no answer. */
  long answered(Fault.Call call, int status) {
    LongAdder count = answered.get(new Answered(call, status));
    return count == null ? 0 : count.sum();
  }

  /** How many calls of a kind ended. */
  long ended(Fault.Call call) {
    return answered.entrySet().stream()
        .filter(entry -> entry.getKey().call() == call)
        .mapToLong(entry -> entry.getValue().sum())
        .sum();
  }

  /** What is checked before anything else: the key, then the rate. Null lets the call in. */
  private synchronized @Nullable Answer entrance(Context request) {
    WazzupKnobs now = knobs.get();
    if (!("Bearer " + now.apiKey).equals(request.header("Authorization"))) {
      return Answer.empty(401);
    }
    long window = Math.floorDiv(clock.instant().getEpochSecond(), now.rateWindowSeconds);
    if (window != rateWindow) {
      rateWindow = window;
      requestsInWindow = 0;
    }
    return ++requestsInWindow > now.rateLimit ? Answer.empty(429) : null;
  }

  private void spoil(Context request, @Nullable Fault fault, Route route)
      throws InterruptedException {
    if (fault == null) {
      write(request, answer(request, route));
      return;
    }
    switch (fault.kind()) {
      case UNAUTHORIZED -> write(request, Answer.empty(401));
      case FORBIDDEN -> write(request, Answer.forbidden());
      case TOO_MANY_REQUESTS -> write(request, Answer.empty(429));
      case REFUSAL ->
          write(
              request,
              answer(
                  request,
                  ignored -> {
                    throw refusal(fault);
                  }));
      case SERVER_ERROR -> instead(request, fault, route, Answer.empty(500));
      case HTML ->
          instead(
              request,
              fault,
              route,
              Answer.of(502, "text/html", "<html><body><h1>502 Bad Gateway</h1></body></html>"));
      case DROP -> {
        Runnable afterwards = fault.afterEffect() ? answer(request, route).afterwards : () -> {};
        TimeUnit.MILLISECONDS.sleep(fault.delayMs());
        request.attribute(DROPPED, true);
        drop(request);
        afterwards.run();
      }
      case DELAY -> {
        if (fault.afterEffect()) {
          Answer late = answer(request, route);
          TimeUnit.MILLISECONDS.sleep(fault.delayMs());
          write(request, late);
        } else {
          TimeUnit.MILLISECONDS.sleep(fault.delayMs());
          write(request, answer(request, route));
        }
      }
      case DELIVERY_ERROR -> {
        request.attribute(FAILURE, fault.code());
        write(request, answer(request, route));
      }
    }
  }

  private static Refusal refusal(Fault fault) {
    String code = String.valueOf(fault.code());
    return Refusal.of(code, "Simulated: " + code);
  }

  private void instead(Context request, Fault fault, Route route, Answer bad)
      throws InterruptedException {
    write(request, fault.afterEffect() ? bad.then(answer(request, route).afterwards) : bad);
  }

  private Answer answer(Context request, Route route) throws InterruptedException {
    try {
      return route.answer(request);
    } catch (Refusal refusal) {
      return Answer.refused(refusal, requestId());
    }
  }

  private String requestId() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /**
   * Writes the whole answer out before what comes afterwards, so that an echo really follows it.
   */
  private static void write(Context request, Answer answer) {
    var response = request.res();
    response.setStatus(answer.status);
    if (answer.body.length > 0) {
      response.setContentType(answer.contentType);
    }
    response.setContentLength(answer.body.length);
    try {
      response.getOutputStream().write(answer.body);
      response.flushBuffer();
    } catch (IOException e) {
      // the caller has gone; what the call did stays done
    } finally {
      answer.afterwards.run();
    }
  }

  private static void drop(Context request) {
    ServletContextRequest.getServletContextRequest(request.req())
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint()
        .close();
  }

  private Answer setWebhooks(Context request) throws Refusal, InterruptedException {
    return subscription.set(SendRequest.object(body(request)));
  }

  private Answer send(Context request) throws Refusal, InterruptedException {
    SendRequest wanted = SendRequest.parse(body(request));
    WazzupChannel channel = account.check(wanted);
    Chat.Message taken;
    try {
      String contentUri = wanted.contentUri();
      FileStore.Stored file = contentUri == null ? null : download.fetch(contentUri, channel);
      taken = account.take(wanted, file, request.attribute(FAILURE));
    } catch (Refusal refusal) {
      account.forget(wanted);
      throw refusal;
    }
    Answer created =
        Answer.json(201, Json.object().put("messageId", taken.id).put("chatId", taken.chat.chatId));
    deliveries.hold();
    Runnable announce =
        () -> {
          try {
            account.announce(taken);
          } finally {
            deliveries.release();
          }
        };
    if (knobs.get().echo != WazzupKnobs.Echo.BEFORE_ANSWER) {
      return created.then(announce);
    }
    try {
      // a receiver that never answers must not keep the sender waiting for ever
      var _ = account.announce(taken).await(knobs.get().receiverTimeoutMs, TimeUnit.MILLISECONDS);
    } finally {
      deliveries.release();
    }
    return created;
  }

  private Answer edit(Context request) throws Refusal, InterruptedException {
    JsonNode json = SendRequest.object(body(request));
    String text = json.path("text").textValue();
    String contentUri = json.path("contentUri").textValue();
    String messageId = request.pathParam("id");
    WazzupChannel channel = account.checkEdit(messageId, text != null, contentUri != null);
    if (text != null) {
      TextLimit.of(channel).check(text, knobs.get().textLimits);
    }
    FileStore.Stored file = contentUri == null ? null : download.fetch(contentUri, channel);
    account.edit(messageId, text, file, json.path("crmUserId").textValue());
    return Answer.json(200, Json.object());
  }

  private Answer delete(Context request) throws Refusal {
    account.delete(request.pathParam("id"));
    return Answer.json(200, Json.object());
  }

  private static String body(Context request) {
    return new String(request.bodyAsBytes(), StandardCharsets.UTF_8);
  }
}
