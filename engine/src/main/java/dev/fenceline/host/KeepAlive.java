package dev.fenceline.host;

import dev.fenceline.clock.Timers.Timer;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.host.QueuePair.Failure;
import dev.fenceline.host.Request.Answer;
import dev.fenceline.nvme.Command;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keep Alive of one controller (Base specification, section 3.9): one command every KATO/2, counted
 * from send to send, and never two at a time. One that is not answered within KATO says that the
 * path has failed.
 *
 * <p>With traffic-based keep alive (TBKAS) it looks every KATO/4 and skips the command when
 * anything was answered since the last look, as Linux does (nvme_keep_alive_work).
 *
 * <p>That the next one waits for the answer to the last is what bounds T: the unanswered Keep Alive
 * is the last that the controller can have accepted.
 */
final class KeepAlive {
  private static final int PERIODS = 2;
  private static final int PERIODS_TRAFFIC_BASED = 4;

  private final HostController controller;
  private @Nullable Timer timer;
  private @Nullable Request outstanding;
  private long lastDueNanos;

  KeepAlive(HostController controller) {
    this.controller = controller;
  }

  /** Begins: the first command goes out a period from now. With KATO 0 there is none. */
  void start() {
    stop();
    outstanding = null;
    lastDueNanos = controller.loop().nanos();
    controller.takeTraffic();
    scheduleNext(0);
  }

  /** Sends no more; one that is out stays out. */
  void stop() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  /** When the command that is not answered yet was sent; empty if there is none. */
  OptionalLong outstandingSinceNanos() {
    return outstanding == null
        ? OptionalLong.empty()
        : OptionalLong.of(outstanding.submittedNanos());
  }

  private long katoMillis() {
    return controller.settings().katoMillis();
  }

  private void scheduleNext(long cause) {
    if (katoMillis() == 0) {
      return;
    }
    int periods = controller.identity().trafficBased() ? PERIODS_TRAFFIC_BASED : PERIODS;
    long periodNanos = TimeUnit.MILLISECONDS.toNanos(katoMillis()) / periods;
    long nowNanos = controller.loop().nanos();
    lastDueNanos = Math.max(nowNanos, lastDueNanos + periodNanos);
    timer =
        controller
            .timers()
            .arm(controller.lane(), "keep alive", lastDueNanos - nowNanos, cause, this::due);
  }

  private void due(long cause) {
    timer = null;
    boolean traffic = controller.takeTraffic();
    if (controller.identity().trafficBased() && traffic) {
      scheduleNext(cause);
    } else {
      send(cause);
    }
  }

  private void send(long cause) {
    Request request =
        Request.admin(
            Command.keepAlive(),
            0,
            katoMillis(),
            new Request.Ending() {
              @Override
              public void ended(Request ended, Answer answer) {
                KeepAlive.this.ended(ended, answer);
              }

              @Override
              public long timedOut(Request late, long timedOut) {
                return controller.record(
                    timedOut, new KeepAliveEvent.Expired(late.cid(), late.submittedNanos()));
              }
            });
    outstanding = request;
    controller.adminQueue().submitReserved(request, cause);
    controller.record(request.submittedSequence(), new KeepAliveEvent.Sent(request.cid()));
  }

  private void ended(Request request, Answer answer) {
    if (request != outstanding) {
      return;
    }
    outstanding = null;
    // Linux does not count the answer to a Keep Alive as traffic (nvme_keep_alive_finish).
    controller.takeTraffic();
    long ended = request.endedSequence();
    if (answer.status().isSuccess()) {
      long tripNanos = controller.loop().nanos() - request.submittedNanos();
      long cause = controller.record(ended, new KeepAliveEvent.Answered(request.cid(), tripNanos));
      if (controller.isLive() || controller.isConnecting()) {
        scheduleNext(cause);
      }
      return;
    }
    long cause = controller.record(ended, new KeepAliveEvent.Failed(request.cid(), answer.field()));
    if (!answer.byHost()) {
      controller.failed(new Failure(0, "Keep Alive failed", false, cause));
    }
  }
}
