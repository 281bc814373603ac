package io.taskwire.aws.function;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * AWS's services as a function uses them: one small HTTP client and one source of credentials for
 * all; region and endpoints from the environment ({@code AWS_REGION}, {@code AWS_ENDPOINT_URL_SQS},
 * …). Making them opens nothing.
 */
public final class AwsClients {
  /** Short against a function's timeout: what hangs is tried again while there is time. */
  private static final ClientOverrideConfiguration TIMES =
      ClientOverrideConfiguration.builder()
          .apiCallAttemptTimeout(Duration.ofSeconds(3))
          .apiCallTimeout(Duration.ofSeconds(8))
          .build();

  private final SdkHttpClient http;
  private final Environs environs;
  private final AwsCredentialsProvider credentials;
  private final List<SdkClient> made = new ArrayList<>();

  public AwsClients() {
    this(UrlConnectionHttpClient.create(), _ -> {}, ofLambda());
  }

  private AwsClients(SdkHttpClient http, Environs environs, AwsCredentialsProvider credentials) {
    this.http = http;
    this.environs = environs;
    this.credentials = credentials;
  }

  /** What is not left to the environment. */
  private interface Environs {
    void applyTo(AwsClientBuilder<?, ?> builder);
  }

  /** Clients that call nobody but a stage, trust nobody else, and end with it. */
  public static AwsClients at(RehearsalStage stage) {
    AwsClients clients =
        new AwsClients(
            UrlConnectionHttpClient.builder().tlsTrustManagersProvider(stage::trust).build(),
            builder -> builder.endpointOverride(stage.address()),
            ContainerCredentialsProvider.create());
    stage.atEnd(clients::close);
    return clients;
  }

  /**
   * What Lambda gives a function: from an address where it has SnapStart (Lambda, SnapStart,
   * Credentials), since variables would be as old as the snapshot; from variables otherwise. The
   * SDK's own chain asks half a dozen others before.
   */
  private static AwsCredentialsProvider ofLambda() {
    return SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI.getStringValue().isPresent()
        ? ContainerCredentialsProvider.create()
        : EnvironmentVariableCredentialsProvider.create();
  }

  public SqsClient sqs() {
    return client(SqsClient.builder());
  }

  public DynamoDbClient dynamoDb() {
    return client(DynamoDbClient.builder());
  }

  public SecretsManagerClient secrets() {
    return client(SecretsManagerClient.builder());
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient>
      C client(B builder) {
    environs.applyTo(builder);
    C client =
        builder
            .httpClient(http)
            .credentialsProvider(credentials)
            .overrideConfiguration(TIMES)
            .build();
    made.add(client);
    return client;
  }

  private void close() {
    made.forEach(SdkClient::close);
    http.close();
  }
}
