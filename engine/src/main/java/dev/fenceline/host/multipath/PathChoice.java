package dev.fenceline.host.multipath;

import dev.fenceline.event.value.IoKind;
import dev.fenceline.host.controller.HostController;
import dev.fenceline.host.queue.QueueConnection;
import dev.fenceline.host.queue.QueuePair;
import dev.fenceline.nvme.AnaState;
import dev.fenceline.scenario.HostSettings.IoPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the path of each copy (nvme_find_path): LIVE controllers only, ANA optimized before
 * non-optimized, and among those by policy. Unlike Linux, which prefers the first of equally busy
 * paths, queue-depth takes the least recently used one, so that light load uses all paths. It
 * tracks reads and writes separately, because alternating reads and writes would otherwise each
 * stay on one path.
 */
final class PathChoice {
  private final List<HostController> controllers;
  private final int nsid;
  private final IoPolicy policy;

  /** Controllers for each kind of operation, least recently used first. */
  private final Map<IoKind, List<HostController>> lastUses = new EnumMap<>(IoKind.class);

  /**
   * Creates a choice among controllers.
   *
   * @param controllers a view of all controllers; may grow
   */
  PathChoice(List<HostController> controllers, int nsid, IoPolicy policy) {
    this.controllers = controllers;
    this.nsid = nsid;
    this.policy = policy;
  }

  /** Returns the path for the next copy, or empty if none is usable or has room. */
  Optional<HostController> next(IoKind kind) {
    List<HostController> byLastUse = lastUses.computeIfAbsent(kind, _ -> new ArrayList<>());
    List<HostController> usable = usable(AnaState.OPTIMIZED);
    if (usable.isEmpty()) {
      usable = usable(AnaState.NON_OPTIMIZED);
    }
    Optional<HostController> chosen =
        switch (policy) {
          case NUMA -> usable.stream().findFirst();
          case ROUND_ROBIN -> usable.stream().min(Comparator.comparingInt(byLastUse::indexOf));
          case QUEUE_DEPTH ->
              usable.stream()
                  .min(
                      Comparator.comparingInt(PathChoice::depth)
                          .thenComparingInt(byLastUse::indexOf));
        };
    chosen.ifPresent(controller -> {
      byLastUse.remove(controller);
      byLastUse.add(controller);
    });
    return chosen;
  }

  private List<HostController> usable(AnaState state) {
    List<HostController> usable = new ArrayList<>(controllers.size());
    for (HostController each : controllers) {
      if (isUsable(each)
          && each.namespaces().ana(nsid) == state
          && !each.namespaces().isAnaPending(nsid)) {
        usable.add(each);
      }
    }
    return usable;
  }

  /**
   * Reports whether a controller accepts a command for the namespace, regardless of its ANA state.
   */
  boolean isUsable(HostController controller) {
    return controller.isLive()
        && controller.namespaces().find(nsid) != null
        && emptiest(controller) != null;
  }

  private static int depth(HostController controller) {
    int depth = 0;
    for (QueuePair each : controller.queues().io()) {
      depth += each.inFlight();
    }
    return depth;
  }

  /** Returns the queue of a chosen controller with the fewest commands. */
  static QueuePair queueOf(HostController controller) {
    return Objects.requireNonNull(emptiest(controller));
  }

  private static @Nullable QueuePair emptiest(HostController controller) {
    QueuePair emptiest = null;
    for (QueuePair each : controller.queues().io()) {
      if (each.hasRoom() && (emptiest == null || each.inFlight() < emptiest.inFlight())) {
        emptiest = each;
      }
    }
    return emptiest;
  }

  /**
   * Returns the most data that every path can move in one command, so that an operation can fail
   * over to any.
   */
  long maxTransferBytes() {
    long most = QueueConnection.MAX_TRANSFER_BYTES;
    for (HostController controller : controllers) {
      if (controller.instance().isPresent()) {
        most = Math.min(most, controller.identity().maxTransferBytes());
      }
    }
    return most;
  }
}
