package dev.fenceline.app.workspace;

import dev.fenceline.event.Cause;
import dev.fenceline.event.Event;
import dev.fenceline.lab.RunChange;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionHeader;
import dev.fenceline.session.SessionNote;
import dev.fenceline.timeline.Causes;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * A session in the window, with the state that all features share: playhead, selection, visible and
 * measured range, filter. Every feature reads and changes this object, which keeps them in step.
 * Used on the application thread.
 */
public final class OpenSession {
  /** The value of {@link #selected} if no event is selected. */
  public static final long NOTHING = 0;

  private final Session origin;
  private final Timeline timeline;
  private final Causes causes;
  private final ObjectProperty<@Nullable Path> file = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable Path> importedFrom = new SimpleObjectProperty<>();
  private final StringProperty importedHost = new SimpleStringProperty("");
  private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper();
  private final ReadOnlyLongWrapper endNanos = new ReadOnlyLongWrapper();
  private final LongProperty playheadNanos = new SimpleLongProperty();
  private final LongProperty selected = new SimpleLongProperty(NOTHING);
  private final ViewState view;
  private final Edits edits = new Edits();
  private final ObservableList<SessionNote> notes = FXCollections.observableArrayList();
  private final ReadOnlyBooleanWrapper saved = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper unsavedWork = new ReadOnlyBooleanWrapper();
  private boolean isInFile;
  private boolean isUnrepeatable;
  private boolean wasChangedByHand;
  private List<SessionNote> savedNotes = List.of();
  private final StringProperty filter = new SimpleStringProperty("");

  /**
   * Creates a session that shows the events that the timeline has now; {@link #refresh} shows later
   * ones.
   */
  public OpenSession(SessionHeader header, Timeline timeline) {
    this(Session.of(header, List.of()), timeline);
  }

  private OpenSession(Session origin, Timeline timeline) {
    this.origin = origin;
    this.timeline = timeline;
    view = new ViewState(origin.view());
    causes = Causes.of(timeline);
    notes.setAll(origin.notes());
    savedNotes = written(origin.notes());
    view.keepsLesson(origin.lesson().orElse(null));
    notes.addListener((InvalidationListener) _ -> judgeSaved());
    view.lesson().subscribe((_, _) -> judgeSaved());
    refresh();
    view.visible().set(new TimeRange(0, endNanos.get()));
  }

  /**
   * Returns the events. The timeline may grow while the session runs; {@link #count} is the number
   * of events that are shown.
   */
  public Timeline timeline() {
    return timeline;
  }

  /** Returns the number of events that are shown. It grows while the session runs. */
  public ReadOnlyIntegerProperty count() {
    return count.getReadOnlyProperty();
  }

  /**
   * Shows the events recorded since the last call. A visible range that covers the whole session
   * continues to do so.
   */
  public void refresh() {
    boolean whole = view.visible().get().equals(new TimeRange(0, endNanos.get()));
    count.set(timeline.size());
    endNanos.set(timeline.endNanos());
    view.reachedNanos().set(timeline.reachedNanos());
    if (whole) {
      view.visible().set(new TimeRange(0, endNanos.get()));
    }
  }

  /** Returns an open session for one from elsewhere. Slow: not for the application thread. */
  public static OpenSession of(Session session) {
    OpenSession open = new OpenSession(session, Timeline.of(session.events()));
    open.wasChangedByHand = RunChange.areIn(open.timeline);
    open.effectsOf(NOTHING, 1); // reads the causes here, not on the application thread
    return open;
  }

  /**
   * Returns the log or capture that the session was imported from, which is never overwritten by
   * saving; null if it was not imported.
   */
  public ObjectProperty<@Nullable Path> importedFrom() {
    return importedFrom;
  }

  /** Returns the only host whose lines were read from the log; empty if all were read. */
  public StringProperty importedHost() {
    return importedHost;
  }

  /** Reports whether its scenario and seed alone give the same events again. */
  public boolean isRepeatable() {
    return header().isRepeatable() && !wasChangedByHand;
  }

  /** Goes to the highlight, unless the user has selected an event already. */
  public void goTo(Highlight highlight) {
    if (selected.get() == NOTHING) {
      select(highlight.sequence());
      view.measured().set(highlight.measured());
    }
  }

  /** Returns the title. */
  public String title() {
    return header().title();
  }

  /** Returns the header. */
  public SessionHeader header() {
    return origin.header();
  }

  /** Returns the notes. */
  public ObservableList<SessionNote> notes() {
    return notes;
  }

  /** Returns the changes that can be undone. */
  public Edits edits() {
    return edits;
  }

  /** Returns the whole session, for saving. */
  public Session toSession() {
    return new Session(
            header(),
            timeline.events(),
            List.copyOf(notes),
            view.toJson(),
            origin.extras(),
            origin.others(),
            List.of())
        .withLesson(view.lesson().get());
  }

  /** Returns the file that the session was read from or saved to; null if there is none. */
  public ObjectProperty<@Nullable Path> file() {
    return file;
  }

  /**
   * Returns the end of the session in nanoseconds since it began. It grows while the session runs.
   */
  public ReadOnlyLongProperty endNanos() {
    return endNanos.getReadOnlyProperty();
  }

  /** Returns the position of the playhead in nanoseconds since the session began. */
  public ReadOnlyLongProperty playheadNanos() {
    return playheadNanos;
  }

  /** Returns the sequence number of the selected event, or {@link #NOTHING}. */
  public ReadOnlyLongProperty selected() {
    return selected;
  }

  /** Returns how the session is looked at. */
  public ViewState view() {
    return view;
  }

  /** Returns the range of time that the lanes show. */
  public ObjectProperty<TimeRange> visible() {
    return view.visible();
  }

  /** Returns the range of time measured on the ruler; null if there is none. */
  public ObjectProperty<@Nullable TimeRange> measured() {
    return view.measured();
  }

  /** Returns whether its file holds all of the session. */
  public ReadOnlyBooleanProperty saved() {
    return saved.getReadOnlyProperty();
  }

  /** Returns whether closing the session would lose notes, or a run that nobody can repeat. */
  public ReadOnlyBooleanProperty unsavedWork() {
    return unsavedWork.getReadOnlyProperty();
  }

  /** Returns what closing the session would lose, in words; empty if it would lose nothing. */
  public String lost() {
    int count = written(notes).size();
    String ofNotes = count == 0 ? "deleted notes" : Text.count(count, "note");
    List<String> lost = new ArrayList<>();
    if (isUnrepeatable) {
      lost.add("a run that cannot be repeated");
    }
    if (!written(notes).equals(savedNotes)) {
      lost.add(ofNotes);
    }
    if (!view.isLessonSaved()) {
      lost.add("a lesson");
    }
    return String.join(" and ", lost);
  }

  /** Marks events and notes as those of a run that nobody can repeat and that is in no file. */
  public void cannotBeRepeated() {
    isUnrepeatable = true;
    wasChangedByHand = true;
    savedNotes = List.of();
    judgeSaved();
  }

  /** Records that a file holds {@code content}, which was taken from this session. */
  public void isSavedAs(Session content) {
    isInFile = content.events().size() == timeline.size();
    isUnrepeatable &= !isInFile;
    savedNotes = written(content.notes());
    view.savedLesson(content.lesson().orElse(null));
    judgeSaved();
  }

  /** Records that closing the session loses nothing, for example because a file has all events. */
  public void losesNothing() {
    isUnrepeatable = false;
    savedNotes = written(notes);
    view.savedLesson(view.lesson().get());
    judgeSaved();
  }

  /** Takes over the unsaved state of the session that this one replaces. */
  public void replaces(OpenSession before) {
    isUnrepeatable = before.isUnrepeatable;
    if (before.unsavedWork.get()) {
      savedNotes = before.savedNotes;
      view.savedLesson(before.view.savedLesson());
    }
    judgeSaved();
  }

  private void judgeSaved() {
    boolean isWorkSaved = written(notes).equals(savedNotes) && view.isLessonSaved();
    saved.set(isInFile && isWorkSaved);
    unsavedWork.set(isUnrepeatable || !isWorkSaved);
  }

  /** Returns the notes that are not deleted. */
  private static List<SessionNote> written(List<SessionNote> notes) {
    return notes.stream().filter(note -> !note.text().isEmpty()).toList();
  }

  /** Returns the text of the find field. */
  public StringProperty filter() {
    return filter;
  }

  /** Moves the playhead, at most to either end of the session. */
  public void seek(long nanos) {
    playheadNanos.set(Math.clamp(nanos, 0, endNanos.get()));
  }

  /** Selects the event and moves the playhead to it. An unknown number clears the selection. */
  public void select(long sequence) {
    Optional<Event> event = find(sequence);
    selected.set(event.map(Event::sequence).orElse(NOTHING));
    event.ifPresent(found -> seek(found.nanos()));
  }

  /**
   * Selects the event and moves the playhead to a moment in the span that it began, for example to
   * where the user has clicked on a long command.
   */
  public void selectAt(long sequence, long nanos) {
    selected.set(find(sequence).map(Event::sequence).orElse(NOTHING));
    seek(nanos);
  }

  /** Returns the selected event. */
  public Optional<Event> selectedEvent() {
    return find(selected.get());
  }

  /** Returns the event that is a cause, if there is one. */
  public Optional<Event> find(Cause cause) {
    return find(cause.sequence());
  }

  /** Returns the event with a sequence number. */
  public Optional<Event> find(long sequence) {
    return sequence < 1 || sequence > count.get()
        ? Optional.empty()
        : Optional.of(timeline.event((int) sequence - 1));
  }

  /**
   * Selects the event after the selected one if that is at the playhead, or else the first event
   * after the playhead.
   */
  public void stepForward() {
    long next = isAtSelected() ? selected.get() + 1 : firstAhead(playheadNanos.get());
    select(Math.min(next, count.get()));
  }

  /**
   * Selects the event before the selected one if that is at the playhead, or else the last event up
   * to the playhead.
   */
  public void stepBack() {
    long after = isAtSelected() ? selected.get() : firstAfter(playheadNanos.get());
    select(Math.max(1, after - 1));
  }

  /**
   * Returns the number of the first event after the moment; for time 0, of the very first event.
   */
  private long firstAhead(long nanos) {
    return nanos == 0 ? 1 : firstAfter(nanos);
  }

  /** Reports whether the playhead is still where selecting the event has put it. */
  private boolean isAtSelected() {
    return selectedEvent().filter(event -> event.nanos() == playheadNanos.get()).isPresent();
  }

  /**
   * Returns the sequence number of the first event after the moment; one past the last event if
   * there is none.
   */
  public long firstAfter(long nanos) {
    int low = 0;
    int high = count.get();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (timeline.event(middle).nanos() <= nanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low + 1L;
  }

  /** Clears the measured range, or else the selection. */
  public void clear() {
    if (view.measured().get() == null) {
      selected.set(NOTHING);
    }
    view.measured().set(null);
  }

  /** Clears the selection and the measured range. */
  public void selectNothing() {
    selected.set(NOTHING);
    view.measured().set(null);
  }

  /** Returns the first shown effects of an event, at most {@code most}. */
  public List<Event> effectsOf(long sequence, int most) {
    return causes.effects(sequence, most).stream()
        .filter(effect -> effect.sequence() <= count.get())
        .toList();
  }
}
