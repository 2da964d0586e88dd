package dev.fenceline.service;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.event.Cause;
import dev.fenceline.event.Event;
import dev.fenceline.event.Journal;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Note;
import dev.fenceline.lab.PathLink;
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
 * Stands between hosts and targets that record no events: a {@link Link} for each path, and an
 * {@link AssociationTracker} that records what both ends do. Runs in virtual or real time. Loop
 * thread only.
 */
final class Relay implements AutoCloseable {
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
    journal.record(
        Lane.LAB, Cause.NONE, new Note("what host and target do is concluded from what passes"));
    ServiceLoop.look(loop, tracker);
  }

  private void check(Event event) {
    lateWrites
        .check(event)
        .ifPresent(finding -> journal.record(event.lane(), event.asCause(), finding));
  }

  /**
   * Returns the number of writes that have destroyed newer data so far, as far as the target's
   * answers show it.
   */
  int corruptions() {
    return lateWrites.corruptions();
  }

  /**
   * Opens a path.
   *
   * @param address the target's address, as a user knows it
   * @param front the address to which hosts connect
   * @param back the address on which the target listens
   * @return the address to which hosts connect; fails if the relay cannot listen on it
   */
  Future<SocketAddress> open(String name, String address, SocketAddress front, SocketAddress back) {
    int port = links.size() + 1;
    PathSettings settings = PathSettings.direct(name, port, address);
    Link link =
        PathLink.make(loop, settings, journal, tracker.path(name, address, View.BOTH_POINTS));
    links.put(name, link);
    return link.open(front, back);
  }

  /** Applies a fault to a path. Does nothing if there is no path of this name. */
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
