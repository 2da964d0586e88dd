package dev.fenceline.clock;

import dev.fenceline.event.Cause;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Recorder;
import dev.fenceline.event.TimerEvent;
import io.netty.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Protocol timers, which are recorded when they are armed, fire or are cancelled. Timeouts of
 * single commands are not recorded; they use {@link LabLoop#schedule}. Loop thread only.
 */
public final class Timers {
  private final LabLoop loop;
  private final Recorder recorder;

  /** Creates timers that run on a loop and are recorded by the recorder. */
  public Timers(LabLoop loop, Recorder recorder) {
    this.loop = loop;
    this.recorder = recorder;
  }

  /**
   * Arms a timer.
   *
   * @param lane the lane of the timer's owner
   * @param name its purpose in plain words, such as {@code keep alive}
   * @param delayNanos delay from now
   * @param cause the event that led to it
   * @param task called with the event of its firing
   */
  public Timer arm(Lane lane, String name, long delayNanos, Cause cause, Consumer<Cause> task) {
    Timer timer = new Timer(lane, name);
    timer.start(delayNanos, cause, task);
    return timer;
  }

  /** An armed timer, which fires once or is cancelled. */
  public final class Timer {
    private final Lane lane;
    private final String name;
    private boolean ended;
    private Cause armed = Cause.NONE;
    private Future<?> future = loop.eventLoop().newSucceededFuture(null);

    private Timer(Lane lane, String name) {
      this.lane = lane;
      this.name = name;
    }

    private void start(long delayNanos, Cause cause, Consumer<Cause> task) {
      armed =
          recorder.record(
              lane, cause, new TimerEvent.Armed(name, loop.nanos() + Math.max(0, delayNanos)));
      future =
          loop.schedule(
              delayNanos,
              () -> {
                ended = true;
                task.accept(recorder.record(lane, armed, new TimerEvent.Fired(name)));
              });
    }

    /** Reports whether the timer will still fire. */
    public boolean isArmed() {
      return !ended;
    }

    /** Cancels the timer. Does nothing if it has fired or was cancelled before. */
    public void cancel() {
      if (!ended) {
        ended = true;
        future.cancel(false);
        recorder.record(lane, armed, new TimerEvent.Cancelled(name));
      }
    }
  }
}
