package dev.fenceline.app.differences;

import dev.fenceline.app.workspace.Highlight;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.timeline.recovery.Comparison;
import dev.fenceline.timeline.recovery.Comparison.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
  private final ReadOnlyObjectWrapper<@Nullable Table> table = new ReadOnlyObjectWrapper<>();
  private final StackedViewModel stacked = new StackedViewModel();
  private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper("");

  /**
   * What the page shows.
   *
   * @param sides the sessions, one for each column
   */
  record Table(List<StackedSide> sides, Comparison comparison) {
    static Table of(List<OpenSession> sessions) {
      List<StackedSide> sides = new ArrayList<>();
      List<Side> columns = new ArrayList<>();
      for (OpenSession session : sessions) {
        StackedSide side = StackedSide.of(sides.size(), session);
        sides.add(side);
        columns.add(new Side(side.letter() + "  " + session.title(), session.timeline()));
      }
      return new Table(List.copyOf(sides), Comparison.of(columns));
    }
  }

  DifferencesViewModel(Workspace workspace) {
    this.workspace = workspace;
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
                      + " wheel or W and S to zoom. A title opens its timeline.");
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

  /** Shows the timeline of a session. */
  void open(OpenSession session) {
    workspace.show(session);
  }
}
