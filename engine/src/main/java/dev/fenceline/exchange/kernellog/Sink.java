package dev.fenceline.exchange.kernellog;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Lane;
import org.jspecify.annotations.Nullable;

/** Where the events of one controller go: its lane, the moment, the line that they follow from. */
final class Sink {
  private final Lane lane;
  private final Recording recording;
  private Recording.@Nullable Entry line;
  private long nanos;

  Sink(Lane lane, Recording recording) {
    this.lane = lane;
    this.recording = recording;
  }

  /** What follows comes from this line. */
  void line(Recording.Entry next, long nextNanos) {
    line = next;
    nanos = nextNanos;
  }

  /** What follows comes from no line, at this moment. */
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

  /** Records what was so when the log began. */
  Recording.Entry recordBefore(Detail detail) {
    return recording.addBefore(lane, detail);
  }
}
