package dev.fenceline.host.controller;

import dev.fenceline.host.queue.QueueConnection;
import dev.fenceline.nvme.identify.IdentifyController;
import dev.fenceline.nvme.identify.IdentifyNamespace;
import dev.fenceline.scenario.TargetSettings;
import dev.fenceline.scenario.TargetSettings.NamespaceSettings;
import dev.fenceline.scenario.setting.SettingsBuilder;
import java.util.List;
import java.util.Map;

/**
 * Describes a target as scenario settings, from the Identify data of one of its controllers.
 * Settings that Identify does not contain get the most conservative value.
 */
public final class TargetDescription {
  /** Size of a queue if the controller reports no limit (MAXCMD 0). */
  private static final int QUEUE_ENTRIES = 128;

  private TargetDescription() {}

  public static TargetSettings of(HostController controller) {
    Identity identity = controller.identity();
    IdentifyController read = identity.controller();
    int maxCommands = (int) read.get(IdentifyController.MAXCMD);
    return SettingsBuilder.ofDefaults(TargetSettings.class)
        .with(TargetSettings::subsystemNqn, controller.subsystemNqn())
        .with(TargetSettings::serial, read.serial())
        .with(TargetSettings::model, read.model())
        .with(TargetSettings::namespaces, namespaces(controller))
        .with(TargetSettings::cqtMillis, identity.cqtMillis())
        .with(TargetSettings::quiesceMillis, identity.cqtMillis())
        .with(TargetSettings::ccrLimit, identity.ccrLimit())
        .with(TargetSettings::trafficBasedKeepAlive, identity.trafficBased())
        .with(
            TargetSettings::keepAliveGranularity,
            (int) Math.max(1, read.get(IdentifyController.KAS)))
        .with(TargetSettings::answerWhileQuiescing, false)
        .with(TargetSettings::maxIoQueues, controller.queues().io().size())
        .with(TargetSettings::maxQueueEntries, maxCommands == 0 ? QUEUE_ENTRIES : maxCommands)
        .with(
            TargetSettings::inCapsuleBytes,
            (int) Math.min(read.inCapsuleBytes(), QueueConnection.MAX_TRANSFER_BYTES))
        .with(TargetSettings::mediaMicros, 0L)
        .build();
  }

  private static List<NamespaceSettings> namespaces(HostController controller) {
    return controller.namespaces().all().entrySet().stream()
        .map(TargetDescription::namespace)
        .toList();
  }

  private static NamespaceSettings namespace(Map.Entry<Integer, IdentifyNamespace> entry) {
    IdentifyNamespace namespace = entry.getValue();
    return new NamespaceSettings(entry.getKey(), namespace.size(), namespace.blockBytes());
  }
}
