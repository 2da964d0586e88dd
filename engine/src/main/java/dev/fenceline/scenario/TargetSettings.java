package dev.fenceline.scenario;

import java.util.List;

/**
 * The emulated target: one subsystem.
 *
 * @param subsystemNqn its NQN
 * @param serial serial number, at most 20 ASCII characters
 * @param model model number, at most 40 ASCII characters
 * @param namespaces its namespaces
 * @param cqtMillis command quiesce time that it reports: a promise about media; 0: not reported
 * @param quiesceMillis what its back end really needs to take a command back; at most CQT unless
 *     {@code brokenPromise}
 * @param brokenPromise allows a quiesce time above CQT: a target that lies
 * @param ccrLimit how many cross-controller resets a source may have in progress; 0: no CCR
 * @param ccrLogEntries how many entries log page 1Eh of a source has room for, 1 to 511
 * @param resetsFail whether the resets that it has accepted end as failed (CCRS 2), and nobody is
 *     reset
 * @param trafficBasedKeepAlive whether any command counts as keep alive (TBKAS)
 * @param keepAliveGranularity KAS in units of 100 ms, at least 1
 * @param answerWhileQuiescing whether admin commands of a quiescing controller are answered 021h;
 *     off: all connections close at once, as nvmet does
 * @param maxIoQueues I/O queues that a controller grants at most
 * @param maxQueueEntries entries that a queue may have
 * @param inCapsuleBytes in-capsule data of I/O queues; a multiple of 16
 * @param maxH2cDataBytes largest H2CData PDU; a multiple of 4, at least 4096
 * @param resetLatencyMicros how long after it has accepted a cross-controller reset the target
 *     begins with it
 * @param mediaMicros what media needs for a command when nothing slows it
 */
public record TargetSettings(
    String subsystemNqn,
    String serial,
    String model,
    List<NamespaceSettings> namespaces,
    long cqtMillis,
    long quiesceMillis,
    boolean brokenPromise,
    int ccrLimit,
    int ccrLogEntries,
    boolean resetsFail,
    boolean trafficBasedKeepAlive,
    int keepAliveGranularity,
    boolean answerWhileQuiescing,
    int maxIoQueues,
    int maxQueueEntries,
    int inCapsuleBytes,
    int maxH2cDataBytes,
    long resetLatencyMicros,
    long mediaMicros) {

  public TargetSettings {
    namespaces = List.copyOf(namespaces);
    if (quiesceMillis > cqtMillis && cqtMillis > 0 && !brokenPromise) {
      throw new IllegalArgumentException(
          ("target.quiesce %d ms is longer than target.cqt %d ms: a target that reports CQT "
                  + "must keep it; set target.brokenPromise to try one that does not")
              .formatted(quiesceMillis, cqtMillis));
    }
  }

  /**
   * A namespace.
   *
   * @param nsid 1 or more
   * @param blocks its size in blocks
   * @param blockBytes size of a block: 512 or 4096
   */
  public record NamespaceSettings(int nsid, long blocks, int blockBytes) {}
}
