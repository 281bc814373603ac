package io.taskwire.cli.aws;

import io.taskwire.aws.settings.BrokenSettings;
import io.taskwire.aws.settings.SecretDocument;
import io.taskwire.aws.settings.SettingsDocument;
import io.taskwire.cli.SettingsPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Settings in two secrets of Secrets Manager. */
final class SecretSettings implements SettingsPlace {
  private final SecretsManagerClient secrets;
  private final String doorsArn;
  private final String workersArn;

  SecretSettings(SecretsManagerClient secrets, String doorsArn, String workersArn) {
    this.secrets = secrets;
    this.doorsArn = doorsArn;
    this.workersArn = workersArn;
  }

  @Override
  public Texts texts() {
    return new Texts(
        new SecretDocument(secrets, doorsArn).read(),
        new SecretDocument(secrets, workersArn).read());
  }

  @Override
  public void write(Texts texts) {
    texts.doors().ifPresent(text -> put(doorsArn, text));
    texts.workers().ifPresent(text -> put(workersArn, text));
  }

  @Override
  public Optional<String> trouble(Texts texts) {
    try {
      texts.doors().ifPresent(text -> SettingsDocument.planfixDoor(text));
      texts.workers().ifPresent(text -> SettingsDocument.worker(text));
      return Optional.empty();
    } catch (BrokenSettings broken) {
      return Optional.ofNullable(broken.getMessage());
    }
  }

  private void put(String arn, String text) {
    var _ = secrets.putSecretValue(request -> request.secretId(arn).secretString(text));
  }

  @Override
  public Settings read() {
    Texts texts = texts();
    List<String> troubles = new ArrayList<>();
    return new Settings(
        half("doors", texts.doors(), SettingsDocument::door, troubles),
        half("doors", texts.doors(), SettingsDocument::planfixDoor, troubles),
        half("workers", texts.workers(), SettingsDocument::worker, troubles),
        troubles.stream().distinct().toList());
  }

  private static <S> Optional<S> half(
      String name, Optional<String> text, Function<String, S> parse, List<String> troubles) {
    if (text.isEmpty()) {
      troubles.add("the " + name + "' secret is empty");
      return Optional.empty();
    }
    try {
      return text.map(parse);
    } catch (BrokenSettings broken) {
      troubles.add("the " + name + "' secret: " + broken.getMessage());
      return Optional.empty();
    }
  }
}
