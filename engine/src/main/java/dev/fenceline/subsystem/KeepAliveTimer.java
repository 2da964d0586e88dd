package dev.fenceline.subsystem;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.clock.Timers;
import dev.fenceline.event.Cause;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Recorder;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keep alive at the target. The timer expires once every KATO, so a lapse is detected between one
 * and two KATO after the last accepted Keep Alive. A Keep Alive that arrives more than KATO after
 * the last accepted one is late and does not revive the controller (scenario timings, section 2).
 * With TBKAS any command counts, and the timer is restarted if a command has arrived since its last
 * expiry (reference 4.2).
 */
final class KeepAliveTimer {
  /** Called when the controller is lost. */
  interface Lapse {
    void noticed(String reason, Cause cause);
  }

  private final LabLoop loop;
  private final Recorder recorder;
  private final Timers timers;
  private final Lane lane;
  private final boolean trafficBased;
  private final Lapse lapse;
  private Timers.@Nullable Timer timer;
  private long katoNanos;
  private long acceptedNanos;
  private boolean traffic;

  KeepAliveTimer(LabLoop loop, Recorder recorder, Lane lane, boolean trafficBased, Lapse lapse) {
    this.loop = loop;
    this.recorder = recorder;
    this.timers = new Timers(loop, recorder);
    this.lane = lane;
    this.trafficBased = trafficBased;
    this.lapse = lapse;
  }

  /** Restarts the timer; 0 disables keep alive. */
  void start(long katoMillis, Cause cause) {
    stop();
    katoNanos = TimeUnit.MILLISECONDS.toNanos(katoMillis);
    acceptedNanos = loop.nanos();
    traffic = false;
    if (katoNanos > 0) {
      arm(cause);
    }
  }

  void stop() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  /** Records that a command has arrived on any queue. */
  void command() {
    if (trafficBased) {
      traffic = true;
      acceptedNanos = loop.nanos();
    }
  }

  /**
   * Handles a Keep Alive that has arrived while the controller is ready.
   *
   * @return the event that accepts it; none if it is late and the controller is therefore lost
   */
  Cause keepAlive(ReceivedCommand command) {
    long sinceNanos = loop.nanos() - acceptedNanos;
    if (!trafficBased && sinceNanos > katoNanos) {
      Cause late =
          recorder.record(
              lane,
              command.arrival(),
              new KeepAliveEvent.Late(command.cid(), sinceNanos - katoNanos));
      lapse.noticed("late keep alive", late);
      return Cause.NONE;
    }
    acceptedNanos = loop.nanos();
    return recorder.record(lane, command.arrival(), new KeepAliveEvent.Accepted(command.cid()));
  }

  private void arm(Cause cause) {
    timer = timers.arm(lane, "keep alive", katoNanos, cause, this::look);
  }

  private void look(Cause fired) {
    timer = null;
    boolean alive = trafficBased ? traffic : loop.nanos() - acceptedNanos <= katoNanos;
    traffic = false;
    if (alive) {
      arm(fired);
      return;
    }
    Cause lapsed = recorder.record(lane, fired, new KeepAliveEvent.Lapsed(acceptedNanos));
    lapse.noticed("keep-alive timer expired", lapsed);
  }
}
