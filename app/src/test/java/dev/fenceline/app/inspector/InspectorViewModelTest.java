package dev.fenceline.app.inspector;

import static dev.fenceline.app.TestWorkspace.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.TestWorkspace;
import dev.fenceline.app.inspector.InspectorPage.Field;
import dev.fenceline.app.inspector.InspectorPage.Link;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.TimeRange;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InspectorViewModelTest {
  private final TestWorkspace test = new TestWorkspace();
  private final InspectorViewModel inspector = new InspectorViewModel(test.workspace());
  private final OpenSession session = TestWorkspace.session("test");

  @AfterEach
  void close() {
    test.close();
  }

  private InspectorPage page() {
    return Objects.requireNonNull(inspector.page().get());
  }

  @Test
  void theSelectedEventIsShownWithItsFields() {
    test.workspace().show(session);
    assertThat(inspector.page().get()).isNull();
    session.select(2);
    assertThat(page().title()).isEqualTo("Keep alive answered");
    assertThat(page().fields())
        .contains(
            new Field("Where", "nvme3"),
            new Field("When", "2.000 000 s"),
            new Field("Round trip", "431.0 µs"));
  }

  @Test
  void causesComeBeforeEffectsAndCanBeFollowed() {
    test.workspace().show(session);
    session.select(4);
    assertThat(page().links())
        .containsExactly(
            new Link(true, "Keep alive sent, nvme4", 3), new Link(false, "Note, lab", 5));
    inspector.follow(page().links().getLast());
    assertThat(session.selected().get()).isEqualTo(5);
  }

  /** Nobody has judged this session, and none of it says that a request was held. */
  @Test
  void aMeasuredStretchSaysItsLengthAndItsEvents() {
    test.workspace().show(session);
    session.measured().set(new TimeRange(seconds(2), seconds(4)));
    InspectorViewModel.Measured measured = Objects.requireNonNull(inspector.measured().get());
    assertThat(measured.length()).isEqualTo("2.000 s");
    assertThat(measured.counts()).isEqualTo("3 events");
  }
}
