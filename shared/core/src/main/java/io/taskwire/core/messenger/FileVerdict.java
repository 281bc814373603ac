package io.taskwire.core.messenger;

public sealed interface FileVerdict {
  record AsFile() implements FileVerdict {}

  record AsLink() implements FileVerdict {}

  record Refused(Refusal refusal) implements FileVerdict {}
}
