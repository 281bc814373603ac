package io.taskwire.local.aws;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB in this process: DynamoDB Local, in memory or a folder, on a loopback port, so that the
 * SDK, the {@code aws} command and another process can use it as they would use the service.
 *
 * <p>It runs on a Jetty server of ours, not on DynamoDB Local's own: that one listens on every
 * interface, can't tell which port it was given, and reports its start to AWS over the internet.
 *
 * <p>DynamoDB Local 3 carries its native SQLite library for Linux, macOS and Windows, on x86-64 and
 * ARM, in its own jar, unpacks it to {@code java.io.tmpdir} and loads it from there. Nothing has to
 * be copied beforehand and no system property set; {@code --enable-native-access=ALL-UNNAMED} only
 * silences Java's warning.
 *
 * <p>Unlike DynamoDB ("DynamoDB local usage notes"): reads are always consistent, throughput is
 * unlimited and never throttled, there is no point-in-time recovery, and table names have at least
 * three characters.
 */
public final class EmbeddedDynamoDb implements DynamoDb {

  private final Server server;
  private final LocalDynamoDBServerHandler tables;
  private final URI endpoint;
  private final DynamoDbClient client;

  private EmbeddedDynamoDb(Server server, LocalDynamoDBServerHandler tables, URI endpoint) {
    this.server = server;
    this.tables = tables;
    this.endpoint = endpoint;
    this.client =
        DynamoDbClient.builder()
            .endpointOverride(endpoint)
            .region(Account.REGION)
            .credentialsProvider(Account.CREDENTIALS)
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  /**
   * Starts the server and creates the tables, which are ready when this returns.
   *
   * @param port the port to listen on, 0 for any free one
   * @throws IllegalStateException if the server can't start, for example because the port is taken
   */
  public static EmbeddedDynamoDb start(int port, CreateTableRequest... tables) {
    return start(port, database(/* folder= */ null), tables);
  }

  /**
   * The same, with its tables in a file of a folder instead of in memory. What an earlier server
   * left there is still there, so tables must not be created twice.
   */
  public static EmbeddedDynamoDb startIn(Path folder, int port, CreateTableRequest... tables) {
    return start(port, database(folder), tables);
  }

  private static EmbeddedDynamoDb start(
      int port, LocalDynamoDBRequestHandler database, CreateTableRequest... tables) {
    LocalDynamoDBServerHandler handler =
        new LocalDynamoDBServerHandler(database, /* corsParam= */ null);
    Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    server.setHandler(new ContextHandler(handler));
    try {
      server.start();
    } catch (Exception e) {
      handler.close();
      throw new IllegalStateException("DynamoDB could not be started on port " + port, e);
    }
    int actualPort = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    EmbeddedDynamoDb dynamoDb =
        new EmbeddedDynamoDb(server, handler, URI.create("http://127.0.0.1:" + actualPort));
    try {
      Arrays.stream(tables).forEach(dynamoDb::create);
    } catch (RuntimeException e) {
      dynamoDb.close();
      throw e;
    }
    return dynamoDb;
  }

  private static LocalDynamoDBRequestHandler database(@Nullable Path folder) {
    try {
      // One database for all credentials and regions, so that any client sees the same tables.
      return new LocalDynamoDBRequestHandler(
          0,
          /* runInMemory= */ folder == null,
          /* dbFileLocation= */ folder == null ? null : folder.toString(),
          /* sharedDb= */ true,
          /* delayTransientStatuses= */ false);
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB's database could not be opened", e);
    }
  }

  @Override
  public DynamoDbClient client() {
    return client;
  }

  @Override
  public void create(CreateTableRequest table) {
    var _ = client.createTable(table);
  }

  @Override
  public URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    client.close();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB could not be stopped", e);
    } finally {
      tables.close();
    }
  }
}
