package dev.fenceline.app.lessons;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.SessionOrigin;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.event.RunEvent;
import dev.fenceline.lesson.Exercise;
import dev.fenceline.lesson.LessonProof;
import dev.fenceline.scenario.Parameter;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.timeline.Timeline;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Checks the runs of a learner, off the application thread. Each session that is shown during the
 * exercise and comes from its scenario is checked. Used on the application thread.
 */
final class ExerciseCheck {
  private final Workspace workspace;
  private final ReadOnlyStringWrapper result = new ReadOnlyStringWrapper("");
  private Subscription following = Subscription.EMPTY;

  ExerciseCheck(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Returns what was found of the last run, as a sentence; empty before there is one. */
  ReadOnlyStringProperty result() {
    return result.getReadOnlyProperty();
  }

  /** Begins to check runs of a scenario; without an exercise, stops checking. */
  void follow(@Nullable Exercise exercise, @Nullable Scenario given) {
    following.unsubscribe();
    following = Subscription.EMPTY;
    result.set("");
    if (exercise != null && given != null) {
      following =
          workspace
              .current()
              .subscribe(session -> {
                if (session != null) {
                  check(exercise, given, session);
                }
              });
    }
  }

  private void check(Exercise exercise, Scenario given, OpenSession session) {
    Optional<Scenario> ran =
        SessionOrigin.scenario(session.header()).filter(it -> it.id().equals(given.id()));
    Timeline run = session.timeline();
    int size = run.size();
    if (ran.isEmpty() || size == 0 || !(run.detail(size - 1) instanceof RunEvent.Ended)) {
      return;
    }
    List<String> changes = changes(given, ran.get());
    if (changes.isEmpty()) {
      return;
    }
    workspace
        .jobs()
        .start(
            "Checking the exercise",
            _ -> sentence(exercise, changes, ran.get(), run),
            result::set,
            error -> result.set("The run cannot be checked: " + error.getMessage()));
  }

  private static String sentence(
      Exercise exercise, List<String> changes, Scenario ran, Timeline run) {
    if (changes.size() > exercise.changesMax()) {
      return "Too many settings differ: " + String.join(", ", changes) + ".";
    }
    List<String> misses = LessonProof.misses(exercise.expectations(), ran, run);
    String changed = String.join(", ", changes);
    return misses.isEmpty()
        ? "\u2713 Solved with %s.".formatted(changed)
        : "Not yet with %s. %s".formatted(changed, String.join(" ", misses));
  }

  /** Returns the settings that differ, with their values, such as {@code kato=2 s}. */
  private static List<String> changes(Scenario given, Scenario ran) {
    return Parameter.all().stream()
        .filter(each -> !each.value(given).equals(each.value(ran)))
        .map(each -> each.key() + "=" + each.value(ran).orElse("none"))
        .toList();
  }
}
