package dev.fenceline.scenario;

/**
 * The stamped workload: each free worker takes a random block that no worker holds, reads it,
 * compares, writes the next version and waits, as vdbench does with -v.
 *
 * @param nsid the namespace
 * @param lba the first block
 * @param blocks how many blocks, from that one on
 * @param access whether blocks are written; what is only read must stay as it was found
 * @param workers how many work at the same time
 * @param periodMillis how often a free worker begins
 * @param jitterMillis by how much that varies either way
 * @param stopAfterRecoveryMillis the workload stops this long after every path is live again
 * @param longestMillis the workload stops at this time at the latest
 */
public record WorkloadSettings(
    int nsid,
    long lba,
    int blocks,
    Access access,
    int workers,
    long periodMillis,
    long jitterMillis,
    long stopAfterRecoveryMillis,
    long longestMillis) {

  /** What the workload does to its blocks. */
  public enum Access {
    /** Each worker reads a block, compares, and writes its next version. */
    READ_WRITE,
    /** Each worker reads a block and compares. */
    READ_ONLY
  }
}
