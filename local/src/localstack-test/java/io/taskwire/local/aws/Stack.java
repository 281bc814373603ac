package io.taskwire.local.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.waiters.WaiterOverrideConfiguration;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.cloudformation.waiters.CloudFormationWaiter;

/**
 * A stack that CloudFormation has made.
 *
 * @param ids what {@code !Ref} gives for each resource: a queue's URL, a table's name, a secret's
 *     ARN
 */
record Stack(String name, Map<String, String> ids) {
  private static final CloudFormationWaiter WAITER =
      CloudFormationWaiter.builder()
          .client(LocalStack.CLOUD_FORMATION)
          .overrideConfiguration(
              WaiterOverrideConfiguration.builder()
                  .maxAttempts(600)
                  .backoffStrategyV2(
                      BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(100)))
                  .build())
          .build();

  /** Makes a stack with a name of its own; returns when it is there. */
  static Stack create(StackTemplate template) {
    String name = "stack-" + UUID.randomUUID();
    var _ =
        LocalStack.CLOUD_FORMATION.createStack(
            request -> request.stackName(name).templateBody(template.json()));
    assertThat(
            WAITER
                .waitUntilStackCreateComplete(request -> request.stackName(name))
                .matched()
                .response())
        .as(name)
        .isPresent();
    Map<String, String> ids =
        LocalStack.CLOUD_FORMATION
            .describeStackResources(request -> request.stackName(name))
            .stackResources()
            .stream()
            .collect(
                Collectors.toMap(
                    StackResource::logicalResourceId, StackResource::physicalResourceId));
    return new Stack(name, ids);
  }

  String id(String resource) {
    return Objects.requireNonNull(ids.get(resource), resource);
  }
}
