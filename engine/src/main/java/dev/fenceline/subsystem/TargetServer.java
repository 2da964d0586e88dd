package dev.fenceline.subsystem;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.event.Recorder;
import dev.fenceline.event.value.InstanceState;
import dev.fenceline.nvme.AnaState;
import dev.fenceline.nvme.tcp.PduDecoder;
import dev.fenceline.nvme.tcp.PduEncoder;
import dev.fenceline.nvme.tcp.PduType;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.TargetSettings;
import dev.fenceline.scenario.setting.SettingsBuilder;
import dev.fenceline.subsystem.media.DataFile;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The emulated target on its ports. Records the events of each instance on a separate lane ({@code
 * target/<cntlid>.<generation>}), and all others on {@code target/subsystem}. Discovery controllers
 * have CNTLIDs from FF00h. Loop thread only.
 */
public final class TargetServer {
  /** Upper limit for the header, digests and padding of a PDU with data. */
  private static final int PDU_OVERHEAD_BYTES = 256;

  private final SubsystemContext environment;
  private final Subsystem subsystem;
  private final DiscoverySubsystem discovery;
  private final CommandRouter router;
  private final List<Channel> listeners = new ArrayList<>();
  private final Set<TargetConnection> connections = new LinkedHashSet<>();
  private TargetSettings inForce;
  private boolean closed;

  /** Creates a target without ports and discovery entries, with its blocks in memory. */
  public TargetServer(LabLoop loop, Recorder recorder, TargetSettings settings) {
    this(loop, recorder, settings, null);
  }

  /**
   * Creates a target without ports and discovery entries.
   *
   * @param file holds the blocks of its only namespace, and is closed by the caller; null if the
   *     blocks are in memory
   * @throws IllegalArgumentException if the file does not fit the settings
   */
  public TargetServer(
      LabLoop loop, Recorder recorder, TargetSettings settings, @Nullable DataFile file) {
    inForce = settings;
    MediaQueue backEnd = new MediaQueue(loop, recorder, settings.mediaMicros());
    environment = new SubsystemContext(loop, recorder, () -> inForce, backEnd);
    subsystem = new Subsystem(environment, file);
    discovery = new DiscoverySubsystem(environment, subsystem.nqn());
    router =
        new CommandRouter(
            new FabricsCommands(subsystem, discovery, settings),
            new AdminCommands(
                new IdentifyPages(subsystem, settings),
                new LogPages(subsystem, discovery, settings.ccrLimit()),
                new FeatureCommands(settings),
                new CcrCommand(subsystem, environment),
                settings.ccrLimit()),
            new IoCommands(subsystem, backEnd));
  }

  /**
   * Changes the settings that a running target can change: what its back end does with the commands
   * of a failed instance. What the target has reported of itself stays.
   */
  public void use(TargetSettings newSettings) {
    inForce =
        SettingsBuilder.of(inForce)
            .with(TargetSettings::brokenPromise, newSettings.brokenPromise())
            .with(TargetSettings::quiesceMillis, newSettings.quiesceMillis())
            .with(TargetSettings::answerWhileQuiescing, newSettings.answerWhileQuiescing())
            .build();
  }

  /**
   * Opens a port.
   *
   * @param port its number in the discovery log and in events, from 1
   * @param address the address to listen on; TCP port 0 selects a free one
   * @return the bound address; the future fails if it cannot be bound
   */
  public Future<SocketAddress> listen(int port, SocketAddress address) {
    LabLoop loop = environment.loop();
    ServerBootstrap server =
        loop.server().childHandler(loop.initializer(channel -> accepted(channel, port)));
    if (!loop.isVirtual()) {
      server.option(ChannelOption.SO_REUSEADDR, true);
      server.childOption(ChannelOption.TCP_NODELAY, true);
    }
    Promise<SocketAddress> bound = loop.eventLoop().newPromise();
    ChannelFuture binding = server.bind(address);
    loop.whenDone(
        binding,
        done -> {
          if (done.isSuccess()) {
            listeners.add(done.channel());
            bound.setSuccess(done.channel().localAddress());
          } else {
            bound.setFailure(done.cause());
          }
        });
    return bound;
  }

  /**
   * Adds an address to the discovery log and notifies the hosts that are connected to the discovery
   * subsystem.
   *
   * @param port the number of a port
   * @param address the address for hosts, such as {@code 10.0.0.1:4420} or {@code [::1]:4420}
   * @throws IllegalArgumentException if it is not a host and port
   */
  public void announce(int port, String address) {
    discovery.announce(port, address);
  }

  /** Makes the back end slow, hang, or normal again, from now on. */
  public void apply(Fault.OnBackEnd fault) {
    environment.backEnd().apply(fault);
  }

  /** Changes the ANA state of a port and notifies its hosts. */
  public void changeAna(int port, Fault.Ana.State state) {
    subsystem.changeAna(port, AnaState.valueOf(state.name()));
  }

  /** Reports whether the back end has only commands of ready instances. */
  public boolean isQuiet() {
    return controllers()
        .filter(controller -> controller.state() != InstanceState.READY)
        .allMatch(controller -> environment.backEnd().atMedia(controller) == 0);
  }

  /**
   * Stops listening and closes every connection. Drops commands at media, but waits for those that
   * are taking effect in a file.
   */
  public void close() {
    closed = true;
    listeners.forEach(Channel::close);
    listeners.clear();
    subsystem.close();
    environment.backEnd().close();
    controllers().toList().forEach(TargetController::abandon);
    List.copyOf(connections).forEach(TargetConnection::abandon);
  }

  private Stream<TargetController> controllers() {
    return Stream.concat(subsystem.controllers().stream(), discovery.controllers().stream());
  }

  /** Puts the codec and the connection into the pipeline of a channel that a port accepted. */
  private void accepted(Channel channel, int port) {
    if (closed) {
      channel.close();
      return;
    }
    TargetSettings settings = environment.settings();
    int largestData =
        Math.max(
            InCapsuleData.ADMIN_BYTES_MAX,
            Math.max(settings.inCapsuleBytes(), settings.maxH2cDataBytes()));
    PduDecoder decoder =
        new PduDecoder(PduType.Receiver.CONTROLLER, largestData + PDU_OVERHEAD_BYTES);
    PduEncoder encoder = new PduEncoder();
    TargetConnection connection =
        new TargetConnection(environment, router, port, channel, decoder, encoder);
    connections.add(connection);
    environment.loop().whenDone(channel.closeFuture(), _ -> connections.remove(connection));
    channel.pipeline().addLast(decoder, encoder, connection);
  }
}
