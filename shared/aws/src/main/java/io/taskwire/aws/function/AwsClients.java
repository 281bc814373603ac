package io.taskwire.aws.function;

import java.time.Duration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * AWS's services as a function uses them: one small HTTP client for all, region, credentials and
 * endpoints from the environment ({@code AWS_REGION}, {@code AWS_ENDPOINT_URL_SQS}, …). Making them
 * opens nothing.
 */
public final class AwsClients {
  /** Short against a function's timeout: what hangs is tried again while there is time. */
  private static final ClientOverrideConfiguration TIMES =
      ClientOverrideConfiguration.builder()
          .apiCallAttemptTimeout(Duration.ofSeconds(3))
          .apiCallTimeout(Duration.ofSeconds(8))
          .build();

  private final SdkHttpClient http = UrlConnectionHttpClient.create();

  public SqsClient sqs() {
    return SqsClient.builder().httpClient(http).overrideConfiguration(TIMES).build();
  }

  public DynamoDbClient dynamoDb() {
    return DynamoDbClient.builder().httpClient(http).overrideConfiguration(TIMES).build();
  }

  public SecretsManagerClient secrets() {
    return SecretsManagerClient.builder().httpClient(http).overrideConfiguration(TIMES).build();
  }
}
