package dev.fenceline.scenario;

import dev.fenceline.scenario.setting.Setting;

/**
 * The stamped workload: each free worker takes a random block that no worker holds, reads it,
 * compares it, writes its next version and waits, as vdbench does with -v.
 */
public record WorkloadSettings(
    @Setting(about = "its namespace", value = "1") int nsid,
    @Setting(about = "its first block", value = "0") long lba,
    @Setting(
            about = "how many blocks it works on, from lba on",
            value = "16",
            min = "1",
            max = "1048576",
            set = "blocks",
            rank = 30)
        int blocks,
    @Setting(
            about = "whether blocks are written; what is only read must stay as it was found",
            value = "read-write")
        Access access,
    @Setting(
            about = "how many work at the same time",
            value = "6",
            min = "1",
            max = "256",
            set = "workers",
            rank = 29)
        int workers,
    @Setting(
            about = "how often a free worker begins",
            value = "100 ms",
            min = "1 ms",
            max = "1 h",
            set = "period",
            rank = 31)
        long periodMillis,
    @Setting(about = "by how much that varies either way", value = "10 ms") long jitterMillis,
    @Setting(about = "it stops this long after every path is live again", value = "2 s")
        long stopAfterRecoveryMillis,
    @Setting(
            about = "it stops at the latest this long after every path is up",
            value = "60 s",
            max = "24 h")
        long longestMillis) {

  /** What the workload does to its blocks. */
  public enum Access {
    /** Each worker reads a block, compares it, and writes its next version. */
    READ_WRITE,
    /** Each worker reads a block and compares it. */
    READ_ONLY
  }
}
