package dev.fenceline.subsystem;

import dev.fenceline.clock.Worker;
import dev.fenceline.event.Cause;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.nvme.AnaState;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.KeepAliveTimeout;
import dev.fenceline.nvme.Nqn;
import dev.fenceline.nvme.identify.IdentifyController;
import dev.fenceline.nvme.log.AsyncEvent;
import dev.fenceline.nvme.log.CcrLog;
import dev.fenceline.scenario.TargetSettings;
import dev.fenceline.scenario.TargetSettings.NamespaceSettings;
import dev.fenceline.subsystem.media.Blocks;
import dev.fenceline.subsystem.media.DataFile;
import dev.fenceline.subsystem.media.FileBlocks;
import dev.fenceline.subsystem.media.MemoryBlocks;
import dev.fenceline.subsystem.media.Namespace;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The NVM subsystem, with its namespaces and its live and quiescing controllers. */
final class Subsystem implements ControllerOwner {
  private static final int FIRST_CNTLID = 1;
  private static final int LAST_CNTLID = 0xFEFF;

  private final SubsystemContext environment;
  private final Nqn nqn;
  private final ControllerIds ids;
  private final TreeMap<Integer, Namespace> namespaces = new TreeMap<>();
  private final PortAnaStates anaStates = new PortAnaStates();

  /**
   * Creates a subsystem without controllers.
   *
   * @param file holds the blocks of its only namespace; null if all blocks are in memory
   */
  Subsystem(SubsystemContext environment, @Nullable DataFile file) {
    this.environment = environment;
    this.nqn = new Nqn(environment.settings().subsystemNqn());
    this.ids =
        new ControllerIds(
            FIRST_CNTLID, LAST_CNTLID, environment.loop().fork("target subsystem").random());
    List<NamespaceSettings> all = environment.settings().namespaces();
    if (file != null && all.size() != 1) {
      throw new IllegalArgumentException(
          "a file keeps one namespace, and there are %d".formatted(all.size()));
    }
    for (NamespaceSettings namespace : all) {
      namespaces.put(namespace.nsid(), new Namespace(nqn, namespace, blocks(namespace, file)));
    }
  }

  private Blocks blocks(NamespaceSettings namespace, @Nullable DataFile file) {
    if (file == null) {
      return new MemoryBlocks(namespace.blockBytes());
    }
    if (file.sizeBytes() != namespace.blocks() * namespace.blockBytes()) {
      throw new IllegalArgumentException(
          "a file of %d bytes for %d blocks of %d bytes"
              .formatted(file.sizeBytes(), namespace.blocks(), namespace.blockBytes()));
    }
    Worker worker = new Worker(environment.loop(), "data file");
    return new FileBlocks(file, namespace.blockBytes(), worker, environment.recorder());
  }

  /** Closes the namespaces and waits for their requests. */
  void close() {
    namespaces.values().forEach(namespace -> namespace.data().close());
  }

  Nqn nqn() {
    return nqn;
  }

  /** Returns all live and quiescing controllers, by CNTLID. */
  Collection<TargetController> controllers() {
    return ids.all();
  }

  Optional<TargetController> find(int cntlid) {
    return ids.find(cntlid);
  }

  Optional<Namespace> namespace(int nsid) {
    return Optional.ofNullable(namespaces.get(nsid));
  }

  /** Returns the namespace if there is exactly one; otherwise empty. */
  Optional<Namespace> onlyNamespace() {
    return namespaces.size() == 1
        ? Optional.of(namespaces.firstEntry().getValue())
        : Optional.empty();
  }

  /** Returns the IDs of the namespaces, ascending. */
  List<Integer> nsids() {
    return List.copyOf(namespaces.keySet());
  }

  /** Returns NN, the largest NSID. */
  int largestNsid() {
    return namespaces.isEmpty() ? 0 : namespaces.lastKey();
  }

  /** Returns the ANA states of the ports. */
  PortAnaStates anaStates() {
    return anaStates;
  }

  /** Changes the ANA state of a port and notifies every host that is connected to it. */
  void changeAna(int port, AnaState state) {
    if (!anaStates.set(port, state)) {
      return;
    }
    for (TargetController controller : List.copyOf(ids.all())) {
      if (controller.association().port() == port && !controller.isNoticed()) {
        controller
            .asyncEvents()
            .raise(AsyncEvent.ANA_CHANGED, AsyncEvent.Enable.ANA_CHANGE, Cause.NONE);
      }
    }
  }

  /** Returns a new controller for a host; empty if no CNTLID is left. */
  Optional<TargetController> create(Association host, Cause cause) {
    return ids.create(environment, this, host, cause);
  }

  @Override
  public Kind kind() {
    return Kind.IO;
  }

  @Override
  public InstanceId nextInstance(int cntlid) {
    return ids.nextInstance(cntlid);
  }

  @Override
  public int asyncEvents() {
    int always = AsyncEvent.Enable.NAMESPACE_ATTRIBUTE | AsyncEvent.Enable.ANA_CHANGE;
    return environment.settings().ccrLimit() > 0
        ? always | AsyncEvent.Enable.CCR_COMPLETED
        : always;
  }

  @Override
  public long appliedKatoMillis(long katoMillis) {
    return roundUp(katoMillis, environment.settings());
  }

  /** Returns KATO, rounded up to the granularity that KAS reports. */
  static long roundUp(long katoMillis, TargetSettings settings) {
    return KeepAliveTimeout.applied(
            katoMillis,
            (long) settings.keepAliveGranularity() * IdentifyController.TENTH_SECOND_MILLIS,
            settings.trafficBasedKeepAlive())
        .millis();
  }

  /** Frees the CNTLID and completes the reset at every source that waits for it. */
  @Override
  public void gone(InstanceId instance, Cause cause) {
    ids.remove(instance.cntlid());
    ended(instance, cause);
  }

  @Override
  public void ended(InstanceId instance, Cause cause) {
    for (TargetController source : List.copyOf(ids.all())) {
      resetEnded(source, instance, CcrLog.Entry.SUCCESS, cause);
    }
  }

  /** Completes the reset of an instance at a source that waits for it. */
  void resetEnded(TargetController source, InstanceId instance, int status, Cause cause) {
    if (!source.ccrEntries().complete(instance, status)) {
      return;
    }
    Cause completed =
        environment
            .recorder()
            .record(
                source.lane(),
                cause,
                new FencingEvent.TargetCompleted(instance.cntlid(), instance.ciu(), status));
    if (!source.isNoticed()) {
      source
          .asyncEvents()
          .raise(AsyncEvent.CCR_COMPLETED, AsyncEvent.Enable.CCR_COMPLETED, completed);
    }
  }
}
