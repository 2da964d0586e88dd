package dev.fenceline.app.authoring;

import dev.fenceline.lesson.Beside;
import dev.fenceline.lesson.Landmark;
import dev.fenceline.lesson.Lesson;
import dev.fenceline.lesson.LessonStep;
import dev.fenceline.lesson.Played;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.InvalidationListener;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** A lesson as it is being written; it may be incomplete. Used on the application thread. */
final class LessonDraft {
  private static final int MINUTES_MAX = 60;

  private final StringProperty title = new SimpleStringProperty("");
  private final StringProperty summary = new SimpleStringProperty("");
  private final IntegerProperty minutes = new SimpleIntegerProperty(3);
  private final ObservableList<DraftStep> steps = FXCollections.observableArrayList();
  private final List<Landmark> landmarks = new ArrayList<>();
  private final Played plays;
  private final @Nullable Beside beside;
  private final @Nullable String id;

  /** Creates a draft without steps. */
  LessonDraft() {
    plays = Played.own();
    beside = null;
    id = null;
  }

  /** Creates a draft of a lesson. */
  LessonDraft(Lesson origin) {
    plays = origin.plays();
    beside = origin.beside();
    id = origin.id();
    title.set(origin.title());
    summary.set(origin.summary());
    minutes.set(origin.minutes());
    landmarks.addAll(origin.landmarks());
    origin.steps().forEach(step -> steps.add(new DraftStep(step)));
  }

  StringProperty title() {
    return title;
  }

  StringProperty summary() {
    return summary;
  }

  IntegerProperty minutes() {
    return minutes;
  }

  ObservableList<DraftStep> steps() {
    return steps;
  }

  /** Returns the landmarks, to which new ones can be added. */
  List<Landmark> landmarks() {
    return landmarks;
  }

  /** Returns what the lesson is now. */
  DraftState state() {
    return new DraftState(
        List.of(Kept.of(title), Kept.of(summary), Kept.of(minutes)),
        steps.stream().map(step -> new DraftState.StepState(step, step.values())).toList());
  }

  /** Makes the lesson what it was. */
  void restore(DraftState state) {
    state.restore();
    if (!steps.equals(state.order())) {
      steps.setAll(state.order());
    }
  }

  /** Listens to all that can be changed, of the steps as well. */
  void listen(InvalidationListener listener) {
    Stream.of(title, summary, minutes).forEach(each -> each.addListener(listener));
    steps.forEach(step -> step.listen(listener));
    steps.addListener(listener);
  }

  /** Returns what is missing or wrong, as sentences; none if the lesson is complete. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (title.get().isBlank()) {
      problems.add("The lesson has no title.");
    }
    if (summary.get().isBlank()) {
      problems.add(
          "The lesson has no summary: one sentence that says what the learner knows after it.");
    }
    if (minutes.get() < 1 || minutes.get() > MINUTES_MAX) {
      problems.add("The lesson takes 1 to 60 minutes.");
    }
    if (steps.isEmpty()) {
      problems.add("The lesson has no steps.");
    }
    for (int i = 0; i < steps.size(); i++) {
      try {
        steps.get(i).build();
      } catch (IllegalArgumentException incomplete) {
        problems.add("Step %d: %s.".formatted(i + 1, incomplete.getMessage()));
      }
    }
    return problems;
  }

  /** Returns the lesson; it must be complete. Landmarks that no step needs are left out. */
  Lesson build() {
    List<LessonStep> built = steps.stream().map(DraftStep::build).toList();
    return new Lesson(
        id == null ? id(title.get()) : id,
        title.get().strip(),
        summary.get().strip(),
        minutes.get(),
        plays,
        beside,
        used(built),
        built);
  }

  private List<Landmark> used(List<LessonStep> built) {
    String all = built.toString();
    Set<String> named =
        landmarks.stream()
            .filter(each -> all.contains(each.name()))
            .flatMap(each ->
                each.after() == null
                    ? Stream.of(each.name())
                    : Stream.of(each.name(), each.after()))
            .collect(Collectors.toSet());
    return landmarks.stream().filter(each -> named.contains(each.name())).toList();
  }

  private static String id(String title) {
    String id =
        title
            .strip()
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    return id.isEmpty() ? "lesson" : id;
  }
}
