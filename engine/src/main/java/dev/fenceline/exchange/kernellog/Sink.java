package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Lane;
import org.jspecify.annotations.Nullable;

/**
 * Records the events of one controller, on its lane, at the present moment, with the line as their
 * cause.
 */
final class Sink {
  private final Lane lane;
  private final Recording recording;
  private Recording.@Nullable Entry line;
  private long nanos;

  Sink(Lane lane, Recording recording) {
    this.lane = lane;
    this.recording = recording;
  }

  /** Sets the line from which the following events are concluded. */
  void line(Recording.Entry next, long nextNanos) {
    line = next;
    nanos = nextNanos;
  }

  /** Sets the moment of following events that are not concluded from a line. */
  void at(long nextNanos) {
    line = null;
    nanos = nextNanos;
  }

  long nanos() {
    return nanos;
  }

  Recording.Entry record(Detail detail) {
    return recording.add(nanos, lane, line, detail);
  }

  /** Records the state when the log began. */
  Recording.Entry recordBefore(Detail detail) {
    return recording.addBefore(lane, detail);
  }
}
