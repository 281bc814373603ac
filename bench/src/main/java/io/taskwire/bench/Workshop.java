package io.taskwire.bench;

import io.taskwire.bench.engines.Addresses;
import io.taskwire.bench.engines.Certificate;
import io.taskwire.bench.engines.Engines;
import io.taskwire.bench.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.List;

/**
 * What every measurement works with.
 *
 * @param repository the folder with the template
 */
record Workshop(Path repository, Certificate certificate, Engines engines, Events events)
    implements AutoCloseable {
  /** MemorySize of the template, in MiB. */
  static final int MEMORY = 1024;

  static Workshop open(Path repository) {
    Path folder = repository.resolve("bench").resolve("target").resolve("workshop");
    Certificate certificate = Certificate.in(folder.toAbsolutePath());
    return new Workshop(
        repository, certificate, Engines.start(certificate.identity()), Events.in(repository));
  }

  /** Another one beside this, whose table is empty and lies in a folder. */
  Workshop withTableIn(Path folder) {
    return new Workshop(
        repository, certificate, Engines.startIn(folder, certificate.identity()), events);
  }

  /** A function as the template has it, at the engines. */
  Sandbox start(FunctionKind function) {
    return start(function, engines.addresses());
  }

  Sandbox start(FunctionKind function, Addresses addresses) {
    return start(function, addresses, MEMORY, /* snapStart= */ false, List.of());
  }

  /** A function that stops where its snapshot would be taken. */
  Sandbox startSnap(FunctionKind function) {
    return startSnap(function, engines.addresses(), MEMORY);
  }

  Sandbox startSnap(FunctionKind function, Addresses addresses, int memory) {
    return start(function, addresses, memory, /* snapStart= */ true, List.of());
  }

  /** A function as the template has it, whose JVM is told more. */
  Sandbox start(FunctionKind function, String argument) {
    return start(function, engines.addresses(), MEMORY, /* snapStart= */ false, List.of(argument));
  }

  private Sandbox start(
      FunctionKind function,
      Addresses addresses,
      int memory,
      boolean snapStart,
      List<String> moreArguments) {
    return Sandbox.start(
        function.launch(
            repository, certificate.trusted(), addresses, memory, snapStart, moreArguments));
  }

  @Override
  public void close() {
    engines.close();
  }
}
