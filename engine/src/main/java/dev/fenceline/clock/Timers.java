package dev.fenceline.clock;

import dev.fenceline.event.Lane;
import dev.fenceline.event.Recorder;
import dev.fenceline.event.TimerEvent;
import io.netty.util.concurrent.Future;
import java.util.function.LongConsumer;

/**
 * Protocol timers: that they were armed, fired or cancelled is part of the record. Timeouts of
 * single commands are not; they use {@link LabLoop#schedule}. Loop thread only.
 */
public final class Timers {
  private final LabLoop loop;
  private final Recorder recorder;

  /** Timers on a loop, which report to a recorder. */
  public Timers(LabLoop loop, Recorder recorder) {
    this.loop = loop;
    this.recorder = recorder;
  }

  /**
   * Arms a timer.
   *
   * @param lane whose timer it is
   * @param name what it is for, in plain words, such as {@code keep alive}
   * @param delayNanos from now
   * @param cause the event that led to it, or 0
   * @param task is given the sequence number of the fired event
   */
  public Timer arm(Lane lane, String name, long delayNanos, long cause, LongConsumer task) {
    Timer timer = new Timer(lane, name);
    timer.start(delayNanos, cause, task);
    return timer;
  }

  /** A timer that was armed: it fires once, or is cancelled. */
  public final class Timer {
    private final Lane lane;
    private final String name;
    private boolean ended;
    private long armedSequence;
    private Future<?> future = loop.eventLoop().newSucceededFuture(null);

    private Timer(Lane lane, String name) {
      this.lane = lane;
      this.name = name;
    }

    private void start(long delayNanos, long cause, LongConsumer task) {
      armedSequence =
          recorder.record(
              lane, cause, new TimerEvent.Armed(name, loop.nanos() + Math.max(0, delayNanos)));
      future =
          loop.schedule(
              delayNanos,
              () -> {
                ended = true;
                task.accept(recorder.record(lane, armedSequence, new TimerEvent.Fired(name)));
              });
    }

    /** Whether it will still fire. */
    public boolean isArmed() {
      return !ended;
    }

    /** Cancels it; does nothing when it has fired or was cancelled before. */
    public void cancel() {
      if (!ended) {
        ended = true;
        future.cancel(false);
        recorder.record(lane, armedSequence, new TimerEvent.Cancelled(name));
      }
    }
  }
}
