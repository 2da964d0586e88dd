package dev.fenceline.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/** What a setting is when a scenario does not name it; a key that is not here must be given. */
final class Defaults {
  private static final String TEXT =
      """
      {
        "Scenario": {
          "group": "own", "summary": "", "seed": 1, "host": {}, "target": {}, "workload": {},
          "paths": [
            {"name": "A", "port": 1, "address": "10.0.0.1:4420"},
            {"name": "B", "port": 2, "address": "10.0.0.2:4420"}
          ],
          "workloads": [], "hosts": [],
          "faults": [], "actions": [], "expectations": [], "permits": [], "limit": "120 s"
        },
        "HostSettings": {
          "hostNqn": "nqn.2014-08.org.nvmexpress:uuid:f37c1a5e-0000-4000-8000-000000000001",
          "hostId": "f37c1a5e-0000-4000-8000-000000000001",
          "firstDevice": 3, "ioQueues": 1, "queueSize": 128,
          "kato": "5 s", "ioTimeout": "30 s", "adminTimeout": "60 s",
          "reconnectDelay": "10 s", "ctrlLoss": "600 s", "fastIoFail": "never",
          "headerDigest": false, "dataDigest": false,
          "policy": "best", "fenceTimeout": "tp4129", "ioPolicy": "queue-depth"
        },
        "TargetSettings": {
          "subsystemNqn": "nqn.2026-11.dev.fenceline:lab",
          "serial": "FENCELINE0001", "model": "Fenceline emulated target",
          "namespaces": [{}],
          "cqt": "5 s", "quiesce": "1.5 s", "brokenPromise": false,
          "ccrLimit": 4, "ccrLogEntries": 511, "resetsFail": false,
          "trafficBasedKeepAlive": false, "keepAliveGranularity": 10,
          "answerWhileQuiescing": true, "resetLatency": "0 s",
          "maxIoQueues": 64, "maxQueueEntries": 128,
          "inCapsuleBytes": 8192, "maxH2cDataBytes": 131072, "media": "80 us"
        },
        "NamespaceSettings": {"nsid": 1, "blocks": 65536, "blockBytes": 4096},
        "PathSettings": {"delay": "100 us", "jitter": "20 us", "keptBytesLimit": 67108864},
        "WorkloadSettings": {
          "nsid": 1, "lba": 0, "blocks": 16, "access": "read-write",
          "workers": 6, "period": "100 ms", "jitter": "10 ms",
          "stopAfterRecovery": "2 s", "longest": "60 s"
        },
        "Stall": {"directions": "both", "keepBytes": false},
        "BlackHole": {"directions": "both"},
        "Delay": {"directions": "both", "jitter": "0 s"},
        "SlowWrite": {"controller": 0},
        "SlowWriteOff": {"controller": 0},
        "Hang": {"controller": 0},
        "HangOff": {"controller": 0},
        "ScheduledAction": {"times": 1, "every": "0 s"},
        "Ccr": {"naming": "current"},
        "SlowWrites": {"atLeast": 1},
        "Reconnected": {"attempt": 1},
        "DetectedBetween": {"from": "0 s"},
        "FencedWithin": {"from": "0 s"},
        "Duration": {"from": "0 s"},
        "EventPattern": {"with": {}, "nth": 1}
      }
      """;

  private static final JsonNode TREE = tree();

  private Defaults() {}

  private static JsonNode tree() {
    try {
      return new ObjectMapper().readTree(TEXT);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The default of a key of a record; null if it must be given. */
  static @Nullable JsonNode of(Class<?> owner, String key) {
    JsonNode defaults = TREE.get(owner.getSimpleName());
    return defaults == null ? null : defaults.get(key);
  }
}
