package io.taskwire.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * What AWS asks, in US dollars, from {@code prices.json}.
 *
 * @param read when the prices were looked up
 */
record Prices(
    String read,
    String region,
    String source,
    double httpApiPerMillion,
    double lambdaRequestsPerMillion,
    double lambdaArm64PerGigabyteSecond,
    double sqsFifoPerMillion,
    double dynamoDbWriteUnitsPerMillion,
    double dynamoDbReadUnitsPerMillion,
    double logsPerGigabyte) {

  static Prices current() {
    try (InputStream json = Prices.class.getResourceAsStream("/prices.json")) {
      return new ObjectMapper().readValue(json, Prices.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
