package dev.fenceline.lab;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.event.Event;
import dev.fenceline.event.Journal;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Note;
import dev.fenceline.link.Link;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.PathSettings;
import dev.fenceline.tap.AssociationTracker;
import dev.fenceline.tap.AssociationTracker.View;
import dev.fenceline.verify.LateWriteCheck;
import io.netty.util.concurrent.Future;
import java.net.SocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What stands between hosts and targets that tell nothing: a {@link Link} for each path, and an
 * {@link AssociationTracker} that tells what both ends do. In virtual or real time. Loop thread
 * only.
 */
final class Relay implements AutoCloseable {
  /** What a stalled direction of one connection keeps before it stops reading. */
  private final LabLoop loop;

  private final Journal journal;
  private final AssociationTracker tracker;
  private final LateWriteCheck lateWrites = LateWriteCheck.ofAnswers();
  private final Map<String, Link> links = new LinkedHashMap<>();

  Relay(LabLoop loop, Journal journal) {
    this.loop = loop;
    this.journal = journal;
    tracker = new AssociationTracker(loop::nanos, journal);
    journal.addListener(this::check);
    journal.record(Lane.LAB, 0, new Note("what host and target do is concluded from what passes"));
    ServiceLoop.look(loop, tracker);
  }

  private void check(Event event) {
    lateWrites
        .check(event)
        .ifPresent(finding -> journal.record(event.lane(), event.sequence(), finding));
  }

  /** How many writes have destroyed newer data so far, as far as the target's answers show it. */
  int corruptions() {
    return lateWrites.corruptions();
  }

  /**
   * Opens a path.
   *
   * @param address the target's, as a person knows it
   * @param front where hosts connect
   * @param back where the target listens
   * @return the address that hosts connect to; fails if it cannot be listened on
   */
  Future<SocketAddress> open(String name, String address, SocketAddress front, SocketAddress back) {
    int port = links.size() + 1;
    PathSettings settings = PathSettings.direct(name, port, address);
    Link link =
        PathLink.make(loop, settings, journal, tracker.path(name, address, View.BOTH_POINTS));
    links.put(name, link);
    return link.open(front, back);
  }

  /** Breaks or heals a path; does nothing if there is none of this name. */
  void apply(Fault.OnPath fault) {
    Link link = links.get(fault.path());
    if (link != null) {
      link.apply(fault);
    }
  }

  /** Ends every connection, and stops listening. */
  @Override
  public void close() {
    links.values().forEach(Link::close);
  }
}
