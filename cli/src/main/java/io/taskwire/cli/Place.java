package io.taskwire.cli;

import java.net.URI;
import java.util.Optional;

/**
 * Which installation is meant.
 *
 * @param stack the CloudFormation stack
 * @param endpoint where AWS's services are, for LocalStack
 * @param localPort the port of a local run; then nothing of AWS is asked
 */
public record Place(
    String stack,
    Optional<String> region,
    Optional<String> profile,
    Optional<URI> endpoint,
    Optional<Integer> localPort) {}
