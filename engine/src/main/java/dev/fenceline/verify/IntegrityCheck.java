package dev.fenceline.verify;

import dev.fenceline.event.Finding;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.block.Block;
import dev.fenceline.verify.OperationHistory.BadRead;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Checks whether the data of a run is what a correct store would hold: each block is an atomic
 * register, each write is unique, and an unknown outcome stays open for ever.
 */
public final class IntegrityCheck {
  private IntegrityCheck() {}

  /**
   * The result of the check.
   *
   * @param verdict intact only if every block was read once more after the run had settled
   * @param corruptions number of findings
   * @param blocksChecked number of blocks that were read and compared with what they may hold
   * @param findings the findings; each names at most four operations, and the copies that did the
   *     damage
   */
  public record Result(
      Verdict verdict, int corruptions, long blocksChecked, List<Finding> findings) {
    public Result {
      findings = List.copyOf(findings);
    }
  }

  /** Checks the events that a timeline has at this moment. */
  public static Result check(Timeline timeline) {
    OperationHistory history = OperationHistory.of(timeline);
    List<Finding> findings = new ArrayList<>();
    CorruptionText story = new CorruptionText(timeline);
    for (BadRead bad : history.badReads()) {
      findings.add(story.tell(bad));
    }
    for (Map.Entry<Block, List<Operation>> block : history.blocks().entrySet()) {
      for (ZoneCheck.Violation violation : ZoneCheck.check(block.getValue())) {
        findings.add(story.tell(block.getKey(), violation));
      }
    }
    return new Result(verdict(findings, history), findings.size(), history.blocksRead(), findings);
  }

  private static Verdict verdict(List<Finding> findings, OperationHistory history) {
    if (!findings.isEmpty()) {
      return Verdict.CORRUPT;
    }
    return history.isReadBack() ? Verdict.INTACT : Verdict.UNKNOWN;
  }
}
