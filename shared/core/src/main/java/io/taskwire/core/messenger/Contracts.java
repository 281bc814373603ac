package io.taskwire.core.messenger;

public final class Contracts {
  private Contracts() {}

  public static Contract of(io.taskwire.core.channel.Transport transport, boolean comment) {
    return new Contract();
  }
}
