package io.taskwire.aws.settings;

import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** A document in AWS Secrets Manager. */
public final class SecretDocument implements RememberedSettings.Document {
  private final SecretsManagerClient secrets;
  private final String arn;

  public SecretDocument(SecretsManagerClient secrets, String arn) {
    this.secrets = secrets;
    this.arn = arn;
  }

  @Override
  public Optional<String> read() {
    try {
      return Optional.ofNullable(
              secrets.getSecretValue(request -> request.secretId(arn)).secretString())
          .filter(text -> !text.isBlank());
    } catch (ResourceNotFoundException empty) {
      // A secret without a value answers like one that is not there.
      return Optional.empty();
    }
  }
}
