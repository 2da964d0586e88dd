package dev.fenceline.app.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.TestWorkspace;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.clock.ClockKind;
import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.session.SessionFile;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LibraryViewModelTest {
  private final TestWorkspace test = new TestWorkspace();
  private final LibraryViewModel library = new LibraryViewModel(test.workspace());

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void everyScenarioIsTriedAndSaysWhatCameOfIt() {
    library.load("ccr");
    test.settle();
    assertThat(library.scenarios())
        .extracting(
            card -> card.title() + ": " + card.detail().get() + ", " + card.pill().get().words())
        .containsExactly(
            "1 Baseline, no fencing: stale write at 15.6 s, CORRUPT",
            "2 CCR via survivor: fenced in 1.50 s, INTACT",
            "3 CQT hold, no CCR: held for 15.0 s, INTACT",
            "4 Neither CQT nor CCR: stale write at 15.6 s, CORRUPT");
    assertThat(library.scenarios())
        .extracting(card -> card.current().get())
        .containsExactly(false, true, false, false);
    assertThat(test.problems()).isEmpty();
  }

  @Test
  void aTriedScenarioOpensWithoutAnotherRun() {
    library.load("ccr");
    test.settle();
    OpenSession first = test.workspace().current().get();
    library.scenarios().getFirst().open();
    OpenSession baseline = test.workspace().current().get();
    assertThat(baseline).isNotSameAs(first);
    assertThat(test.workspace().runs().live().get()).isNull();
    library.scenarios().get(1).open();
    assertThat(test.workspace().current().get()).isSameAs(first);
  }

  @Test
  void savedSessionsShowWhatTheyCameTo(@TempDir Path folder) throws IOException {
    Scenario scenario = ScenarioLibrary.find("hold").orElseThrow();
    Lab lab = new Lab(scenario, 7, ClockKind.VIRTUAL);
    lab.run();
    Path hold = folder.resolve("hold.fenceline");
    SessionFile.save(hold, lab.header(), lab.timeline().events());
    test.workspace().preferences().remember(folder.resolve("gone.fenceline"));
    test.workspace().preferences().remember(hold);
    test.settle();

    Card saved = library.sessions().getFirst();
    assertThat(saved.pill().get()).isEqualTo(new Card.Pill("INTACT", Card.Tone.GOOD));
    assertThat(saved.detail().get()).isEqualTo("held for 15.0 s");
    assertThat(library.sessions().get(1).detail().get()).isEqualTo("no longer there");
  }

  @Test
  void recentFilesAreListedLatestFirst() {
    test.workspace().preferences().remember(Path.of("/tmp/one.fenceline"));
    test.workspace().preferences().remember(Path.of("/tmp/two.fenceline"));
    assertThat(library.sessions())
        .extracting(Card::title)
        .startsWith("two.fenceline", "one.fenceline");
  }
}
