package dev.fenceline.timeline.recovery;

import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.timeline.Timeline;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/** The event at which sessions are aligned, to compare them. */
public enum Anchor {
  /** Each session begins at the same place. */
  START("start of the session"),
  /** A path fails, as a fault or the silence of a captured path shows. */
  FAILURE("failure of the path"),
  /** The host notices it. */
  DETECTION("detection of the failure"),
  /** The host sends the first cross-controller reset. */
  CCR("first cross-controller reset"),
  /** The first request goes on. */
  RESUMED("first request that continued");

  private final String words;

  Anchor(String words) {
    this.words = words;
  }

  /** Returns what the event is, for example {@code detection of the failure}. */
  public String words() {
    return words;
  }

  /** Returns the moment of the event; empty if the session does not show it. */
  public OptionalLong nanos(Timeline timeline) {
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

  /**
   * Returns the first event that all sessions have: the failure or else its detection; else START.
   */
  public static Anchor of(List<Timeline> sessions) {
    return List.of(FAILURE, DETECTION).stream()
        .filter(each -> sessions.stream().allMatch(it -> each.nanos(it).isPresent()))
        .findFirst()
        .orElse(START);
  }

  private static OptionalLong first(Timeline timeline, Function<Recovery, OptionalLong> moment) {
    return Recoveries.of(timeline).stream().findFirst().map(moment).orElse(OptionalLong.empty());
  }

  @Override
  public String toString() {
    return words;
  }
}
