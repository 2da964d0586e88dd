package dev.fenceline.host.controller;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The wait for the end of a controller's commands in flight. At most one caller waits. */
final class IdleWait {
  private @Nullable Runnable next;

  void begins(Runnable then) {
    next = then;
  }

  /** Ends the wait, if there is one: what follows is handed to {@code runner}. */
  void ends(Consumer<Runnable> runner) {
    Runnable then = next;
    next = null;
    if (then != null) {
      runner.accept(then);
    }
  }
}
