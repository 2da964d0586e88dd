package dev.fenceline.report;

import dev.fenceline.event.Event;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Recovery;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * One measured failure of a controller. Durations are in nanoseconds, or empty if their end was not
 * reached.
 *
 * @param recovery the recovery with its moments
 * @param holdNanos the length of the time-based hold within fencing, or empty if there is none or
 *     it did not end
 */
public record Outage(Recovery recovery, OptionalLong holdNanos) {

  /** Returns the failures of a run, in the order of detection. */
  static List<Outage> of(Timeline timeline) {
    List<Outage> outages = new ArrayList<>();
    for (Recovery recovery : Recoveries.of(timeline)) {
      outages.add(new Outage(recovery, hold(timeline, recovery)));
    }
    return List.copyOf(outages);
  }

  private static OptionalLong hold(Timeline timeline, Recovery recovery) {
    int end = recovery.endSequence() == 0 ? timeline.size() : (int) recovery.endSequence();
    long armedNanos = -1; // its beginning was not seen
    for (int i = (int) recovery.detectedSequence() - 1; i < end; i++) {
      if (timeline.detail(i) instanceof HoldEvent hold
          && timeline.lane(i).equals(recovery.lane())) {
        Event event = timeline.event(i);
        switch (hold) {
          case HoldEvent.Armed _ -> armedNanos = event.nanos();
          case HoldEvent.Ended _, HoldEvent.Released _ -> {
            return armedNanos < 0
                ? OptionalLong.empty()
                : OptionalLong.of(event.nanos() - armedNanos);
          }
        }
      }
    }
    return OptionalLong.empty();
  }

  /**
   * Returns the time from the failure of the path to its detection by the host, or empty if it is
   * not known.
   */
  public OptionalLong detectionNanos() {
    return recovery.failedNanos().isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(recovery.detectedNanos() - recovery.failedNanos().getAsLong());
  }

  /** Returns the time from detection to the end of fencing. */
  public OptionalLong fencingNanos() {
    return since(recovery.detectedNanos(), recovery.fencedNanos());
  }

  /** Returns the time from the failure of the path until its I/O continued elsewhere. */
  public OptionalLong ioOutageNanos() {
    return sinceFailure(recovery.resumedNanos());
  }

  /** Returns the time from the end of the reset to a live controller: delay and attempts. */
  public OptionalLong reconnectNanos() {
    return recovery.connectingNanos().isEmpty()
        ? OptionalLong.empty()
        : since(recovery.connectingNanos().getAsLong(), recovery.reconnectedNanos());
  }

  /** Returns the time from the failure of the path to a live controller. */
  public OptionalLong totalNanos() {
    return sinceFailure(recovery.reconnectedNanos());
  }

  private OptionalLong sinceFailure(OptionalLong toNanos) {
    return recovery.failedNanos().isEmpty()
        ? OptionalLong.empty()
        : since(recovery.failedNanos().getAsLong(), toNanos);
  }

  private static OptionalLong since(long fromNanos, OptionalLong toNanos) {
    return toNanos.isPresent() ? OptionalLong.of(toNanos.getAsLong() - fromNanos) : toNanos;
  }
}
