package dev.fenceline.host.fencing;

import dev.fenceline.host.controller.HostController;
import dev.fenceline.scenario.RecoveryPolicy;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The order in which the controllers of a host are asked to reset a failed one. The series takes
 * the first suitable one of its list whose CNTLID is not below {@code min_cntlid}, which rises past
 * each one that was tried (nvme_find_ctrl_ccr). So a lower CNTLID later in the list is never asked.
 * This program's order asks each controller of a snapshot once.
 */
final class SourceWalk {
  private final HostController impacted;
  private final Supplier<List<CcrSource>> sources;
  private final boolean bySnapshot;
  private final Queue<CcrSource> snapshot;
  private int minCntlid;

  SourceWalk(HostController impacted, Supplier<List<CcrSource>> sources, RecoveryPolicy policy) {
    this.impacted = impacted;
    this.sources = sources;
    this.bySnapshot = policy.isOurs();
    this.snapshot = bySnapshot ? new ArrayDeque<>(able(sources.get())) : new ArrayDeque<>();
  }

  private List<CcrSource> able(List<CcrSource> among) {
    return impacted.identity().instance().isReported()
        ? among.stream().filter(source -> source.canReset(impacted)).toList()
        : List.of();
  }

  /** Returns the next controller to ask and marks it as tried, or returns null if none is left. */
  @Nullable CcrSource next() {
    return bySnapshot ? nextOfSnapshot() : nextOfList();
  }

  private @Nullable CcrSource nextOfSnapshot() {
    CcrSource next = snapshot.poll();
    while (next != null && !next.canReset(impacted)) {
      next = snapshot.poll();
    }
    return next;
  }

  private @Nullable CcrSource nextOfList() {
    for (CcrSource source : able(sources.get())) {
      int cntlid = source.controller().identity().instance().cntlid();
      if (cntlid >= minCntlid) {
        minCntlid = cntlid + 1;
        return source;
      }
    }
    return null;
  }
}
