package dev.fenceline.app.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.workspace.ViewHistory.Move;
import org.junit.jupiter.api.Test;

class ViewHistoryTest {
  private static final TimeRange ALL = new TimeRange(0, 100);
  private static final TimeRange SOME = new TimeRange(20, 60);
  private static final TimeRange FEW = new TimeRange(30, 40);

  private final ViewHistory history = new ViewHistory();

  @Test
  void turnsOfTheWheelAreOneStep() {
    history.leave(ALL, Move.IN);
    history.leave(SOME, Move.IN);
    assertThat(history.back(FEW)).contains(ALL);
    assertThat(history.back(ALL)).isEmpty();
  }

  @Test
  void jumpsAreStepsOfTheirOwn() {
    history.leave(ALL, Move.JUMP);
    history.leave(SOME, Move.JUMP);
    assertThat(history.back(FEW)).contains(SOME);
    assertThat(history.back(SOME)).contains(ALL);
    assertThat(history.forward(ALL)).contains(SOME);
    assertThat(history.forward(SOME)).contains(FEW);
    assertThat(history.canGoForward().get()).isFalse();
  }

  @Test
  void aMoveAfterGoingBackForgetsWhatWasAhead() {
    history.leave(ALL, Move.IN);
    history.back(SOME);
    history.leave(ALL, Move.IN);
    assertThat(history.canGoForward().get()).isFalse();
    assertThat(history.canGoBack().get()).isTrue();
  }
}
