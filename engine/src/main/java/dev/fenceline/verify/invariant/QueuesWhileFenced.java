package dev.fenceline.verify.invariant;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.IoEvent;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** H11. An application must not see an error that a little patience would have spared it. */
final class QueuesWhileFenced implements Invariant {
  private static final int STATUS_CODE_TYPE_SHIFT = 8;
  private static final int STATUS_CODE_TYPE_MASK = 7;
  private static final int PATH_RELATED = 3;

  private final Controllers controllers;

  QueuesWhileFenced(Controllers controllers) {
    this.controllers = controllers;
  }

  @Override
  public String id() {
    return "H11";
  }

  @Override
  public String rule() {
    return "I/O waits while a path may come back; it fails for want of a path only when all are"
        + " given up or fast_io_fail_tmo has passed.";
  }

  @Override
  public Set<Class<? extends Detail>> watches() {
    return Set.of(IoEvent.Ended.class);
  }

  @Override
  public @Nullable Breach check(Event event) {
    if (!(event.detail() instanceof IoEvent.Ended ended) || !isPathError(ended.status())) {
      return null;
    }
    for (Controllers.Controller controller : controllers.all()) {
      if (controller.isWorthWaitingFor()) {
        return Breach.by(
                event,
                "Operation %d failed with %03xh while %s was %s and might have come back"
                    .formatted(
                        ended.operation(),
                        ended.status(),
                        controller.device(),
                        controller.state().word()))
            .of(ended.operation());
      }
    }
    return null;
  }

  private static boolean isPathError(int status) {
    return (status >> STATUS_CODE_TYPE_SHIFT & STATUS_CODE_TYPE_MASK) == PATH_RELATED;
  }
}
