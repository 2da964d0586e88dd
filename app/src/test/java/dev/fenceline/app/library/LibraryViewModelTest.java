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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@Tag("slow")
class LibraryViewModelTest {
  private final TestWorkspace test = new TestWorkspace();
  private final LibraryViewModel library = new LibraryViewModel(test.workspace());

  @AfterEach
  void close() {
    test.close();
  }

  /** The cards under that heading. */
  private List<Card> cards(String title) {
    return library.groups().stream()
        .filter(group -> group.title().equals(title))
        .findFirst()
        .orElseThrow()
        .cards();
  }

  @Test
  void everyScenarioThatIsSeenIsTriedAndSaysWhatCameOfIt() {
    library.load("ccr");
    test.settle();
    assertThat(library.groups())
        .extracting(CardGroup::title)
        .containsExactly("SCENARIOS", "TARGETED TESTS", "FURTHER CASES", "SAVED SESSIONS");
    assertThat(cards("SCENARIOS"))
        .extracting(
            card -> card.title() + ": " + card.detail().get() + ", " + card.pill().get().words())
        .containsExactly(
            "1 Baseline, no fencing: stale write at 15.6 s, CORRUPT",
            "2 CCR via survivor: fenced in 1.50 s, INTACT",
            "3 CQT hold, no CCR: held for 15.0 s, INTACT",
            "4 Neither CQT nor CCR: stale write at 15.6 s, CORRUPT");
    assertThat(cards("SCENARIOS"))
        .extracting(card -> card.current().get())
        .containsExactly(false, true, false, false);
    assertThat(cards("TARGETED TESTS"))
        .as("a folded group costs nothing")
        .allSatisfy(card -> assertThat(card.detail().get()).isEqualTo("not run yet"));
    assertThat(test.problems()).isEmpty();
  }

  @Test
  void aGroupIsTriedWhenItIsUnfolded() {
    library.load("");
    test.settle();
    CardGroup targeted = library.groups().get(1);
    targeted.toggle();
    while (targeted.cards().getFirst().pill().get().words().isEmpty()) {
      test.step();
    }
    targeted.toggle();
    test.settle();
    assertThat(targeted.cards().getFirst().pill().get().words()).isEqualTo("INTACT");
    assertThat(targeted.cards().getLast().detail().get())
        .as("who folds it again is spared the rest")
        .isEqualTo("not run yet");
  }

  @Test
  void aTriedScenarioOpensWithoutAnotherRun() {
    library.load("ccr");
    test.settle();
    OpenSession first = test.workspace().current().get();
    cards("SCENARIOS").getFirst().open();
    OpenSession baseline = test.workspace().current().get();
    assertThat(baseline).isNotSameAs(first);
    assertThat(test.workspace().runs().live().get()).isNull();
    cards("SCENARIOS").get(1).open();
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

    Card saved = cards("SAVED SESSIONS").getFirst();
    assertThat(saved.pill().get()).isEqualTo(new Card.Pill("INTACT", Card.Tone.GOOD));
    assertThat(saved.detail().get()).isEqualTo("held for 15.0 s");
    assertThat(cards("SAVED SESSIONS").get(1).detail().get()).isEqualTo("file not found");
  }

  /** What others recorded says only what was seen: here a controller that came. */
  @Test
  void ofALogWithoutARecoveryNobodySaysThatNothingFailed(@TempDir Path folder) throws IOException {
    Path log = folder.resolve("dmesg.log");
    Files.writeString(
        log,
        """
        [    5.000000] nvme nvme0: creating 8 I/O queues.
        [    5.100000] nvme nvme0: mapped 8/0/0 default/read/poll queues.
        """);
    test.workspace().preferences().remember(log);
    test.settle();

    Card card = cards("SAVED SESSIONS").getFirst();
    assertThat(card.pill().get().words()).isEqualTo("UNKNOWN");
    assertThat(card.detail().get()).isEqualTo("no recovery seen");
  }

  /** Each log with what its card says. */
  @Test
  void theCardOfALogSaysHowItsFirstRecoveryEndedOrWhatIsKnown(@TempDir Path folder)
      throws IOException {
    String failed = "[  600.0] nvme nvme3: starting error recovery\n";
    String nqn = "nqn.2014-08.org.nvmexpress:uuid:aa";
    Map<String, String> logs =
        Map.of(
            failed,
            "not reconnected yet",
            failed + "[  612.5] nvme nvme3: Successfully reconnected (attempt 1/60)\n",
            "reconnected in 12.5 s",
            failed + "[  612.5] nvme nvme3: Removing controller (-110)...\n",
            "not reconnected",
            "[  5.0] nvme nvme3: Connect for subsystem nqn.a is not allowed, hostnqn: "
                + nqn
                + "\n",
            "nvme3 could not connect",
            "[  5.0] nvme nvme3: words of a later kernel\n",
            "1 line not understood");
    List<String> expected = new ArrayList<>();
    for (Map.Entry<String, String> log : logs.entrySet()) {
      Path file = folder.resolve(expected.size() + ".log");
      Files.writeString(file, log.getKey());
      test.workspace().preferences().remember(file);
      expected.addFirst(log.getValue());
    }
    test.settle();

    assertThat(cards("SAVED SESSIONS").subList(0, expected.size()))
        .extracting(card -> card.detail().get())
        .isEqualTo(expected);
  }

  @Test
  void filesOfOneNameAreToldApart() {
    test.workspace().preferences().remember(Path.of("/a/b/c/hold/r.fenceline"));
    test.workspace().preferences().remember(Path.of("/a/b/c/base/r.fenceline"));
    test.workspace().preferences().remember(Path.of("/a/b/c/base/s.fenceline"));
    assertThat(cards("SAVED SESSIONS"))
        .extracting(Card::title)
        .startsWith("s.fenceline", "base/r.fenceline", "hold/r.fenceline");
    assertThat(cards("SAVED SESSIONS").getFirst().detail().get()).isEqualTo("\u2026/c/base");
    library.load("");
    test.settle();
    test.workspace().preferences().remember(Path.of("/a/mine/ccr.fenceline"));
    assertThat(cards("SAVED SESSIONS"))
        .extracting(Card::title)
        .contains("mine/ccr.fenceline", "ccr.fenceline");
  }

  @Test
  void recentFilesAreListedLatestFirst() {
    test.workspace().preferences().remember(Path.of("/tmp/one.fenceline"));
    test.workspace().preferences().remember(Path.of("/tmp/two.fenceline"));
    assertThat(cards("SAVED SESSIONS"))
        .extracting(Card::title)
        .startsWith("two.fenceline", "one.fenceline");
  }
}
