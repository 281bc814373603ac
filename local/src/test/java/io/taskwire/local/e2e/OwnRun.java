package io.taskwire.local.e2e;

import io.taskwire.local.Backstage;
import io.taskwire.local.LocalOptions;
import io.taskwire.local.LocalRun;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives the tests of a class the {@link Stage} of a local run that is theirs alone and ends with
 * the class: so classes run side by side, though each turns the knobs of its providers.
 */
final class OwnRun implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(OwnRun.class);
  private static final LocalOptions OPTIONS =
      new LocalOptions(0, Optional.empty(), Duration.ofMillis(100), Duration.ofMinutes(1), 4);

  /** A run, which JUnit closes when the class is done. */
  private record Open(LocalRun run, Stage stage) implements AutoCloseable {
    static Open start() {
      LocalRun run = Backstage.start(OPTIONS);
      return new Open(run, Stage.of(run));
    }

    @Override
    public void close() {
      run.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType().equals(Stage.class);
  }

  @Override
  public Stage resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return ofTheClass(context)
        .getStore(NAMESPACE)
        .computeIfAbsent(Open.class, _ -> Open.start(), Open.class)
        .stage();
  }

  private static ExtensionContext ofTheClass(ExtensionContext context) {
    ExtensionContext found = context;
    while (found.getParent().flatMap(ExtensionContext::getTestClass).isPresent()) {
      found = found.getParent().orElseThrow();
    }
    return found;
  }
}
