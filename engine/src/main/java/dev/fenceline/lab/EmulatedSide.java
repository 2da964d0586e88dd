package dev.fenceline.lab;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.event.Recorder;
import dev.fenceline.remote.TargetSide;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.PathSettings;
import dev.fenceline.scenario.TargetSettings;
import dev.fenceline.subsystem.TargetServer;
import io.netty.util.concurrent.Future;
import java.net.SocketAddress;

/** The emulated target, created for the run on its loop. */
final class EmulatedSide implements TargetSide {
  private final LabLoop loop;
  private final TargetServer target;

  EmulatedSide(LabLoop loop, Recorder recorder, TargetSettings settings) {
    this.loop = loop;
    this.target = new TargetServer(loop, recorder, settings);
  }

  @Override
  public Future<SocketAddress> port(PathSettings path) {
    return target.listen(path.port(), loop.address("target port " + path.port()));
  }

  @Override
  public void apply(Fault.OnBackEnd fault) {
    target.apply(fault);
  }

  @Override
  public void changeAna(int port, Fault.Ana change) {
    target.changeAna(port, change.state());
  }

  @Override
  public void use(TargetSettings settings) {
    target.use(settings);
  }

  @Override
  public boolean isQuiet() {
    return target.isQuiet();
  }

  @Override
  public void close() {
    target.close();
  }
}
