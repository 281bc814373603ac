package io.taskwire.cli.aws;

import io.taskwire.cli.Place;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** AWS's services as an operator's machine reaches them. */
final class OperatorClients {
  private final SdkHttpClient http = UrlConnectionHttpClient.create();
  private final Optional<Place> place;
  private final Optional<URI> dynamoDb;
  private final Optional<URI> sqs;

  private OperatorClients(Optional<Place> place, Optional<URI> dynamoDb, Optional<URI> sqs) {
    this.place = place;
    this.dynamoDb = dynamoDb;
    this.sqs = sqs;
  }

  static OperatorClients of(Place place) {
    return new OperatorClients(Optional.of(place), place.endpoint(), place.endpoint());
  }

  /** Those of a local run: whatever credentials there are, they are not shown to it. */
  static OperatorClients local(URI dynamoDb, URI sqs) {
    return new OperatorClients(Optional.empty(), Optional.of(dynamoDb), Optional.of(sqs));
  }

  DynamoDbClient dynamoDb() {
    return at(DynamoDbClient.builder(), dynamoDb);
  }

  SqsClient sqs() {
    return at(SqsClient.builder(), sqs);
  }

  SecretsManagerClient secrets() {
    return at(SecretsManagerClient.builder(), endpoint());
  }

  CloudFormationClient cloudFormation() {
    return at(CloudFormationClient.builder(), endpoint());
  }

  LambdaClient lambda() {
    return at(LambdaClient.builder(), endpoint());
  }

  CloudWatchClient cloudWatch() {
    return at(CloudWatchClient.builder(), endpoint());
  }

  private Optional<URI> endpoint() {
    return place.flatMap(Place::endpoint);
  }

  private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C at(
      B builder, Optional<URI> endpoint) {
    B reached = builder.httpClient(http);
    endpoint.ifPresent(reached::endpointOverride);
    if (place.isEmpty()) {
      reached
          .region(Region.EU_CENTRAL_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
    }
    place.flatMap(Place::region).map(Region::of).ifPresent(reached::region);
    place
        .flatMap(Place::profile)
        .ifPresent(
            name ->
                reached
                    .credentialsProvider(ProfileCredentialsProvider.create(name))
                    .overrideConfiguration(settings -> settings.defaultProfileName(name)));
    return reached.build();
  }
}
