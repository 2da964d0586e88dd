package dev.fenceline.app.differences;

import dev.fenceline.app.feature.PictureFile;
import dev.fenceline.app.workspace.Highlight;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.swimlane.paint.ComparisonPicture;
import dev.fenceline.swimlane.paint.SessionPicture;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.timeline.recovery.Anchor;
import dev.fenceline.timeline.recovery.Comparison;
import dev.fenceline.timeline.recovery.Comparison.Row;
import dev.fenceline.timeline.recovery.Comparison.Side;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** The table of differences between sessions. Used on the application thread. */
final class DifferencesViewModel {
  /** The scenarios that show what no protection, a reset and a hold do to the same failure. */
  private static final List<String> POLICIES = List.of("baseline", "ccr", "hold");

  /** The largest number of sessions in a table that fits into the window. */
  private static final int OPEN_MAX = 6;

  private final Workspace workspace;
  private final PictureFile pictures;
  private final ReadOnlyObjectWrapper<@Nullable Table> table = new ReadOnlyObjectWrapper<>();
  private final StackedViewModel stacked = new StackedViewModel();
  private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper("");

  /**
   * What the page shows.
   *
   * @param sides the lanes of the sessions, one for each column
   * @param columns the sessions
   */
  record Table(List<StackedSide> sides, List<Side> columns, Comparison comparison) {
    static Table of(List<OpenSession> sessions) {
      List<StackedSide> sides = new ArrayList<>();
      List<Side> columns = new ArrayList<>();
      for (OpenSession session : sessions) {
        StackedSide side = StackedSide.of(sides.size(), session);
        sides.add(side);
        columns.add(new Side(side.letter() + "  " + session.title(), session.timeline()));
      }
      return new Table(List.copyOf(sides), List.copyOf(columns), Comparison.of(columns));
    }
  }

  /**
   * Creates a model without a table.
   *
   * @param pictures writes pictures other than SVG
   */
  DifferencesViewModel(Workspace workspace, PictureFile pictures) {
    this.workspace = workspace;
    this.pictures = pictures;
  }

  /** Returns the table; null until it is known. */
  ReadOnlyObjectProperty<@Nullable Table> table() {
    return table.getReadOnlyProperty();
  }

  /** Returns the lanes of the sessions, one above the other. */
  StackedViewModel stacked() {
    return stacked;
  }

  /** Returns what the page says above the table. */
  ReadOnlyStringProperty words() {
    return words.getReadOnlyProperty();
  }

  /** Runs the scenarios of the three policies in virtual time and compares them. */
  void showPolicies() {
    find("Running baseline, CCR and hold", () -> Table.of(run(POLICIES)));
  }

  /** Compares the sessions that were opened last. */
  void showOpen() {
    List<OpenSession> all = List.copyOf(workspace.sessions());
    List<OpenSession> latest = all.subList(Math.max(0, all.size() - OPEN_MAX), all.size());
    find("Comparing the open sessions", () -> Table.of(latest));
  }

  /** Compares sessions. */
  void show(List<OpenSession> sessions) {
    find("Comparing " + sessions.size() + " sessions", () -> Table.of(sessions));
  }

  private void find(String title, Callable<Table> work) {
    table.set(null);
    stacked.show(List.of());
    words.set(title + "\u2026");
    workspace
        .jobs()
        .start(
            title,
            _ -> work.call(),
            found -> {
              table.set(found);
              stacked.show(found.sides());
              words.set(
                  "The lanes share one range of time and one playhead: drag to move, Ctrl and the"
                      + " wheel or W and S to zoom. A title opens its timeline, a row of the table"
                      + " shows when it was.");
            },
            error -> words.set("The table cannot be made: " + error.getMessage()));
  }

  private static List<OpenSession> run(List<String> ids) {
    List<OpenSession> sessions = new ArrayList<>();
    for (String id : ids) {
      Scenario scenario = ScenarioLibrary.find(id).orElseThrow();
      Lab lab = Lab.inVirtualTime(scenario, scenario.seed());
      lab.run();
      OpenSession session = new OpenSession(lab.header(), lab.timeline());
      Highlight.of(lab.timeline()).ifPresent(session::goTo);
      sessions.add(session);
    }
    return sessions;
  }

  /** Shows when a property of the table was in all sessions. */
  void show(Row row) {
    stacked.mark(row.places());
  }

  /** Writes the table with what happened in each session as text. */
  void writeReport(Path file) {
    List<Side> columns = columns();
    boolean isMarkdown = file.toString().toLowerCase(Locale.ROOT).endsWith(".md");
    write(file, () -> isMarkdown ? Comparison.markdown(columns) : Comparison.report(columns));
  }

  /** Writes the lanes of all sessions and the table as a picture: PNG, PDF or otherwise SVG. */
  void writePicture(Path file, Palette palette) {
    List<Side> columns = columns();
    Anchor anchor = stacked.anchor().get();
    int width = SessionPicture.DEFAULT_WIDTH;
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".png") && !name.endsWith(".pdf")) {
      write(file, () -> new ComparisonPicture(columns, anchor).svg(width, palette));
      return;
    }
    String title = columns.stream().map(Side::title).collect(Collectors.joining(", "));
    workspace
        .files()
        .write(
            "Writing " + file.getFileName(),
            file,
            () -> {
              ComparisonPicture picture = new ComparisonPicture(columns, anchor);
              pictures.write(
                  title, width, picture.height(), pen -> picture.paint(pen, width, palette), file);
            },
            () -> {});
  }

  private List<Side> columns() {
    Table shown = table.get();
    return shown == null ? List.of() : shown.columns();
  }

  private void write(Path file, Supplier<String> content) {
    workspace
        .files()
        .write(
            "Writing " + file.getFileName(),
            file,
            () -> Files.writeString(file, content.get()),
            () -> {});
  }

  /** Shows the timeline of a session. */
  void open(OpenSession session) {
    workspace.show(session);
  }
}
