package dev.fenceline.host;

import dev.fenceline.nvme.IdentifyController;
import dev.fenceline.nvme.IdentifyNamespace;
import dev.fenceline.scenario.TargetSettings;
import dev.fenceline.scenario.TargetSettings.NamespaceSettings;
import java.util.List;
import java.util.Map;

/**
 * A target in the words of a scenario, as one of its controllers described it. What Identify does
 * not say has the value that promises least.
 */
final class TargetDescription {
  /** What a queue has where the controller names no limit (MAXCMD 0). */
  private static final int QUEUE_ENTRIES = 128;

  /** What log page 1Eh has room for. */
  private static final int CCR_LOG_ENTRIES = 511;

  private static final int MAX_H2C_DATA_BYTES = 131_072;

  private TargetDescription() {}

  static TargetSettings of(HostController controller) {
    Identity identity = controller.identity();
    IdentifyController read = identity.controller();
    int maxCommands = (int) read.get(IdentifyController.MAXCMD);
    return new TargetSettings(
        controller.subsystemNqn(),
        read.serial(),
        read.model(),
        namespaces(controller),
        identity.cqtMillis(),
        identity.cqtMillis(),
        false,
        identity.ccrLimit(),
        CCR_LOG_ENTRIES,
        false,
        identity.trafficBased(),
        (int) Math.max(1, read.get(IdentifyController.KAS)),
        false,
        controller.ioQueues().size(),
        maxCommands == 0 ? QUEUE_ENTRIES : maxCommands,
        (int) Math.min(read.inCapsuleBytes(), QueueConnection.MAX_TRANSFER_BYTES),
        MAX_H2C_DATA_BYTES,
        0,
        0);
  }

  private static List<NamespaceSettings> namespaces(HostController controller) {
    return controller.namespaces().entrySet().stream().map(TargetDescription::namespace).toList();
  }

  private static NamespaceSettings namespace(Map.Entry<Integer, IdentifyNamespace> entry) {
    IdentifyNamespace namespace = entry.getValue();
    return new NamespaceSettings(entry.getKey(), namespace.size(), namespace.blockBytes());
  }
}
