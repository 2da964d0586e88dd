package dev.fenceline.verify.invariant.fencing;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.value.Rule;
import dev.fenceline.verify.invariant.Breach;
import dev.fenceline.verify.invariant.Controllers;
import dev.fenceline.verify.invariant.Copies;
import dev.fenceline.verify.invariant.Invariant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * H8. Otherwise, data in the old socket could follow the retry. Other connections of the old
 * instance may be open: Linux tears down the I/O queues before the admin queue.
 */
public final class SocketsClosedFirst implements Invariant {
  private final Copies copies;

  public SocketsClosedFirst(Copies copies) {
    this.copies = copies;
  }

  @Override
  public Rule.Invariant rule() {
    return Rule.Invariant.H8;
  }

  @Override
  public Set<Class<? extends Detail>> watches() {
    return Set.of(IoEvent.FailedOver.class);
  }

  @Override
  public @Nullable Breach check(Event event) {
    if (!(event.detail() instanceof IoEvent.FailedOver again)) {
      return null;
    }
    for (Copies.Copy copy : copies.unanswered(again.operation())) {
      Controllers.Controller old = copy.controller();
      if (old.association() == copy.association() && old.hasOpenQueue(copy.qid())) {
        return Breach.by(
                event,
                "Operation %d is sent again over %s while its old connection to %s is open"
                    .formatted(again.operation(), again.to(), old.device()))
            .after(copy.sequence())
            .of(again.operation());
      }
    }
    return null;
  }
}
