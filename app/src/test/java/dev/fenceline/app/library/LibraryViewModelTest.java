package dev.fenceline.app.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.TestWorkspace;
import dev.fenceline.app.workspace.OpenSession;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
  void recentFilesAreListedLatestFirst() {
    test.workspace().preferences().remember(Path.of("/tmp/one.fenceline"));
    test.workspace().preferences().remember(Path.of("/tmp/two.fenceline"));
    assertThat(library.sessions())
        .extracting(Card::title)
        .startsWith("two.fenceline", "one.fenceline");
  }
}
