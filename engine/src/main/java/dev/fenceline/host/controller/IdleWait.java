package dev.fenceline.host.controller;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Waits until a controller has no commands in flight. At most one caller waits. */
final class IdleWait {
  private @Nullable Runnable next;

  void begins(Runnable then) {
    next = then;
  }

  /** Ends the wait, if there is one, and passes its task to {@code runner}. */
  void ends(Consumer<Runnable> runner) {
    Runnable then = next;
    next = null;
    if (then != null) {
      runner.accept(then);
    }
  }
}
