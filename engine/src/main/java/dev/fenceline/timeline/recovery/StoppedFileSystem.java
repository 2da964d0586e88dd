package dev.fenceline.timeline.recovery;

import dev.fenceline.event.LogEvent;
import dev.fenceline.timeline.Text;
import java.util.Locale;

/**
 * A file system that stopped according to a kernel log.
 *
 * @param fileSystem its kind, such as {@code XFS}
 * @param disk its disk or partition, such as {@code nvme0n1p1}, or empty if it is not known
 * @param nanos the time of the first line that reports it
 * @param how what happened to it, as the middle of a sentence: {@code shut down}
 */
public record StoppedFileSystem(String fileSystem, String disk, long nanos, String how) {
  static StoppedFileSystem of(LogEvent.FileSystemStopped said, long nanos) {
    String text = said.what().toLowerCase(Locale.ROOT);
    String how = "stopped";
    if (text.contains("shut down") || text.contains("shutting down") || text.contains("shutdown")) {
      how = "shut down";
    } else if (text.contains("read-only") || text.contains("readonly")) {
      how = "went read-only";
    } else if (text.contains("journal")) {
      how = "aborted its journal";
    }
    return new StoppedFileSystem(said.fileSystem(), said.disk(), nanos, how);
  }

  boolean isSame(StoppedFileSystem other) {
    return fileSystem.equals(other.fileSystem) && disk.equals(other.disk) && how.equals(other.how);
  }

  /**
   * Describes it in a sentence without a full stop: {@code XFS on nvme0n1p1 shut down at 605.140
   * s}.
   */
  public String words() {
    String where = disk.isEmpty() ? "" : " on " + disk;
    return fileSystem + where + " " + how + " at " + Text.moment(nanos);
  }
}
