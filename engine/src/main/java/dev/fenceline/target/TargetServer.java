package dev.fenceline.target;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Note;
import dev.fenceline.event.Recorder;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.TargetSettings;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The emulated target on its ports. Loop thread only. */
public final class TargetServer {
  private final LabLoop loop;
  private final TargetSettings settings;
  private final Recorder recorder;
  private final Map<String, Integer> announced = new LinkedHashMap<>();
  private final List<Channel> listeners = new ArrayList<>();

  /** A target that listens nowhere yet. */
  public TargetServer(LabLoop loop, Recorder recorder, TargetSettings settings) {
    this.loop = loop;
    this.recorder = recorder;
    this.settings = settings;
  }

  /**
   * Opens a port.
   *
   * @param port its number, from 1, as the discovery log and the events name it
   * @param address where to listen; TCP port 0 takes a free one
   * @return the address bound, or why it could not be
   */
  public Future<SocketAddress> listen(int port, SocketAddress address) {
    Promise<SocketAddress> bound = loop.eventLoop().newPromise();
    ChannelFuture binding =
        loop.server().childHandler(new ChannelInboundHandlerAdapter()).bind(address);
    binding.addListener(_ -> {
      if (binding.isSuccess()) {
        listeners.add(binding.channel());
        bound.setSuccess(binding.channel().localAddress());
      } else {
        bound.setFailure(binding.cause());
      }
    });
    return bound;
  }

  /**
   * Adds an address to the discovery log, and tells the hosts that are connected to it.
   *
   * @param port the number of a port
   * @param address how hosts reach it, such as {@code 10.0.0.1:4420} or {@code [::1]:4420}
   */
  public void announce(int port, String address) {
    announced.put(address, port);
  }

  /** Makes the back end slow, hang, or work as ever again. */
  public void apply(Fault.OnBackEnd fault) {
    recorder.record(Lane.SUBSYSTEM, 0, new Note(settings.model() + ": " + fault.command()));
  }

  /** Whether no instance that is not ready has a command in the back end. */
  public boolean isQuiet() {
    return true;
  }

  /** Stops listening and closes every connection; what media still works on is dropped. */
  public void close() {
    listeners.forEach(Channel::close);
    listeners.clear();
    announced.clear();
  }
}
