package dev.fenceline.app.report;

import dev.fenceline.report.ReportRow;
import dev.fenceline.scenario.Scenario;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/** One test of the report, and how far it is. */
public final class ReportTest implements ReportItem {

  /** How far a test is. */
  public sealed interface State {
    /** Nobody has asked for it yet. */
    record NotRun() implements State {}

    /** It is asked for and has no verdict yet. */
    record Waiting() implements State {}

    /** It has its verdict. */
    record Done(ReportRow row) implements State {}
  }

  private final Scenario scenario;
  private final BooleanProperty chosen = new SimpleBooleanProperty(true);
  private final ReadOnlyObjectWrapper<State> state =
      new ReadOnlyObjectWrapper<>(new State.NotRun());

  ReportTest(Scenario scenario) {
    this.scenario = scenario;
  }

  /** What runs. */
  public Scenario scenario() {
    return scenario;
  }

  @Override
  public String title() {
    return scenario.title();
  }

  /** Whether it is part of the next run and of the document. */
  public BooleanProperty chosen() {
    return chosen;
  }

  @Override
  public boolean isChosen() {
    return chosen.get();
  }

  @Override
  public void choose(boolean wanted) {
    chosen.set(wanted);
  }

  /** How far it is. */
  public ReadOnlyObjectProperty<State> state() {
    return state.getReadOnlyProperty();
  }

  /** What it came to; empty until it has its verdict. */
  public Optional<ReportRow> row() {
    return state.get() instanceof State.Done(ReportRow row) ? Optional.of(row) : Optional.empty();
  }

  void become(State next) {
    state.set(next);
  }
}
