package dev.fenceline.app.authoring;

import dev.fenceline.app.workspace.NoteEdits;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.TimeRange;
import dev.fenceline.app.workspace.Timecode;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.event.Event;
import dev.fenceline.lesson.Lesson;
import dev.fenceline.lesson.LessonOnRun;
import dev.fenceline.lesson.LessonReader;
import dev.fenceline.scenario.setting.Moment;
import dev.fenceline.scenario.setting.MomentText;
import dev.fenceline.scenario.setting.ScenarioException;
import dev.fenceline.scenario.setting.SettingsWriter;
import dev.fenceline.session.SessionNote;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.WeakHashMap;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The lesson of the shown session while it is being written. As soon as it is complete it belongs
 * to the session, with which it is saved. Used on the application thread.
 */
final class AuthoringViewModel {
  private final Workspace workspace;
  private final Map<OpenSession, DraftHistory> histories = new WeakHashMap<>();
  private final ReadOnlyObjectWrapper<@Nullable DraftHistory> history =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable LessonDraft> draft = new ReadOnlyObjectWrapper<>();
  private final ObjectProperty<@Nullable DraftStep> chosen = new SimpleObjectProperty<>();
  private final ObservableList<String> problems = FXCollections.observableArrayList();
  private @Nullable OpenSession session;

  /** Creates a model that follows the session shown by the workspace. */
  AuthoringViewModel(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Returns the draft; null while no session is shown. */
  ReadOnlyObjectProperty<@Nullable LessonDraft> draft() {
    return draft.getReadOnlyProperty();
  }

  /** Returns the changes of the draft; null while no session is shown. */
  ReadOnlyObjectProperty<@Nullable DraftHistory> history() {
    return history.getReadOnlyProperty();
  }

  /** Returns the step that is edited; null for none. */
  ObjectProperty<@Nullable DraftStep> chosen() {
    return chosen;
  }

  /** Returns what is missing, wrong or does not fit the session, as sentences. */
  ObservableList<String> problems() {
    return problems;
  }

  /** Returns the title of the session. */
  String sessionTitle() {
    return session == null ? "" : session.title();
  }

  /** Takes the shown session, with the lesson that it has or a new one. */
  void begin() {
    OpenSession shown = workspace.current().get();
    session = shown;
    DraftHistory changes = shown == null ? null : histories.computeIfAbsent(shown, this::open);
    history.set(changes);
    LessonDraft next = changes == null ? null : changes.draft();
    if (next != draft.get()) {
      draft.set(next);
      chosen.set(next == null || next.steps().isEmpty() ? null : next.steps().getFirst());
    }
    check();
  }

  private DraftHistory open(OpenSession of) {
    LessonDraft opened = new LessonDraft();
    String json = of.view().lesson().get();
    if (json != null) {
      try {
        opened = new LessonDraft(LessonReader.readWithin(json, "the lesson"));
      } catch (ScenarioException unreadable) {
        // The session stays as it is until a new lesson is complete; the offer has said why.
        opened = new LessonDraft();
      }
    }
    opened.listen(_ -> check());
    return new DraftHistory(opened);
  }

  /** Ends the change that is being made, if any: what is changed from now on is another one. */
  void settle() {
    DraftHistory changes = history.get();
    if (changes != null) {
      changes.settle();
    }
  }

  /** Takes the last change back and shows the step that it concerns. */
  void undo() {
    DraftHistory changes = history.get();
    if (changes != null) {
      show(changes.undo());
    }
  }

  /** Makes the change again that was taken back last, and shows the step that it concerns. */
  void redo() {
    DraftHistory changes = history.get();
    if (changes != null) {
      show(changes.redo());
    }
  }

  private void show(Optional<DraftStep> touched) {
    LessonDraft now = draft.get();
    if (now == null) {
      return;
    }
    DraftStep step = chosen.get();
    if (touched.isPresent()) {
      chosen.set(touched.get());
    } else if (step != null && !now.steps().contains(step)) {
      chosen.set(now.steps().isEmpty() ? null : now.steps().getLast());
    }
  }

  /** Returns the number of the step that is edited, from 0; 0 if none is. */
  int chosenIndex() {
    LessonDraft now = draft.get();
    return now == null ? 0 : Math.max(0, now.steps().indexOf(chosen.get()));
  }

  /** Checks the draft. If it is complete, the session has it from now on. */
  private void check() {
    LessonDraft now = draft.get();
    OpenSession of = session;
    if (now == null || of == null) {
      problems.clear();
      return;
    }
    List<String> found = now.problems();
    if (found.isEmpty()) {
      try {
        String json = SettingsWriter.write(now.build()).toString();
        Lesson lesson = LessonReader.readWithin(json, "The lesson");
        found = LessonOnRun.misfits(lesson, of.timeline());
        of.view().lesson().set(json);
      } catch (ScenarioException wrong) {
        found = List.of(String.valueOf(wrong.getMessage()));
      }
    }
    problems.setAll(found);
    DraftHistory changes = history.get();
    if (changes != null) {
      changes.tell();
    }
  }

  /** Returns the notes of the session of which no step has been made, in order of time. */
  List<SessionNote> notes() {
    OpenSession of = session;
    LessonDraft now = draft.get();
    return of == null || now == null
        ? List.of()
        : new NoteEdits(of)
            .written().stream()
                .filter(note ->
                    now.steps().stream()
                        .noneMatch(step -> step.text().get().strip().equals(note.text().strip())))
                .sorted(Comparator.comparingLong(SessionNote::nanos))
                .toList();
  }

  /** Adds a step for each note of which none has been made, and shows the first of them. */
  void addNotes() {
    LessonDraft now = draft.get();
    StepMaker maker = maker();
    if (now != null && maker != null) {
      settle();
      int first = now.steps().size();
      notes().forEach(note -> add(now, maker.ofNote(note)));
      if (now.steps().size() > first) {
        chosen.set(now.steps().get(first));
      }
    }
  }

  /**
   * Adds a step about what is selected: the measured range, else the range between the markers,
   * else the event, else the moment of the playhead.
   *
   * @return what the step is about, in words
   */
  String addSelection() {
    OpenSession of = session;
    LessonDraft now = draft.get();
    StepMaker maker = maker();
    if (of == null || now == null || maker == null) {
      return "";
    }
    settle();
    TimeRange range = range(of);
    DraftStep step =
        range != null
            ? maker.ofRange(range)
            : of.selectedEvent().map(maker::ofEvent).orElseGet(() -> maker.ofPlayhead());
    add(now, step);
    return "Step %d: %s".formatted(now.steps().size(), step.title().get());
  }

  private static @Nullable TimeRange range(OpenSession of) {
    TimeRange measured = of.measured().get();
    Long a = of.view().markerA().get();
    Long b = of.view().markerB().get();
    return measured != null
        ? measured
        : a == null || b == null ? null : new TimeRange(Math.min(a, b), Math.max(a, b));
  }

  private @Nullable StepMaker maker() {
    OpenSession of = session;
    LessonDraft now = draft.get();
    return of == null || now == null ? null : new StepMaker(of, now.landmarks());
  }

  private void add(LessonDraft to, DraftStep step) {
    step.listen(_ -> check());
    to.steps().add(step);
    chosen.set(step);
  }

  /** Deletes the step that is edited. */
  void delete() {
    LessonDraft now = draft.get();
    DraftStep step = chosen.get();
    if (now != null && step != null) {
      settle();
      int index = now.steps().indexOf(step);
      now.steps().remove(step);
      chosen.set(
          now.steps().isEmpty() ? null : now.steps().get(Math.min(index, now.steps().size() - 1)));
    }
  }

  /** Moves the step that is edited up (-1) or down (1) in the order. */
  void move(int by) {
    LessonDraft now = draft.get();
    DraftStep step = chosen.get();
    if (now == null || step == null) {
      return;
    }
    int from = now.steps().indexOf(step);
    int to = from + by;
    if (from >= 0 && to >= 0 && to < now.steps().size()) {
      settle();
      now.steps().remove(from);
      now.steps().add(to, step);
      chosen.set(step);
    }
  }

  /** Makes the step show what the lanes show now. */
  void takeView() {
    OpenSession of = session;
    DraftStep step = chosen.get();
    if (of != null && step != null) {
      settle();
      TimeRange visible = of.visible().get();
      step.viewFrom().set(MomentText.of(new Moment(null, visible.fromNanos(), 0)));
      step.viewTo().set(MomentText.of(new Moment(null, visible.toNanos(), 0)));
    }
  }

  /** Returns where the playhead stands, as the text of a moment. */
  String playhead() {
    OpenSession of = session;
    StepMaker maker = maker();
    return of == null || maker == null
        ? ""
        : MomentText.of(
            maker.moment(
                of.playheadNanos().get(),
                of.selectedEvent().map(Event::lane).map(Object::toString).orElse(null)));
  }

  /** Returns the time of a moment of the draft on the session, or why it has none. */
  String time(String moment) {
    StepMaker maker = maker();
    if (moment.isBlank() || maker == null) {
      return "";
    }
    try {
      return new Timecode(maker.nanos(MomentText.read(moment))).seconds();
    } catch (IllegalArgumentException | IllegalStateException | NoSuchElementException unknown) {
      return "not in this session";
    }
  }
}
