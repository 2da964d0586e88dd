package dev.fenceline.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.TestWorkspace;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Finding;
import dev.fenceline.report.TargetFeatures;
import dev.fenceline.report.TestReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@Tag("slow")
class ReportViewModelTest {
  private static final Instant TODAY = Instant.parse("2026-04-01T09:30:00Z");
  private static final TargetFeatures EMULATED = new TargetFeatures.Emulated();

  private final TestWorkspace test = new TestWorkspace();

  @AfterEach
  void close() {
    test.close();
  }

  /** A report of which only these tests are chosen. */
  private ReportViewModel report(TargetFeatures target, String... ids) {
    ReportViewModel report = new ReportViewModel(test.workspace(), target, () -> TODAY);
    report.load();
    test.settle();
    report.chooseAll(false);
    for (String id : ids) {
      test(report, id).choose(true);
    }
    return report;
  }

  private ReportViewModel ran(TargetFeatures target, String... ids) {
    ReportViewModel report = report(target, ids);
    report.run();
    test.settle();
    return report;
  }

  private static ReportTest test(ReportViewModel report, String id) {
    return report.items().stream()
        .filter(ReportTest.class::isInstance)
        .map(ReportTest.class::cast)
        .filter(each -> each.scenario().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static ReportCells cells(ReportViewModel report, String id) {
    return ReportCells.of(test(report, id).state().get());
  }

  @Test
  void groupsStandOverTheirTestsAndAreChosenWithThem() {
    ReportViewModel report = report(EMULATED, "ccr");
    assertThat(report.items().getFirst()).isInstanceOf(ReportGroup.class);
    ReportGroup main = (ReportGroup) report.items().getFirst();
    assertThat(main.title()).isEqualTo("Main scenarios");
    assertThat(main.tests())
        .extracting(each -> each.scenario().id())
        .containsExactly("baseline", "ccr", "hold", "unprotected");
    assertThat(main.chosen().get()).isEqualTo(1);
    assertThat(main.isChosen()).isFalse();
    main.choose(true);
    assertThat(report.chosen().get()).isEqualTo(4);
    assertThat(main.isChosen()).isTrue();
  }

  @Test
  void aRunGivesEachChosenTestItsVerdictAndItsTimes() {
    ReportViewModel report = ran(EMULATED, "ccr", "hold");
    assertThat(report.running().get()).isFalse();
    assertThat(report.done().get()).isEqualTo(1);
    ReportCells ccr = cells(report, "ccr");
    assertThat(ccr.result()).isEqualTo("\u2713 passed");
    assertThat(ccr.tone()).isEqualTo(ReportCells.Tone.GOOD);
    assertThat(ccr.fencing()).isEqualTo("1.500 s");
    assertThat(ccr.fencedBy()).isEqualTo("CCR through nvme3");
    assertThat(ccr.seen()).startsWith("intact");
    assertThat(cells(report, "hold").fencing()).isEqualTo("15.000 s");
    assertThat(cells(report, "unprotected").result()).isEqualTo("not run");
    TestReport document = Objects.requireNonNull(report.report().get());
    assertThat(document.counts()).isEqualTo("2 tests: 2 passed, 0 failed, 0 not applicable");
    assertThat(document.environment().madeAt()).isEqualTo(TODAY);
  }

  @Test
  void theDocumentHoldsWhatIsChosenAndHasRun() {
    ReportViewModel report = ran(EMULATED, "identify-fields", "own-cntlid");
    test(report, "own-cntlid").choose(false);
    test(report, "hold").choose(true);
    assertThat(Objects.requireNonNull(report.report().get()).rows())
        .extracting(row -> row.scenario().id())
        .containsExactly("identify-fields");
    report.chooseAll(false);
    assertThat(report.report().get()).isNull();
  }

  @Test
  void aTestThatTheTargetRulesOutSaysWhyAndHasNoTimeline() {
    ReportViewModel report = ran(new TargetFeatures.Fixed(5_000, 0), "ccr");
    assertThat(cells(report, "ccr").result()).isEqualTo("\u2013 not applicable");
    assertThat(cells(report, "ccr").seen())
        .isEqualTo("needs cross-controller reset; the target has CCRL 0");
    ReportDetail detail = ReportDetail.of(test(report, "ccr"));
    assertThat(detail.note()).startsWith("Not applicable: needs cross-controller reset");
    assertThat(detail.canOpen()).isFalse();
    report.open(test(report, "ccr"));
    test.settle();
    assertThat(test.workspace().current().get()).isNull();
  }

  @Test
  void theDetailSaysWhatWasExpectedAndWhatWasSeen() {
    ReportViewModel report = ran(EMULATED, "ccr");
    ReportDetail detail = ReportDetail.of(test(report, "ccr"));
    assertThat(detail.expected()).contains("data intact", "nvme4 fenced by ccr");
    assertThat(detail.seen())
        .contains("data intact")
        .anyMatch(sentence -> sentence.contains("fencing 1.500 s (CCR through nvme3)"));
    assertThat(ReportDetail.of(test(report, "hold")).note()).isEqualTo("Not run yet.");
  }

  @Test
  void aTestOpensWhereItsStoryTurnsAndAFindingOpensAtItsProof() {
    ReportViewModel report = ran(EMULATED, "baseline");
    ReportTest baseline = test(report, "baseline");
    assertThat(cells(report, "baseline").seen()).startsWith("corrupt, as expected");
    report.open(baseline);
    test.settle();
    OpenSession session = Objects.requireNonNull(test.workspace().current().get());
    assertThat(session.selectedEvent().orElseThrow().detail())
        .isInstanceOf(CommandEvent.Executed.class);

    ReportDetail.Found lost =
        ReportDetail.of(baseline).findings().stream()
            .filter(found -> found.finding().finding().severity() == Finding.Severity.CORRUPTION)
            .findFirst()
            .orElseThrow();
    report.open(baseline, lost.finding());
    test.settle();
    assertThat(test.workspace().current().get()).isSameAs(session);
    assertThat(session.selectedEvent().orElseThrow().sequence())
        .isEqualTo(lost.finding().where().getFirst().sequence());
  }

  @Test
  void aCancelledRunKeepsWhatIsDoneAndCanBeginAgain() {
    ReportViewModel report = report(EMULATED, "identify-fields", "own-cntlid");
    report.run();
    assertThat(report.running().get()).isTrue();
    report.cancel();
    test.settle();
    assertThat(report.running().get()).isFalse();
    assertThat(test.problems()).isEmpty();
    assertThat(report.items())
        .filteredOn(ReportTest.class::isInstance)
        .noneMatch(item -> ((ReportTest) item).state().get() instanceof ReportTest.State.Waiting);
    report.run();
    test.settle();
    assertThat(Objects.requireNonNull(report.report().get()).counts()).startsWith("2 tests: 2");
  }

  @Test
  void theDocumentIsWrittenInTheFormOfItsName(@TempDir Path folder) throws Exception {
    ReportViewModel report = ran(EMULATED, "identify-fields");
    report.write(folder.resolve("a.html"), ".html");
    report.write(folder.resolve("b"), ".md");
    report.write(folder.resolve("c.json"), ".html");
    test.settle();
    assertThat(Files.readString(folder.resolve("a.html"))).startsWith("<!DOCTYPE html>");
    assertThat(Files.readString(folder.resolve("b.md"))).startsWith("# NVMe/TCP");
    assertThat(Files.readString(folder.resolve("c.json"))).contains("\"good\" : true");
    assertThat(test.news()).hasSize(3);
  }

  @Test
  void aFileThatCannotBeWrittenIsAWordNotAnException(@TempDir Path folder) {
    ReportViewModel report = ran(EMULATED, "identify-fields");
    report.write(folder.resolve("report.pdf"), ".html");
    report.write(folder.resolve("no such folder").resolve("report.html"), ".html");
    test.settle();
    assertThat(test.problems())
        .extracting(problem -> problem.what() + " / " + problem.advice())
        .containsExactly(
            "The report was not written / Choose a name that ends in .html, .md or .json.",
            "The file cannot be written: no such file / "
                + "Check the name, or choose another file.");
  }
}
