package dev.fenceline.link;

import static dev.fenceline.event.value.Direction.TO_HOST;
import static dev.fenceline.event.value.Direction.TO_TARGET;
import static dev.fenceline.link.Bench.MICRO;
import static dev.fenceline.link.Bench.MILLI;
import static dev.fenceline.link.Bench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.Fault.Directions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An outage that loses bytes. */
@Timeout(60)
class BlackHoleTest {
  private static final Fault.OnPath BLACK_HOLE = new Fault.BlackHole("B", Directions.BOTH);

  @Test
  void aBlackHoleLosesBytesAndTellsNobody() {
    try (Bench bench = Bench.virtual()) {
      Endpoint host = bench.connectThrough();
      bench.apply(BLACK_HOLE);
      host.send("lost");
      bench.run(SECOND);
      bench.target().abort();
      bench.run(SECOND);
      assertThat(bench.target().received()).isEmpty();
      assertThat(host.isClosed()).isFalse();
      assertThat(bench.link.isIdle()).isTrue();
      assertThat(bench.details(ConnectionEvent.BytesLost.class))
          .containsExactly(new ConnectionEvent.BytesLost(1, TO_TARGET, 4));
      assertThat(bench.details(ConnectionEvent.Ended.class))
          .containsExactly(new ConnectionEvent.Ended(1, TO_HOST, false));
    }
  }

  @Test
  void aHealedConnectionThatLostBytesIsResetAtItsNextByte() {
    try (Bench bench = Bench.virtual()) {
      Endpoint host = bench.connectThrough();
      bench.apply(BLACK_HOLE);
      host.send("lost");
      bench.link.heal();
      bench.target().send("other direction");
      bench.run(SECOND);
      assertThat(host.received()).isEqualTo("other direction");
      assertThat(host.isClosed()).isFalse();

      host.send("after the gap");
      bench.run(100 * MICRO);
      assertThat(host.isClosed()).isTrue();
      assertThat(bench.target().isClosed()).isTrue();
      assertThat(bench.target().received()).isEmpty();
      assertThat(bench.details(ConnectionEvent.Reset.class)).hasSize(1);
    }
  }

  @Test
  void aHealedConnectionThatOneSideHasLeftIsResetAtOnce() {
    try (Bench bench = Bench.virtual()) {
      Endpoint host = bench.connectThrough();
      bench.apply(BLACK_HOLE);
      host.abort();
      bench.run(SECOND);
      assertThat(bench.target().isClosed()).isFalse();
      bench.link.heal();
      bench.run(100 * MICRO);
      assertThat(bench.target().isClosed()).isTrue();
    }
  }

  @Test
  void aConnectionThatLostNothingOutlivesABlackHole() {
    try (Bench bench = Bench.virtual()) {
      Endpoint host = bench.connectThrough();
      bench.apply(BLACK_HOLE);
      bench.run(SECOND);
      bench.link.heal();
      host.send("still here");
      bench.run(MILLI);
      assertThat(bench.target().received()).isEqualTo("still here");
    }
  }

  @Test
  void aHalfOpenPathTellsOnlyOneSide() {
    try (Bench bench = Bench.virtual()) {
      Endpoint host = bench.connectThrough();
      bench.apply(new Fault.BlackHole("B", Directions.TO_TARGET));
      host.send("lost");
      bench.target().send("arrives");
      bench.run(MILLI);
      assertThat(host.received()).isEqualTo("arrives");
      assertThat(bench.target().received()).isEmpty();
      bench.target().abort();
      bench.run(MILLI);
      assertThat(host.isClosed()).isTrue();
    }
  }
}
