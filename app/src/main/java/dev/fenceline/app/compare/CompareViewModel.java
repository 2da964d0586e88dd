package dev.fenceline.app.compare;

import dev.fenceline.app.workspace.Highlight;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Problem;
import dev.fenceline.app.workspace.SessionFiles;
import dev.fenceline.app.workspace.SessionOrigin;
import dev.fenceline.app.workspace.TimeRange;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.event.Event;
import dev.fenceline.exchange.Formats;
import dev.fenceline.exchange.overlay.Overlay;
import dev.fenceline.scenario.setting.TimeText;
import dev.fenceline.session.Session;
import dev.fenceline.timeline.Alignment;
import dev.fenceline.timeline.Text;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
 * Overlays a second session on the one that is shown, aligned where their events match, and shifts
 * it by hand. The window shows both as one session; a shift replaces that session. Used on the
 * application thread.
 */
final class CompareViewModel {
  /** The largest offset: recordings that are further apart are unrelated. */
  private static final long FARTHEST_HOURS = 100_000;

  private static final double NANOS_PER_MICRO = 1_000;
  private static final long FARTHEST_NANOS = TimeUnit.HOURS.toNanos(FARTHEST_HOURS);

  /**
   * An overlay of one session on another.
   *
   * @param session both sessions, as the window shows them
   * @param foundNanos the offset that was found from their events
   * @param offsetNanos the offset at which they are shown
   */
  private record Laid(OpenSession session, long foundNanos, long offsetNanos) {}

  private record Found(Laid laid, String words, List<String> warnings) {}

  /** Reads the second session. Returns at once for a session that is already open. */
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

  /** Creates a model without an overlay. */
  CompareViewModel(Workspace workspace) {
    this.workspace = workspace;
  }

  /**
   * Starts with the session that is shown. If that is an overlay made earlier, it can be shifted
   * further.
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

  /**
   * Prepares a session that was opened as an overlay, so that it can be shifted from its current
   * offset.
   */
  private void openLaid(@Nullable OpenSession current) {
    wantedNanos = 0;
    if (current == null || !Overlay.is(current.timeline().events())) {
      words.set("");
      offset.set("");
      return;
    }
    laid.set(new Laid(current, 0, 0));
    words.set(
        "This session already contains two sessions. The offset is relative to their current"
            + " alignment.");
    offset.set(written(0));
  }

  /** Formats an offset to the microsecond; no two clocks agree more closely. */
  private static String written(long nanos) {
    return TimeText.of(TimeUnit.MICROSECONDS.toNanos(Math.round(nanos / NANOS_PER_MICRO)));
  }

  /** Returns the title of the first session. */
  ReadOnlyStringProperty firstTitle() {
    return firstTitle.getReadOnlyProperty();
  }

  /** Returns the open sessions that can be overlaid on the first. */
  ObservableList<OpenSession> others() {
    return othersView;
  }

  /**
   * Returns the name of a session in the list. If several sessions have the same title, adds what
   * distinguishes this one.
   */
  String name(OpenSession session) {
    String title = session.title();
    List<OpenSession> same =
        workspace.sessions().stream().filter(each -> each.title().equals(title)).toList();
    if (same.size() < 2) {
      return title;
    }
    return "%s (%d of %d, seed %d, %s, %s)"
        .formatted(
            title,
            same.indexOf(session) + 1,
            same.size(),
            session.header().seed(),
            SessionOrigin.clock(session.header()).toLowerCase(Locale.ROOT),
            Text.duration(session.endNanos().get()));
  }

  /** Returns the session to overlay on the first; null if no other session is open. */
  ObjectProperty<@Nullable OpenSession> second() {
    return second;
  }

  /**
   * Returns a text about the offset of the clocks and the quality of the match; empty until two
   * sessions are overlaid.
   */
  ReadOnlyStringProperty words() {
    return words.getReadOnlyProperty();
  }

  /** Returns what went wrong and what to do; empty if there is no problem. */
  ReadOnlyStringProperty problem() {
    return problem.getReadOnlyProperty();
  }

  /**
   * Returns the offset that is added to the times of the second session, as text that the user can
   * edit; {@link #moveToTyped} applies the edit.
   */
  StringProperty offset() {
    return offset;
  }

  /** Reports whether a second session is being read or overlaid. */
  ReadOnlyBooleanProperty busy() {
    return busy.getReadOnlyProperty();
  }

  /** Reports whether there is an overlay that can be shifted. */
  ObservableBooleanValue isLaid() {
    return isLaid;
  }

  /** Overlays the chosen session on the first and shows both. */
  void lay() {
    OpenSession other = second.get();
    if (other != null) {
      Session session = other.toSession();
      lay("Comparing with " + other.title(), () -> session, CompareViewModel::notLaid);
    }
  }

  /** Overlays the content of a file on the first session and shows both. */
  void lay(Path file) {
    lay(
        "Opening " + file.getFileName(),
        () -> Formats.read(file),
        error -> error instanceof IllegalArgumentException ? notLaid(error) : notRead(file, error));
  }

  private static String notLaid(Exception error) {
    return "The sessions cannot be compared: " + message(error) + ".";
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
                .messages()
                .remark(
                    new Problem("Opened with a warning", where, warning), found.laid().session()));
  }

  /** Shows the overlay in place of the previous one. */
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

  /** Shifts the second session by the given time: later if positive, earlier if negative. */
  void move(long nanos) {
    moveTo(wantedNanos + nanos);
  }

  /** Shifts the second session back to the offset that was found from the events. */
  void moveBack() {
    Laid now = laid.get();
    if (now != null) {
      moveTo(now.foundNanos());
    }
  }

  /** Shifts the second session to the offset that the user typed, or says why it is not valid. */
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
      problem.set(
          "The offset must not exceed %,d h in either direction.".formatted(FARTHEST_HOURS));
      return;
    }
    problem.set("");
    wantedNanos = nanos;
    offset.set(written(nanos));
    moveOn();
  }

  /**
   * Shifts to the latest requested offset, one shift at a time: while the user holds a button down,
   * intermediate offsets are skipped.
   */
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
            "Shifting " + now.session().title(),
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
              problem.set("The offset cannot be changed: " + message(error));
            });
  }

  /**
   * Keeps playhead, visible range, filter and file. All times are on the clock of the first
   * session.
   */
  private static void resume(OpenSession before, OpenSession now) {
    long later = beginNanos(now) - beginNanos(before);
    TimeRange whole = new TimeRange(0, before.endNanos().get());
    TimeRange visible = before.visible().get();
    if (!visible.equals(whole)) {
      now.visible().set(new TimeRange(visible.fromNanos() + later, visible.toNanos() + later));
    }
    now.seek(before.playheadNanos().get() + later);
    now.filter().set(before.filter().get());
    now.file().set(before.file().get());
    now.replaces(before);
  }

  /** Returns the time of the first event of the first session. */
  private static long beginNanos(OpenSession overlay) {
    return overlay.timeline().events().stream()
        .filter(event -> event.lane().mark().isEmpty())
        .mapToLong(Event::nanos)
        .findFirst()
        .orElse(0);
  }
}
