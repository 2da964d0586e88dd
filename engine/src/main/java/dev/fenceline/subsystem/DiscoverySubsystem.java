package dev.fenceline.subsystem;

import dev.fenceline.event.Cause;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.Nqn;
import dev.fenceline.nvme.log.AsyncEvent;
import dev.fenceline.nvme.log.DiscoveryLog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The discovery subsystem, which reports the addresses of the ports. Its controllers have a
 * separate range of CNTLIDs, so that they do not affect the CNTLIDs of the NVM subsystem and cannot
 * be confused with them.
 */
final class DiscoverySubsystem implements ControllerOwner {
  private static final int FIRST_CNTLID = 0xFF00;
  private static final int LAST_CNTLID = 0xFFEF;

  /**
   * KATO of a host that requests none, as in nvmet. Without it, a controller would never detect
   * that its host is gone.
   */
  private static final long KATO_MILLIS = 120_000;

  /** TREQ: no requirements; the host may disable SQ flow control. */
  private static final int TREQ = 4;

  private static final int ADMIN_QUEUE_ENTRIES = 32;

  private final SubsystemContext environment;
  private final Nqn subsystem;
  private final ControllerIds ids;
  private final List<DiscoveryLog.Entry> entries = new ArrayList<>();
  private long generation = 1;

  /** Creates a subsystem without entries; entries that are added name {@code subsystem}. */
  DiscoverySubsystem(SubsystemContext environment, Nqn subsystem) {
    this.environment = environment;
    this.subsystem = subsystem;
    this.ids =
        new ControllerIds(
            FIRST_CNTLID, LAST_CNTLID, environment.loop().fork("target discovery").random());
  }

  Nqn nqn() {
    return Nqn.DISCOVERY;
  }

  Collection<TargetController> controllers() {
    return ids.all();
  }

  /** Adds an entry and notifies the connected hosts. */
  void announce(int port, String address) {
    int colon = address.lastIndexOf(':');
    if (colon <= 0) {
      throw new IllegalArgumentException("\"" + address + "\" is no HOST:PORT");
    }
    String host = address.substring(0, colon).replace("[", "").replace("]", "");
    entries.add(
        new DiscoveryLog.Entry(
            DiscoveryLog.Entry.TRTYPE_TCP,
            host.indexOf(':') < 0 ? DiscoveryLog.Entry.ADRFAM_IPV4 : DiscoveryLog.Entry.ADRFAM_IPV6,
            DiscoveryLog.Entry.SUBTYPE_NVM,
            TREQ,
            port,
            0xFFFF,
            ADMIN_QUEUE_ENTRIES,
            0,
            address.substring(colon + 1),
            subsystem.value(),
            host));
    generation++;
    for (TargetController controller : List.copyOf(ids.all())) {
      controller
          .asyncEvents()
          .raise(AsyncEvent.DISCOVERY_CHANGED, AsyncEvent.Enable.DISCOVERY_CHANGE, Cause.NONE);
    }
  }

  /** Returns the current log page 70h. */
  DiscoveryLog log() {
    return new DiscoveryLog(generation, entries);
  }

  /** Returns a new controller for a host; empty if no CNTLID is left. */
  Optional<TargetController> create(Association host, Cause cause) {
    return ids.create(environment, this, host, cause);
  }

  @Override
  public Kind kind() {
    return Kind.DISCOVERY;
  }

  /** Returns an identity without CIU and CIRN, because nobody resets discovery controllers. */
  @Override
  public InstanceId nextInstance(int cntlid) {
    return new InstanceId(cntlid, 0, 0);
  }

  @Override
  public int asyncEvents() {
    return AsyncEvent.Enable.DISCOVERY_CHANGE;
  }

  @Override
  public long appliedKatoMillis(long katoMillis) {
    return katoMillis == 0 ? KATO_MILLIS : Subsystem.roundUp(katoMillis, environment.settings());
  }

  @Override
  public void ended(InstanceId instance, Cause cause) {
    // no source waits for a discovery controller
  }

  @Override
  public void gone(InstanceId instance, Cause cause) {
    ids.remove(instance.cntlid());
  }
}
