package dev.fenceline.app.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fenceline.app.TestWorkspace;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.clock.ClockKind;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.exchange.kernellog.KernelLogWriter;
import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.scenario.setting.TimeText;
import dev.fenceline.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The log of a run is laid over that run, and moved. */
@Timeout(120)
@Tag("slow")
class CompareViewModelTest {
  private static final long MICRO = 1_000;
  private static final long MILLI = 1_000_000;

  @TempDir private static Path folder = Path.of("");
  private static Session run = TestWorkspace.session("none").toSession();
  private static Path log = Path.of("");

  private final TestWorkspace test = new TestWorkspace();
  private final CompareViewModel compare = new CompareViewModel(test.workspace());

  @BeforeAll
  static void recordARunAndItsLog() throws IOException {
    Scenario scenario = ScenarioLibrary.find("ccr").orElseThrow();
    Lab lab = new Lab(scenario, scenario.seed(), ClockKind.VIRTUAL);
    lab.run();
    run = Session.of(lab.header(), lab.timeline().events());
    log = folder.resolve("host.log");
    Files.writeString(log, KernelLogWriter.toText(KernelLogWriter.lines(run.events())));
  }

  @BeforeEach
  void showTheRun() {
    test.workspace().show(OpenSession.of(run));
    compare.open();
  }

  @AfterEach
  void close() {
    test.close();
  }

  private void lay() {
    compare.lay(log);
    test.settle();
  }

  private OpenSession shown() {
    return Objects.requireNonNull(test.workspace().current().get());
  }

  /** How much later the log's fencing begins than the run's. */
  private long apartNanos() {
    return fencingNanos("log") - fencingNanos("");
  }

  private long fencingNanos(String mark) {
    return shown().timeline().events().stream()
        .filter(event -> event.lane().mark().equals(mark))
        .filter(event -> event.detail() instanceof FencingEvent)
        .mapToLong(Event::nanos)
        .findFirst()
        .orElseThrow();
  }

  private long offsetNanos() {
    return TimeText.nanos(compare.offset().get());
  }

  @Test
  void theLogOfARunLiesWhereItsEventsMatch() {
    lay();

    assertThat(compare.problem().get()).isEmpty();
    assertThat(compare.words().get()).contains("host.log").contains("events match within");
    assertThat(shown().title()).contains(" with ").contains("host.log");
    assertThat(shown().saved().get()).isFalse();
    assertThat(test.workspace().sessions()).hasSize(2);
    assertThat(apartNanos()).isBetween(-MILLI, MILLI);
  }

  @Test
  void movedItIsShownInPlaceOfTheOneBefore() {
    lay();
    long found = offsetNanos();
    long apart = apartNanos();

    compare.move(100 * MILLI);
    compare.move(100 * MILLI);
    compare.move(-MILLI);
    test.settle();

    assertThat(offsetNanos()).isEqualTo(found + 199 * MILLI);
    assertThat(apartNanos()).isEqualTo(apart + 199 * MILLI);
    assertThat(test.workspace().sessions()).hasSize(2);

    compare.moveBack();
    test.settle();
    assertThat(offsetNanos()).isEqualTo(found);
    assertThat(apartNanos()).isEqualTo(apart);
  }

  @Test
  void aTypedOffsetCountsAndNonsenseIsSaid() {
    lay();
    long apart = apartNanos();
    long found = offsetNanos();

    compare.offset().set("+2.5 s");
    compare.moveToTyped();
    test.settle();
    assertThat(apartNanos()).isCloseTo(apart + 2_500 * MILLI - found, within(MICRO));
    assertThat(compare.offset().get()).isEqualTo("2.5 s");

    OpenSession before = shown();
    for (String wrong : List.of("soon", "5", "2000000 h")) {
      compare.offset().set(wrong);
      compare.moveToTyped();
      test.settle();
      assertThat(compare.problem().get()).as(wrong).isNotEmpty();
      assertThat(shown()).isSameAs(before);
    }
  }

  @Test
  void whereThePersonLooksStaysWhileItMoves() {
    lay();
    shown().seek(fencingNanos(""));
    shown().filter().set("lane:nvme4");

    compare.move(-1_000_000 * MILLI);
    test.settle();

    assertThat(shown().playheadNanos().get()).isEqualTo(fencingNanos(""));
    assertThat(shown().filter().get()).isEqualTo("lane:nvme4");
  }

  @Test
  void twoThatWereSavedAsOneCanBeMovedOn() {
    lay();
    OpenSession opened = OpenSession.of(shown().toSession());
    long apart = apartNanos();
    test.workspace().show(opened);

    compare.open();
    assertThat(compare.isLaid().get()).isTrue();
    assertThat(compare.offset().get()).isEqualTo("0 s");

    compare.move(100 * MILLI);
    test.settle();
    assertThat(apartNanos()).isEqualTo(apart + 100 * MILLI);
    assertThat(compare.offset().get()).isEqualTo("100 ms");
  }

  @Test
  void theSheetComesBackToWhatItLaid() {
    lay();
    String words = compare.words().get();
    compare.open();
    assertThat(compare.isLaid().get()).isTrue();
    assertThat(compare.words().get()).isEqualTo(words);

    test.workspace().show(test.workspace().sessions().getFirst());
    compare.open();
    assertThat(compare.isLaid().get()).isFalse();
    assertThat(compare.words().get()).isEmpty();
  }

  @Test
  void whatHasNothingInCommonIsLaidFromTheBeginning() {
    OpenSession first = shown();
    Session nothing = Session.of(run.header(), List.of());
    test.workspace().show(OpenSession.of(nothing));
    test.workspace().show(first);
    compare.open();
    assertThat(compare.others()).hasSize(1).doesNotContain(first);

    compare.lay();
    test.settle();

    assertThat(compare.words().get()).startsWith("Nothing of").contains("from their beginnings");
    assertThat(offsetNanos()).isZero();
  }

  @Test
  void aThirdIsRefused() {
    lay();
    OpenSession both = shown();
    test.workspace().show(test.workspace().sessions().getFirst());
    compare.open();
    compare.second().set(both);

    compare.lay();
    test.settle();

    assertThat(compare.problem().get()).contains("a third cannot be added");
    assertThat(test.workspace().sessions()).hasSize(2);
  }

  @Test
  void aFileThatCannotBeReadIsSaidOnTheSheet() throws IOException {
    OpenSession before = shown();
    Path nonsense = folder.resolve("nonsense.fenceline");
    Files.writeString(nonsense, "no session at all\n");
    for (Path file : List.of(nonsense, folder.resolve("missing.log"))) {
      compare.lay(file);
      test.settle();
      assertThat(compare.problem().get())
          .startsWith("The file cannot be opened")
          .contains(file.toString());
      assertThat(compare.busy().get()).isFalse();
      assertThat(shown()).isSameAs(before);
    }
  }
}
