package dev.fenceline.timeline;

import dev.fenceline.event.LogEvent;
import java.util.Locale;

/**
 * A file system that a kernel's log says to have stopped.
 *
 * @param fileSystem its kind, such as {@code XFS}
 * @param disk the disk or partition that it is on, such as {@code nvme0n1p1}; empty: not known
 * @param nanos when its first line says so
 * @param how what became of it, as the middle of a sentence: {@code shut down}
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

  /** In a sentence without a full stop: {@code XFS on nvme0n1p1 shut down at 605.140 s}. */
  public String words() {
    String where = disk.isEmpty() ? "" : " on " + disk;
    return fileSystem + where + " " + how + " at " + Text.moment(nanos);
  }
}
