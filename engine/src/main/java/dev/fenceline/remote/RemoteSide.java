package dev.fenceline.remote;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Recorder;
import dev.fenceline.event.value.ControllerState;
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
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An existing target. It does not report when it has revoked the commands of a dead instance. It
 * must have done so T + CQT after the host has detected the failure; a second is added for the
 * network. Listens to the run's journal for failures.
 */
public final class RemoteSide implements TargetSide, Consumer<Event> {
  private static final long MARGIN_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final LabLoop loop;
  private final Map<String, InetSocketAddress> addresses = new HashMap<>();
  private final long quietAfterNanos;
  private final @Nullable SlowMediaCommands slowing;
  private long quietFromNanos;
  private long begunNanos;

  public RemoteSide(LabLoop loop, Recorder recorder, Scenario scenario, LabTarget.Remote remote) {
    this.loop = loop;
    SlowHint hint = remote.slowing();
    this.slowing = hint == null ? null : new SlowMediaCommands(loop, recorder, hint);
    List<InetSocketAddress> addresses = remote.addresses();
    this.quietAfterNanos = quietAfterNanos(scenario.host(), scenario.target());
    for (int i = 0; i < addresses.size(); i++) {
      this.addresses.put(scenario.paths().get(i).name(), addresses.get(i));
    }
  }

  /** Returns T + CQT + 1 s, with the KATO that the target applies, in steps of KAS. */
  static long quietAfterNanos(HostSettings host, TargetSettings target) {
    long fenceMillis = FenceTime.of(host, target, true).millis();
    return TimeUnit.MILLISECONDS.toNanos(fenceMillis + target.cqtMillis()) + MARGIN_NANOS;
  }

  @Override
  public void accept(Event event) {
    switch (event.detail()) {
      case ControllerEvent.ErrorRecovery _ -> quietFromNanos = event.nanos() + quietAfterNanos;
      case ControllerEvent.StateChanged change
          when change.to() == ControllerState.LIVE && begunNanos == 0 ->
          begunNanos = event.nanos();
      default -> {}
    }
  }

  @Override
  public Future<SocketAddress> port(PathSettings path) {
    return loop.eventLoop().newSucceededFuture(addresses.get(path.name()));
  }

  @Override
  public void apply(Fault.OnBackEnd fault) {
    if (slowing == null) {
      throw LabTarget.beyondReach(fault);
    }
    switch (fault) {
      case Fault.SlowWrite _, Fault.Hang _ -> slowing.begin();
      case Fault.SlowWriteOff _, Fault.HangOff _ -> slowing.end();
    }
  }

  @Override
  public Optional<String> problem() {
    return slowing == null ? Optional.empty() : slowing.problem();
  }

  @Override
  public void changeAna(int port, Fault.Ana change) {
    throw LabTarget.beyondReach(change);
  }

  @Override
  public void use(TargetSettings settings) {
    throw new IllegalArgumentException("the settings of a real target cannot be changed from here");
  }

  @Override
  public long begunNanos() {
    return begunNanos;
  }

  @Override
  public boolean isQuiet() {
    return loop.nanos() >= quietFromNanos;
  }

  /** Does nothing: the target continues to run. */
  @Override
  public void close() {
    if (slowing != null) {
      slowing.close();
    }
  }
}
