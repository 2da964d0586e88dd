package dev.fenceline.service;

import dev.fenceline.clock.ClockKind;
import dev.fenceline.clock.LabLoop;
import dev.fenceline.event.Event;
import dev.fenceline.event.Journal;
import dev.fenceline.event.RunEvent;
import dev.fenceline.remote.TransportAddress;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.FaultPrompt;
import dev.fenceline.session.ProgramVersion;
import dev.fenceline.session.SessionHeader;
import dev.fenceline.tap.AssociationTracker;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stands between real hosts and a real target, as a {@link Relay} in real time: the back of each
 * path is the target's own address. Each path can be broken, and every PDU and the actions of both
 * ends are recorded.
 *
 * <p>Passes the discovery log unchanged: a host that connects to an address in it bypasses the
 * relay. Keeps no events. Passes each to the writers, on the loop's thread.
 */
public final class RelayService implements Service {
  /**
   * One path.
   *
   * @param front the address to which hosts connect; port 0 selects a free one
   * @param back the address on which the target listens
   */
  public record Pair(InetSocketAddress front, InetSocketAddress back) {}

  private final String title;
  private final Map<String, Pair> pairs = new LinkedHashMap<>();
  private final ServiceLoop service = new ServiceLoop();

  /**
   * Creates a relay that does not listen yet. Its paths are named 1, 2 and so on.
   *
   * @param title a title for lists of recordings, or null to name the target's address
   * @throws IllegalArgumentException if there is no path
   */
  public RelayService(@Nullable String title, List<Pair> pairs) {
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException("a relay needs a path");
    }
    this.title =
        title == null ? "Relayed to " + TransportAddress.text(pairs.getFirst().back()) : title;
    for (Pair pair : pairs) {
      this.pairs.put(Integer.toString(this.pairs.size() + 1), pair);
    }
  }

  @Override
  public void addWriter(Consumer<Event> writer) {
    service.addWriter(writer);
  }

  @Override
  public SessionHeader header() {
    return SessionHeader.of(
            ProgramVersion.number(), title, null, 0, ClockKind.REAL.word(), SessionHeader.RELAY)
        .concludedBy(AssociationTracker.RULES);
  }

  @Override
  public List<String> paths() {
    return List.copyOf(pairs.keySet());
  }

  @Override
  public List<String> faults() {
    return FaultPrompt.PATH_HELP;
  }

  @Override
  public void run(Consumer<List<InetSocketAddress>> ready) throws IOException {
    service.run(
        new RunEvent.Started(SessionHeader.RELAY, 0, ClockKind.REAL.word()), Relaying::new, ready);
  }

  @Override
  public void stop() {
    service.stop();
  }

  @Override
  public boolean inject(Fault fault) {
    if (!(fault instanceof Fault.OnPath onPath)) {
      throw new IllegalArgumentException(
          "\"%s\" is for the emulated target: a relay can break paths only, the target is a real one"
              .formatted(fault.command()));
    }
    if (!pairs.containsKey(onPath.path())) {
      throw new IllegalArgumentException(
          "there is no path %s; the paths are %s"
              .formatted(onPath.path(), String.join(", ", pairs.keySet())));
    }
    return service.inject(onPath);
  }

  /** The relay while it serves. */
  private final class Relaying implements ServiceLoop.Parts {
    private final LabLoop loop;
    private final Relay relay;

    Relaying(LabLoop loop, Journal journal) {
      this.loop = loop;
      relay = new Relay(loop, journal);
    }

    @Override
    public List<InetSocketAddress> open() throws IOException {
      List<InetSocketAddress> bound = new ArrayList<>();
      for (Map.Entry<String, Pair> path : pairs.entrySet()) {
        Pair pair = path.getValue();
        String address = TransportAddress.text(pair.back());
        Future<SocketAddress> opening =
            relay.open(path.getKey(), address, pair.front(), pair.back());
        bound.add((InetSocketAddress) ServiceLoop.await(loop, opening, pair.front()));
      }
      return bound;
    }

    @Override
    public void apply(Fault fault) {
      if (fault instanceof Fault.OnPath onPath) {
        relay.apply(onPath);
      }
    }

    @Override
    public int corruptions() {
      return relay.corruptions();
    }

    @Override
    public void close() {
      relay.close();
    }
  }
}
