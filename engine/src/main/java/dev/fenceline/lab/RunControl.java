package dev.fenceline.lab;

import dev.fenceline.clock.TimeGate;
import dev.fenceline.event.Event;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds up a run in virtual time: it pauses, goes on to the next event or change of state, stops at
 * breakpoints, and goes only as far as it is let. Virtual time stands still meanwhile, so a run
 * that was held up records the same events as one that was not. May be used from any thread.
 */
public final class RunControl implements Consumer<Event>, TimeGate {
  /** No limit: the run goes on by itself. */
  public static final long FOREVER = Long.MAX_VALUE;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile List<Breakpoint> breakpoints = List.of();
  private volatile @Nullable Halt halt;
  private volatile Mode mode = Mode.GO;
  private volatile long nowNanos;
  private long untilNanos = FOREVER;
  private long lastEventNanos;
  private long lastSequence;
  private boolean isAsked;
  private boolean isReleased;

  private enum Mode {
    GO,
    PAUSE,
    TO_EVENT,
    TO_CHANGE
  }

  /**
   * Where a run stands still.
   *
   * @param sequence the last event
   * @param nanos the time of the run
   * @param reason why it stopped: a breakpoint, a change of state; empty if a user asked for it
   */
  public record Halt(long sequence, long nanos, String reason) {}

  /** Returns where the run stands still; empty while it runs. */
  public Optional<Halt> halted() {
    return Optional.ofNullable(halt);
  }

  /** Returns the time of the run, in nanoseconds since it began. */
  public long nowNanos() {
    return nowNanos;
  }

  /** Pauses after the event that is being recorded, or before time goes on. */
  public void pause() {
    set(Mode.PAUSE);
  }

  /** Goes on. */
  public void resume() {
    set(Mode.GO);
  }

  /** Goes on to the next event. */
  public void stepEvent() {
    set(Mode.TO_EVENT);
  }

  /** Goes on until a controller, a path or an instance of the target changes its state. */
  public void runToStateChange() {
    set(Mode.TO_CHANGE);
  }

  private void set(Mode next) {
    change(() -> {
      mode = next;
      if (next != Mode.PAUSE) {
        halt = null;
      }
    });
  }

  /** Lets the run go on to a time by itself, and no further; {@link #FOREVER} to its end. */
  public void allowUntil(long nanos) {
    change(() -> untilNanos = nanos);
  }

  /** Sets where the run stops. */
  public void stopAt(List<Breakpoint> points) {
    breakpoints = List.copyOf(points);
  }

  /** Lets the run go on to its end, whatever was asked before or is asked later. */
  void release() {
    change(() -> isReleased = true);
  }

  /** Makes the loop look for a task that another thread has given it. */
  void ask() {
    change(() -> isAsked = true);
  }

  private void change(Runnable effect) {
    lock.lock();
    try {
      effect.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void accept(Event event) {
    long beforeNanos = lastEventNanos;
    lastEventNanos = event.nanos();
    nowNanos = event.nanos();
    lastSequence = event.sequence();
    reason(event, beforeNanos).ifPresent(reason -> stand(event.nanos(), reason));
  }

  /** Returns why the run stops after an event; empty if it does not. */
  private Optional<String> reason(Event event, long beforeNanos) {
    for (Breakpoint point : breakpoints) {
      if (point.isHit(event, beforeNanos)) {
        return Optional.of(point.text());
      }
    }
    return switch (mode) {
      case GO -> Optional.empty();
      case PAUSE, TO_EVENT -> Optional.of("");
      case TO_CHANGE -> Breakpoint.words(event);
    };
  }

  private void stand(long nanos, String reason) {
    lock.lock();
    try {
      if (isReleased) {
        return;
      }
      mode = Mode.PAUSE;
      halt = new Halt(lastSequence, nanos, reason);
      while (mode == Mode.PAUSE && !isReleased) {
        changed.awaitUninterruptibly();
      }
    } finally {
      halt = null;
      lock.unlock();
    }
  }

  @Override
  public long passUntil(long now, long nextNanos) {
    nowNanos = now;
    if (mode == Mode.PAUSE) {
      stand(now, "");
    }
    lock.lock();
    try {
      while (mode == Mode.GO && !isReleased && !isAsked && untilNanos <= now && nextNanos > now) {
        changed.awaitUninterruptibly();
      }
      boolean looksAgain = isAsked || mode == Mode.PAUSE;
      isAsked = false;
      if (isReleased) {
        return nextNanos;
      }
      long reached =
          looksAgain ? now : mode == Mode.GO ? Math.min(nextNanos, untilNanos) : nextNanos;
      nowNanos = Math.max(now, reached);
      return nowNanos;
    } finally {
      lock.unlock();
    }
  }
}
