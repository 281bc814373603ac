package io.taskwire.core.fakes;

import io.taskwire.core.delivery.DeadLetters;
import java.util.ArrayList;
import java.util.List;

/** Keeps dead letters in memory, and remembers each by its deduplication id for good. */
public final class FakeDeadLetters implements DeadLetters {
  private final List<DeadLetter> letters = new ArrayList<>();
  private int refusing;

  @Override
  public synchronized void park(DeadLetter letter) {
    if (refusing > 0) {
      refusing--;
      throw new IllegalStateException("the dead letters take nothing now");
    }
    if (letters.stream().noneMatch(l -> l.deduplication().equals(letter.deduplication()))) {
      letters.add(letter);
    }
  }

  /** Takes none of the next letters. */
  public synchronized void refuse(int times) {
    refusing = times;
  }

  public synchronized List<DeadLetter> letters() {
    return List.copyOf(letters);
  }
}
