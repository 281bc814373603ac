package io.taskwire.core.messenger;

/** How a file gets to the client, if it does. */
public sealed interface FileVerdict {
  /** As a file. */
  record AsFile() implements FileVerdict {}

  /** The messenger would not show it: a text with its link goes instead. */
  record AsLink() implements FileVerdict {}

  record Refused(Refusal refusal) implements FileVerdict {}
}
