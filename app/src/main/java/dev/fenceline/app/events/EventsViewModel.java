package dev.fenceline.app.events;

import dev.fenceline.app.workspace.BackgroundJobs.Job;
import dev.fenceline.app.workspace.BackgroundJobs.Progress;
import dev.fenceline.app.workspace.EventText;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.timeline.EventFilter;
import dev.fenceline.timeline.FilterProblem;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * The events of the current session that pass the filter of the find field, and the one that is
 * selected.
 */
final class EventsViewModel {
  private static final String NO_EVENTS = "This session has no events.";
  private static final String NO_SESSION = "Run a scenario or open a session to see its events.";
  private static final int NO_ROW = -1;

  private final Workspace workspace;
  private final EventRows rows = new EventRows();
  private final StringProperty filter = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper matches = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("Events");
  private final ReadOnlyStringWrapper nothing = new ReadOnlyStringWrapper(NO_SESSION);
  private final ReadOnlyIntegerWrapper current = new ReadOnlyIntegerWrapper(NO_ROW);
  private Subscription following = Subscription.EMPTY;
  private LongFunction<@Nullable EventRow> make = _ -> null;
  private @Nullable Job search;

  /** Creates a model that follows the session shown by the workspace. */
  EventsViewModel(Workspace workspace) {
    this.workspace = workspace;
    workspace.current().subscribe(this::follow);
  }

  /** Returns the rows that pass the filter. */
  ObservableList<EventRow> rows() {
    return rows;
  }

  /** Returns the text of the find field. */
  StringProperty filter() {
    return filter;
  }

  /** Returns the number of matches for the find field; empty without a filter. */
  ReadOnlyStringProperty matches() {
    return matches.getReadOnlyProperty();
  }

  /** Returns what is wrong with the text of the find field; empty if nothing is. */
  ReadOnlyStringProperty problem() {
    return problem.getReadOnlyProperty();
  }

  /** Returns the title of the tab, with the number of events. */
  public ReadOnlyStringProperty title() {
    return title.getReadOnlyProperty();
  }

  /** Returns the text that an empty table shows. */
  ReadOnlyStringProperty nothing() {
    return nothing.getReadOnlyProperty();
  }

  /** Returns the row of the selected event, or of the last one before it; -1 if there is none. */
  ReadOnlyIntegerProperty current() {
    return current.getReadOnlyProperty();
  }

  /** Selects the event of a row, in every view. */
  void choose(EventRow row) {
    OpenSession session = workspace.current().get();
    if (session != null) {
      session.select(row.sequence());
    }
  }

  /**
   * Selects the next match after the selected event. After the last match it starts again at the
   * first.
   */
  void next() {
    step(current.get() + 1);
  }

  /**
   * Selects the match before the selected event. Before the first match it continues at the last.
   */
  void previous() {
    step(current.get() - 1);
  }

  private void step(int row) {
    OpenSession session = workspace.current().get();
    if (session != null && !rows.isEmpty()) {
      session.select(rows.sequenceOf(Math.floorMod(row, rows.size())));
    }
  }

  private void follow(@Nullable OpenSession session) {
    following.unsubscribe();
    if (session == null) {
      following = Subscription.EMPTY;
      cancelSearch();
      rows.showAll(0, make);
      nothing.set(NO_SESSION);
      title.set("Events");
      filter.set("");
      matches.set("");
      problem.set("");
      current.set(NO_ROW);
      return;
    }
    make = sequence -> session.find(sequence).map(EventsViewModel::row).orElse(null);
    filter.bindBidirectional(session.filter());
    following =
        Subscription.combine(
            () -> filter.unbindBidirectional(session.filter()),
            session.count().subscribe((_, _) -> grow(session)),
            session.filter().subscribe((_, _) -> find(session)),
            session.selected().subscribe(_ -> mark(session)));
    find(session);
  }

  private void grow(OpenSession session) {
    if (rows.showsAll()) {
      rows.grow(session.count().get());
      name(session);
    } else {
      find(session);
    }
  }

  private void name(OpenSession session) {
    title.set("Events  " + Text.spaced(session.count().get()));
  }

  private void find(OpenSession session) {
    cancelSearch();
    int count = session.count().get();
    name(session);
    String wanted = session.filter().get().strip();
    problem.set("");
    if (wanted.isEmpty()) {
      rows.showAll(count, make);
      nothing.set(NO_EVENTS);
      mark(session);
      return;
    }
    FilterProblem wrong = FilterProblem.of(wanted).orElse(null);
    problem.set(wrong == null ? "" : wrong.words());
    if (wrong != null) {
      rows.showOnly(new int[0], make);
      nothing.set(wrong.words());
      current.set(NO_ROW);
      matches.set("?");
      return;
    }
    Timeline timeline = session.timeline();
    search =
        workspace
            .jobs()
            .start(
                "Searching for " + wanted,
                progress -> found(timeline, count, EventFilter.parse(wanted), progress),
                found -> show(session, found, wanted),
                error -> show(session, new int[0], String.valueOf(error.getMessage())));
  }

  private void cancelSearch() {
    if (search != null) {
      search.cancel();
      search = null;
    }
  }

  private static int[] found(Timeline timeline, int count, EventFilter filter, Progress progress) {
    return IntStream.range(0, count)
        .parallel()
        .filter(index -> !progress.cancelled() && filter.test(timeline.event(index)))
        .map(index -> index + 1)
        .toArray();
  }

  private void show(OpenSession session, int[] found, String wanted) {
    search = null;
    rows.showOnly(found, make);
    nothing.set("No event matches \"" + wanted + "\".");
    mark(session);
  }

  private void mark(OpenSession session) {
    long selected = session.selected().get();
    int row = selected == OpenSession.NOTHING ? NO_ROW : rows.rowOf(selected);
    current.set(row);
    boolean onMatch = row != NO_ROW && rows.get(row).sequence() == selected;
    matches.set(
        session.filter().get().isBlank() ? "" : matches(rows.size(), onMatch ? row : NO_ROW));
  }

  /** Returns the number of matches and which of them is selected, such as "3 of 14". */
  private static String matches(int count, int row) {
    if (count == 0) {
      return "none";
    }
    String all = Text.spaced(count);
    return row == NO_ROW ? all : Text.spaced(row + 1L) + " of " + all;
  }

  private static EventRow row(Event event) {
    return new EventRow(
        event.sequence(),
        event.nanos(),
        EventText.where(event.lane()),
        EventText.kind(event),
        EventText.line(event),
        event.detail() instanceof Finding);
  }
}
