package dev.fenceline.app.swimlane;

import dev.fenceline.app.workspace.BackgroundJobs.Job;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.event.Lane;
import dev.fenceline.swimlane.layout.Arrangement;
import dev.fenceline.swimlane.picture.Matches;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.timeline.EventSet;
import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * What the filter of the session finds of what is drawn. Found off the application thread, used on
 * it.
 */
final class FoundItems {
  private final Workspace workspace;
  private final ReadOnlyObjectProperty<@Nullable LanesPicture> drawn;
  private final ReadOnlyObjectWrapper<@Nullable Matches> matches = new ReadOnlyObjectWrapper<>();
  private Subscription following = Subscription.EMPTY;
  private @Nullable Picture picture;
  private @Nullable EventSet events;
  private @Nullable Job job;

  FoundItems(Workspace workspace, ReadOnlyObjectProperty<@Nullable LanesPicture> drawn) {
    this.workspace = workspace;
    this.drawn = drawn;
    drawn.subscribe(_ -> update());
    workspace
        .current()
        .subscribe(session -> {
          following.unsubscribe();
          following =
              session == null
                  ? Subscription.EMPTY
                  : session.view().found().subscribe((_, _) -> update());
          update();
        });
  }

  /** Returns what matches the filter; null while there is no filter. */
  ReadOnlyObjectProperty<@Nullable Matches> matches() {
    return matches.getReadOnlyProperty();
  }

  /** Reports whether what does not match is removed; otherwise it is dimmed. */
  boolean isRemoving() {
    return workspace.preferences().removing().get();
  }

  private void update() {
    OpenSession session = workspace.current().get();
    LanesPicture now = drawn.get();
    Picture nextPicture = now == null ? null : now.picture();
    EventSet nextEvents = session == null ? null : session.view().found().get();
    if (Objects.equals(nextPicture, picture) && Objects.equals(nextEvents, events)) {
      return;
    }
    picture = nextPicture;
    events = nextEvents;
    if (job != null) {
      job.cancel();
      job = null;
    }
    if (nextPicture == null || nextEvents == null) {
      matches.set(null);
      return;
    }
    job =
        workspace
            .jobs()
            .start(
                "Marking what the filter finds",
                _ -> Matches.of(nextPicture, nextEvents),
                matches::set,
                error -> {
                  throw new IllegalStateException("Marking what the filter finds", error);
                });
  }

  /**
   * Returns an arrangement of the lanes that are left: if what does not match is removed, those on
   * which anything matches.
   */
  Arrangement leaves(LanesPicture made, Arrangement lanes) {
    Matches now = matches.get();
    if (now == null || now.size() == 0 || !isRemoving()) {
      return lanes;
    }
    Arrangement left = lanes;
    for (Lane lane : made.picture().timeline().lanes()) {
      if (!now.isOn(lane)) {
        left = left.hide(lane.toString());
      }
    }
    return left;
  }
}
