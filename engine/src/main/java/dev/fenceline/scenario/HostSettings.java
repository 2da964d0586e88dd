package dev.fenceline.scenario;

/**
 * A host. Names and defaults are those of nvme-cli and Linux.
 *
 * @param hostNqn its NQN, the same on all paths
 * @param hostId its UUID, the same on all paths
 * @param firstDevice number of its first controller: 3 makes nvme3, nvme4 and so on, one a path
 * @param ioQueues I/O queues of each controller, 1 to 64
 * @param queueSize entries of an I/O queue, 2 to 1024
 * @param katoMillis keep-alive timeout; 0: none
 * @param ioTimeoutMillis timeout of an I/O command
 * @param adminTimeoutMillis timeout of an admin command but Keep Alive, whose timeout is KATO
 * @param reconnectDelayMillis between attempts to reconnect
 * @param ctrlLossMillis after which a controller is given up; -1: never
 * @param fastIoFailMillis after which waiting I/O fails, counted from the entry to CONNECTING; -1:
 *     never
 * @param headerDigest whether to ask for header digests
 * @param dataDigest whether to ask for data digests
 * @param policy what to do when a path fails
 * @param fenceTimeout how T is computed where the policy reads CQT
 * @param ioPolicy how multipath chooses among usable paths
 */
public record HostSettings(
    String hostNqn,
    String hostId,
    int firstDevice,
    int ioQueues,
    int queueSize,
    long katoMillis,
    long ioTimeoutMillis,
    long adminTimeoutMillis,
    long reconnectDelayMillis,
    long ctrlLossMillis,
    long fastIoFailMillis,
    boolean headerDigest,
    boolean dataDigest,
    RecoveryPolicy policy,
    FenceTimeout fenceTimeout,
    IoPolicy ioPolicy) {

  /** The same host under another name. */
  public HostSettings as(HostIdentity identity) {
    return new HostSettings(
        identity.hostNqn(),
        identity.hostId(),
        firstDevice,
        ioQueues,
        queueSize,
        katoMillis,
        ioTimeoutMillis,
        adminTimeoutMillis,
        reconnectDelayMillis,
        ctrlLossMillis,
        fastIoFailMillis,
        headerDigest,
        dataDigest,
        policy,
        fenceTimeout,
        ioPolicy);
  }

  /** Whether CQT is a part of its T. */
  public boolean timeoutHasCqt() {
    return policy.readsCqt() && fenceTimeout == FenceTimeout.TP4129;
  }

  /** How the fence timeout T is computed. */
  public enum FenceTimeout {
    /** (TBKAS ? 3 : 2) x KATO + CQT. */
    TP4129,
    /** (TBKAS ? 3 : 2) x KATO: without CQT. */
    LINUX_V3
  }

  /** How multipath chooses among usable paths of the same ANA state. */
  public enum IoPolicy {
    /** The path with the fewest commands in flight. */
    QUEUE_DEPTH,
    /** One after the other. */
    ROUND_ROBIN,
    /** Always the first one. */
    NUMA
  }
}
