package dev.fenceline.lab;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.HostSettings;
import dev.fenceline.scenario.PathSettings;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.TargetSettings;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A target that is there already. It does not say when it has taken the commands of a dead instance
 * back; it must have, T + CQT after the host has noticed the failure, and a second is added for the
 * way. Listens to the run's journal for failures.
 */
final class RemoteSide implements TargetSide, Consumer<Event> {
  private static final long MARGIN_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final LabLoop loop;
  private final Map<String, InetSocketAddress> addresses = new HashMap<>();
  private final long quietAfterNanos;
  private long quietFromNanos;

  RemoteSide(LabLoop loop, Scenario scenario, List<InetSocketAddress> addresses) {
    this.loop = loop;
    this.quietAfterNanos = quietAfterNanos(scenario.host(), scenario.target());
    for (int i = 0; i < addresses.size(); i++) {
      this.addresses.put(scenario.paths().get(i).name(), addresses.get(i));
    }
  }

  /** T + CQT + 1 s, with the KATO that the target applies: in steps of KAS. */
  static long quietAfterNanos(HostSettings host, TargetSettings target) {
    long fenceMillis = FenceTime.of(host, target, true).millis();
    return TimeUnit.MILLISECONDS.toNanos(fenceMillis + target.cqtMillis()) + MARGIN_NANOS;
  }

  @Override
  public void accept(Event event) {
    if (event.detail() instanceof ControllerEvent.ErrorRecovery) {
      quietFromNanos = event.nanos() + quietAfterNanos;
    }
  }

  @Override
  public Future<SocketAddress> port(PathSettings path) {
    return loop.eventLoop().newSucceededFuture(addresses.get(path.name()));
  }

  @Override
  public void apply(Fault.OnBackEnd fault) {
    throw LabTarget.beyondReach(fault);
  }

  @Override
  public void changeAna(int port, Fault.Ana change) {
    throw LabTarget.beyondReach(change);
  }

  @Override
  public boolean isQuiet() {
    return loop.nanos() >= quietFromNanos;
  }

  /** The target stays. */
  @Override
  public void close() {}
}
