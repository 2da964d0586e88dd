package dev.fenceline.remote;

import dev.fenceline.scenario.WorkloadSettings;
import dev.fenceline.timeline.Text;
import dev.fenceline.workload.Survey;

/**
 * The exception for blocks that were to be written but hold data of another program. Nothing was
 * written.
 */
public final class OverwriteException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public OverwriteException(WorkloadSettings where, Survey.Result found) {
    super(
        "namespace %d, LBA %d to %d: %s data that is not ours, the first at LBA %d (it begins with %s). Nothing was written; --overwrite allows it"
            .formatted(
                where.nsid(),
                where.lba(),
                where.lba() + where.blocks() - 1,
                Text.count(found.others(), "block") + (found.others() == 1 ? " holds" : " hold"),
                found.firstOthersLba(),
                found.firstOthersBytes()));
  }
}
