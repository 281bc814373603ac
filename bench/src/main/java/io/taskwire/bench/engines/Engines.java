package io.taskwire.bench.engines;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The engines in their process, so that what they use is nobody's who is measured. */
public final class Engines implements AutoCloseable {
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("bench", "bench"));

  private final Process process;
  private final Addresses addresses;
  private final SqsClient sqs;
  private final DynamoDbClient dynamoDb;

  private Engines(Process process, Addresses addresses) {
    this.process = process;
    this.addresses = addresses;
    this.sqs =
        SqsClient.builder()
            .endpointOverride(addresses.sqs())
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(CREDENTIALS)
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    this.dynamoDb =
        DynamoDbClient.builder()
            .endpointOverride(addresses.dynamoDb())
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(CREDENTIALS)
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  /** Starts them, with the table in memory; returns when they can be used. */
  public static Engines start(Path identity) {
    return start(List.of(identity.toString()));
  }

  /** The same, with the table in a folder. */
  public static Engines startIn(Path folder, Path identity) {
    return start(List.of(identity.toString(), folder.toString()));
  }

  private static Engines start(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
    command.addAll(List.of("-classpath", System.getProperty("java.class.path")));
    command.add(EnginesMain.class.getName());
    command.addAll(arguments);
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      return new Engines(process, addresses(process.inputReader()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Addresses addresses(BufferedReader said) throws IOException {
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      if (line.startsWith("{\"sqs\"")) {
        return new ObjectMapper().readValue(line, Addresses.class);
      }
    }
    throw new IllegalStateException("the engines did not start");
  }

  public Addresses addresses() {
    return addresses;
  }

  /** The queues. */
  public SqsClient sqs() {
    return sqs;
  }

  /** The table. */
  public DynamoDbClient dynamoDb() {
    return dynamoDb;
  }

  /** Lets providers answer only after this time. */
  public void providersAnswerAfter(Duration latency) {
    tell("/latency", "" + latency.toMillis());
  }

  /** Lets providers close all their connections. */
  public void providersHangUp() {
    tell("/hang-up", "");
  }

  /**
   * Copies an item of a table that is in a folder.
   *
   * @param partition its partition key, which ends with a number
   * @param from the number that the first copy has instead, of as many digits
   * @param to the number after that of the last copy
   */
  public void copy(String partition, String sort, long from, long to) {
    tell("/copy", String.join(" ", partition, sort, "" + from, "" + to));
  }

  private void tell(String path, String words) {
    URI address = addresses.control().resolve(path);
    HttpRequest request =
        HttpRequest.newBuilder(address).POST(BodyPublishers.ofString(words)).build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      http.send(request, BodyHandlers.discarding());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    sqs.close();
    dynamoDb.close();
    var _ = process.destroyForcibly().onExit().join();
  }
}
