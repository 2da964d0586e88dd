package dev.fenceline.app.explorer;

import dev.fenceline.scenario.Parameter;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.setting.ScenarioException;
import dev.fenceline.sweep.SweepPlan;
import dev.fenceline.sweep.Variation;
import dev.fenceline.timeline.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The form of the explorer: a scenario, seeds, and the parameters to vary. Used on the application
 * thread.
 */
final class ExplorerForm {
  /**
   * The largest number of runs. Larger sweeps are for the command line, which can share them among
   * machines.
   */
  static final int RUNS_MAX = 200_000;

  /** The largest number of cases. A chart of more cases cannot be read. */
  static final int CASES_MAX = 120;

  private static final String SEEDS = "100";
  private static final String FIRST_SEED = "1";

  private final ObservableList<Scenario> scenarios = FXCollections.observableArrayList();
  private final ObservableList<Parameter> parameters = FXCollections.observableArrayList();
  private final ObjectProperty<@Nullable Scenario> scenario = new SimpleObjectProperty<>();
  private final StringProperty seeds = new SimpleStringProperty(SEEDS);
  private final StringProperty firstSeed = new SimpleStringProperty(FIRST_SEED);
  private final Varied first = new Varied();
  private final Varied second = new Varied();
  private final ReadOnlyObjectWrapper<Answer> answer =
      new ReadOnlyObjectWrapper<>(new Answer(null, ""));

  /**
   * The evaluation of the form.
   *
   * @param plan the plan to run; null if the form is incomplete or wrong
   * @param words the number of runs, or what is wrong
   */
  record Answer(@Nullable SweepPlan plan, String words) {
    /** Reports whether the form must be corrected. */
    boolean isWrong() {
      return plan == null && !words.isEmpty();
    }
  }

  ExplorerForm() {
    scenario.subscribe(this::follow);
    for (Varied varied : List.of(first, second)) {
      varied
          .parameter()
          .subscribe((_, _) -> {
            varied.forget();
            varied.suggest(scenario.get());
          });
      varied.parameter().addListener((InvalidationListener) _ -> consider());
      varied.values().addListener((InvalidationListener) _ -> consider());
    }
    seeds.addListener((InvalidationListener) _ -> consider());
    firstSeed.addListener((InvalidationListener) _ -> consider());
  }

  /** Returns the scenarios to choose from. */
  ObservableList<Scenario> scenarios() {
    return scenarios;
  }

  /** Returns the parameters of the chosen scenario that can be varied. */
  ObservableList<Parameter> parameters() {
    return parameters;
  }

  /** Returns the chosen scenario. */
  ObjectProperty<@Nullable Scenario> scenario() {
    return scenario;
  }

  /** Returns the number of seeds, as text. */
  StringProperty seeds() {
    return seeds;
  }

  /** Returns the first seed, as text. */
  StringProperty firstSeed() {
    return firstSeed;
  }

  /** Returns the parameter on the horizontal axis of the charts. */
  Varied first() {
    return first;
  }

  /** Returns the parameter that has a line for each of its values. */
  Varied second() {
    return second;
  }

  /** Returns the evaluation of the form. */
  ReadOnlyObjectProperty<Answer> answer() {
    return answer.getReadOnlyProperty();
  }

  /** Returns the description, the range and the current value of a parameter. */
  ObservableValue<String> hint(Varied varied) {
    return Bindings.createStringBinding(
        () -> Varied.hint(varied.parameter().get(), scenario.get()), varied.parameter(), scenario);
  }

  /**
   * Adapts the parameters to another scenario. A chosen parameter is kept if the scenario has it
   * too.
   */
  private void follow(@Nullable Scenario chosen) {
    List<Parameter> there =
        chosen == null
            ? List.of()
            : Parameter.all().stream().filter(each -> each.value(chosen).isPresent()).toList();
    for (Varied varied : List.of(first, second)) {
      Parameter kept = varied.parameter().get();
      if (kept != null && !there.contains(kept)) {
        varied.parameter().set(null);
      }
      varied.suggest(chosen);
    }
    parameters.setAll(there);
    consider();
  }

  private void consider() {
    Scenario chosen = scenario.get();
    if (chosen == null) {
      answer.set(new Answer(null, ""));
      return;
    }
    try {
      answer.set(planned(chosen));
    } catch (ScenarioException wrong) {
      answer.set(new Answer(null, String.valueOf(wrong.getMessage())));
    }
  }

  private Answer planned(Scenario chosen) {
    List<Variation> variations = new ArrayList<>();
    first.variation().ifPresent(variations::add);
    second.variation().ifPresent(variations::add);
    int count = (int) number("Seeds", seeds.get(), 1, SweepPlan.MAX_RUNS);
    long from = number("First seed", firstSeed.get(), Long.MIN_VALUE, Long.MAX_VALUE - count);
    SweepPlan plan = new SweepPlan(chosen, from, count, variations);
    int cases = plan.runs() / count;
    if (cases > CASES_MAX || plan.runs() > RUNS_MAX) {
      throw new ScenarioException(
          "%s x %s are too many here: at most %s and %s. Use fenceline sweep for more."
              .formatted(
                  Text.count(cases, "case"),
                  Text.count(count, "seed"),
                  Text.count(CASES_MAX, "case"),
                  Text.count(RUNS_MAX, "run")));
    }
    plan.cases(); // throws if a value does not fit
    String words =
        cases == 1
            ? Text.count(count, "run") + ", one for each seed"
            : "%s x %s = %s"
                .formatted(
                    Text.count(cases, "case"),
                    Text.count(count, "seed"),
                    Text.count(plan.runs(), "run"));
    return new Answer(plan, words);
  }

  private static long number(String name, String text, long least, long most) {
    Optional<Long> number = number(text);
    if (number.isEmpty()) {
      throw new ScenarioException("%s: \"%s\" is not a whole number".formatted(name, text.strip()));
    }
    if (number.get() < least || number.get() > most) {
      throw new ScenarioException(
          "%s: %s is out of range: %s to %s"
              .formatted(name, text.strip(), Text.number(least), Text.number(most)));
    }
    return number.get();
  }

  private static Optional<Long> number(String text) {
    try {
      return Optional.of(Long.parseLong(text.strip()));
    } catch (NumberFormatException notOne) {
      return Optional.empty();
    }
  }
}
