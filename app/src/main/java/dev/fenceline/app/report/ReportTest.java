package dev.fenceline.app.report;

import dev.fenceline.report.ReportRow;
import dev.fenceline.scenario.Scenario;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/** One test of the report and its state. */
public final class ReportTest implements ReportItem {

  /** The state of a test. */
  public sealed interface State {
    /** The test has not been run. */
    record NotRun() implements State {}

    /** The test is to be run, or is running. */
    record Waiting() implements State {}

    /** The test has its verdict. */
    record Done(ReportRow row) implements State {}
  }

  private final Scenario scenario;
  private final BooleanProperty chosen = new SimpleBooleanProperty(true);
  private final ReadOnlyObjectWrapper<State> state =
      new ReadOnlyObjectWrapper<>(new State.NotRun());

  ReportTest(Scenario scenario) {
    this.scenario = scenario;
  }

  /** Returns the scenario that the test runs. */
  public Scenario scenario() {
    return scenario;
  }

  @Override
  public String title() {
    return scenario.title();
  }

  /** Returns whether the test is part of the next run and of the document. */
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

  /** Returns the state. */
  public ReadOnlyObjectProperty<State> state() {
    return state.getReadOnlyProperty();
  }

  /** Returns the result; empty until the test has its verdict. */
  public Optional<ReportRow> row() {
    return state.get() instanceof State.Done(ReportRow row) ? Optional.of(row) : Optional.empty();
  }

  void become(State next) {
    state.set(next);
  }
}
