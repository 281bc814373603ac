package io.taskwire.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.taskwire.bench.engines.Addresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * Stands between functions and the engines and counts. It asks DynamoDB for the units that it
 * charges, which the functions don't. DynamoDB charges what is in a transaction twice (DynamoDB,
 * Transactions, Capacity management); DynamoDB Local forgets to.
 */
final class CallCounter implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TARGET = "X-Amz-Target";
  private static final String TYPE = "Content-Type";

  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpServer sqs;
  private final HttpServer dynamoDb;
  private final Addresses addresses;
  private Calls calls = Calls.NONE;

  CallCounter(Addresses real) {
    this.sqs = server(real.sqs());
    this.dynamoDb = server(real.dynamoDb());
    this.addresses = real.by(address(sqs), address(dynamoDb));
  }

  /** What to give to functions whose calls shall be counted. */
  Addresses addresses() {
    return addresses;
  }

  /** What was counted since the last time this was asked. */
  synchronized Calls taken() {
    Calls taken = calls;
    calls = Calls.NONE;
    return taken;
  }

  private synchronized void add(Calls more) {
    calls = calls.plus(more);
  }

  private HttpServer server(URI real) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", exchange -> pass(exchange, real));
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URI address(HttpServer server) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void pass(HttpExchange exchange, URI real) throws IOException {
    String target = exchange.getRequestHeaders().getFirst(TARGET);
    byte[] body = exchange.getRequestBody().readAllBytes();
    HttpRequest request =
        HttpRequest.newBuilder(real.resolve(exchange.getRequestURI().getPath()))
            .header(TARGET, target)
            .header(TYPE, exchange.getRequestHeaders().getFirst(TYPE))
            .header("Authorization", exchange.getRequestHeaders().getFirst("Authorization"))
            .header("X-Amz-Date", exchange.getRequestHeaders().getFirst("X-Amz-Date"))
            .POST(BodyPublishers.ofByteArray(asking(target, body)))
            .build();
    HttpResponse<byte[]> response;
    try {
      response = http.send(request, BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    count(target.substring(target.indexOf('.') + 1), response.body());
    response
        .headers()
        .firstValue(TYPE)
        .ifPresent(type -> exchange.getResponseHeaders().set(TYPE, type));
    exchange.sendResponseHeaders(response.statusCode(), response.body().length);
    exchange.getResponseBody().write(response.body());
    exchange.close();
  }

  private static byte[] asking(String target, byte[] body) throws IOException {
    if (!target.startsWith("DynamoDB")) {
      return body;
    }
    ObjectNode request = (ObjectNode) JSON.readTree(body);
    request.put("ReturnConsumedCapacity", "TOTAL");
    return JSON.writeValueAsBytes(request);
  }

  private void count(String operation, byte[] response) throws IOException {
    double units = 0;
    JsonNode consumed = JSON.readTree(response).path("ConsumedCapacity");
    if (consumed.isArray()) {
      for (JsonNode table : consumed) {
        units += table.path("CapacityUnits").asDouble();
      }
    } else {
      units = consumed.path("CapacityUnits").asDouble();
    }
    if (operation.startsWith("Transact")) {
      units *= 2;
    }
    boolean reads = operation.endsWith("GetItem") || operation.equals("Query");
    add(new Calls(Map.of(operation, 1), reads ? 0 : units, reads ? units : 0));
  }

  @Override
  public void close() {
    sqs.stop(0);
    dynamoDb.stop(0);
    http.shutdownNow();
  }
}
