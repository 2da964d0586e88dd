package dev.fenceline.app.player;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TransportTest {
  private static final long END_NANOS = 1_000_000_000L;
  private final Transport transport = new Transport();

  @Test
  void thePlayheadMovesWithWallTimeTimesSpeed() {
    assertThat(transport.tick(5_000, 0, END_NANOS, 2)).isZero();
    assertThat(transport.tick(5_100, 0, END_NANOS, 2)).isEqualTo(200);
    assertThat(transport.tick(5_200, 200, END_NANOS, 0.5)).isEqualTo(250);
  }

  @Test
  void thePlayheadStopsAtTheEnd() {
    transport.tick(0, 0, END_NANOS, 1);
    assertThat(transport.tick(100_000_000, END_NANOS - 5, END_NANOS, 10)).isEqualTo(END_NANOS);
  }

  @Test
  void aPauseIsNotPlayed() {
    transport.tick(0, 0, END_NANOS, 1);
    transport.rest();
    assertThat(transport.tick(500_000_000, 70, END_NANOS, 1)).isEqualTo(70);
  }

  @Test
  void wallTimeThatJumpsMovesThePlayheadALittleOnly() {
    transport.tick(0, 0, END_NANOS, 1);
    assertThat(transport.tick(60_000_000_000L, 0, END_NANOS, 1)).isEqualTo(250_000_000L);
  }
}
