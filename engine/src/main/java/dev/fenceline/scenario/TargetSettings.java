package dev.fenceline.scenario;

import dev.fenceline.scenario.setting.Setting;
import java.util.List;

/** The emulated target: one subsystem. */
public record TargetSettings(
    @Setting(about = "NQN of the subsystem", value = "nqn.2026-11.dev.fenceline:lab")
        String subsystemNqn,
    @Setting(about = "serial number, at most 20 ASCII characters", value = "FENCELINE0001")
        String serial,
    @Setting(
            about = "model number, at most 40 ASCII characters",
            value = "Fenceline emulated target")
        String model,
    @Setting(about = "its namespaces", value = "[{}]") List<NamespaceSettings> namespaces,
    @Setting(
            about =
                "command quiesce time that the target reports, a promise about media; 0 s: none",
            value = "5 s",
            max = "65535 ms",
            set = "cqt",
            rank = 3)
        long cqtMillis,
    @Setting(
            about =
                "what the back end really needs to take commands back; at most cqt, unless"
                    + " brokenPromise",
            value = "1.5 s",
            max = "1 h",
            set = "quiesce",
            inRun = "for instances that fail from then on",
            rank = 5)
        long quiesceMillis,
    @Setting(
            about = "a quiesce time above CQT is allowed: a target that lies",
            value = "false",
            set = "broken-promise",
            inRun = "at once",
            rank = 6)
        boolean brokenPromise,
    @Setting(
            about = "cross-controller resets that a source may have in progress; 0: no CCR",
            value = "4",
            max = "255",
            set = "ccrl",
            rank = 4)
        int ccrLimit,
    @Setting(
            about = "how many resets log page 1Eh of a source has room for",
            value = "511",
            min = "1",
            max = "511")
        int ccrLogEntries,
    @Setting(
            about =
                "resets that it has accepted end as failed (CCRS 2), and no controller is reset",
            value = "false")
        boolean resetsFail,
    @Setting(
            about = "any command counts as keep alive (TBKAS)",
            value = "false",
            set = "tbkas",
            rank = 14)
        boolean trafficBasedKeepAlive,
    @Setting(
            about = "keep-alive granularity (KAS) in units of 100 ms",
            value = "10",
            min = "1",
            max = "65535",
            set = "kas",
            rank = 15)
        int keepAliveGranularity,
    @Setting(
            about =
                "admin commands of a quiescing controller are answered 021h; off: all"
                    + " connections close at once, as nvmet does",
            value = "true",
            set = "answer-while-quiescing",
            inRun = "for instances that fail from then on",
            rank = 26)
        boolean answerWhileQuiescing,
    @Setting(
            about = "I/O queues that a controller grants at most",
            value = "64",
            min = "1",
            max = "65535")
        int maxIoQueues,
    @Setting(about = "entries that a queue may have", value = "128", min = "2", max = "65536")
        int maxQueueEntries,
    @Setting(
            about =
                "bytes of data that a command of an I/O queue may carry along; a multiple of 16",
            value = "8192",
            max = "1048576",
            set = "in-capsule",
            rank = 28)
        int inCapsuleBytes,
    @Setting(
            about = "bytes of the largest H2CData PDU; a multiple of 4",
            value = "131072",
            min = "4096",
            max = "1073741824")
        int maxH2cDataBytes,
    @Setting(
            about =
                "how long after it has accepted a cross-controller reset the target begins with it",
            value = "0 s",
            max = "60 s")
        long resetLatencyMicros,
    @Setting(
            about = "what media needs for a command when nothing slows it",
            value = "80 us",
            max = "1 h",
            set = "media",
            rank = 27)
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

  /** A namespace. */
  public record NamespaceSettings(
      @Setting(about = "its number", value = "1", min = "1", max = "4294967294") int nsid,
      @Setting(about = "its size in blocks", value = "65536", min = "1", max = "4294967296")
          long blocks,
      @Setting(about = "size of a block: 512 or 4096", value = "4096", min = "512", max = "4096")
          int blockBytes) {}
}
