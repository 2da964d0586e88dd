package dev.fenceline.app.swimlane;

import static dev.fenceline.app.TestWorkspace.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.TestWorkspace;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.event.Cause;
import dev.fenceline.event.Event;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Note;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionFile;
import dev.fenceline.session.SessionHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lanes of a big session while it is read. */
class ReadingViewModelTest {
  private static final int EVENTS = 60_000;
  private static final Lane NVME3 = Lane.host("nvme3");

  @TempDir private Path folder;
  private final TestWorkspace test = new TestWorkspace();
  private final SwimlaneViewModel lanes = new SwimlaneViewModel(test.workspace());
  private final ReadingViewModel model = new ReadingViewModel(test.workspace(), lanes.drawn());
  private final OpenSession former = TestWorkspace.session("the former one");
  private Path file = Path.of("");

  @BeforeEach
  void write() throws IOException {
    List<Event> events = new ArrayList<>();
    for (int i = 1; i <= EVENTS; i++) {
      Lane lane = i % 2 == 0 ? NVME3 : Lane.LAB;
      events.add(
          new Event(
              i,
              seconds(i),
              lane,
              Cause.NONE,
              i % 2 == 0 ? new KeepAliveEvent.Sent(i) : new Note("x".repeat(260))));
    }
    file = folder.resolve("big.fenceline");
    SessionFile.save(
        file, Session.of(SessionHeader.of("test", "big", null, 1, "virtual", "emulated"), events));
    test.workspace().show(former);
    test.settle();
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void lanesAreDrawnBeforeAllIsReadAndNothingIsConcluded() {
    test.workspace().files().open(file);
    test.until("reading", () -> model.visible().get());
    assertThat(test.workspace().current().get()).isNull();
    assertThat(model.words().get()).matches("Reading big.fenceline: [0-9\u00a0]+ events so far");
    test.until(
        "lanes",
        () -> {
          model.look();
          return model.drawn().get() != null || lanes.drawn().get() != null;
        });
    LanesPicture soFar = model.drawn().get();
    if (soFar != null) {
      assertThat(soFar.picture().isSoFar()).isTrue();
      assertThat(soFar.picture().ended()).isNull();
    }
    test.settle();
    assertThat(model.visible().get()).isFalse();
    assertThat(model.drawn().get()).isNull();
    assertThat(lanes.drawn().get()).isNotNull();
    OpenSession now = Objects.requireNonNull(test.workspace().current().get());
    assertThat(now.count().get()).isEqualTo(EVENTS);
    assertThat(now.file().get()).isEqualTo(file.toAbsolutePath().normalize());
  }

  @Test
  void whenReadingIsCancelledTheFormerSessionIsShownAgain() {
    test.workspace().files().open(file);
    test.until("reading", () -> model.visible().get());
    model.cancel();
    test.settle();
    assertThat(model.visible().get()).isFalse();
    assertThat(test.workspace().current().get()).isSameAs(former);
    assertThat(test.workspace().sessions()).containsExactly(former);
    assertThat(test.problems()).isEmpty();
  }
}
