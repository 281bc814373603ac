package io.taskwire.core.content;

import io.taskwire.core.wording.Wording;

/** Words. A poll comes as words too: the question and a line for each option. */
public record Text(String words) implements Content {
  @Override
  public ReadableForm readable(Wording wording) {
    return ReadableForm.text(words.isBlank() ? wording.emptyMessage() : words);
  }

  @Override
  public String plainText() {
    return words;
  }
}
