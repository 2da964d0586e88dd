package dev.fenceline.app.inspector;

import static dev.fenceline.app.TestWorkspace.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.TestWorkspace;
import dev.fenceline.app.inspector.InspectorPage.Field;
import dev.fenceline.app.inspector.InspectorPage.Link;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.TimeRange;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.session.SessionReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
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

  @Test
  void aChainOfCausesIsFollowedBackAndOn() {
    test.workspace().show(session);
    session.select(4);
    inspector.followBack();
    assertThat(session.selected().get()).isEqualTo(3);
    inspector.followBack();
    assertThat(session.selected().get()).as("3 has no cause").isEqualTo(3);
    inspector.followOn();
    inspector.followOn();
    assertThat(session.selected().get()).isEqualTo(5);
  }

  /** The cause is known within a component only; the journey of a write crosses the wire. */
  @Test
  void aWriteIsFollowedFromTheHostToTheMediaThatItDestroys() throws IOException {
    OpenSession baseline = shipped("baseline");
    test.workspace().show(baseline);
    test.settle();
    baseline.select(stale(baseline));
    Set<Lane.Group> crossed = EnumSet.noneOf(Lane.Group.class);
    long before;
    do {
      before = baseline.selected().get();
      crossed.add(baseline.selectedEvent().orElseThrow().lane().group());
      inspector.followBack();
    } while (baseline.selected().get() != before);
    assertThat(crossed).contains(Lane.Group.TARGET, Lane.Group.HOST, Lane.Group.WORKLOAD);
    inspector.followOn();
    assertThat(baseline.selected().get()).isGreaterThan(before);
  }

  private static OpenSession shipped(String name) throws IOException {
    String resource = "/sessions/" + name + ".fenceline";
    try (InputStream in =
        Objects.requireNonNull(InspectorViewModelTest.class.getResourceAsStream(resource))) {
      return OpenSession.of(SessionReader.read(in));
    }
  }

  private static long stale(OpenSession session) {
    return session.timeline().events().stream()
        .filter(event ->
            event.detail() instanceof CommandEvent.Executed
                && event.nanos() > seconds(15)
                && event.lane().plainName().equals("2"))
        .findFirst()
        .orElseThrow()
        .sequence();
  }
}
