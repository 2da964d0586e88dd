package dev.fenceline.host;

import dev.fenceline.event.Cause;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.host.controller.HostController;
import dev.fenceline.host.controller.KeepAlive;
import dev.fenceline.host.fencing.CcrSource;
import dev.fenceline.host.fencing.Fencing;
import dev.fenceline.host.queue.QueuePair.Failure;
import dev.fenceline.nvme.StatusCode;
import dev.fenceline.scenario.RecoveryPolicy;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Recovers a controller whose path has failed, in this order (nvme_tcp_error_recovery with the
 * series):
 *
 * <pre>
 * LIVE -> FENCING     no command is sent; commands in flight are held; sockets stay open
 *      -> FENCED      {@link Fencing} has ended
 *      -> RESETTING   sockets are closed; then every request ends with 371h and may fail over
 *      -> CONNECTING  {@link Reconnect}
 * </pre>
 *
 * <p>With {@link RecoveryPolicy#NONE}, Linux before the series, LIVE becomes RESETTING at once.
 * While the controller recovers, responses are accepted, but lost connections and timeouts have no
 * effect. While it is CONNECTING, a failure ends the attempt.
 */
public final class ErrorRecovery {
  private static final int ADMIN_QID = 0;

  /** Duration of FENCED, in which Linux passes error recovery to a work queue. */
  private static final long WORK_QUEUE_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

  /** Duration of RESETTING, in which the queues are stopped and their sockets released. */
  static final long TEAR_DOWN_NANOS = TimeUnit.MICROSECONDS.toNanos(800);

  private final HostController controller;
  private final KeepAlive keepAlive;
  private final Reconnect reconnect;
  private final Supplier<List<CcrSource>> sources;
  private @Nullable Fencing fencing;
  private @Nullable Future<?> nextStep;

  ErrorRecovery(
      HostController controller,
      KeepAlive keepAlive,
      Reconnect reconnect,
      Supplier<List<CcrSource>> sources) {
    this.controller = controller;
    this.keepAlive = keepAlive;
    this.reconnect = reconnect;
    this.sources = sources;
  }

  /** Handles a failure as the state of the controller requires. */
  void failed(Failure failure) {
    switch (controller.state()) {
      case LIVE -> recover(failure);
      case CONNECTING -> reconnect.abort(failure.trigger());
      case NEW, FENCING, FENCED, RESETTING, DELETING, DELETING_NO_IO, DEAD -> {}
    }
  }

  private void recover(Failure failure) {
    boolean fences = controller.settings().policy().fences();
    Cause begun =
        controller.record(
            failure.cause(), new ControllerEvent.ErrorRecovery(failure.trigger(), fences));
    keepAlive.stop();
    controller.queues().stopSending();
    if (fences) {
      Cause entered = controller.become(ControllerState.FENCING, failure.trigger(), begun);
      fencing = new Fencing(controller, sources, this::fenced);
      fencing.start(failure.trigger(), detectedNanos(failure), entered);
    } else {
      reset(failure.trigger(), begun);
    }
  }

  /**
   * Returns D, the time from which T is measured. The target may have accepted an unanswered Keep
   * Alive up to KATO after it was sent, so D is not before that time, unless the admin connection
   * over which it would arrive has ended.
   */
  private long detectedNanos(Failure failure) {
    long nowNanos = controller.loop().nanos();
    OptionalLong keepAliveSent = keepAlive.outstandingSinceNanos();
    boolean adminConnectionLost = failure.connectionLost() && failure.qid() == ADMIN_QID;
    if (keepAliveSent.isEmpty() || adminConnectionLost) {
      return nowNanos;
    }
    long katoNanos = TimeUnit.MILLISECONDS.toNanos(controller.identity().katoMillis());
    return Math.max(nowNanos, keepAliveSent.getAsLong() + katoNanos);
  }

  private void fenced(Cause cause) {
    Cause fenced = controller.become(ControllerState.FENCED, "fencing ended", cause);
    nextStep = controller.loop().schedule(WORK_QUEUE_NANOS, () -> reset("fenced", fenced));
  }

  private void reset(String reason, Cause cause) {
    Cause resetting = controller.become(ControllerState.RESETTING, reason, cause);
    controller.queues().tearDown("error recovery", StatusCode.HOST_ABORTED_COMMAND);
    nextStep = controller.loop().schedule(TEAR_DOWN_NANOS, () -> tornDown(resetting));
  }

  private void tornDown(Cause cause) {
    if (!controller.endsIfRemoved(cause)) {
      reconnect.schedule(
          controller.become(ControllerState.CONNECTING, "waiting to reconnect", cause));
    }
  }

  /** Cancels everything at the end of the run. */
  void cancel() {
    if (fencing != null) {
      fencing.cancel();
    }
    if (nextStep != null) {
      nextStep.cancel(false);
    }
    keepAlive.stop();
    reconnect.cancel();
  }
}
