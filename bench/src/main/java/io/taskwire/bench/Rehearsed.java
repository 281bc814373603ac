package io.taskwire.bench;

import io.taskwire.bench.sandbox.Sandbox;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Functions that wait where their snapshots are taken. They come there side by side: rehearsing is
 * most of what a measurement takes, and one function alone does not keep two processors busy.
 */
final class Rehearsed implements AutoCloseable {
  private final Map<FunctionKind, Sandbox> functions = new EnumMap<>(FunctionKind.class);

  Rehearsed(List<FunctionKind> functions, Function<FunctionKind, Sandbox> start) {
    functions.forEach(function -> this.functions.put(function, start.apply(function)));
  }

  /** Takes them one by one, when none of them is busy any more. */
  void forEach(BiConsumer<FunctionKind, Sandbox> use) {
    functions.values().forEach(Sandbox::awaitSnapshot);
    functions.forEach(use);
  }

  @Override
  public void close() {
    functions.values().forEach(Sandbox::close);
  }
}
