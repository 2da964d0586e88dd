package dev.fenceline.swimlane.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Lane;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.timeline.recovery.IoOutcome;
import dev.fenceline.timeline.recovery.Phase;
import dev.fenceline.timeline.recovery.Recovery;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StripPhaseTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void overlappingRecoveriesLieAboveOneAnotherInFull() {
    List<Recovery> recoveries =
        List.of(recovery("nvme4", 2), recovery("nvme5", 4), recovery("nvme6", 19));
    List<StripPhase> strip = StripPhase.of(recoveries, 60 * SECOND);

    for (Recovery recovery : recoveries) {
      List<StripPhase> pieces =
          strip.stream().filter(piece -> recovery.equals(piece.recovery())).toList();
      assertThat(pieces).extracting(StripPhase::phase).isEqualTo(troubled(recovery));
      assertThat(pieces).extracting(StripPhase::line).containsOnly(pieces.getFirst().line());
      assertThat(pieces)
          .allMatch(piece -> piece.words().getFirst().startsWith(recovery.controller() + ": "));
    }
    assertThat(strip).filteredOn(piece -> piece.recovery() != null).allMatch(it -> it.lines() == 2);
    assertNothingHidesAnything(strip);
    assertEveryMomentIsTold(strip, 60 * SECOND);
  }

  @Test
  void recoveriesOneAfterAnotherNeedNoNames() {
    List<StripPhase> strip =
        StripPhase.of(List.of(recovery("nvme4", 2), recovery("nvme5", 20)), 60 * SECOND);

    assertThat(strip).allMatch(piece -> !piece.isNamed() && piece.line() == 0);
    assertNothingHidesAnything(strip);
    assertEveryMomentIsTold(strip, 60 * SECOND);
  }

  private static List<Phase> troubled(Recovery recovery) {
    return recovery.phases(60 * SECOND).stream()
        .filter(phase -> phase.kind() != Phase.Kind.STEADY)
        .toList();
  }

  private static void assertNothingHidesAnything(List<StripPhase> strip) {
    for (StripPhase piece : strip) {
      assertThat(strip)
          .filteredOn(other -> !other.equals(piece) && other.line() == piece.line())
          .allMatch(other ->
              other.toNanos() <= piece.fromNanos() || other.fromNanos() >= piece.toNanos());
    }
  }

  private static void assertEveryMomentIsTold(List<StripPhase> strip, long endNanos) {
    for (long nanos = 0; nanos < endNanos; nanos += SECOND / 4) {
      long moment = nanos;
      assertThat(strip).anyMatch(piece -> piece.fromNanos() <= moment && moment < piece.toNanos());
    }
  }

  @Test
  void withoutRecoveriesAllIsSteady() {
    assertThat(StripPhase.of(List.of(), SECOND))
        .singleElement()
        .matches(piece -> piece.recovery() == null && piece.toNanos() == SECOND);
  }

  private static Recovery recovery(String controller, long second) {
    long failed = second * SECOND;
    return new Recovery(
        Lane.host(controller),
        "keep alive timeout",
        OptionalLong.of(failed),
        OptionalLong.empty(),
        failed + 5 * SECOND,
        1,
        Recovery.Detection.SEEN,
        true,
        OptionalLong.of(failed + 6 * SECOND),
        FencedBy.CCR,
        "nvme3",
        15_000,
        OptionalLong.of(5_000),
        OptionalInt.of(3),
        3,
        new IoOutcome.OverOtherPath(failed + 6 * SECOND, "nvme3", 3),
        OptionalLong.empty(),
        OptionalInt.of(0),
        OptionalLong.of(failed + 6 * SECOND + 1_000_000),
        1,
        true,
        List.of(),
        Recovery.Outcome.RECONNECTED,
        OptionalLong.of(failed + 16 * SECOND),
        true,
        "",
        99);
  }
}
