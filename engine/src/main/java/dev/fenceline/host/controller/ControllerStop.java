package dev.fenceline.host.controller;

import dev.fenceline.event.Cause;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.ControllerEvent.NotStopped.Why;
import dev.fenceline.host.queue.CommandFailedException;
import dev.fenceline.nvme.Properties.Cc;
import dev.fenceline.nvme.Properties.Csts;
import dev.fenceline.nvme.Property;
import dev.fenceline.nvme.StatusCode;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stops a controller whose I/O queues are torn down, as Linux does (nvme_disable_ctrl): by CC.SHN
 * to remove it, by CC.EN to reset it. Then reads CSTS until it confirms the stop, for at most
 * CAP.TO or shutdown_timeout. Like Linux, continues regardless of the result. Each property command
 * has the timeout of an admin command, so on a silent path the stop takes that long.
 */
public final class ControllerStop {
  /** shutdown_timeout of the nvme module, which Linux uses unless RTD3E is longer. */
  private static final long SHUTDOWN_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final HostController controller;
  private final AdminRequests admin;
  private final boolean shutDown;
  private final Consumer<Cause> over;
  private @Nullable Future<?> next;
  private long deadlineNanos;
  private boolean ended;

  /**
   * Creates a stop that has not begun.
   *
   * @param shutDown true to stop by CC.SHN, false by CC.EN
   * @param over called at the end, with the event that reports the result
   */
  public ControllerStop(
      HostController controller, AdminRequests admin, boolean shutDown, Consumer<Cause> over) {
    this.controller = controller;
    this.admin = admin;
    this.shutDown = shutDown;
    this.over = over;
  }

  public void start(Cause cause) {
    Cc cc = shutDown ? Cc.disabled().withEnable(true).withShutdown(Cc.SHN_NORMAL) : Cc.disabled();
    AdminRequests.whenDone(
        controller,
        admin.propertySet(Property.CC, cc.value()),
        (_, failure) -> {
          if (failure == null) {
            deadlineNanos = controller.loop().nanos() + limitNanos();
            poll(cause);
          } else {
            notStopped(Why.PROPERTY_SET, status(failure), cause);
          }
        });
  }

  private long limitNanos() {
    return shutDown
        ? SHUTDOWN_NANOS
        : TimeUnit.MILLISECONDS.toNanos(controller.readyTimeoutMillis());
  }

  private void poll(Cause cause) {
    if (!ended) {
      AdminRequests.whenDone(
          controller,
          admin.propertyGet(Property.CSTS),
          (value, failure) -> {
            if (value == null) {
              notStopped(Why.PROPERTY_GET, status(failure), cause);
            } else {
              read(new Csts(value.intValue()), value.intValue(), cause);
            }
          });
    }
  }

  private void read(Csts csts, int value, Cause cause) {
    boolean stopped = shutDown ? csts.shutdown() == Csts.SHST_COMPLETE : !csts.ready();
    if (stopped) {
      end(controller.record(cause, new ControllerEvent.Stopped(shutDown)));
    } else if (controller.loop().nanos() >= deadlineNanos) {
      notStopped(Why.TOO_LONG, value, cause);
    } else {
      next = controller.loop().schedule(POLL_NANOS, () -> poll(cause));
    }
  }

  /**
   * Returns the status that Linux prints. For a command without a response, this is the status with
   * which Linux ends it.
   */
  private static int status(@Nullable Throwable failure) {
    return failure instanceof CommandFailedException failed
        ? failed.status().code()
        : StatusCode.HOST_ABORTED_COMMAND.code();
  }

  private void notStopped(Why why, int value, Cause cause) {
    if (!ended) {
      end(controller.record(cause, new ControllerEvent.NotStopped(shutDown, why, value)));
    }
  }

  private void end(Cause cause) {
    if (!ended) {
      ended = true;
      over.accept(cause);
    }
  }

  /** Cancels everything at the end of the run. */
  public void close() {
    ended = true;
    if (next != null) {
      next.cancel(false);
    }
  }
}
