package dev.fenceline.verify;

import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Note;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.verify.invariant.Breach;
import org.jspecify.annotations.Nullable;

/**
 * Watches {@link dev.fenceline.event.value.Rule.Run#CHECKS_AGREE}. The integrity check looks at
 * what operations returned, the late-write check at what landed on media, the workload at what each
 * read must find. They examine the same events, so they must reach the same result. The check takes
 * place when the run has its verdict.
 */
final class ChecksAgree {
  private final LateWriteCheck lateWrites = new LateWriteCheck();
  private @Nullable Event firstLate;
  private @Nullable Event firstRemark;

  void accept(Event event) {
    if (event.detail() instanceof Note && event.lane().equals(Lane.WORKLOAD)) {
      firstRemark = firstRemark == null ? event : firstRemark;
    } else if (lateWrites.check(event).isPresent()) {
      firstLate = firstLate == null ? event : firstLate;
    }
  }

  /**
   * Compares the results.
   *
   * @param verdict the verdict of the integrity check
   * @param last the last event of the run
   */
  @Nullable Breach judge(Verdict verdict, Event last) {
    Event proof = firstLate == null ? firstRemark : firstLate;
    if (verdict == Verdict.CORRUPT) {
      return proof == null
          ? Breach.by(last, "The data is corrupt, and neither a read nor media shows it")
          : null;
    }
    return proof == null
        ? null
        : Breach.by(
            proof,
            "The data is %s, and %s"
                .formatted(
                    verdict.word(),
                    firstLate == null
                        ? "a read found something else than was written"
                        : "a late write landed over newer data"));
  }
}
