package dev.fenceline.app.inspector;

import dev.fenceline.swimlane.picture.LateWrite;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.explanation.Explanation;
import dev.fenceline.timeline.path.PathHistories;
import dev.fenceline.timeline.recovery.Phase;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.span.Journeys;
import dev.fenceline.timeline.span.StateSpans;
import java.util.List;
import java.util.stream.Stream;

/** What the inspector knows of a whole session. Takes long to find out. */
record Analysis(
    Explanation explanation,
    Journeys journeys,
    StateSpans spans,
    List<LateWrite> late,
    List<During> phases,
    PathHistories paths) {
  /**
   * A phase of the recovery of a controller.
   *
   * @param all all phases of that recovery
   * @param detectedSequence the event of its detection
   */
  record During(String controller, Phase phase, List<Phase> all, long detectedSequence) {}

  static Analysis of(Timeline timeline) {
    Journeys journeys = Journeys.of(timeline);
    long end = timeline.endNanos();
    return new Analysis(
        Explanation.of(timeline),
        journeys,
        StateSpans.of(timeline),
        LateWrite.of(timeline, journeys),
        Recoveries.of(timeline).stream().flatMap(it -> phases(it, end)).toList(),
        PathHistories.of(timeline));
  }

  private static Stream<During> phases(Recovery recovery, long endNanos) {
    List<Phase> all =
        recovery.phases(endNanos).stream()
            .filter(phase -> phase.kind() != Phase.Kind.STEADY)
            .toList();
    return all.stream()
        .map(phase -> new During(recovery.controller(), phase, all, recovery.detectedSequence()));
  }

  /** Returns the phases of recovery in which a moment lies. */
  List<During> at(long nanos) {
    return phases.stream()
        .filter(it -> it.phase().fromNanos() <= nanos && nanos < it.phase().toNanos())
        .toList();
  }
}
