package dev.fenceline.app.compare;

import dev.fenceline.app.workspace.Highlight;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Problem;
import dev.fenceline.app.workspace.Range;
import dev.fenceline.app.workspace.SessionFiles;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.event.Event;
import dev.fenceline.exchange.Formats;
import dev.fenceline.exchange.overlay.Overlay;
import dev.fenceline.scenario.TimeText;
import dev.fenceline.session.Session;
import dev.fenceline.timeline.Alignment;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * Lays a second session over the one that is shown, where their events match, and moves it by hand.
 * Both are one session in the window; moving it replaces that one. Used on the application thread.
 */
public final class CompareViewModel {
  /** Further apart than this, two recordings have nothing to do with one another. */
  private static final long FARTHEST_HOURS = 100_000;

  private static final double NANOS_PER_MICRO = 1_000;
  private static final long FARTHEST_NANOS = TimeUnit.HOURS.toNanos(FARTHEST_HOURS);

  /**
   * Two sessions over one another.
   *
   * @param session both, as the window shows them
   * @param foundNanos the offset that their events gave
   * @param offsetNanos the offset that they are shown with
   */
  private record Laid(OpenSession session, long foundNanos, long offsetNanos) {}

  private record Found(Laid laid, String words, List<String> warnings) {}

  /** Where the second session is read: for one that is open that costs nothing. */
  private interface Reading {
    Session read() throws Exception;
  }

  private final Workspace workspace;
  private final ReadOnlyStringWrapper firstTitle = new ReadOnlyStringWrapper("");
  private final ObservableList<OpenSession> others = FXCollections.observableArrayList();
  private final ObservableList<OpenSession> othersView =
      FXCollections.unmodifiableObservableList(others);
  private final ObjectProperty<@Nullable OpenSession> second = new SimpleObjectProperty<>();
  private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final StringProperty offset = new SimpleStringProperty("");
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ObjectProperty<@Nullable Laid> laid = new SimpleObjectProperty<>();
  private final ObservableBooleanValue isLaid = laid.isNotNull();
  private @Nullable OpenSession first;
  private long wantedNanos;

  /** Nothing lies over anything yet. */
  public CompareViewModel(Workspace workspace) {
    this.workspace = workspace;
  }

  /**
   * Begins with the session that is shown. If that is what was laid over one another before, it can
   * be moved on.
   */
  public void open() {
    problem.set("");
    OpenSession current = workspace.current().get();
    Laid before = laid.get();
    if (before == null || before.session() != current) {
      laid.set(null);
      first = current;
      openLaid(current);
      firstTitle.set(current == null ? "" : current.title());
    }
    OpenSession chosen = second.get();
    others.setAll(
        workspace.sessions().stream().filter(each -> each != first && each != current).toList());
    if (chosen == null || !others.contains(chosen)) {
      second.set(others.isEmpty() ? null : others.getLast());
    } else {
      second.set(chosen);
    }
  }

  /** A session that was two before it was opened can be moved from where they are. */
  private void openLaid(@Nullable OpenSession current) {
    wantedNanos = 0;
    if (current == null || !Overlay.is(current.timeline().events())) {
      words.set("");
      offset.set("");
      return;
    }
    laid.set(new Laid(current, 0, 0));
    words.set("Two sessions lie over one another here. The offset counts from how they lie now.");
    offset.set(written(0));
  }

  /** An offset to the microsecond, finer than any two clocks agree. */
  private static String written(long nanos) {
    return TimeText.of(TimeUnit.MICROSECONDS.toNanos(Math.round(nanos / NANOS_PER_MICRO)));
  }

  /** The session over which another one is laid. */
  ReadOnlyStringProperty firstTitle() {
    return firstTitle.getReadOnlyProperty();
  }

  /** The open sessions that can be laid over it. */
  ObservableList<OpenSession> others() {
    return othersView;
  }

  /** The one that is laid over it; null: none is open. */
  ObjectProperty<@Nullable OpenSession> second() {
    return second;
  }

  /** How far their clocks are apart and how well they match; empty before. */
  ReadOnlyStringProperty words() {
    return words.getReadOnlyProperty();
  }

  /** What went wrong and what to do; empty if nothing did. */
  ReadOnlyStringProperty problem() {
    return problem.getReadOnlyProperty();
  }

  /** What is added to times of the second; {@link #moveToTyped} takes what a person wrote here. */
  StringProperty offset() {
    return offset;
  }

  /** Whether a second session is being read or laid. */
  ReadOnlyBooleanProperty busy() {
    return busy.getReadOnlyProperty();
  }

  /** Whether there are two sessions over one another that can be moved. */
  ObservableBooleanValue isLaid() {
    return isLaid;
  }

  /** Lays the chosen session over the first and shows both. */
  void lay() {
    OpenSession other = second.get();
    if (other != null) {
      Session session = other.toSession();
      lay("Comparing with " + other.title(), () -> session, CompareViewModel::notLaid);
    }
  }

  /** Lays what a file holds over the first and shows both. */
  void lay(Path file) {
    lay(
        "Opening " + file.getFileName(),
        () -> Formats.read(file),
        error -> error instanceof IllegalArgumentException ? notLaid(error) : notRead(file, error));
  }

  private static String notLaid(Exception error) {
    return "They cannot be compared: " + message(error) + ".";
  }

  private static String notRead(Path file, Exception error) {
    Problem why = SessionFiles.problem("The file cannot be opened", file, error);
    return "%s\n%s\n%s".formatted(why.what(), why.where(), why.advice());
  }

  private static String message(Exception error) {
    return String.valueOf(error.getMessage());
  }

  private void lay(String title, Reading reading, Function<Exception, String> why) {
    OpenSession below = first;
    if (below == null || busy.get()) {
      return;
    }
    problem.set("");
    busy.set(true);
    Session session = below.toSession();
    workspace
        .jobs()
        .start(
            title,
            _ -> found(session, reading.read()),
            this::show,
            error -> {
              busy.set(false);
              problem.set(why.apply(error));
            });
  }

  private static Found found(Session first, Session second) {
    Alignment alignment = Alignment.of(first.events(), second.events());
    String words = alignment.words(second.header().title());
    long nanos = alignment.isFound() ? alignment.offsetNanos() : 0;
    OpenSession both = OpenSession.of(Overlay.of(first, second, nanos, words));
    Highlight.of(both.timeline()).ifPresent(both::goTo);
    return new Found(new Laid(both, nanos, nanos), words, second.warnings());
  }

  private void show(Found found) {
    busy.set(false);
    words.set(found.words());
    wantedNanos = found.laid().offsetNanos();
    put(found.laid());
    String where = found.laid().session().title();
    found
        .warnings()
        .forEach(warning ->
            workspace
                .voice()
                .remark(
                    new Problem("Read with a warning", where, warning), found.laid().session()));
  }

  /** Shows them in place of what was laid before. */
  private void put(Laid now) {
    Laid before = laid.get();
    laid.set(now);
    offset.set(written(now.offsetNanos()));
    if (before == null) {
      workspace.show(now.session());
    } else {
      workspace.replace(before.session(), now.session());
    }
  }

  /** Moves the second by so much, later or earlier. */
  void move(long nanos) {
    moveTo(wantedNanos + nanos);
  }

  /** Moves the second to where their events match best, as it was first. */
  void moveBack() {
    Laid now = laid.get();
    if (now != null) {
      moveTo(now.foundNanos());
    }
  }

  /** Moves the second to the offset that a person wrote, or says why that is none. */
  void moveToTyped() {
    String typed = offset.get().strip();
    try {
      moveTo(TimeText.nanos(typed.startsWith("+") ? typed.substring(1) : typed));
    } catch (IllegalArgumentException wrong) {
      problem.set(message(wrong) + ".");
    }
  }

  private void moveTo(long nanos) {
    if (Math.abs(nanos) > FARTHEST_NANOS) {
      problem.set("The offset can be %,d h at most, either way.".formatted(FARTHEST_HOURS));
      return;
    }
    problem.set("");
    wantedNanos = nanos;
    offset.set(written(nanos));
    moveOn();
  }

  /** One at a time: who holds a button down sees the last, not a queue of them. */
  private void moveOn() {
    Laid now = laid.get();
    if (now == null || busy.get() || wantedNanos == now.offsetNanos()) {
      return;
    }
    busy.set(true);
    long to = wantedNanos;
    Session overlay = now.session().toSession();
    workspace
        .jobs()
        .start(
            "Moving " + now.session().title(),
            _ -> OpenSession.of(Overlay.moved(overlay, to - now.offsetNanos())),
            moved -> {
              busy.set(false);
              resume(now.session(), moved);
              long wanted = wantedNanos;
              put(new Laid(moved, now.foundNanos(), to));
              offset.set(written(wanted));
              moveOn();
            },
            error -> {
              busy.set(false);
              problem.set("It cannot be moved: " + message(error));
            });
  }

  /** The person goes on where they were, on the clock of the first. */
  private static void resume(OpenSession before, OpenSession now) {
    long later = beginNanos(now) - beginNanos(before);
    Range whole = new Range(0, before.endNanos().get());
    Range visible = before.visible().get();
    if (!visible.equals(whole)) {
      now.visible().set(new Range(visible.fromNanos() + later, visible.toNanos() + later));
    }
    now.seek(before.playheadNanos().get() + later);
    now.filter().set(before.filter().get());
    now.file().set(before.file().get());
  }

  /** When the first of the two begins. */
  private static long beginNanos(OpenSession overlay) {
    return overlay.timeline().events().stream()
        .filter(event -> event.lane().mark().isEmpty())
        .mapToLong(Event::nanos)
        .findFirst()
        .orElse(0);
  }
}
