package dev.fenceline.timeline;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.nvme.Opcode;
import java.util.HashMap;
import java.util.Map;

/** The longest time that a host waited for a write, as the host sees it. */
public final class LongestWrite {
  private record Place(Lane lane, int qid, int cid) {}

  private final Map<Place, Long> sinceNanos = new HashMap<>();
  private long longestNanos;

  private LongestWrite() {}

  /** Returns the time in nanoseconds. A write without an end lasts until the session ends. */
  public static long nanosIn(Timeline timeline) {
    LongestWrite longest = new LongestWrite();
    timeline.events().stream()
        .filter(event -> event.lane().group() == Lane.Group.HOST)
        .forEach(longest::read);
    longest.sinceNanos.keySet().stream()
        .toList()
        .forEach(place -> longest.end(place, timeline.endNanos()));
    return longest.longestNanos;
  }

  private void read(Event event) {
    if (!(event.detail() instanceof CommandEvent command) || command.qid() == 0) {
      return;
    }
    Place place = new Place(event.lane(), command.qid(), command.cid());
    switch (command) {
      case CommandEvent.Submitted it when it.opcode() == Opcode.Nvm.WRITE.code() ->
          sinceNanos.put(place, event.nanos());
      case CommandEvent.Completed _, CommandEvent.TimedOut _, CommandEvent.Cancelled _ ->
          end(place, event.nanos());
      default -> {}
    }
  }

  private void end(Place place, long nanos) {
    Long since = sinceNanos.remove(place);
    if (since != null) {
      longestNanos = Math.max(longestNanos, nanos - since);
    }
  }
}
