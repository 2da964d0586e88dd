package dev.fenceline.app.events;

import dev.fenceline.app.events.EventColumn.Sorting;
import dev.fenceline.app.workspace.BackgroundJobs.Job;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Problem;
import dev.fenceline.app.workspace.Timecode;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.timeline.EventFilter;
import dev.fenceline.timeline.EventSet;
import dev.fenceline.timeline.FilterProblem;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
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
  private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("Events");
  private final ReadOnlyStringWrapper nothing = new ReadOnlyStringWrapper(NO_SESSION);
  private final ReadOnlyIntegerWrapper current = new ReadOnlyIntegerWrapper(NO_ROW);
  private Subscription following = Subscription.EMPTY;
  private LongFunction<@Nullable EventRow> make = _ -> null;
  private List<Sorting> sorting = List.of();
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

  /** Returns the session whose events are shown; empty if none is open. */
  Optional<OpenSession> session() {
    return Optional.ofNullable(workspace.current().get());
  }

  /** Returns the time of the last event, the longest that a row has; empty without a session. */
  String longestTime() {
    OpenSession session = workspace.current().get();
    return session == null ? "" : new Timecode(session.endNanos().get()).seconds();
  }

  /** Selects the event of a row, in every view. */
  void choose(EventRow row) {
    OpenSession session = workspace.current().get();
    if (session != null) {
      session.select(row.sequence());
    }
  }

  /** Sorts the rows by columns, most important first; none leaves them as recorded. */
  void sort(List<Sorting> by) {
    sorting = List.copyOf(by);
    OpenSession session = workspace.current().get();
    if (session != null) {
      find(session);
    }
  }

  /** Passes on the rows that are shown as text with tabs, in the order in which they are shown. */
  void copyRows(Consumer<String> copied) {
    OpenSession session = workspace.current().get();
    if (session == null || rows.isEmpty()) {
      return;
    }
    long[] sequences = IntStream.range(0, rows.size()).mapToLong(rows::sequenceOf).toArray();
    Timeline timeline = session.timeline();
    workspace
        .jobs()
        .start(
            "Copying rows",
            _ -> RowsText.of(timeline, sequences),
            text -> {
              copied.accept(text);
              workspace.messages().news("Copied", Text.count(sequences.length, "row"));
            },
            error ->
                workspace
                    .messages()
                    .problem(
                        new Problem(
                            "The rows cannot be copied",
                            session.title(),
                            String.valueOf(error.getMessage()))));
  }

  /**
   * Selects the next match after the selected event. After the last match it starts again at the
   * first.
   */
  void next() {
    with((session, found) -> {
      int at = found.positionOf(session.selected().get());
      session.select(found.sequence((at + 1) % found.size()));
    });
  }

  /**
   * Selects the match before the selected event. Before the first match it continues at the last.
   */
  void previous() {
    with((session, found) -> {
      int at = found.positionOf(session.selected().get() - 1);
      session.select(found.sequence(at < 0 ? found.size() - 1 : at));
    });
  }

  private void with(BiConsumer<OpenSession, EventSet> effect) {
    OpenSession session = workspace.current().get();
    EventSet found = session == null ? null : session.view().found().get();
    if (session != null && found != null && found.size() > 0) {
      effect.accept(session, found);
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
    } else if (search == null && problem.get().isEmpty()) {
      search(session, found == null ? EventSet.NONE : found, searched);
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
    if (wanted.isEmpty() && sorting.isEmpty()) {
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

  /**
   * What a search finds.
   *
   * @param events those that match
   * @param show shows them in their order
   * @param searched the number of events that have been searched
   */
  private record Found(EventSet events, Runnable show, int searched) {}

  /**
   * Searches the events from an index on, adds those that match to those known before, and sorts
   * all of them.
   */
  private void search(OpenSession session, EventSet before, int from) {
    String wanted = session.filter().get().strip();
    Timeline timeline = session.timeline();
    int to = session.count().get();
    EventFilter wants = EventFilter.parse(wanted);
    List<Sorting> by = sorting;
    String job = wanted.isEmpty() ? "Sorting the events" : "Searching for " + wanted;
    search =
        workspace
            .jobs()
            .start(
                job,
                progress -> {
                  EventSet found =
                      wanted.isEmpty()
                          ? EventSet.NONE
                          : before.plus(
                              EventSet.find(timeline, from, to, wants, progress::cancelled));
                  if (by.isEmpty()) {
                    return new Found(found, () -> rows.showOnly(found, make), to);
                  }
                  IntStream all = wanted.isEmpty() ? IntStream.rangeClosed(1, to) : found.stream();
                  int[] sorted = EventOrder.sort(all.toArray(), timeline, by, progress::cancelled);
                  return new Found(found, () -> rows.showSorted(sorted, make), to);
                },
                found -> show(session, found, !wanted.isEmpty()),
                error -> {
                  throw new IllegalStateException(job, error);
                });
  }

  private void cancelSearch() {
    if (search != null) {
      search.cancel();
      search = null;
    }
  }

  private void show(OpenSession session, Found found, boolean isFiltered) {
    search = null;
    searched = found.searched();
    found.show().run();
    nothing.set(
        isFiltered ? "No event matches \"" + session.filter().get().strip() + "\"." : NO_EVENTS);
    session.view().found().set(isFiltered ? found.events() : null);
    summary.set(isFiltered ? summary(found.events().size(), searched) : "");
    mark(session);
    if (session.count().get() > searched) {
      search(session, found.events(), searched);
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
    EventSet found = session.view().found().get();
    int at = found == null ? NO_ROW : found.positionOf(selected);
    boolean isMatch = found != null && at != NO_ROW && found.sequence(at) == selected;
    matches.set(found == null ? "" : matches(found.size(), isMatch ? at : NO_ROW));
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
    return new EventRow(event, event.detail() instanceof Finding);
  }
}
