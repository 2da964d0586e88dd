package dev.fenceline.app.authoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a lesson was at some time while it was written.
 *
 * @param head its title, its summary and how long it takes
 * @param steps its steps, in order
 */
record DraftState(List<Kept<?>> head, List<StepState> steps) {

  /** What a step was. */
  record StepState(DraftStep step, List<Kept<?>> values) {}

  DraftState {
    head = List.copyOf(head);
    steps = List.copyOf(steps);
  }

  private List<Kept<?>> values() {
    List<Kept<?>> all = new ArrayList<>(head);
    steps.forEach(each -> all.addAll(each.values()));
    return all;
  }

  List<DraftStep> order() {
    return steps.stream().map(StepState::step).toList();
  }

  /** Gives everything that can be changed the value that it had, and the steps as they were. */
  void restore() {
    values().forEach(Kept::restore);
  }

  /** Returns the only value that differs from those of another state; null if it is another. */
  @Nullable Kept<?> onlyChange(DraftState before) {
    if (!order().equals(before.order())) {
      return null;
    }
    List<Kept<?>> then = before.values();
    List<Kept<?>> changed =
        values().stream().filter(value -> !then.contains(value)).limit(2).toList();
    return changed.size() == 1 ? changed.getFirst() : null;
  }

  /** Returns what a property was; empty if it belongs to none of these steps. */
  Optional<Kept<?>> of(Kept<?> same) {
    return values().stream()
        .filter(value -> value.property().equals(same.property()))
        .<Kept<?>>map(value -> value)
        .findFirst();
  }

  /** Returns the first step that differs from another state; null if none does. */
  @Nullable DraftStep touched(DraftState before) {
    Stream<StepState> differing = steps.stream().filter(each -> !before.steps.contains(each));
    return differing.map(StepState::step).findFirst().orElse(null);
  }
}
