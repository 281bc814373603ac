package io.taskwire.local.aws;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An API Gateway HTTP API on a Javalin server: hands requests to functions in payload format 2.0
 * and writes their answers ("Create AWS Lambda proxy integrations for HTTP APIs").
 *
 * <p>What API Gateway answers by itself: 404 {@code {"message":"Not Found"}} where there is no
 * route, 413 {@code {"message":"Request Entity Too Large"}} for a body of more than 10 MB or an
 * event that Lambda would not take, 500 {@code {"message":"Internal Server Error"}} when the
 * function gave no usable answer.
 *
 * <p>Simpler than API Gateway: there are no stages, authorizers, CORS and throttling, no {@code
 * x-forwarded-…} and {@code x-amzn-trace-id} headers, and a trailing slash doesn't make another
 * path.
 */
public final class HttpApi {

  /** The largest body that API Gateway takes, in bytes. */
  static final int MAX_BODY = 10 * 1024 * 1024;

  /** The largest event that Lambda takes, as JSON, in bytes: 6 MB and 100 bytes. */
  static final int MAX_EVENT = 6 * 1024 * 1024 + 100;

  private final Map<Route, LambdaFunction<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>> routes;
  private final InstantSource clock;

  private record Route(HandlerType method, String path) {

    static Route parse(String routeKey) {
      String[] methodAndPath = routeKey.split(" ", 2);
      if (methodAndPath.length != 2 || !methodAndPath[1].startsWith("/")) {
        throw new IllegalArgumentException("Not a method and a path: " + routeKey);
      }
      return new Route(HandlerType.findOrCreate(methodAndPath[0]), methodAndPath[1]);
    }

    String firstSegment() {
      int end = path.indexOf('/', 1);
      return end < 0 ? path : path.substring(0, end);
    }
  }

  /**
   * @param routes a function for each route key, like {@code POST /wazzup/{secret}}
   * @param clock the time of the requests
   */
  public HttpApi(
      Map<String, LambdaFunction<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>> routes,
      InstantSource clock) {
    this.routes = new LinkedHashMap<>();
    routes.forEach((routeKey, function) -> this.routes.put(Route.parse(routeKey), function));
    this.clock = clock;
  }

  /**
   * Adds the API's routes to a server. Below the first segments of its paths ({@code /wazzup})
   * everything belongs to the API, and what is not a route there is not found.
   */
  public void addTo(RoutesConfig server) {
    routes.forEach(
        (route, function) ->
            server.addHttpHandler(
                route.method(), route.path(), context -> handle(context, route, function)));
    Set<String> prefixes =
        routes.keySet().stream().map(Route::firstSegment).collect(Collectors.toSet());
    for (String prefix : prefixes) {
      for (HandlerType method : HandlerType.values()) {
        if (method.isHttpMethod()) {
          server.addHttpHandler(method, prefix, context -> answer(context, 404, "Not Found"));
          server.addHttpHandler(
              method, prefix + "/*", context -> answer(context, 404, "Not Found"));
        }
      }
    }
  }

  private void handle(
      Context context,
      Route route,
      LambdaFunction<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function)
      throws IOException {
    byte[] body = context.bodyInputStream().readNBytes(MAX_BODY + 1);
    if (body.length > MAX_BODY) {
      answer(context, 413, "Request Entity Too Large");
      return;
    }
    byte[] event =
        function.toJson(
            HttpEvents.event(
                context, route.method().name() + " " + route.path(), body, clock.instant()));
    if (event.length > MAX_EVENT) {
      answer(context, 413, "Request Entity Too Large");
      return;
    }
    try {
      answer(context, function.invoke(event));
    } catch (InvocationFailed e) {
      answer(context, 500, "Internal Server Error");
    }
  }

  private static void answer(Context context, @Nullable APIGatewayV2HTTPResponse response) {
    if (response == null || response.getStatusCode() < 200 || response.getStatusCode() > 599) {
      answer(context, 500, "Internal Server Error");
      return;
    }
    context.status(response.getStatusCode());
    context.contentType("text/plain;charset=utf-8");
    if (response.getHeaders() != null) {
      response.getHeaders().forEach(context::header);
    }
    if (response.getCookies() != null) {
      response.getCookies().forEach(cookie -> context.res().addHeader("Set-Cookie", cookie));
    }
    if (response.getBody() != null) {
      context.result(
          response.getIsBase64Encoded()
              ? Base64.getDecoder().decode(response.getBody())
              : response.getBody().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void answer(Context context, int status, String message) {
    context.status(status).contentType("application/json");
    context.result("{\"message\":\"" + message + "\"}");
  }
}
