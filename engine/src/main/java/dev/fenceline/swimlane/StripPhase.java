package dev.fenceline.swimlane;

import dev.fenceline.timeline.Phase;
import dev.fenceline.timeline.Recovery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A piece of the strip above the lanes: a phase of a recovery, or of it what an earlier recovery
 * leaves free.
 *
 * @param phase all of the phase
 * @param recovery whose; null: every path works
 * @param fromNanos where its piece begins
 * @param toNanos where its piece ends
 * @param named whether its words name the controller: other recoveries go on at the same time
 */
record StripPhase(
    Phase phase, @Nullable Recovery recovery, long fromNanos, long toNanos, boolean named) {

  /** The strip of a whole session, without gaps. */
  static List<StripPhase> of(List<Recovery> recoveries, long endNanos) {
    List<StripPhase> strip = new ArrayList<>();
    long at = 0;
    for (Recovery recovery :
        recoveries.stream().sorted(Comparator.comparingLong(Recovery::failedNanos)).toList()) {
      List<Phase> phases = troubled(recovery, endNanos).toList();
      if (!phases.isEmpty() && phases.getFirst().fromNanos() > at) {
        strip.add(steady(at, phases.getFirst().fromNanos()));
        at = phases.getFirst().fromNanos();
      }
      boolean named = recoveries.stream().anyMatch(other -> overlap(recovery, other, endNanos));
      for (Phase phase : phases) {
        if (phase.toNanos() > at) {
          long from = Math.max(at, phase.fromNanos());
          strip.add(new StripPhase(phase, recovery, from, phase.toNanos(), named));
          at = phase.toNanos();
        }
      }
    }
    if (at < endNanos || strip.isEmpty()) {
      strip.add(steady(at, endNanos));
    }
    return List.copyOf(strip);
  }

  private static Stream<Phase> troubled(Recovery recovery, long endNanos) {
    return recovery.phases(endNanos).stream().filter(phase -> phase.kind() != Phase.Kind.STEADY);
  }

  private static boolean overlap(Recovery recovery, Recovery other, long endNanos) {
    return !recovery.equals(other)
        && recovery.failedNanos() < other.reconnectedNanos().orElse(endNanos)
        && other.failedNanos() < recovery.reconnectedNanos().orElse(endNanos);
  }

  private static StripPhase steady(long fromNanos, long toNanos) {
    Phase phase = new Phase(Phase.Kind.STEADY, fromNanos, toNanos);
    return new StripPhase(phase, null, fromNanos, toNanos, false);
  }

  /** The words, from the most to the fewest: the first that fit are shown. */
  List<String> words() {
    String word = phase.kind().word();
    return recovery == null || !named
        ? List.of(phase.label(), word)
        : List.of(
            recovery.controller() + ": " + phase.label(),
            recovery.controller() + ": " + word,
            recovery.controller());
  }
}
