package dev.fenceline.app.swimlane;

import static dev.fenceline.app.TestWorkspace.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fenceline.app.TestWorkspace;
import dev.fenceline.app.action.ActionRegistry;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.TimeRange;
import dev.fenceline.app.workspace.Timecode;
import dev.fenceline.event.Cause;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.TimerEvent;
import dev.fenceline.session.SessionHeader;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.layout.TimeScale;
import dev.fenceline.swimlane.paint.Hit;
import dev.fenceline.swimlane.picture.ExtraLanes;
import dev.fenceline.timeline.Timeline;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SwimlaneViewModelTest {
  private static final long A_MILLI = 1_000_000;

  private final TestWorkspace test = new TestWorkspace();
  private final SwimlaneViewModel model = new SwimlaneViewModel(test.workspace());
  private final OpenSession session = TestWorkspace.session("test");

  @BeforeEach
  void show() {
    model.width().set(1000);
    model.elastic().set(false);
    test.workspace().show(session);
    test.settle();
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void zoomingKeepsTheMomentUnderTheMouse() {
    double x = scale().x(seconds(2));
    model.zoom(0.5, x);
    assertThat(scale().x(seconds(2))).isCloseTo(x, within(0.01));
    assertThat(session.visible().get().lengthNanos()).isCloseTo(seconds(5) / 2, within(A_MILLI));
  }

  @Test
  void theTimeUnderTheMouseIsTold() {
    model.axis().scale().set(scale());
    model.cursor().set(scale().x(seconds(2)));
    assertThat(model.axis().underPointer().map(Timecode::seconds)).contains("2.000 000 s");
    model.cursor().set(LaneLayout.NAME_WIDTH / 2);
    assertThat(model.axis().underPointer()).as("the names have no time").isEmpty();
    model.cursor().set(Double.NaN);
    assertThat(model.axis().underPointer()).as("the mouse is elsewhere").isEmpty();
  }

  @Test
  void panningStopsAtTheEndOfTheSession() {
    model.zoom(0.5, scale().left());
    model.pan(100_000);
    assertThat(session.visible().get().toNanos()).isEqualTo(seconds(5));
  }

  @Test
  void aSelectionIsFittedWithWhatItBegan() {
    session.select(3);
    model.fitSelection();
    TimeRange visible = session.visible().get();
    assertThat(visible.contains(seconds(3))).isTrue();
    assertThat(visible.contains(seconds(4))).isTrue();
    assertThat(visible.contains(seconds(2))).isFalse();
  }

  @Test
  void aMeasureSnapsToEdgesThatAreNear() {
    Hit hit = new Hit(0, 0, 10, 10, 2, seconds(2), seconds(4), "");
    model.drew(List.of(hit));
    Picking picking = new Picking(model);
    picking.measureFrom(scale().x(seconds(2)) + 3);
    picking.measureTo(scale().x(seconds(4)) - 3);
    assertThat(session.measured().get()).isEqualTo(new TimeRange(seconds(2), seconds(4)));
  }

  @Test
  void aMomentOutsideIsBroughtIntoView() {
    model.zoom(0.2, scale().left());
    model.reveal(seconds(4));
    assertThat(session.visible().get().contains(seconds(4))).isTrue();
    assertThat(session.visible().get().lengthNanos()).isCloseTo(seconds(1), within(A_MILLI));
  }

  @Test
  void aClickBesideEverythingMovesThePlayhead() {
    session.select(2);
    model.seek(scale().x(seconds(3)));
    assertThat(session.playheadNanos().get()).isCloseTo(seconds(3), within(A_MILLI));
    assertThat(session.selected().get()).isEqualTo(OpenSession.NOTHING);
  }

  private TimeScale scale() {
    return model.scale().orElseThrow();
  }

  @Test
  void timersAndPlacesAreShownByTheirKeysAndHiddenAgain() {
    ActionRegistry actions = new ActionRegistry();
    SwimlaneActions.add(actions, test.workspace(), model);
    test.workspace().show(timed());
    test.settle();
    List<LaneLayout.Row> plain = rows();

    actions.get("view.lanes.timers").perform();
    assertThat(rows()).anyMatch(row -> row.kind() == LaneLayout.Kind.TIMERS);
    assertThat(test.workspace().preferences().extraLanes()).containsExactly(ExtraLanes.TIMERS);

    actions.get("view.lanes.timers").perform();
    assertThat(rows()).isEqualTo(plain);
  }

  @Test
  void theNameOfALaneIsExplained() {
    test.workspace().show(timed());
    test.settle();
    LaneLayout.Row row = rows().getFirst();

    assertThat(SwimlaneViewModel.meaning(row).orElseThrow()).startsWith("controller\n");
  }

  @Test
  void aPhaseIsExplainedBelowItsOwnWords() {
    Hit phase = new Hit(0, 0, 10, 10, 0, 0, seconds(2), "Fence 1.50 s. Held for 1.50 s");

    ItemText text = ItemText.of(session, phase);
    assertThat(text.what()).isEqualTo("Fence 1.50 s. Held for 1.50 s");
    assertThat(text.when()).isEqualTo("0.000 000 s to 2.000 000 s");
    assertThat(text.lasted()).isEqualTo("2.000 s");
    assertThat(text.where()).isEmpty();
    assertThat(text.meaning()).startsWith("fencing\n");
  }

  /** A session with a controller and a timer of it. */
  private static OpenSession timed() {
    Lane lane = Lane.host("nvme4");
    Timeline timeline = new Timeline();
    timeline.accept(
        new Event(1, 0, lane, Cause.NONE, new ControllerEvent.Created("B", "10.0.0.2:4420")));
    timeline.accept(
        new Event(2, 0, lane, Cause.NONE, new TimerEvent.Armed("keep alive", seconds(2))));
    timeline.accept(
        new Event(3, seconds(2), lane, Cause.of(2), new TimerEvent.Fired("keep alive")));
    return new OpenSession(
        SessionHeader.of("test", "timed", null, 42, "virtual", "emulated"), timeline);
  }

  private List<LaneLayout.Row> rows() {
    return Objects.requireNonNull(model.drawn().get()).layout().rows();
  }
}
