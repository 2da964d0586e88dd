package dev.fenceline.host.controller;

import dev.fenceline.clock.Timers.Timer;
import dev.fenceline.event.Cause;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.host.queue.Request;
import dev.fenceline.host.queue.Request.Answer;
import dev.fenceline.nvme.Command;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keep Alive of one controller (Base specification, section 3.9), as in Linux 6.12
 * (nvme_keep_alive_work): sends one command every KATO/2, measured from one submission to the next,
 * and never two at a time. If one is not answered within KATO, the path has failed. If one is
 * answered with an error, no further one is sent, and the target ends the association.
 *
 * <p>A check takes place when a command is sent or skipped and when one is answered. The first
 * check takes place when the controller is created (ka_last_check_time), and the first command is
 * due KATO/2 after the last check. So it is sent at once after a slow bring-up or a reconnect.
 *
 * <p>With traffic-based keep alive (TBKAS) it checks every KATO/4, and skips the command if a
 * command sent since the last check was answered.
 *
 * <p>The next command waits for the response to the last one. This bounds T, because the unanswered
 * Keep Alive is the last that the controller can have accepted.
 */
public final class KeepAlive {
  private static final int PERIODS = 2;
  private static final int PERIODS_TRAFFIC_BASED = 4;

  /** A tick of Linux's timers at HZ 250, as distributions build it. */
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

  /**
   * Number of delays on a level of the timer wheel. Each level is coarser by {@link #WHEEL_STEP}.
   */
  private static final int WHEEL_SIZE = 64;

  private static final int WHEEL_STEP = 8;

  private final HostController controller;
  private @Nullable Timer timer;
  private @Nullable Request outstanding;
  private long lastCheckNanos;
  private long katoMillis;

  public KeepAlive(HostController controller) {
    this.controller = controller;
    this.katoMillis = controller.settings().katoMillis();
  }

  /** Sets the keep-alive timeout of the connection that is being made. */
  void agree(long millis) {
    katoMillis = millis;
  }

  /** Notes that the controller was created: {@code nvme connect} has begun. */
  public void controllerMade() {
    lastCheckNanos = controller.loop().nanos();
  }

  /**
   * Starts when the admin queue works. With KATO 0 there is no keep alive.
   *
   * <p>If the period since the last check is not over, Linux ends it late by up to the granularity
   * of its timer wheel. This host then starts a new period, but limits the delay to that
   * granularity.
   */
  void start() {
    stop();
    outstanding = null;
    long nowNanos = controller.loop().nanos();
    long dueNanos = lastCheckNanos + periodNanos();
    long latestNanos = Math.min(nowNanos + periodNanos(), dueNanos + coarsenessNanos());
    arm(dueNanos <= nowNanos ? nowNanos : latestNanos, Cause.NONE);
  }

  /** Stops sending Keep Alives. One in flight stays in flight. */
  public void stop() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  /** Returns the time at which the unanswered command was sent, or empty if there is none. */
  public OptionalLong outstandingSinceNanos() {
    return outstanding == null
        ? OptionalLong.empty()
        : OptionalLong.of(outstanding.submittedNanos());
  }

  private long periodNanos() {
    int periods = controller.identity().trafficBased() ? PERIODS_TRAFFIC_BASED : PERIODS;
    return TimeUnit.MILLISECONDS.toNanos(katoMillis) / periods;
  }

  private long coarsenessNanos() {
    long coarseness = TICK_NANOS;
    for (long ticks = periodNanos() / TICK_NANOS; ticks >= WHEEL_SIZE; ticks /= WHEEL_STEP) {
      coarseness *= WHEEL_STEP;
    }
    return coarseness;
  }

  private void arm(long dueNanos, Cause cause) {
    if (katoMillis > 0) {
      long delayNanos = Math.max(0, dueNanos - controller.loop().nanos());
      timer =
          controller.timers().arm(controller.lane(), "keep alive", delayNanos, cause, this::due);
    }
  }

  private void due(Cause cause) {
    timer = null;
    long sinceNanos = lastCheckNanos;
    lastCheckNanos = controller.loop().nanos();
    if (controller.identity().trafficBased() && controller.answeredOneSentSince(sinceNanos)) {
      arm(lastCheckNanos + periodNanos(), cause);
    } else {
      send(cause);
    }
  }

  private void send(Cause cause) {
    Request request =
        Request.admin(
            Command.keepAlive(),
            0,
            katoMillis,
            new Request.Ending() {
              @Override
              public void ended(Request ended, Answer answer) {
                KeepAlive.this.ended(ended, answer);
              }

              @Override
              public Cause timedOut(Request late, Cause timedOut) {
                return controller.record(
                    timedOut, new KeepAliveEvent.Expired(late.cid(), late.submittedNanos()));
              }
            });
    outstanding = request;
    controller.queues().admin().submitReserved(request, cause);
    controller.record(request.submittedEvent(), new KeepAliveEvent.Sent(request.cid()));
  }

  private void ended(Request request, Answer answer) {
    if (request != outstanding) {
      return;
    }
    outstanding = null;
    Cause ended = request.endedEvent();
    if (!answer.status().isSuccess()) {
      controller.record(ended, new KeepAliveEvent.Failed(request.cid(), answer.field()));
      return;
    }
    lastCheckNanos = controller.loop().nanos();
    long tripNanos = lastCheckNanos - request.submittedNanos();
    Cause cause = controller.record(ended, new KeepAliveEvent.Answered(request.cid(), tripNanos));
    if (controller.isLive() || controller.isConnecting()) {
      arm(request.submittedNanos() + periodNanos(), cause);
    }
  }
}
