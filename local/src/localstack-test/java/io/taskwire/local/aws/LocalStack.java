package io.taskwire.local.aws;

import java.net.URI;
import org.testcontainers.localstack.LocalStackContainer;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * AWS in a container, one for all tests of a JVM. Where there is no Docker, the first test that
 * wants it fails, and so do all the others.
 */
final class LocalStack {
  private static final String IMAGE = "localstack/localstack:4.14.0";

  static final URI ENDPOINT = start();

  private static final SdkHttpClient HTTP = UrlConnectionHttpClient.create();

  static final SqsClient SQS = at(SqsClient.builder()).build();
  static final DynamoDbClient DYNAMO_DB = at(DynamoDbClient.builder()).build();
  static final SecretsManagerClient SECRETS = at(SecretsManagerClient.builder()).build();
  static final CloudFormationClient CLOUD_FORMATION = at(CloudFormationClient.builder()).build();

  private LocalStack() {}

  // It ends with the JVM.
  @SuppressWarnings("resource")
  private static URI start() {
    LocalStackContainer container = new LocalStackContainer(IMAGE);
    container.start();
    Runtime.getRuntime().addShutdownHook(new Thread(container::stop, "end of LocalStack"));
    return container.getEndpoint();
  }

  private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B at(
      B builder) {
    return builder
        .httpClient(HTTP)
        .endpointOverride(ENDPOINT)
        .region(Account.REGION)
        .credentialsProvider(Account.CREDENTIALS);
  }
}
