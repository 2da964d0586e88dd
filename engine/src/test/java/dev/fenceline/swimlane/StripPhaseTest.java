package dev.fenceline.swimlane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.FencedBy;
import dev.fenceline.event.Lane;
import dev.fenceline.timeline.Recovery;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StripPhaseTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void theStripOfOverlappingRecoveriesHasNoGapsAndNamesEach() {
    List<StripPhase> strip =
        StripPhase.of(List.of(recovery("nvme4", 2), recovery("nvme5", 4)), 30 * SECOND);

    assertThat(strip.getFirst().fromNanos()).isZero();
    assertThat(strip.getLast().toNanos()).isEqualTo(30 * SECOND);
    for (int i = 1; i < strip.size(); i++) {
      assertThat(strip.get(i).fromNanos()).isEqualTo(strip.get(i - 1).toNanos());
    }
    assertThat(strip).anyMatch(piece -> piece.words().getFirst().startsWith("nvme4: "));
    assertThat(strip).anyMatch(piece -> piece.words().getFirst().startsWith("nvme5: "));
  }

  @Test
  void aLoneRecoveryNeedsNoName() {
    assertThat(StripPhase.of(List.of(recovery("nvme4", 2)), 30 * SECOND))
        .allMatch(piece -> !piece.named());
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
        failed,
        failed + 5 * SECOND,
        1,
        OptionalLong.of(failed + 6 * SECOND),
        FencedBy.CCR,
        "nvme3",
        15_000,
        3,
        OptionalLong.of(failed + 6 * SECOND),
        OptionalLong.of(failed + 6 * SECOND + 1_000_000),
        1,
        Recovery.Outcome.RECONNECTED,
        OptionalLong.of(failed + 16 * SECOND),
        99);
  }
}
