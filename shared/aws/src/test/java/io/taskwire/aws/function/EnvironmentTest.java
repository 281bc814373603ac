package io.taskwire.aws.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
  private final Environment environment =
      new Environment(Map.of("NAME", "value", "TIME", "PT2S", "COUNT", "7", "BLANK", " "));

  @Test
  void whatIsThereIsRead() {
    assertThat(environment.required("NAME")).isEqualTo("value");
    assertThat(environment.duration("TIME", Duration.ZERO)).isEqualTo(Duration.ofSeconds(2));
    assertThat(environment.number("COUNT", 1)).isEqualTo(7);
  }

  @Test
  void whatIsMissingIsRefusedByItsNameOrHasADefault() {
    assertThatThrownBy(() -> environment.required("BLANK")).hasMessageContaining("BLANK");
    assertThatThrownBy(() -> environment.required("ELSE")).hasMessageContaining("ELSE");
    assertThat(environment.optional("BLANK")).isEmpty();
    assertThat(environment.duration("ELSE", Duration.ofSeconds(1))).hasSeconds(1);
    assertThat(environment.number("ELSE", 1)).isEqualTo(1);
  }

  @Test
  void whatIsMalformedIsRefusedByItsName() {
    assertThatThrownBy(() -> environment.duration("NAME", Duration.ZERO))
        .hasMessageContaining("NAME");
    assertThatThrownBy(() -> environment.number("NAME", 1)).hasMessageContaining("NAME");
  }
}
