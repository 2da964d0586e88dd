package dev.fenceline.swimlane.picture;

import dev.fenceline.event.AenEvent;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PathEvent;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.RunEvent;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.span.Copy;
import dev.fenceline.timeline.span.Journeys;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the moments of a session that matter. The elastic scale enlarges the time around them. */
final class KeyMoments {
  private final Timeline timeline;
  private final int size;
  private final Set<Lane> failed;
  private final Journeys journeys;
  private final Set<Long> overwritten;
  private final long readyNanos;

  KeyMoments(
      Timeline timeline,
      int size,
      List<Recovery> recoveries,
      Journeys journeys,
      List<LateWrite> lateWrites) {
    this.timeline = timeline;
    this.size = size;
    this.failed = recoveries.stream().map(Recovery::lane).collect(Collectors.toSet());
    this.journeys = journeys;
    this.overwritten =
        lateWrites.stream()
            .map(LateWrite::newer)
            .filter(Objects::nonNull)
            .map(Event::sequence)
            .collect(Collectors.toSet());
    this.readyNanos =
        timeline.events(size, RunEvent.Reached.class).stream()
            .filter(KeyMoments::isReady)
            .mapToLong(Event::nanos)
            .findFirst()
            .orElse(0);
  }

  /**
   * Returns the moments in order, without those of the bring-up, with which every session begins.
   */
  long[] nanos() {
    return timeline
        .events(
            size,
            ControllerEvent.StateChanged.class,
            InstanceEvent.StateChanged.class,
            PathEvent.StateChanged.class,
            FencingEvent.class,
            HoldEvent.class,
            AenEvent.Received.class,
            AenEvent.LogRead.class,
            KeepAliveEvent.Expired.class,
            KeepAliveEvent.Sent.class,
            ReconnectEvent.Attempted.class,
            RunEvent.Reached.class,
            CommandEvent.Executed.class,
            CommandEvent.Revoked.class)
        .stream()
        .filter(this::matters)
        .mapToLong(Event::nanos)
        .toArray();
  }

  private static boolean isReady(Event event) {
    return event.detail() instanceof RunEvent.Reached reached
        && reached.stage() == RunEvent.Stage.READY;
  }

  private boolean matters(Event event) {
    return event.nanos() > readyNanos
        && switch (event.detail()) {
          case ControllerEvent.StateChanged _,
              InstanceEvent.StateChanged _,
              PathEvent.StateChanged _,
              FencingEvent _,
              HoldEvent _,
              AenEvent.Received _,
              AenEvent.LogRead _,
              KeepAliveEvent.Expired _,
              ReconnectEvent.Attempted _,
              RunEvent.Reached _ ->
              true;
          case KeepAliveEvent.Sent _ -> failed.contains(event.lane());
          case CommandEvent.Executed _ -> overwritten.contains(event.sequence()) || isLate(event);
          case CommandEvent.Revoked _ -> true;
          default -> false;
        };
  }

  private boolean isLate(Event executed) {
    Copy copy = journeys.copyOf(executed.sequence());
    return copy != null && copy.isLate();
  }
}
