package dev.fenceline.swimlane.picture;

import dev.fenceline.timeline.recovery.Phase;
import dev.fenceline.timeline.recovery.Recovery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A piece of the strip above the lanes: a phase of a recovery, or a period without recovery.
 * Concurrent recoveries are stacked, so that none hides another.
 *
 * @param phase its time and kind
 * @param recovery the recovery to which it belongs, or null if no recovery is in progress
 * @param line its line in the strip, from 0 at the top
 * @param lines the number of lines in the strip at this time
 */
public record StripPhase(Phase phase, @Nullable Recovery recovery, int line, int lines) {

  /** Returns the strip of a whole session. Every moment is covered by a piece. */
  static List<StripPhase> of(List<Recovery> recoveries, long endNanos) {
    Strip strip = new Strip(endNanos);
    recoveries.stream()
        .sorted(Comparator.comparingLong(StripPhase::beginNanos))
        .forEach(strip::add);
    return strip.finished();
  }

  private static long beginNanos(Recovery recovery) {
    return recovery.failedNanos().orElse(recovery.detectedNanos());
  }

  /** Returns the same piece as long as it is not over, when its length is not known yet. */
  public StripPhase open() {
    return new StripPhase(
        new Phase(phase.kind(), fromNanos(), toNanos(), true), recovery, line, lines);
  }

  /** Returns when it begins. */
  public long fromNanos() {
    return phase.fromNanos();
  }

  /** Returns when it ends. */
  public long toNanos() {
    return phase.toNanos();
  }

  /**
   * Reports whether its words name the controller, because other recoveries are in progress at the
   * same time.
   */
  boolean isNamed() {
    return lines > 1;
  }

  /** Returns the texts from the longest to the shortest. The first one that fits is shown. */
  public List<String> words() {
    return recovery == null || !isNamed()
        ? phase.words()
        : Stream.concat(
                phase.words().stream().map(words -> recovery.controller() + ": " + words),
                Stream.of(recovery.controller()))
            .toList();
  }

  /** Assigns lines to recoveries, in the order in which they began. */
  private static final class Strip {
    private record Placed(Recovery recovery, List<Phase> phases, int line) {}

    private final long endNanos;
    private final List<StripPhase> pieces = new ArrayList<>();
    private final List<Placed> together = new ArrayList<>();

    /** The time from which each line is free. */
    private final List<Long> freeNanos = new ArrayList<>();

    private long steadyFromNanos;

    Strip(long endNanos) {
      this.endNanos = endNanos;
    }

    void add(Recovery recovery) {
      List<Phase> phases =
          recovery.phases(endNanos).stream()
              .filter(phase -> phase.kind() != Phase.Kind.STEADY)
              .toList();
      if (phases.isEmpty()) {
        return;
      }
      long from = phases.getFirst().fromNanos();
      if (freeNanos.stream().allMatch(free -> free <= from)) {
        place();
        steady(from);
      }
      int line = 0;
      while (line < freeNanos.size() && freeNanos.get(line) > from) {
        line++;
      }
      long to = phases.getLast().toNanos();
      if (line == freeNanos.size()) {
        freeNanos.add(to);
      } else {
        freeNanos.set(line, to);
      }
      together.add(new Placed(recovery, phases, line));
    }

    /** Places overlapping recoveries once all of them, and thus the number of lines, are known. */
    private void place() {
      for (Placed placed : together) {
        for (Phase phase : placed.phases()) {
          pieces.add(new StripPhase(phase, placed.recovery(), placed.line(), freeNanos.size()));
          steadyFromNanos = Math.max(steadyFromNanos, phase.toNanos());
        }
      }
      together.clear();
      freeNanos.clear();
    }

    private void steady(long toNanos) {
      if (toNanos > steadyFromNanos
          || (pieces.isEmpty() && together.isEmpty() && toNanos == endNanos)) {
        Phase phase = new Phase(Phase.Kind.STEADY, steadyFromNanos, toNanos, false);
        pieces.add(new StripPhase(phase, null, 0, 1));
      }
      steadyFromNanos = Math.max(steadyFromNanos, toNanos);
    }

    List<StripPhase> finished() {
      place();
      steady(endNanos);
      return List.copyOf(pieces);
    }
  }
}
