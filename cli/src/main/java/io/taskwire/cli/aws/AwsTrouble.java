package io.taskwire.cli.aws;

import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says in words why AWS could not be asked, and what to do. */
public final class AwsTrouble {
  private AwsTrouble() {}

  /** Empty for what is none of AWS's troubles. */
  public static Optional<String> explained(Throwable trouble) {
    return trouble instanceof SdkException sdk ? Optional.of(words(sdk)) : Optional.empty();
  }

  private static String words(SdkException trouble) {
    return switch (trouble) {
      case AwsServiceException refused when refused.awsErrorDetails() != null -> refused(refused);
      case SdkClientException unasked -> unasked(String.valueOf(unasked.getMessage()));
      default -> "AWS could not be asked: " + trouble.getClass().getSimpleName();
    };
  }

  private static String refused(AwsServiceException refused) {
    String code = refused.awsErrorDetails().errorCode();
    String what = refused.awsErrorDetails().serviceName() + " refused: " + code;
    return switch (code) {
      case "AccessDenied", "AccessDeniedException", "UnauthorizedOperation" ->
          what + ". Use credentials that may do this (docs/cli.md lists the rights)";
      case "ExpiredToken",
          "ExpiredTokenException",
          "UnrecognizedClientException",
          "InvalidClientTokenId" ->
          what + ". Sign in again, or check --profile and --region";
      default -> what + " (HTTP " + refused.statusCode() + ")";
    };
  }

  private static String unasked(String message) {
    if (message.contains("credentials")) {
      return "AWS could not be asked: no credentials. Sign in, or name a --profile";
    }
    if (message.contains("region")) {
      return "AWS could not be asked: no region. Name one with --region or AWS_REGION";
    }
    return "AWS could not be asked: no connection. Check --region, --endpoint and the network";
  }
}
