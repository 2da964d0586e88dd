package dev.fenceline.app.player;

import dev.fenceline.app.workspace.EventText;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Unfolding;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.Finding;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.PathEvent;
import dev.fenceline.event.value.PathState;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.explanation.Explanation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A replay in which the future is not drawn yet. It pauses at the moments that matter: a fault, a
 * detection, a cross-controller reset, the first retry after each detection, and a late write that
 * destroyed data.
 */
final class HiddenFuture {
  private final Workspace workspace;
  private final ReadOnlyStringWrapper caption = new ReadOnlyStringWrapper("");
  private final TreeMap<Long, Event> moments = new TreeMap<>();
  private @Nullable Unfolding unfolding;
  private boolean wasElastic;
  private boolean isTelling;

  HiddenFuture(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Returns what has just happened, in words; empty if nothing is to be said. */
  ReadOnlyStringProperty caption() {
    return caption.getReadOnlyProperty();
  }

  /** Reports whether the future of the session is hidden. */
  boolean isOf(@Nullable OpenSession session) {
    return session != null && unfolding != null && unfolding.shown() == session;
  }

  /** Hides everything after the beginning of a session. */
  void begin(OpenSession session) {
    finish();
    moments.clear();
    moments(session.timeline()).forEach(event -> moments.putIfAbsent(event.nanos(), event));
    // An elastic scale would change while the story unfolds.
    wasElastic = workspace.preferences().elastic().get();
    workspace.preferences().elastic().set(false);
    isTelling = true;
    unfolding = new Unfolding(workspace, session);
    unfolding.tellTo(0).visible().set(session.visible().get());
    isTelling = false;
  }

  /** Shows the whole session. Does nothing if no future is hidden. */
  void finish() {
    if (unfolding != null) {
      Unfolding ending = unfolding;
      unfolding = null;
      caption.set("");
      workspace.preferences().elastic().set(wasElastic);
      ending.finish();
    }
  }

  /** Ends the replay if another session is shown. */
  void left(@Nullable OpenSession shown) {
    if (!isTelling && !isOf(shown)) {
      finish();
    }
  }

  /** Returns the end of the whole session. */
  long endNanos() {
    return unfolding == null ? 0 : unfolding.all().endNanos().get();
  }

  /**
   * Goes on to a time, or to the next moment that matters if that is earlier.
   *
   * @return whether such a moment was reached, at which the replay pauses
   */
  boolean tellTo(long fromNanos, long toNanos) {
    Unfolding now = unfolding;
    if (now == null) {
      return false;
    }
    Map.Entry<Long, Event> next = moments.higherEntry(fromNanos);
    boolean pauses = next != null && next.getKey() <= toNanos;
    isTelling = true;
    OpenSession shown = now.tellTo(pauses ? next.getKey() : toNanos);
    isTelling = false;
    if (pauses) {
      caption.set(words(next.getValue(), shown.timeline()));
    }
    return pauses;
  }

  /** Describes an event by what has happened so far. */
  private static String words(Event event, Timeline told) {
    String why = Explanation.of(told).why(event);
    return Text.moment(event.nanos()) + "  " + (why.isEmpty() ? EventText.line(event) : why);
  }

  private static List<Event> moments(Timeline timeline) {
    List<Event> found = new ArrayList<>();
    Set<String> failedOver = new HashSet<>();
    for (Event event : timeline.events()) {
      switch (event.detail()) {
        case PathEvent.StateChanged it when it.to() != PathState.UP -> found.add(event);
        case ControllerEvent.ErrorRecovery _ -> {
          failedOver.clear();
          found.add(event);
        }
        case FencingEvent.CcrIssued _ -> found.add(event);
        case IoEvent.FailedOver it when failedOver.add(it.from()) -> found.add(event);
        case Finding it when it.severity() == Finding.Severity.CORRUPTION ->
            landing(timeline, it).ifPresent(found::add);
        default -> {}
      }
    }
    return found;
  }

  /** Returns the late write that destroyed data. */
  private static Optional<Event> landing(Timeline timeline, Finding finding) {
    return finding.events().stream()
        .map(timeline::find)
        .filter(event -> event != null && event.detail() instanceof CommandEvent.Executed)
        .reduce((_, later) -> later);
  }
}
