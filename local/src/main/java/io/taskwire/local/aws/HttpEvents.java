package io.taskwire.local.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import io.javalin.http.Context;
import java.net.URLDecoder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the event that API Gateway gives a function for a request, in payload format 2.0. */
final class HttpEvents {

  /**
   * Besides {@code text/*}, the content types whose bodies API Gateway passes on as text. Its
   * documentation names none; people who tried it found these. Everything else, {@code
   * application/x-www-form-urlencoded} and a request without a content type included, arrives in
   * base64.
   */
  private static final Set<String> TEXT_TYPES =
      Set.of("application/json", "application/javascript", "application/xml");

  private static final DateTimeFormatter REQUEST_TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

  private HttpEvents() {}

  static APIGatewayV2HTTPEvent event(Context context, String routeKey, byte[] body, Instant now) {
    boolean text = isText(context.contentType());
    APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
    event.setVersion("2.0");
    event.setRouteKey(routeKey);
    event.setRawPath(decodedPath(context));
    event.setRawQueryString(context.queryString() == null ? "" : context.queryString());
    event.setHeaders(headers(context));
    event.setRequestContext(requestContext(context, routeKey, now));
    if (!cookies(context).isEmpty()) {
      event.setCookies(cookies(context));
    }
    if (context.queryString() != null) {
      event.setQueryStringParameters(queryParameters(context.queryString()));
    }
    if (!context.pathParamMap().isEmpty()) {
      event.setPathParameters(context.pathParamMap());
    }
    if (body.length > 0) {
      event.setBody(text ? new String(body, UTF_8) : Base64.getEncoder().encodeToString(body));
      event.setIsBase64Encoded(!text);
    }
    return event;
  }

  private static boolean isText(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return type.startsWith("text/") || TEXT_TYPES.contains(type);
  }

  /** Despite the name of {@code rawPath}, API Gateway decodes it. */
  private static String decodedPath(Context context) {
    return URLDecoder.decode(context.path().replace("+", "%2B"), UTF_8);
  }

  /**
   * Names in lower case; a header that came several times is joined with commas; cookies have a
   * place of their own.
   */
  private static Map<String, String> headers(Context context) {
    Map<String, String> headers = new TreeMap<>();
    for (String name : Collections.list(context.req().getHeaderNames())) {
      String lowerCase = name.toLowerCase(Locale.ROOT);
      if (!lowerCase.equals("cookie")) {
        headers.put(lowerCase, String.join(",", Collections.list(context.req().getHeaders(name))));
      }
    }
    return headers;
  }

  private static List<String> cookies(Context context) {
    return context.cookieMap().entrySet().stream()
        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
        .toList();
  }

  // Not Javalin's: that looks for a charset in the Content-Type first, and fails where Wazzup
  // writes "charset-utf-8".
  private static Map<String, String> queryParameters(String query) {
    Map<String, String> parameters = new TreeMap<>();
    for (String parameter : query.split("&", -1)) {
      String[] nameAndValue = parameter.split("=", 2);
      String value = nameAndValue.length == 2 ? URLDecoder.decode(nameAndValue[1], UTF_8) : "";
      parameters.merge(
          URLDecoder.decode(nameAndValue[0], UTF_8), value, (first, next) -> first + "," + next);
    }
    return parameters;
  }

  private static RequestContext requestContext(Context context, String routeKey, Instant now) {
    RequestContext.Http http = new RequestContext.Http();
    http.setMethod(context.method().name());
    http.setPath(decodedPath(context));
    http.setProtocol(context.protocol());
    http.setSourceIp(context.ip());
    http.setUserAgent(context.userAgent());

    RequestContext requestContext = new RequestContext();
    requestContext.setAccountId(Account.ID);
    requestContext.setApiId("local");
    requestContext.setDomainName(context.req().getServerName());
    requestContext.setDomainPrefix("local");
    requestContext.setRequestId(UUID.randomUUID().toString());
    requestContext.setRouteKey(routeKey);
    requestContext.setStage("$default");
    requestContext.setTime(REQUEST_TIME.format(now));
    requestContext.setTimeEpoch(now.toEpochMilli());
    requestContext.setHttp(http);
    return requestContext;
  }
}
