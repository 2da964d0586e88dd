package dev.fenceline.scenario;

import dev.fenceline.scenario.setting.Setting;
import dev.fenceline.scenario.setting.SettingsBuilder;

/** A host. Names and defaults are those of nvme-cli and Linux. */
public record HostSettings(
    @Setting(
            about = "its NQN, the same on all paths",
            value = "nqn.2014-08.org.nvmexpress:uuid:f37c1a5e-0000-4000-8000-000000000001")
        String hostNqn,
    @Setting(
            about = "its UUID, the same on all paths",
            value = "f37c1a5e-0000-4000-8000-000000000001")
        String hostId,
    @Setting(
            about = "number of its first controller: 3 makes nvme3, nvme4 and so on, one a path",
            value = "3",
            max = "1000")
        int firstDevice,
    @Setting(
            about = "I/O queues of each controller",
            value = "1",
            min = "1",
            max = "64",
            set = "io-queues",
            rank = 22)
        int ioQueues,
    @Setting(
            about = "entries of an I/O queue",
            value = "128",
            min = "2",
            max = "1024",
            set = "queue-size",
            rank = 23)
        int queueSize,
    @Setting(
            about = "keep-alive timeout; 0 s: none",
            value = "5 s",
            max = "1 h",
            set = "kato",
            inRun = "with the next connection",
            rank = 2)
        long katoMillis,
    @Setting(
            about = "timeout of an I/O command",
            value = "30 s",
            min = "1 ms",
            max = "24 h",
            set = "io-timeout",
            inRun = "for commands that are sent from then on",
            rank = 19)
        long ioTimeoutMillis,
    @Setting(
            about = "timeout of an admin command but Keep Alive, whose timeout is KATO",
            value = "60 s",
            min = "1 ms",
            max = "24 h",
            set = "admin-timeout",
            inRun = "for commands that are sent from then on",
            rank = 20)
        long adminTimeoutMillis,
    @Setting(
            about = "time between attempts to reconnect",
            value = "10 s",
            min = "1 s",
            max = "1 h",
            set = "reconnect-delay",
            inRun = "for the next wait",
            rank = 16)
        long reconnectDelayMillis,
    @Setting(
            about = "time after which a controller is given up",
            value = "600 s",
            max = "24 h",
            never = true,
            set = "ctrl-loss",
            inRun = "at the next attempt to reconnect",
            rank = 17)
        long ctrlLossMillis,
    @Setting(
            about = "time after which waiting I/O fails, counted from the entry to CONNECTING",
            value = "never",
            max = "24 h",
            never = true,
            set = "fast-io-fail",
            inRun = "with the next recovery",
            rank = 18)
        long fastIoFailMillis,
    @Setting(about = "CRC-32C over PDU headers", value = "false", set = "header-digest", rank = 24)
        boolean headerDigest,
    @Setting(about = "CRC-32C over PDU data", value = "false", set = "data-digest", rank = 25)
        boolean dataDigest,
    @Setting(
            about = "what the host does when a path fails",
            value = "best",
            set = "policy",
            inRun = "for the next failure of a path",
            rank = 1)
        RecoveryPolicy policy,
    @Setting(
            about =
                "how the fence timeout T is computed: (TBKAS ? 3 : 2) x KATO + CQT, or without CQT",
            value = "tp4129",
            set = "fence-timeout",
            inRun = "for the next failure of a path",
            rank = 13)
        FenceTimeout fenceTimeout,
    @Setting(
            about = "how multipath chooses among usable paths",
            value = "queue-depth",
            set = "io-policy",
            rank = 21)
        IoPolicy ioPolicy) {

  /** Returns the same host with another identity. */
  public HostSettings as(HostIdentity identity) {
    return SettingsBuilder.of(this)
        .with(HostSettings::hostNqn, identity.hostNqn())
        .with(HostSettings::hostId, identity.hostId())
        .build();
  }

  /** Reports whether its T contains CQT. */
  public boolean timeoutHasCqt() {
    return policy.readsCqt() && fenceTimeout == FenceTimeout.TP4129;
  }

  /** The formula for the fence timeout T. */
  public enum FenceTimeout {
    /** (TBKAS ? 3 : 2) x KATO + CQT. */
    TP4129,
    /** (TBKAS ? 3 : 2) x KATO, without CQT. */
    LINUX_V3
  }

  /** The policy by which multipath selects one of the usable paths in the same ANA state. */
  public enum IoPolicy {
    /** The path with the fewest commands in flight. */
    QUEUE_DEPTH,
    /** The paths in turn. */
    ROUND_ROBIN,
    /** Always the first one. */
    NUMA
  }
}
