package dev.fenceline.app.differences;

import static dev.fenceline.app.TestWorkspace.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fenceline.app.TestWorkspace;
import dev.fenceline.app.workspace.TimeRange;
import dev.fenceline.event.Lane;
import dev.fenceline.timeline.recovery.Anchor;
import dev.fenceline.timeline.recovery.Comparison;
import dev.fenceline.timeline.recovery.Comparison.Side;
import dev.fenceline.timeline.recovery.Stretch;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class StackedViewModelTest {
  private static List<StackedSide> policies = List.of();

  private final StackedViewModel stacked = new StackedViewModel();

  @BeforeAll
  static void runThePolicies() {
    try (TestWorkspace test = new TestWorkspace()) {
      DifferencesViewModel differences =
          new DifferencesViewModel(test.workspace(), (_, _, _, _, _) -> {});
      differences.showPolicies();
      test.settle();
      policies = differences.stacked().sides().get();
    }
  }

  @BeforeEach
  void showThePolicies() {
    stacked.show(policies);
  }

  private List<StackedSide> sides() {
    return stacked.sides().get();
  }

  private long length() {
    TimeRange range = stacked.range().get();
    return range.toNanos() - range.fromNanos();
  }

  private static double share(TimeRange range, long nanos) {
    return (double) (nanos - range.fromNanos()) / (range.toNanos() - range.fromNanos());
  }

  @Test
  void theThreePoliciesAreLetteredAndAlignedAtTheFailure() {
    assertThat(sides()).extracting(StackedSide::letter).containsExactly("A", "B", "C");
    assertThat(stacked.anchor().get()).isEqualTo(Anchor.FAILURE);
    assertThat(sides()).allMatch(side -> side.moment(Anchor.FAILURE).isPresent());
    assertThat(sides().get(0).headline().words()).startsWith("Data corrupt");
    assertThat(sides().get(1).headline().words()).startsWith("Data intact");
  }

  @Test
  void onlyTheControllerThatFailedIsShownAtFirst() {
    StackedSide baseline = sides().getFirst();
    assertThat(baseline.failed().rows())
        .extracting(row -> row.lane().group())
        .containsExactly(Lane.Group.HOST, Lane.Group.TARGET);
    assertThat(baseline.all().rows().size()).isGreaterThan(5);
  }

  @Test
  void theRangeHoldsAllOfEverySessionWhereverTheyAreAligned() {
    for (Anchor anchor : Anchor.values()) {
      stacked.anchor().set(anchor);
      TimeRange range = stacked.range().get();
      for (StackedSide side : sides()) {
        long at = side.anchorNanos(anchor);
        assertThat(range.fromNanos()).isLessThanOrEqualTo(-at);
        assertThat(range.toNanos()).isGreaterThanOrEqualTo(side.session().endNanos().get() - at);
      }
    }
  }

  @Test
  void aSessionWithoutTheEventSaysSo() {
    StackedSide baseline = sides().getFirst();
    assertThat(baseline.words(Anchor.CCR))
        .isEqualTo(
            "A  Baseline, no fencing (aligned at its start: it does not show the first"
                + " cross-controller reset)");
    assertThat(sides().get(1).words(Anchor.CCR)).isEqualTo("B  CCR via survivor");
  }

  @Test
  void zoomingKeepsTheMomentUnderTheMouseAndStopsAtTheWhole() {
    long whole = length();
    double before = share(stacked.range().get(), seconds(5));
    stacked.zoom(3, seconds(5));
    assertThat(length()).isLessThan(whole);
    assertThat(share(stacked.range().get(), seconds(5))).isCloseTo(before, within(0.001));
    stacked.zoom(-20, seconds(5));
    assertThat(length()).isEqualTo(whole);
  }

  @Test
  void panningStopsAtEitherEndAndKeepsTheLength() {
    TimeRange whole = stacked.range().get();
    stacked.zoom(4, 0);
    long length = length();
    stacked.pan(seconds(1_000));
    assertThat(stacked.range().get().toNanos()).isEqualTo(whole.toNanos());
    assertThat(length()).isEqualTo(length);
    stacked.pan(-seconds(1_000));
    assertThat(stacked.range().get().fromNanos()).isEqualTo(whole.fromNanos());
    assertThat(length()).isEqualTo(length);
  }

  @Test
  void anotherAlignmentShowsTheWholeAgainWithThePlayheadAtTheEvent() {
    stacked.zoom(4, 0);
    stacked.seek(seconds(3));
    stacked.anchor().set(Anchor.DETECTION);
    assertThat(stacked.playheadNanos().get()).isZero();
    stacked.seek(-seconds(1_000));
    assertThat(stacked.playheadNanos().get()).isEqualTo(stacked.range().get().fromNanos());
  }

  @Test
  void aRowOfTheTableShowsWhenItWasInEverySession() {
    List<Optional<Stretch>> outages =
        Comparison.of(sides().stream().map(it -> new Side("", it.session().timeline())).toList())
            .rows()
            .stream()
            .filter(row -> row.name().equals("Outage"))
            .findFirst()
            .orElseThrow()
            .places();

    stacked.mark(outages);

    TimeRange range = stacked.range().get();
    for (StackedSide side : sides()) {
      Stretch outage = stacked.marked(side).orElseThrow();
      long at = side.anchorNanos(Anchor.FAILURE);
      assertThat(outage.fromNanos()).isEqualTo(at);
      assertThat(range.fromNanos()).isLessThan(0);
      assertThat(range.toNanos()).isGreaterThan(outage.toNanos() - at);
    }
    assertThat(length()).as("hold, the longest, and a margin").isLessThan(seconds(27));
    assertThat(stacked.playheadNanos().get()).isZero();

    stacked.show(sides());
    assertThat(stacked.marked(sides().getFirst())).isEmpty();
  }
}
