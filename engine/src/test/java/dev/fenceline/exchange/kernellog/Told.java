package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.Event;
import dev.fenceline.session.Session;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Recovery;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/** A log as it is told, for tests: its session and what follows from that. */
record Told(Session session, Timeline timeline, List<Recovery> recoveries, LogAccount account) {
  static Told of(String log) {
    return of(KernelLogReader.read(log, "test").orElseThrow());
  }

  static Told of(Session session) {
    Timeline timeline = Timeline.of(session.events());
    return new Told(
        session, timeline, Recoveries.of(timeline), LogAccount.of(timeline).orElseThrow());
  }

  /** A log among the resources of the tests. */
  static Told resource(String name) {
    return resource(name, "");
  }

  static Told resource(String name, String host) {
    try (InputStream in = Told.class.getResourceAsStream("/" + name)) {
      return of(KernelLogReader.read(Objects.requireNonNull(in, name), name, host).orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  <T> List<T> details(Class<T> type) {
    return session.events().stream()
        .map(Event::detail)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  /** Seconds between two moments of the session, to the millisecond. */
  static double seconds(long fromNanos, OptionalLong toNanos) {
    return Math.round((toNanos.orElseThrow() - fromNanos) / 1e6) / 1e3;
  }

  /** What is the same however the log is written: without moments. */
  List<String> story() {
    return recoveries.stream()
        .map(it ->
            "%s %s %s %d %s %s"
                .formatted(
                    it.controller(),
                    it.trigger(),
                    it.outcome(),
                    it.attempts(),
                    it.fencedBy(),
                    it.failures()))
        .toList();
  }
}
