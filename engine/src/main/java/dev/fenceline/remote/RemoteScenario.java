package dev.fenceline.remote;

import dev.fenceline.scenario.HostIdentity;
import dev.fenceline.scenario.Parameter;
import dev.fenceline.scenario.PathSettings;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.TargetSettings;
import dev.fenceline.scenario.TargetSettings.NamespaceSettings;
import dev.fenceline.scenario.WorkloadSettings;
import dev.fenceline.scenario.WorkloadSettings.Access;
import dev.fenceline.scenario.setting.ScenarioException;
import dev.fenceline.scenario.setting.SettingsBuilder;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Adapts a scenario to a real target: its target has the settings that the host found, its paths
 * lead to the target's addresses, and its workload only reads unless blocks are named that it may
 * write.
 */
public final class RemoteScenario {
  /** The largest number of blocks. More take too long to be read before and after the run. */
  public static final int BLOCKS_MAX = 16_384;

  private RemoteScenario() {}

  /**
   * Blocks of a namespace.
   *
   * @param nsid the namespace
   * @param firstLba the first block
   * @param lastLba the last one
   */
  public record Area(int nsid, long firstLba, long lastLba) {
    /**
     * @throws IllegalArgumentException if there are no blocks or too many
     */
    public Area {
      if (firstLba < 0 || lastLba < firstLba || lastLba - firstLba >= BLOCKS_MAX) {
        throw new IllegalArgumentException(
            "LBA %d to %d: expected 1 to %d blocks, the first of them before the last"
                .formatted(firstLba, lastLba, BLOCKS_MAX));
      }
    }

    /** Returns the number of blocks. */
    public int blocks() {
      return (int) (lastLba - firstLba + 1);
    }
  }

  /**
   * Returns the scenario on a target. It has as many paths as there are addresses.
   *
   * @param found the settings that the host found
   * @param area the blocks that may be written, or null to only read some
   * @throws IllegalArgumentException if the scenario does not fit the target; the message says why
   */
  public static Scenario of(
      Scenario scenario,
      TargetSettings found,
      List<InetSocketAddress> addresses,
      HostIdentity identity,
      @Nullable Area area) {
    return of(scenario, found, new LabTarget.Remote(addresses, false), identity, area);
  }

  /**
   * Returns the scenario on a target whose media are slowed as the scenario requires, if that is
   * possible.
   *
   * @param remote its addresses, one for each path, and how its media are slowed
   * @throws IllegalArgumentException if the scenario does not fit the target; the message says why
   */
  public static Scenario of(
      Scenario scenario,
      TargetSettings found,
      LabTarget.Remote remote,
      HostIdentity identity,
      @Nullable Area area) {
    List<InetSocketAddress> addresses = remote.addresses();
    LabTarget.needsEmulated(scenario, remote.slowing() != null)
        .ifPresent(reason -> {
          throw new IllegalArgumentException(scenario.id() + ": " + reason);
        });
    Scenario fitting = withPaths(scenario, addresses.size());
    List<PathSettings> paths = new ArrayList<>();
    for (int i = 0; i < addresses.size(); i++) {
      paths.add(path(fitting.paths().get(i), addresses.get(i)));
    }
    return fitting.on(
        found,
        fitting.host().as(identity),
        paths,
        workload(fitting.workload(), found, area),
        fitting.limitMillis()
            + TimeUnit.NANOSECONDS.toMillis(RemoteSide.quietAfterNanos(fitting.host(), found)));
  }

  private static Scenario withPaths(Scenario scenario, int count) {
    if (scenario.paths().size() == count) {
      return scenario;
    }
    try {
      return Parameter.named("paths").apply(scenario, Integer.toString(count));
    } catch (ScenarioException unfit) {
      throw new IllegalArgumentException(
          "%s has %d paths, the target was given %d: the same address may be given again (%s)"
              .formatted(scenario.id(), scenario.paths().size(), count, unfit.getMessage()),
          unfit);
    }
  }

  /** Returns a path without added delay, because the network to the target has its own. */
  private static PathSettings path(PathSettings path, InetSocketAddress address) {
    return SettingsBuilder.of(path)
        .with(PathSettings::address, TransportAddress.text(address))
        .with(PathSettings::delayMicros, 0L)
        .with(PathSettings::jitterMicros, 0L)
        .build();
  }

  private static WorkloadSettings workload(
      WorkloadSettings workload, TargetSettings found, @Nullable Area area) {
    NamespaceSettings namespace = namespace(found, area);
    if (area != null && area.lastLba() >= namespace.blocks()) {
      throw new IllegalArgumentException(
          "LBA %d to %d: namespace %d ends at LBA %d"
              .formatted(
                  area.firstLba(), area.lastLba(), namespace.nsid(), namespace.blocks() - 1));
    }
    int readable = (int) Math.min(Math.min(workload.blocks(), BLOCKS_MAX), namespace.blocks());
    return SettingsBuilder.of(workload)
        .with(WorkloadSettings::nsid, namespace.nsid())
        .with(WorkloadSettings::lba, area == null ? 0 : area.firstLba())
        .with(WorkloadSettings::blocks, area == null ? readable : area.blocks())
        .with(WorkloadSettings::access, area == null ? Access.READ_ONLY : Access.READ_WRITE)
        .build();
  }

  private static NamespaceSettings namespace(TargetSettings found, @Nullable Area area) {
    return found.namespaces().stream()
        .filter(namespace -> area == null || namespace.nsid() == area.nsid())
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                found.namespaces().isEmpty()
                    ? "the target has no namespace for this host"
                    : "the target has no namespace %d; it has %s"
                        .formatted(area == null ? 0 : area.nsid(), names(found))));
  }

  private static String names(TargetSettings found) {
    return found.namespaces().stream()
        .map(namespace -> Integer.toString(namespace.nsid()))
        .collect(Collectors.joining(", "));
  }
}
