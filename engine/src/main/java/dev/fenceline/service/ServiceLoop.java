package dev.fenceline.service;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.clock.Seed;
import dev.fenceline.event.Cause;
import dev.fenceline.event.Event;
import dev.fenceline.event.Journal;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Note;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.remote.TransportAddress;
import dev.fenceline.scenario.Fault;
import dev.fenceline.tap.AssociationTracker;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the parts of a {@link Service} on a loop in real time until it is stopped. {@link #run}
 * blocks its thread until the end; {@link #stop} and {@link #inject} may be called from any thread.
 */
final class ServiceLoop {
  /** Interval at which the tracker draws conclusions from silence. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private static final long OPEN_DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final List<Consumer<Event>> writers = new CopyOnWriteArrayList<>();
  private volatile boolean stopping;
  private volatile @Nullable Serving serving;

  /** The parts of a service while it serves. Loop thread only. */
  interface Parts extends AutoCloseable {
    /**
     * Opens every path and returns the addresses to which hosts connect, in the order of the paths.
     */
    List<InetSocketAddress> open() throws IOException;

    /** Applies a fault, which breaks or heals something. */
    void apply(Fault fault);

    /** Returns the number of times that lost data was seen so far. */
    int corruptions();

    @Override
    void close();
  }

  /** Creates the parts, on the loop's thread. */
  interface Maker {
    /** Creates the parts, which record in the journal. */
    Parts make(LabLoop loop, Journal journal);
  }

  private record Serving(LabLoop loop, Journal journal, Parts parts) {}

  void addWriter(Consumer<Event> writer) {
    writers.add(writer);
  }

  /**
   * Serves until {@link #stop}.
   *
   * @throws IOException if it cannot listen on a path
   */
  void run(RunEvent.Started started, Maker maker, Consumer<List<InetSocketAddress>> ready)
      throws IOException {
    try (LabLoop loop = LabLoop.real(new Seed(started.seed()))) {
      Journal journal = new Journal(loop::nanos);
      writers.forEach(journal::addListener);
      journal.record(Lane.LAB, Cause.NONE, started);
      try (Parts parts = maker.make(loop, journal)) {
        List<InetSocketAddress> bound = parts.open();
        serving = new Serving(loop, journal, parts);
        ready.accept(bound);
        loop.runUntil(Long.MAX_VALUE, () -> stopping);
        journal.record(Lane.LAB, Cause.NONE, new Note("stopped by hand"));
        int corruptions = parts.corruptions();
        Verdict verdict = corruptions > 0 ? Verdict.CORRUPT : Verdict.UNKNOWN;
        journal.record(Lane.LAB, Cause.NONE, new RunEvent.Ended(verdict, corruptions, 0, 0));
        journal.end();
      } finally {
        serving = null;
      }
    }
  }

  void stop() {
    stopping = true;
  }

  /**
   * Applies a fault and records it with its moment. Reports whether the service was running and
   * took it.
   */
  boolean inject(Fault fault) {
    Serving now = serving;
    if (now == null) {
      return false;
    }
    now.loop()
        .execute(() -> {
          now.journal()
              .record(Lane.LAB, Cause.NONE, new RunEvent.FaultApplied(fault.command(), true));
          now.parts().apply(fault);
        });
    return true;
  }

  /** Makes a tracker draw conclusions periodically from now on. */
  static void look(LabLoop loop, AssociationTracker tracker) {
    tracker.due();
    loop.schedule(LOOK_NANOS, () -> look(loop, tracker));
  }

  /** Drives the loop until the service listens on the address. */
  static SocketAddress await(LabLoop loop, Future<SocketAddress> opening, SocketAddress address)
      throws IOException {
    loop.runUntil(loop.nanos() + OPEN_DEADLINE_NANOS, opening::isDone);
    if (!opening.isSuccess()) {
      Throwable cause = opening.cause();
      throw new IOException(
          "cannot listen on %s: %s"
              .formatted(
                  address instanceof InetSocketAddress tcp ? TransportAddress.text(tcp) : address,
                  cause == null ? "no answer" : cause.getMessage()),
          cause);
    }
    return opening.getNow();
  }
}
