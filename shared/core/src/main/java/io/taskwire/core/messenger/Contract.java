package io.taskwire.core.messenger;

public record Contract() {
  public int longestText() {
    return 1000;
  }

  public boolean writesFirst() {
    return true;
  }

  public boolean showsQuotes() {
    return true;
  }

  public FileVerdict file(
      String name, java.util.Optional<String> type, java.util.OptionalLong size) {
    return new FileVerdict.AsFile();
  }

  public java.util.Optional<Refusal> window(
      java.util.Optional<java.time.Instant> wrote, java.time.Instant now) {
    return java.util.Optional.empty();
  }
}
