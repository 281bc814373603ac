package io.taskwire.aws.function;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
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

  private final SdkHttpClient http = UrlConnectionHttpClient.create();
  private final Environs environs;
  private final AwsCredentialsProvider credentials;

  public AwsClients() {
    this(_ -> {}, ofLambda());
  }

  private AwsClients(Environs environs, AwsCredentialsProvider credentials) {
    this.environs = environs;
    this.credentials = credentials;
  }

  /** What is not left to the environment. */
  private interface Environs {
    void applyTo(AwsClientBuilder<?, ?> builder);
  }

  /** Clients that call nobody but a stage. */
  public static AwsClients at(RehearsalStage stage) {
    return new AwsClients(
        builder -> builder.endpointOverride(stage.address()),
        ContainerCredentialsProvider.create());
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

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    environs.applyTo(builder);
    return builder
        .httpClient(http)
        .credentialsProvider(credentials)
        .overrideConfiguration(TIMES)
        .build();
  }
}
