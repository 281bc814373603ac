package io.taskwire.bench.engines;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;

/**
 * The process of the engines: queues, table, secrets and both providers. Prints where they are, and
 * ends when its input does. Its arguments are the key store of the providers and the folder of the
 * table, which is in memory where no folder is named.
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
    Optional<Path> folder = Arrays.stream(arguments).skip(1).map(Path::of).findFirst();
    CreateTableRequest table = TaskwireTable.definition(TABLE);
    EmbeddedDynamoDb dynamoDb =
        folder.isPresent()
            ? EmbeddedDynamoDb.startIn(folder.get(), 0, table)
            : EmbeddedDynamoDb.start(0, table);
    Addresses addresses =
        new Addresses(
            sqs.endpoint(),
            dynamoDb.endpoint(),
            secrets.endpoint(),
            control(providers, folder),
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

  private static URI control(Providers providers, Optional<Path> table) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    on(server, "/latency", words -> providers.answerAfter(Long.parseLong(words.getFirst())));
    on(server, "/hang-up", _ -> providers.hangUp());
    table.ifPresent(
        folder ->
            on(
                server,
                "/copy",
                words ->
                    new TableFile(folder, TABLE)
                        .copy(
                            words.get(0),
                            words.get(1),
                            Long.parseLong(words.get(2)),
                            Long.parseLong(words.get(3)))));
    server.start();
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What is to be done comes as words with spaces between. */
  private static void on(HttpServer server, String path, Consumer<List<String>> does) {
    server.createContext(
        path,
        exchange -> {
          String said = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          does.accept(List.of(said.split(" ", -1)));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
  }
}
