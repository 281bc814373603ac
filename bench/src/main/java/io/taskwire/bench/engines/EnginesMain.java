package io.taskwire.bench.engines;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.taskwire.aws.table.TaskwireTable;
import io.taskwire.local.aws.EmbeddedDynamoDb;
import io.taskwire.local.aws.EmbeddedSqs;
import io.taskwire.local.aws.FifoQueue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The process of the engines: queues, table, secrets and both providers. Prints where they are, and
 * ends when its input does.
 */
final class EnginesMain {
  private static final String TABLE = "taskwire";
  private static final Duration VISIBILITY = Duration.ofMinutes(3);

  private EnginesMain() {}

  public static void main(String[] arguments) throws IOException {
    Providers providers = Providers.start(Path.of(arguments[0]));
    SecretsServer secrets =
        new SecretsServer(
            Map.of(
                "doors",
                SettingsText.doors(),
                "workers",
                SettingsText.workers(providers.origin())));
    EmbeddedSqs sqs = EmbeddedSqs.start(0);
    EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.start(0, TaskwireTable.definition(TABLE));
    Addresses addresses =
        new Addresses(
            sqs.endpoint(),
            dynamoDb.endpoint(),
            secrets.endpoint(),
            control(providers),
            queue(sqs, "inbound.fifo"),
            queue(sqs, "inbound-dead.fifo"),
            queue(sqs, "outbound.fifo"),
            queue(sqs, "outbound-dead.fifo"),
            TABLE);
    System.out.println(new ObjectMapper().writeValueAsString(addresses));
    while (System.in.read() >= 0) {
      // Only its end tells anything.
    }
    System.exit(0);
  }

  private static String queue(EmbeddedSqs sqs, String name) {
    return sqs.create(new FifoQueue(name, VISIBILITY, Optional.empty()));
  }

  private static URI control(Providers providers) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/latency/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          providers.answerAfter(Long.parseLong(path.substring(path.lastIndexOf('/') + 1)));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.createContext(
        "/hang-up",
        exchange -> {
          providers.hangUp();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }
}
