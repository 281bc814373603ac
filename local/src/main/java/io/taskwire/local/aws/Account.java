package io.taskwire.local.aws;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * The account that the embedded services pretend to be in. They accept any other credentials and
 * region too.
 */
final class Account {

  static final String ID = "000000000000";
  static final Region REGION = Region.EU_CENTRAL_1;
  static final AwsCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

  private Account() {}
}
