package io.taskwire.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PackagesTest {
  @Test
  void thePackagesOfTheDoorsAreSmallEnoughToStartFromAnywhere() {
    Path repository = Path.of("..").toAbsolutePath().normalize();
    assertThat(new Packages(repository).figures()).hasSize(4).allMatch(Figure::met);
  }
}
