package dev.fenceline.swimlane.layout;

import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.LogEvent;
import dev.fenceline.event.PathEvent;
import dev.fenceline.event.value.IoKind;
import dev.fenceline.event.value.LogClock;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The remarks beside the names of lanes, read from the events once. Immutable. */
final class LaneNotes {
  /** The kinds that are read, which are few of all events. */
  private static final List<Class<? extends Detail>> READ =
      List.of(
          ControllerEvent.Created.class,
          ConnectionEvent.QueueConnected.class,
          LogEvent.Opened.class,
          IoEvent.Submitted.class,
          PathEvent.Opened.class,
          InstanceEvent.Ready.class);

  private final Map<Lane, String> notes = new HashMap<>();

  /** The marks of logs whose lines have no timestamps. */
  private final Set<String> orderOnly = new HashSet<>();

  private LaneNotes() {}

  /** Returns the remarks, or none if later events can change them. */
  static LaneNotes of(Picture picture) {
    LaneNotes notes = new LaneNotes();
    if (!picture.isSoFar()) {
      Timeline timeline = picture.timeline();
      timeline.events(timeline.size(), READ).forEach(notes::readNote);
    }
    return notes;
  }

  String of(Lane lane) {
    return notes.getOrDefault(lane, "");
  }

  boolean isOrderOnly(Lane lane) {
    return orderOnly.contains(lane.mark());
  }

  private void readNote(Event event) {
    switch (event.detail()) {
      case ControllerEvent.Created created -> notes.put(event.lane(), created.address());
      case ConnectionEvent.QueueConnected connected
          when event.lane().group() == Lane.Group.HOST && connected.qid() == 0 ->
          notes.merge(
              event.lane(),
              " \u00b7 cntlid " + connected.cntlid(),
              (before, more) -> before.endsWith(more) ? before : before + more);
      case LogEvent.Opened log when log.clock() == LogClock.NONE ->
          orderOnly.add(event.lane().mark());
      case IoEvent.Submitted it when it.kind() == IoKind.WRITE ->
          notes.put(event.lane(), "stamped writes");
      case IoEvent.Submitted it when it.kind() == IoKind.READ ->
          notes.putIfAbsent(event.lane(), "reads only");
      case PathEvent.Opened opened -> notes.put(event.lane(), note(opened));
      case InstanceEvent.Ready ready when ready.ciu() != 0 ->
          notes.put(event.lane(), "CIU %02Xh".formatted(ready.ciu()));
      default -> {}
    }
  }

  /**
   * Returns the delay that the path adds. Even if the path adds none, its network may cause some.
   */
  private static String note(PathEvent.Opened path) {
    return path.delayNanos() <= 0 ? path.back() : Text.duration(path.delayNanos()) + " each way";
  }
}
