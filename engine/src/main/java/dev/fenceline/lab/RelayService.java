package dev.fenceline.lab;

import dev.fenceline.clock.ClockKind;
import dev.fenceline.clock.LabLoop;
import dev.fenceline.event.Event;
import dev.fenceline.event.Journal;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Note;
import dev.fenceline.event.RunEvent;
import dev.fenceline.link.Link;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.PathSettings;
import dev.fenceline.session.ProgramVersion;
import dev.fenceline.session.SessionHeader;
import dev.fenceline.tap.AssociationTracker;
import dev.fenceline.tap.AssociationTracker.View;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stands between real hosts and a real target: one {@link Link} for each path, whose back is the
 * target's own address. Each path can be broken, every PDU is seen, and an {@link
 * AssociationTracker} tells what both ends do.
 *
 * <p>Passes the discovery log as it is: a host that connects to what it names goes past the relay.
 * Keeps no event itself: writers are given each, on the loop's thread.
 */
public final class RelayService implements Service {
  private static final String SOURCE = "relay";

  /** What a stalled direction of one connection keeps before it stops reading. */
  private static final long KEPT_BYTES_LIMIT = 64L << 20;

  /**
   * One path.
   *
   * @param front where hosts connect; port 0 takes a free one
   * @param back where the target listens
   */
  public record Pair(InetSocketAddress front, InetSocketAddress back) {}

  private final String title;
  private final Map<String, Pair> pairs = new LinkedHashMap<>();
  private final ServiceLoop service = new ServiceLoop();

  /**
   * A relay that does not listen yet. Its paths are called 1, 2 and so on.
   *
   * @param title a few words for lists of recordings; null: where it relays to
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
    return SessionHeader.of(ProgramVersion.number(), title, null, 0, ClockKind.REAL.word(), SOURCE);
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
    service.run(new RunEvent.Started(SOURCE, 0, ClockKind.REAL.word()), Relaying::new, ready);
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

  /** The links while they relay. */
  private final class Relaying implements ServiceLoop.Parts {
    private final LabLoop loop;
    private final Journal journal;
    private final AssociationTracker tracker;
    private final Map<String, Link> links = new LinkedHashMap<>();

    Relaying(LabLoop loop, Journal journal) {
      this.loop = loop;
      this.journal = journal;
      tracker = new AssociationTracker(loop::nanos, journal);
      journal.record(
          Lane.LAB, 0, new Note("what host and target do is concluded from what passes"));
      ServiceLoop.look(loop, tracker);
    }

    @Override
    public List<InetSocketAddress> open() throws IOException {
      List<InetSocketAddress> bound = new ArrayList<>();
      for (Map.Entry<String, Pair> path : pairs.entrySet()) {
        bound.add(open(path.getKey(), path.getValue()));
      }
      return bound;
    }

    private InetSocketAddress open(String name, Pair pair) throws IOException {
      String address = TransportAddress.text(pair.back());
      int port = links.size() + 1;
      PathSettings settings = new PathSettings(name, port, address, 0, 0, KEPT_BYTES_LIMIT);
      Link link =
          PathLink.make(loop, settings, journal, tracker.path(name, address, View.BOTH_POINTS));
      links.put(name, link);
      return (InetSocketAddress)
          ServiceLoop.await(loop, link.open(pair.front(), pair.back()), pair.front());
    }

    @Override
    public void apply(Fault fault) {
      if (fault instanceof Fault.OnPath onPath) {
        Link link = links.get(onPath.path());
        if (link != null) {
          link.apply(onPath);
        }
      }
    }

    /** Nobody here sees what media does. */
    @Override
    public int corruptions() {
      return 0;
    }

    @Override
    public void close() {
      links.values().forEach(Link::close);
    }
  }
}
