package dev.fenceline.app.workspace;

import dev.fenceline.event.Event;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionHeader;
import dev.fenceline.session.SessionNote;
import dev.fenceline.timeline.Causes;
import dev.fenceline.timeline.Timeline;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * A session in the window, and where the person stands in it: playhead, selection, visible and
 * measured range, filter. Every feature reads and changes this one, which keeps them in step. Used
 * on the application thread.
 */
public final class OpenSession {
  /** No event is selected. */
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
  private final ObjectProperty<Range> visible = new SimpleObjectProperty<>(new Range(0, 0));
  private final ObjectProperty<@Nullable Range> measured = new SimpleObjectProperty<>();
  private final Edits edits = new Edits();
  private final ObservableList<SessionNote> notes = FXCollections.observableArrayList();
  private final BooleanProperty saved = new SimpleBooleanProperty();
  private final StringProperty filter = new SimpleStringProperty("");

  /**
   * A session that shows what the timeline holds by now; {@link #refresh} shows what came since.
   */
  public OpenSession(SessionHeader header, Timeline timeline) {
    this(Session.of(header, List.of()), timeline);
  }

  private OpenSession(Session origin, Timeline timeline) {
    this.origin = origin;
    this.timeline = timeline;
    causes = new Causes(timeline);
    notes.setAll(origin.notes());
    notes.addListener((InvalidationListener) _ -> saved.set(false));
    refresh();
    visible.set(new Range(0, endNanos.get()));
  }

  /** Its events. May grow while the session runs; {@link #count} says how many are shown. */
  public Timeline timeline() {
    return timeline;
  }

  /** How many events are shown; grows while the session runs. */
  public ReadOnlyIntegerProperty count() {
    return count.getReadOnlyProperty();
  }

  /** Shows the events that were recorded since; a view of the whole session stays one. */
  public void refresh() {
    boolean whole = visible.get().equals(new Range(0, endNanos.get()));
    count.set(timeline.size());
    endNanos.set(timeline.endNanos());
    if (whole) {
      visible.set(new Range(0, endNanos.get()));
    }
  }

  /**
   * A session that was read or made elsewhere. Builds its timeline: not on the application thread.
   */
  public static OpenSession of(Session session) {
    return new OpenSession(session, Timeline.of(session.events()));
  }

  /** The log that it was read from, over which it is never saved; null: it was not imported. */
  public ObjectProperty<@Nullable Path> importedFrom() {
    return importedFrom;
  }

  /** The host whose lines alone were read of that log; empty: those of all. */
  public StringProperty importedHost() {
    return importedHost;
  }

  /** Goes where the story turns, unless the person has chosen something already. */
  public void goTo(Highlight highlight) {
    if (selected.get() == NOTHING) {
      select(highlight.sequence());
      measured.set(highlight.measured());
    }
  }

  /** What the window calls it. */
  public String title() {
    return header().title();
  }

  /** Where it comes from. */
  public SessionHeader header() {
    return origin.header();
  }

  /** What people wrote at its moments. */
  public ObservableList<SessionNote> notes() {
    return notes;
  }

  /** What was changed and can be taken back. */
  public Edits edits() {
    return edits;
  }

  /** All of it as a file holds it, for saving. */
  public Session toSession() {
    return new Session(
        header(),
        timeline.events(),
        List.copyOf(notes),
        origin.view(),
        origin.extras(),
        origin.others(),
        List.of());
  }

  /** The file it was read from or saved to; null until then. */
  public ObjectProperty<@Nullable Path> file() {
    return file;
  }

  /** When it ends, in nanoseconds since it began; grows while it runs. */
  public ReadOnlyLongProperty endNanos() {
    return endNanos.getReadOnlyProperty();
  }

  /** Where the playhead stands, in nanoseconds since the session began. */
  public ReadOnlyLongProperty playheadNanos() {
    return playheadNanos;
  }

  /** The sequence number of the selected event, or {@link #NOTHING}. */
  public ReadOnlyLongProperty selected() {
    return selected;
  }

  /** The stretch of time that the lanes show. */
  public ObjectProperty<Range> visible() {
    return visible;
  }

  /** The stretch of time that was measured on the ruler; null if none. */
  public ObjectProperty<@Nullable Range> measured() {
    return measured;
  }

  /** Whether its file holds all of it. */
  public BooleanProperty saved() {
    return saved;
  }

  /** What the find field says. */
  public StringProperty filter() {
    return filter;
  }

  /** Moves the playhead; beyond either end it stops there. */
  public void seek(long nanos) {
    playheadNanos.set(Math.clamp(nanos, 0, endNanos.get()));
  }

  /**
   * Selects the event and puts the playhead on it; an unknown sequence number clears the selection.
   */
  public void select(long sequence) {
    Optional<Event> event = find(sequence);
    selected.set(event.map(Event::sequence).orElse(NOTHING));
    event.ifPresent(found -> seek(found.nanos()));
  }

  /** The selected event. */
  public Optional<Event> selectedEvent() {
    return find(selected.get());
  }

  /** The event of that sequence number. */
  public Optional<Event> find(long sequence) {
    return sequence < 1 || sequence > count.get()
        ? Optional.empty()
        : Optional.of(timeline.event((int) sequence - 1));
  }

  /** Selects the event after the selected one, or the first after the playhead. */
  public void stepForward() {
    long next = selected.get() == NOTHING ? firstAfter(playheadNanos.get()) : selected.get() + 1;
    select(Math.min(next, count.get()));
  }

  /** Selects the event before the selected one, or the last before the playhead. */
  public void stepBack() {
    long before = selected.get() == NOTHING ? firstAfter(playheadNanos.get()) : selected.get();
    select(Math.max(1, before - 1));
  }

  /** The sequence number of the first event later than the moment; one past the last if none is. */
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

  /** Selects what led to the selected event; without a cause nothing changes. */
  public void selectCause() {
    selectedEvent()
        .flatMap(event -> find(event.cause()))
        .ifPresent(cause -> select(cause.sequence()));
  }

  /** Selects the first event that the selected one led to; without one nothing changes. */
  public void selectEffect() {
    effectsOf(selected.get(), 1).stream()
        .findFirst()
        .ifPresent(effect -> select(effect.sequence()));
  }

  /** Clears selection and measure. */
  public void selectNothing() {
    selected.set(NOTHING);
    measured.set(null);
  }

  /** The first events shown that the given one led to, at most so many. */
  public List<Event> effectsOf(long sequence, int most) {
    return causes.effects(sequence, most).stream()
        .filter(effect -> effect.sequence() <= count.get())
        .toList();
  }
}
