package dev.fenceline.app.connect;

import dev.fenceline.remote.RemoteScenario.Area;
import dev.fenceline.scenario.TargetSettings;
import dev.fenceline.timeline.Text;
import dev.fenceline.workload.Survey;

/** Describes exactly what writing to blocks destroys. */
final class LossText {
  private static final int KIB = 1024;

  private LossText() {}

  static String of(Area area, TargetSettings found, Survey.Result blocks) {
    int blockBytes =
        found.namespaces().stream()
            .filter(namespace -> namespace.nsid() == area.nsid())
            .findFirst()
            .map(TargetSettings.NamespaceSettings::blockBytes)
            .orElse(0);
    String what =
        "LBA %d to %d of namespace %d of %s (serial %s) will be overwritten: %s, %s."
            .formatted(
                area.firstLba(),
                area.lastLba(),
                area.nsid(),
                found.subsystemNqn(),
                found.serial(),
                Text.count(area.blocks(), "block"),
                size((long) area.blocks() * blockBytes));
    return what + "\n" + held(blocks);
  }

  private static String held(Survey.Result blocks) {
    if (blocks.others() == 0) {
      return "No other data was found: %s, %s from an earlier run."
          .formatted(Text.count(blocks.blank(), "blank block"), Text.count(blocks.ours(), "block"));
    }
    return """
    %s data that Fenceline did not write and that will be lost. The first is LBA %d, which \
    begins with %s.\
    """
        .formatted(
            Text.count(blocks.others(), "block") + (blocks.others() == 1 ? " holds" : " hold"),
            blocks.firstOthersLba(),
            blocks.firstOthersBytes());
  }

  private static String size(long bytes) {
    return bytes < (long) KIB * KIB
        ? "%.1f KiB".formatted((double) bytes / KIB)
        : "%.1f MiB".formatted((double) bytes / KIB / KIB);
  }
}
