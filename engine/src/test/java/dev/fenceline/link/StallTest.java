package dev.fenceline.link;

import static dev.fenceline.event.value.Direction.TO_HOST;
import static dev.fenceline.event.value.Direction.TO_TARGET;
import static dev.fenceline.link.Bench.MICRO;
import static dev.fenceline.link.Bench.MILLI;
import static dev.fenceline.link.Bench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.PathEvent;
import dev.fenceline.event.value.PathState;
import dev.fenceline.event.value.Point;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.Fault.Directions;
import dev.fenceline.scenario.PathSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An outage that TCP survives. */
@Timeout(60)
class StallTest {
  private static final Fault.OnPath STALL = new Fault.Stall("B", Directions.BOTH, false);
  private static final Fault.OnPath STALL_KEEPING = new Fault.Stall("B", Directions.BOTH, true);
  private static final Fault.OnPath BLACK_HOLE = new Fault.BlackHole("B", Directions.BOTH);

  @Test
  void aStallKeepsBytesAndReleasesThemInOrder() {
    try (Bench bench = Bench.virtual()) {
      Endpoint host = bench.connectThrough();
      bench.apply(STALL);
      host.send("one ");
      bench.target().send("answer");
      bench.run(5 * SECOND);
      host.send("two ");
      bench.run(5 * SECOND);
      assertThat(bench.target().received()).isEmpty();
      assertThat(bench.link.isIdle()).isFalse();

      bench.link.heal();
      host.send("three");
      bench.run(MILLI);
      assertThat(bench.target().received()).isEqualTo("one two three");
      assertThat(host.received()).isEqualTo("answer");
      assertThat(bench.link.isIdle()).isTrue();
      assertThat(bench.details(ConnectionEvent.BytesReleased.class))
          .containsExactly(
              new ConnectionEvent.BytesReleased(1, TO_TARGET, 8),
              new ConnectionEvent.BytesReleased(1, TO_HOST, 6));
      assertThat(bench.details(PathEvent.StateChanged.class))
          .extracting(PathEvent.StateChanged::to)
          .containsExactly(PathState.STALLED, PathState.STALLED, PathState.UP, PathState.UP);
    }
  }

  @Test
  void whatWasUnderwayWhenAStallBeganArrives() {
    try (Bench bench = Bench.virtual()) {
      Endpoint host = bench.connectThrough();
      host.send("underway");
      bench.run(50 * MICRO);
      bench.apply(STALL);
      bench.run(MILLI);
      assertThat(bench.target().received()).isEqualTo("underway");
    }
  }

  @Test
  void aStallOfOneDirectionLeavesTheOtherAlone() {
    try (Bench bench = Bench.virtual()) {
      Endpoint host = bench.connectThrough();
      bench.apply(new Fault.Stall("B", Directions.TO_TARGET, false));
      host.send("kept");
      bench.target().send("passes");
      bench.run(SECOND);
      assertThat(bench.target().received()).isEmpty();
      assertThat(host.received()).isEqualTo("passes");
    }
  }

  @Test
  void aNewConnectionWaitsForTheEndOfAStall() {
    try (Bench bench = Bench.virtual()) {
      bench.apply(new Fault.Stall("B", Directions.TO_HOST, false));
      Endpoint host = bench.connect();
      bench.run(MILLI);
      host.send("hello");
      bench.run(SECOND);
      assertThat(bench.targets).isEmpty();
      bench.link.heal();
      bench.run(MILLI);
      assertThat(bench.target().received()).isEqualTo("hello");
    }
  }

  @Test
  void aHostThatGivesUpDuringAStallNeverReachesTheTarget() {
    try (Bench bench = Bench.virtual()) {
      bench.apply(STALL);
      Endpoint host = bench.connect();
      bench.run(MILLI);
      host.send("hello");
      host.abort();
      bench.run(MILLI);
      assertThat(bench.link.isIdle()).isTrue();
      bench.link.heal();
      bench.run(SECOND);
      assertThat(bench.targets).isEmpty();
      assertThat(bench.details(ConnectionEvent.BytesDropped.class))
          .containsExactly(new ConnectionEvent.BytesDropped(1, TO_TARGET, 5));
    }
  }

  @Test
  void whatAnEndpointSentDiesWithItDuringAStallAndItsResetArrivesAtRelease() {
    try (Bench bench = Bench.virtual()) {
      Endpoint host = bench.connectThrough();
      bench.apply(STALL);
      host.send("write");
      bench.target().send("answer");
      bench.run(SECOND);
      host.abort();
      bench.run(SECOND);
      bench.target().send("late answer");
      bench.run(SECOND);
      assertThat(bench.target().isClosed()).isFalse();

      bench.link.heal();
      bench.run(100 * MICRO);
      assertThat(bench.target().isClosed()).isTrue();
      assertThat(bench.target().received()).isEmpty();
      assertThat(bench.details(ConnectionEvent.class))
          .containsSequence(
              new ConnectionEvent.Ended(1, TO_TARGET, false),
              new ConnectionEvent.BytesDropped(1, TO_TARGET, 5),
              new ConnectionEvent.BytesDropped(1, TO_HOST, 6),
              new ConnectionEvent.Ended(1, TO_TARGET, true));
      assertThat(bench.link.isIdle()).isTrue();
    }
  }

  @Test
  void aStallMayKeepTheBytesOfAnEndpointThatAborts() {
    try (Bench bench = Bench.virtual()) {
      Endpoint host = bench.connectThrough();
      bench.apply(STALL_KEEPING);
      host.send("write");
      bench.target().send("answer");
      bench.run(SECOND);
      host.abort();
      bench.run(SECOND);
      bench.link.heal();
      bench.run(100 * MICRO);
      assertThat(bench.target().received()).isEqualTo("write");
      assertThat(bench.target().isClosed()).isTrue();
      assertThat(bench.details(ConnectionEvent.BytesDropped.class))
          .containsExactly(new ConnectionEvent.BytesDropped(1, TO_HOST, 6));
    }
  }

  @Test
  void aConnectionThatBothSidesLeftDuringAStallIsOver() {
    try (Bench bench = Bench.virtual()) {
      Endpoint host = bench.connectThrough();
      bench.apply(STALL);
      host.send("write");
      bench.target().send("answer");
      bench.run(SECOND);
      host.abort();
      bench.target().abort();
      bench.run(SECOND);
      assertThat(bench.link.isIdle()).isTrue();
    }
  }

  @Test
  void aStallThatBecomesABlackHoleLosesWhatItKept() {
    try (Bench bench = Bench.virtual()) {
      Endpoint host = bench.connectThrough();
      bench.apply(STALL);
      host.send("kept");
      bench.run(SECOND);
      bench.apply(BLACK_HOLE);
      bench.run(SECOND);
      assertThat(bench.details(ConnectionEvent.BytesLost.class))
          .containsExactly(new ConnectionEvent.BytesLost(1, TO_TARGET, 4));
      bench.link.heal();
      bench.run(SECOND);
      assertThat(bench.target().received()).isEmpty();
    }
  }

  @Test
  void aStalledDirectionStopsReadingAtItsLimit() {
    PathSettings small = Bench.keeping(Bench.SETTINGS, 100);
    try (Bench bench = Bench.virtual(small)) {
      Endpoint host = bench.connectThrough();
      bench.apply(STALL);
      for (int i = 0; i < 50; i++) {
        host.send("ten bytes.");
      }
      bench.run(SECOND);
      assertThat(bench.tap.passed(1, TO_TARGET, Point.ENTERED)).hasSize(100);
      bench.link.heal();
      bench.run(SECOND);
      assertThat(bench.target().received()).isEqualTo("ten bytes.".repeat(50));
    }
  }
}
