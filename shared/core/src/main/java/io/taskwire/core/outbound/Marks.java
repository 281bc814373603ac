package io.taskwire.core.outbound;

import io.taskwire.core.messenger.Refusal;
import io.taskwire.core.notice.DeliveryError;
import io.taskwire.core.notice.Status;
import io.taskwire.core.outbound.Outbox.Delivery;
import io.taskwire.core.planfix.Mark;
import io.taskwire.core.planfix.Mark.Sign;
import io.taskwire.core.wording.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The mark of a comment: several parts count as one for the employee. Failed when any failed, read
 * when the last is read.
 */
final class Marks {
  private Marks() {}

  /** Empty while there is nothing to tell. */
  static Optional<Mark> of(Outgoing comment, Map<Integer, Delivery> deliveries, Wording wording) {
    if (comment.refusal().isPresent()) {
      return Optional.of(error(sentence(comment.refusal().get(), wording)));
    }
    if (comment.isComeBack()) {
      return Optional.of(error(wording.cameBack()));
    }
    List<String> troubles = new ArrayList<>();
    boolean allSent = !comment.parts().isEmpty();
    boolean begun = false;
    for (int number = 1; number <= comment.parts().size(); number++) {
      int place = number;
      Part part = comment.part(number);
      Optional<Delivery> delivery = Optional.ofNullable(deliveries.get(number));
      trouble(part, delivery, wording)
          .ifPresent(what -> troubles.add(told(place, comment.parts().size(), what, wording)));
      allSent &= part.state() == Part.State.SENT;
      begun |= part.state() != Part.State.WAITING;
    }
    if (!troubles.isEmpty()) {
      return Optional.of(error(String.join("\n", troubles)));
    }
    if (allSent) {
      return Optional.of(
          new Mark(
              isRead(deliveries.get(comment.parts().size())) ? Sign.READ : Sign.SENT,
              comment.reached().map(wording::reached)));
    }
    // Planfix has no sign for waiting; that of an error would make people send it again.
    return comment.waiting() && !begun
        ? Optional.of(new Mark(Sign.SENT, Optional.of(wording.waitingForWazzup())))
        : Optional.empty();
  }

  private static boolean isRead(@Nullable Delivery last) {
    return last != null && last.status() == Status.READ;
  }

  private static Optional<String> trouble(Part part, Optional<Delivery> delivery, Wording wording) {
    return switch (part.state()) {
      case REFUSED -> part.refusal().map(refusal -> sentence(refusal, wording));
      case UNKNOWN -> Optional.of(wording.mayNotHaveBeenSent());
      case SENT ->
          delivery
              .filter(known -> known.status() == Status.ERROR)
              .map(known -> known.error().map(DeliveryError::code).orElse(Status.ERROR.name()))
              .map(code -> wording.refusal(code, ""));
      case SKIPPED -> Optional.of(wording.notSent());
      case WAITING, PENDING -> Optional.empty();
    };
  }

  private static String told(int number, int of, String what, Wording wording) {
    return of == 1 ? what : wording.part(number, of, what);
  }

  private static String sentence(Refusal refusal, Wording wording) {
    return wording.refusal(refusal.code(), refusal.detail());
  }

  private static Mark error(String text) {
    return new Mark(Sign.ERROR, Optional.of(text));
  }
}
