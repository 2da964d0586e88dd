package dev.fenceline.host;

import dev.fenceline.scenario.RecoveryPolicy;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * In which order the controllers of a host are asked to reset a failed one. The series takes the
 * first of its list that can and whose CNTLID is not below {@code min_cntlid}, which goes up past
 * each one that was tried (nvme_find_ctrl_ccr); so a lower CNTLID that stands later in the list is
 * never asked. Ours goes through a snapshot, each controller once.
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

  /** The next one to ask, which then counts as tried; null: none is left. */
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
