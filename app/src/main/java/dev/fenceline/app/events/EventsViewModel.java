package dev.fenceline.app.events;

import dev.fenceline.app.workspace.BackgroundJobs.Job;
import dev.fenceline.app.workspace.EventText;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.timeline.EventFilter;
import dev.fenceline.timeline.EventSet;
import dev.fenceline.timeline.FilterProblem;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import java.util.function.LongFunction;
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
  private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("Events");
  private final ReadOnlyStringWrapper nothing = new ReadOnlyStringWrapper(NO_SESSION);
  private final ReadOnlyIntegerWrapper current = new ReadOnlyIntegerWrapper(NO_ROW);
  private Subscription following = Subscription.EMPTY;
  private LongFunction<@Nullable EventRow> make = _ -> null;
  private @Nullable Job search;

  /** The number of events that have been searched. */
  private int searched;

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

  /** Returns how many events the filter finds, as a sentence; empty without a filter. */
  ReadOnlyStringProperty summary() {
    return summary.getReadOnlyProperty();
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
    cancelSearch();
    if (session == null) {
      following = Subscription.EMPTY;
      rows.showAll(0, make);
      nothing.set(NO_SESSION);
      title.set("Events");
      filter.set("");
      matches.set("");
      problem.set("");
      summary.set("");
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
    name(session);
    EventSet found = session.view().found().get();
    if (rows.showsAll()) {
      rows.grow(session.count().get());
    } else if (search == null && found != null && problem.get().isEmpty()) {
      search(session, found, searched);
    }
  }

  private void name(OpenSession session) {
    title.set("Events  " + Text.spaced(session.count().get()));
  }

  private void find(OpenSession session) {
    cancelSearch();
    name(session);
    String wanted = session.filter().get().strip();
    problem.set("");
    if (wanted.isEmpty()) {
      session.view().found().set(null);
      summary.set("");
      rows.showAll(session.count().get(), make);
      nothing.set(NO_EVENTS);
      mark(session);
      return;
    }
    FilterProblem wrong = FilterProblem.of(wanted).orElse(null);
    problem.set(wrong == null ? "" : wrong.words());
    if (wrong != null) {
      session.view().found().set(null);
      summary.set(wrong.words());
      rows.showOnly(EventSet.NONE, make);
      nothing.set(wrong.words());
      current.set(NO_ROW);
      matches.set("?");
      return;
    }
    search(session, EventSet.NONE, 0);
  }

  /** Searches the events from an index on, and adds those that match to those known before. */
  private void search(OpenSession session, EventSet before, int from) {
    String wanted = session.filter().get().strip();
    Timeline timeline = session.timeline();
    int to = session.count().get();
    EventFilter wants = EventFilter.parse(wanted);
    search =
        workspace
            .jobs()
            .start(
                "Searching for " + wanted,
                progress ->
                    before.plus(EventSet.find(timeline, from, to, wants, progress::cancelled)),
                found -> show(session, found, to),
                error -> {
                  throw new IllegalStateException("Searching for " + wanted, error);
                });
  }

  private void cancelSearch() {
    if (search != null) {
      search.cancel();
      search = null;
    }
  }

  private void show(OpenSession session, EventSet found, int to) {
    search = null;
    searched = to;
    rows.showOnly(found, make);
    nothing.set("No event matches \"" + session.filter().get().strip() + "\".");
    session.view().found().set(found);
    summary.set(summary(found.size(), to));
    mark(session);
    if (session.count().get() > to) {
      search(session, found, to);
    }
  }

  private static String summary(int found, int all) {
    String of = " of " + Text.spaced(all) + (all == 1 ? " event" : " events");
    return found == 0
        ? "None" + of + " matches"
        : Text.spaced(found) + of + (found == 1 ? " matches" : " match");
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
