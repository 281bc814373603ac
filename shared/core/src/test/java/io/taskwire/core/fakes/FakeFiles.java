package io.taskwire.core.fakes;

import io.taskwire.core.content.FileSource;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Files that lie where their links say, unless a test says otherwise. */
public final class FakeFiles implements FileSource {
  private final Map<URI, Answer> answers = new HashMap<>();

  @Override
  public synchronized Answer resolve(URI link) {
    return answers.getOrDefault(
        link, new Answer.Found(link, OptionalLong.of(1000), Optional.empty()));
  }

  public synchronized void answer(URI link, Answer answer) {
    answers.put(link, answer);
  }
}
