package dev.fenceline.app.differences;

import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Recovery;
import java.util.OptionalLong;
import java.util.function.Function;

/** The event at which stacked sessions are aligned. */
enum Anchor {
  START("start of the session"),
  FAILURE("failure of the path"),
  DETECTION("detection of the failure"),
  CCR("first cross-controller reset"),
  RESUMED("first request that continued");

  private final String words;

  Anchor(String words) {
    this.words = words;
  }

  /** Returns what the event is, for example {@code detection of the failure}. */
  String words() {
    return words;
  }

  /** Returns the moment of the event; empty if the session does not show it. */
  OptionalLong nanos(Timeline timeline) {
    return switch (this) {
      case START -> OptionalLong.of(0);
      case FAILURE -> first(timeline, Recovery::failedNanos);
      case DETECTION -> first(timeline, Recovery::seenDetectedNanos);
      case CCR ->
          timeline.events().stream()
              .filter(event -> event.detail() instanceof FencingEvent.CcrIssued)
              .mapToLong(Event::nanos)
              .findFirst();
      case RESUMED -> first(timeline, Recovery::resumedNanos);
    };
  }

  private static OptionalLong first(Timeline timeline, Function<Recovery, OptionalLong> moment) {
    return Recoveries.of(timeline).stream().findFirst().map(moment).orElse(OptionalLong.empty());
  }

  @Override
  public String toString() {
    return words;
  }
}
