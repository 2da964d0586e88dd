package dev.fenceline.app.report;

import dev.fenceline.app.glossary.ExplainedPage;
import dev.fenceline.app.workspace.BackgroundJobs.Job;
import dev.fenceline.app.workspace.Highlight;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Problem;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.event.Event;
import dev.fenceline.lab.Lab;
import dev.fenceline.report.LocatedFinding;
import dev.fenceline.report.ReportEnvironment;
import dev.fenceline.report.ReportFile;
import dev.fenceline.report.ReportRow;
import dev.fenceline.report.ReportRun;
import dev.fenceline.report.TargetFeatures;
import dev.fenceline.report.TestReport;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.session.ProgramVersion;
import dev.fenceline.timeline.Timeline;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The tests of the report, which of them are chosen, their states, and the document with the tests
 * that have a verdict. Used on the application thread.
 */
final class ReportViewModel {
  private final Workspace workspace;
  private final TargetFeatures target;
  private final InstantSource calendar;
  private final ObservableList<ReportItem> items = FXCollections.observableArrayList();
  private final ObservableList<ReportItem> itemsView =
      FXCollections.unmodifiableObservableList(items);
  private final ReadOnlyIntegerWrapper chosen = new ReadOnlyIntegerWrapper();
  private final ReadOnlyObjectWrapper<@Nullable TestReport> report = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
  private final ReadOnlyDoubleWrapper done = new ReadOnlyDoubleWrapper();
  private final Map<ReportTest, OpenSession> opened = new HashMap<>();
  private Instant madeAt = Instant.EPOCH;
  private @Nullable Job job;
  private int runs;
  private boolean loading;

  /**
   * Creates the report of a workspace.
   *
   * @param target decides which tests are applicable
   * @param calendar provides the date of the document
   */
  ReportViewModel(Workspace workspace, TargetFeatures target, InstantSource calendar) {
    this.workspace = workspace;
    this.target = target;
    this.calendar = calendar;
  }

  /** Returns each group followed by its tests; empty until {@link #load} has finished. */
  ObservableList<ReportItem> items() {
    return itemsView;
  }

  /** Returns how many tests are chosen. */
  ReadOnlyIntegerProperty chosen() {
    return chosen.getReadOnlyProperty();
  }

  /** Returns the document with the chosen tests that have a verdict; null if there are none. */
  ReadOnlyObjectProperty<@Nullable TestReport> report() {
    return report.getReadOnlyProperty();
  }

  /** Returns whether tests are running. */
  ReadOnlyBooleanProperty running() {
    return running.getReadOnlyProperty();
  }

  /** Returns how much of the run is done, 0 to 1. */
  ReadOnlyDoubleProperty done() {
    return done.getReadOnlyProperty();
  }

  /** Reads the shipped tests, once. */
  public void load() {
    if (loading || !items.isEmpty()) {
      return;
    }
    loading = true;
    workspace
        .jobs()
        .start(
            "Reading the tests",
            _ -> ScenarioLibrary.all(),
            this::fill,
            error -> {
              throw new IllegalStateException("the shipped scenarios can be read", error);
            });
  }

  private void fill(List<Scenario> scenarios) {
    loading = false;
    List<ReportItem> found = new ArrayList<>();
    for (Scenario.Group group : Scenario.Group.values()) {
      List<ReportTest> tests =
          scenarios.stream()
              .filter(scenario -> scenario.group() == group)
              .map(ReportTest::new)
              .toList();
      if (!tests.isEmpty()) {
        found.add(new ReportGroup(TestReport.title(group), tests));
        found.addAll(tests);
      }
    }
    items.setAll(found);
    tests().forEach(test -> test.chosen().subscribe(_ -> compile()));
  }

  private Stream<ReportTest> tests() {
    return items.stream().filter(ReportTest.class::isInstance).map(ReportTest.class::cast);
  }

  private List<ReportTest> chosenTests() {
    return tests().filter(test -> test.chosen().get()).toList();
  }

  /** Returns the number of tests. */
  int count() {
    return (int) tests().count();
  }

  /** Chooses all tests, or none. */
  void chooseAll(boolean wanted) {
    tests().forEach(test -> test.choose(wanted));
  }

  /** Builds the document from the current results. */
  private void compile() {
    List<ReportTest> tests = chosenTests();
    chosen.set(tests.size());
    List<ReportRow> rows = tests.stream().map(ReportTest::row).flatMap(Optional::stream).toList();
    report.set(rows.isEmpty() ? null : new TestReport(environment(), rows));
  }

  /** Runs the chosen tests in virtual time. */
  void run() {
    List<ReportTest> tests = chosenTests();
    if (tests.isEmpty() || running.get()) {
      return;
    }
    tests.forEach(test -> test.become(new ReportTest.State.Waiting()));
    madeAt = calendar.instant();
    compile();
    done.set(0);
    running.set(true);
    int number = ++runs;
    ReportRun run =
        new ReportRun(
            tests.stream().map(ReportTest::scenario).toList(),
            OptionalLong.empty(),
            target,
            (row, count, total) ->
                workspace.jobs().tell(() -> arrived(number, row, (double) count / total)));
    job =
        workspace
            .jobs()
            .start(
                "Running the test report",
                _ -> run.run(environment()),
                run::cancel,
                _ -> ended(),
                this::failed);
  }

  /** Takes a row of the current run. Rows of a cancelled run are ignored. */
  private void arrived(int number, ReportRow row, double part) {
    if (running.get() && number == runs) {
      tests()
          .filter(test -> test.scenario().id().equals(row.scenario().id()))
          .forEach(test -> test.become(new ReportTest.State.Done(row)));
      done.set(part);
      if (job != null) {
        job.done(part);
      }
      compile();
    }
  }

  /** Ends the run soon. Tests that already have a verdict keep it. */
  void cancel() {
    if (job != null) {
      job.cancel();
    }
  }

  private void ended() {
    running.set(false);
    job = null;
    tests()
        .filter(test -> test.state().get() instanceof ReportTest.State.Waiting)
        .forEach(test -> test.become(new ReportTest.State.NotRun()));
  }

  private void failed(Exception error) {
    ended();
    if (!(error instanceof CancellationException)) {
      workspace
          .messages()
          .problem(
              new Problem(
                  "The test run failed", "Test report", String.valueOf(error.getMessage())));
    }
  }

  /**
   * Opens the timeline of a test that has a verdict, at its first missed expectation. If none was
   * missed, opens it at the decisive event of the recovery.
   */
  void open(ReportTest test) {
    test.row().ifPresent(row -> open(test, row, row.missed().stream().findFirst()));
  }

  /** Opens the timeline of a test at a finding. */
  void open(ReportTest test, LocatedFinding finding) {
    test.row().ifPresent(row -> open(test, row, Optional.of(finding)));
  }

  private void open(ReportTest test, ReportRow row, Optional<LocatedFinding> finding) {
    opened.values().retainAll(workspace.sessions());
    OpenSession known = opened.get(test);
    if (known != null) {
      finding.flatMap(found -> place(found, known.timeline())).ifPresent(known::select);
      workspace.show(known);
    } else if (row.evidence() != null) {
      runAgain(test, row, finding);
    }
  }

  /**
   * Runs the test again to open its timeline. The same seed gives the same session, so sessions are
   * not kept.
   */
  private void runAgain(ReportTest test, ReportRow row, Optional<LocatedFinding> finding) {
    Lab lab = Lab.inVirtualTime(row.scenario(), row.seed());
    workspace
        .jobs()
        .start(
            "Opening " + row.scenario().title(),
            _ -> {
              lab.run();
              return Highlight.of(lab.timeline());
            },
            highlight -> {
              OpenSession session = new OpenSession(lab.header(), lab.timeline());
              finding.flatMap(found -> place(found, lab.timeline())).ifPresent(session::select);
              highlight.ifPresent(session::goTo);
              opened.put(test, session);
              workspace.show(session);
            },
            error ->
                workspace
                    .messages()
                    .problem(
                        new Problem(
                            "The timeline cannot be opened",
                            row.scenario().title(),
                            String.valueOf(error.getMessage()))));
  }

  /**
   * Returns the first event that proves the finding, or the event of the finding itself if there is
   * no proof.
   */
  private static Optional<Long> place(LocatedFinding found, Timeline timeline) {
    return found.where().stream()
        .findFirst()
        .or(() ->
            timeline.events().stream()
                .filter(event -> event.detail().equals(found.finding()))
                .findFirst())
        .map(Event::sequence);
  }

  /**
   * Writes the document in the format given by the ending of the file name.
   *
   * @param ending appended to a name that has no ending; begins with a dot
   */
  void write(Path chosenFile, String ending) {
    String name = chosenFile.toString();
    boolean hasEnding = String.valueOf(chosenFile.getFileName()).indexOf('.') > 0;
    Path file = hasEnding ? chosenFile : Path.of(name + ending);
    TestReport document = report.get();
    if (document == null) {
      return;
    }
    try {
      ReportFile form = ReportFile.of(file);
      workspace
          .files()
          .write(
              "Writing " + file.getFileName(),
              file,
              () -> form.write(document, ExplainedPage.empty()),
              () -> {});
    } catch (IllegalArgumentException unknown) {
      workspace
          .messages()
          .problem(
              new Problem(
                  "The report was not written",
                  file.toString(),
                  "Choose a name that ends in .html, .md or .json."));
    }
  }

  private ReportEnvironment environment() {
    return ReportEnvironment.emulated(ProgramVersion.number(), madeAt);
  }
}
