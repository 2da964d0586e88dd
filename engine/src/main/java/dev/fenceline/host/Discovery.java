package dev.fenceline.host;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.event.Cause;
import dev.fenceline.event.Recorder;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.host.controller.AdminRequests;
import dev.fenceline.host.controller.AnaStates;
import dev.fenceline.host.controller.BringUp;
import dev.fenceline.host.controller.HostController;
import dev.fenceline.host.controller.KeepAlive;
import dev.fenceline.nvme.Nqn;
import dev.fenceline.nvme.StatusCode;
import dev.fenceline.nvme.log.DiscoveryLog;
import dev.fenceline.scenario.HostSettings;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the subsystems and their addresses from a discovery controller: connects, reads log page
 * 70h (Base specification, section 5.2.12.3.1), and disconnects. Loop thread only.
 */
public final class Discovery {
  /**
   * The largest number of entries to read, which is 1 MiB of log. A longer list is of no use to a
   * user.
   */
  private static final long ENTRIES_MAX = 1023;

  private static final String DEVICE = "discovery";

  private final HostController controller;
  private final AdminRequests admin;
  private final BringUp bringUp;
  private final CompletableFuture<DiscoveryLog> done = new CompletableFuture<>();

  private Discovery(LabLoop loop, Recorder recorder, HostSettings settings, SocketAddress address) {
    controller =
        new HostController(
            loop, recorder, settings, Nqn.DISCOVERY.value(), DEVICE, DEVICE, address);
    admin = new AdminRequests(controller);
    AnaStates ana = new AnaStates(controller, admin);
    bringUp = new BringUp(controller, admin, ana, new KeepAlive(controller));
  }

  /**
   * Starts reading.
   *
   * @param settings the settings of the host; KATO should be 0, because the connection is short
   * @param address the address of the discovery controller
   * @return a future of the log, which fails with the name of the failed step if there is no
   *     connection or no such log
   */
  public static CompletableFuture<DiscoveryLog> read(
      LabLoop loop, Recorder recorder, HostSettings settings, SocketAddress address) {
    Discovery discovery = new Discovery(loop, recorder, settings, address);
    discovery.start();
    return discovery.done;
  }

  private void start() {
    controller.become(ControllerState.CONNECTING, "asking for subsystems", Cause.NONE);
    controller.onFailure(failure -> end(null, new IllegalStateException(failure.trigger())));
    bringUp.startToReady(failure -> {
      if (failure == null) {
        AdminRequests.whenDone(controller, log(), this::end);
      } else {
        end(null, new IllegalStateException(failure.step() + ": " + failure.problem(), failure));
      }
    });
  }

  private CompletableFuture<DiscoveryLog> log() {
    return admin
        .discoveryLog(DiscoveryLog.BLOCK_SIZE, DiscoveryLog::announced)
        .thenCompose(this::entries);
  }

  private CompletableFuture<DiscoveryLog> entries(long announced) {
    if (announced < 0 || announced > ENTRIES_MAX) {
      throw new IllegalStateException(
          "the discovery log has %s entries; at most %d are read"
              .formatted(Long.toUnsignedString(announced), ENTRIES_MAX));
    }
    int bytes = (int) (DiscoveryLog.BLOCK_SIZE * (1 + announced));
    return admin.discoveryLog(bytes, DiscoveryLog::read);
  }

  private void end(@Nullable DiscoveryLog log, @Nullable Throwable failure) {
    if (done.isDone()) {
      return;
    }
    controller.queues().tearDown("asked", StatusCode.HOST_ABORTED_COMMAND);
    if (log != null) {
      done.complete(log);
    } else {
      done.completeExceptionally(
          failure instanceof CompletionException && failure.getCause() != null
              ? failure.getCause()
              : failure == null ? new IllegalStateException("no answer") : failure);
    }
  }
}
