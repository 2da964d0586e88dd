package dev.fenceline.app.differences;

import dev.fenceline.app.workspace.TimeRange;
import dev.fenceline.timeline.recovery.Anchor;
import dev.fenceline.timeline.recovery.Stretch;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/**
 * Sessions one above the other, aligned at an event, with one range of time and one playhead. Times
 * are nanoseconds since that event; earlier ones are negative. Used on the application thread.
 */
final class StackedViewModel {
  private static final double ZOOM = 0.8;
  private static final long SHORTEST_NANOS = 10_000;
  private static final double MARGIN = 0.15;
  private static final long MARGIN_NANOS = 50_000_000;

  private final ReadOnlyObjectWrapper<List<StackedSide>> sides =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ObjectProperty<Anchor> anchor = new SimpleObjectProperty<>(Anchor.FAILURE);
  private final BooleanProperty allLanes = new SimpleBooleanProperty();
  private final ReadOnlyObjectWrapper<TimeRange> range =
      new ReadOnlyObjectWrapper<>(new TimeRange(0, 1));
  private final ReadOnlyObjectWrapper<List<Optional<Stretch>>> marked =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyLongWrapper playheadNanos = new ReadOnlyLongWrapper();

  StackedViewModel() {
    anchor.subscribe((_, _) -> showWhole());
  }

  /** Shows sessions, aligned at the first event that all of them have. */
  void show(List<StackedSide> shown) {
    marked.set(List.of());
    sides.set(List.copyOf(shown));
    anchor.set(Anchor.of(shown.stream().map(side -> side.session().timeline()).toList()));
    showWhole();
  }

  /** Returns the sessions, from top to bottom. */
  ReadOnlyObjectProperty<List<StackedSide>> sides() {
    return sides.getReadOnlyProperty();
  }

  /** Returns the event at which they are aligned. */
  ObjectProperty<Anchor> anchor() {
    return anchor;
  }

  /** Returns whether all lanes are shown, or only those of the controllers that failed. */
  BooleanProperty allLanes() {
    return allLanes;
  }

  /** Returns the range of time that is shown. */
  ReadOnlyObjectProperty<TimeRange> range() {
    return range.getReadOnlyProperty();
  }

  /** Returns the position of the playhead. */
  ReadOnlyLongProperty playheadNanos() {
    return playheadNanos.getReadOnlyProperty();
  }

  /** Shows all of every session. */
  void showWhole() {
    playheadNanos.set(0);
    range.set(whole());
  }

  /** Shows a range of time, as far as a session has it. */
  void look(long fromNanos, long toNanos) {
    TimeRange whole = whole();
    range.set(
        new TimeRange(Math.max(whole.fromNanos(), fromNanos), Math.min(whole.toNanos(), toNanos)));
  }

  /**
   * Marks a stretch of each session, and shows the range of time in which all of them are.
   *
   * @param places the stretch of each session since its beginning; empty for none
   */
  void mark(List<Optional<Stretch>> places) {
    if (places.stream().allMatch(Optional::isEmpty)) {
      return;
    }
    long from = Long.MAX_VALUE;
    long to = Long.MIN_VALUE;
    for (int i = 0; i < places.size(); i++) {
      long at = sides.get().get(i).anchorNanos(anchor.get());
      Optional<Stretch> place = places.get(i);
      from = Math.min(from, place.map(it -> it.fromNanos() - at).orElse(from));
      to = Math.max(to, place.map(it -> it.toNanos() - at).orElse(to));
    }
    marked.set(List.copyOf(places));
    long around = Math.max(MARGIN_NANOS, Math.round((to - from) * MARGIN));
    look(from - around, to + around);
    seek(from);
  }

  /** Returns the marked stretch of each session; an empty list if none is marked. */
  ReadOnlyObjectProperty<List<Optional<Stretch>>> marked() {
    return marked.getReadOnlyProperty();
  }

  /** Returns the marked stretch of a session; empty for none. */
  Optional<Stretch> marked(StackedSide side) {
    int place = sides.get().indexOf(side);
    return marked.get().isEmpty() || place < 0 ? Optional.empty() : marked.get().get(place);
  }

  private TimeRange whole() {
    long from = 0;
    long to = 1;
    for (StackedSide side : sides.get()) {
      long at = side.anchorNanos(anchor.get());
      from = Math.min(from, -at);
      to = Math.max(to, side.session().endNanos().get() - at);
    }
    return new TimeRange(from, to);
  }

  /**
   * Zooms around a moment, which keeps its place.
   *
   * @param steps greater than 0 shows less time
   */
  void zoom(int steps, long aroundNanos) {
    TimeRange now = range.get();
    double factor = Math.pow(ZOOM, steps);
    long from = aroundNanos - Math.round((aroundNanos - now.fromNanos()) * factor);
    long to = aroundNanos + Math.round((now.toNanos() - aroundNanos) * factor);
    TimeRange whole = whole();
    TimeRange next =
        new TimeRange(Math.max(whole.fromNanos(), from), Math.min(whole.toNanos(), to));
    if (next.toNanos() - next.fromNanos() >= SHORTEST_NANOS) {
      range.set(next);
    }
  }

  /** Moves the range by a time, at most to either end. */
  void pan(long byNanos) {
    TimeRange now = range.get();
    TimeRange whole = whole();
    long by =
        Math.clamp(byNanos, whole.fromNanos() - now.fromNanos(), whole.toNanos() - now.toNanos());
    range.set(new TimeRange(now.fromNanos() + by, now.toNanos() + by));
  }

  /** Moves the playhead, at most to either end. */
  void seek(long nanos) {
    TimeRange whole = whole();
    playheadNanos.set(Math.clamp(nanos, whole.fromNanos(), whole.toNanos()));
  }
}
