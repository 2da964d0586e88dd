package dev.fenceline.app.workspace;

import static dev.fenceline.app.TestWorkspace.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.TestWorkspace;
import dev.fenceline.event.Cause;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Note;
import org.junit.jupiter.api.Test;

class OpenSessionTest {
  private final OpenSession session = TestWorkspace.session("test");

  @Test
  void aSelectionMovesThePlayhead() {
    session.select(4);
    assertThat(session.playheadNanos().get()).isEqualTo(seconds(4));
    session.select(99);
    assertThat(session.selected().get()).isEqualTo(OpenSession.NOTHING);
    assertThat(session.playheadNanos().get()).isEqualTo(seconds(4));
  }

  @Test
  void thePlayheadStaysWithinTheSession() {
    session.seek(-1);
    assertThat(session.playheadNanos().get()).isZero();
    session.seek(seconds(60));
    assertThat(session.playheadNanos().get()).isEqualTo(seconds(5));
  }

  @Test
  void stepsGoFromEventToEventAndStopAtBothEnds() {
    session.seek(seconds(2));
    session.stepForward();
    assertThat(session.selected().get()).isEqualTo(3);
    session.stepBack();
    assertThat(session.selected().get()).isEqualTo(2);
    session.stepBack();
    session.stepBack();
    assertThat(session.selected().get()).isEqualTo(1);
    session.select(5);
    session.stepForward();
    assertThat(session.selected().get()).isEqualTo(5);
  }

  @Test
  void aGrowingSessionIsShownWholeAsLongAsItWas() {
    session.timeline().accept(new Event(6, seconds(9), Lane.LAB, Cause.NONE, new Note("later")));
    assertThat(session.count().get()).isEqualTo(5);
    session.refresh();
    assertThat(session.count().get()).isEqualTo(6);
    assertThat(session.visible().get()).isEqualTo(new TimeRange(0, seconds(9)));

    session.visible().set(new TimeRange(0, seconds(3)));
    session.timeline().accept(new Event(7, seconds(10), Lane.LAB, Cause.NONE, new Note("last")));
    session.refresh();
    assertThat(session.visible().get()).isEqualTo(new TimeRange(0, seconds(3)));
  }
}
