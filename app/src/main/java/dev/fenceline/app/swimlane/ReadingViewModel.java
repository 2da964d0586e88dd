package dev.fenceline.app.swimlane;

import dev.fenceline.app.workspace.BackgroundJobs.Job;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Reading;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.swimlane.layout.Arrangement;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of a big session while it is read. They are drawn again each time the number of events
 * has grown by a factor, so that all these pictures together cost little more than the last one.
 * Used on the application thread.
 */
final class ReadingViewModel {
  private static final int FIRST_EVENTS = 4_000;
  private static final int FACTOR = 3;

  private final Workspace workspace;
  private final ReadOnlyObjectProperty<@Nullable LanesPicture> whole;
  private final ReadOnlyObjectWrapper<@Nullable LanesPicture> drawn = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper("");
  private final BooleanBinding visible;
  private @Nullable Reading reading;
  private @Nullable Job job;
  private int due;

  /**
   * Creates a model that follows the workspace.
   *
   * @param whole the lanes of the session that is shown, which take the place of these
   */
  ReadingViewModel(Workspace workspace, ReadOnlyObjectProperty<@Nullable LanesPicture> whole) {
    this.workspace = workspace;
    this.whole = whole;
    ReadOnlyObjectProperty<@Nullable OpenSession> current = workspace.current();
    // The lanes stay until those of the whole session can take their place.
    visible =
        Bindings.createBooleanBinding(
            () -> reading != null && whole.get() == null && (current.get() == null || isRead()),
            drawn,
            words,
            whole,
            current,
            workspace.files().reading());
    workspace.files().reading().subscribe(this::follow);
    whole.subscribe(_ -> finish());
  }

  /** Returns the lanes of what has been read so far; null if there are none yet. */
  ReadOnlyObjectProperty<@Nullable LanesPicture> drawn() {
    return drawn.getReadOnlyProperty();
  }

  /** Returns what is known so far, in words. */
  ReadOnlyStringProperty words() {
    return words.getReadOnlyProperty();
  }

  /** Returns whether a session is being read and no other is shown. */
  BooleanBinding visible() {
    return visible;
  }

  private void follow(@Nullable Reading now) {
    if (now == null) {
      finish();
    } else {
      end();
      reading = now;
      due = FIRST_EVENTS;
      look();
    }
  }

  private boolean isRead() {
    return workspace.files().reading().get() == null;
  }

  /** Forgets what was read, unless its lanes still stand in for those of the whole session. */
  private void finish() {
    if (reading != null && isRead() && (whole.get() != null || workspace.current().get() == null)) {
      end();
    }
  }

  private void end() {
    if (job != null) {
      job.cancel();
      job = null;
    }
    reading = null;
    drawn.set(null);
    words.set("");
  }

  /** Ends reading soon. */
  void cancel() {
    Reading now = reading;
    if (now != null) {
      now.cancel().run();
    }
  }

  /** Looks how much has been read. Called once for each frame. */
  void look() {
    Reading now = reading;
    if (now == null) {
      return;
    }
    boolean isRead = isRead();
    int size = now.soFar().size();
    words.set(
        isRead
            ? "%s: drawing %s events".formatted(now.file().getFileName(), Text.spaced(size))
            : "Reading %s: %s events so far"
                .formatted(now.file().getFileName(), Text.spaced(size)));
    if (job == null && size >= due && !isRead) {
      due = size * FACTOR;
      draw(now.soFar());
    }
  }

  private void draw(Timeline soFar) {
    job =
        workspace
            .jobs()
            .start(
                "Drawing what has been read",
                _ -> LanesPicture.soFar(soFar),
                made -> {
                  job = null;
                  drawn.set(made.with(workspace.preferences().extraLanes(), Arrangement.NONE));
                },
                error -> {
                  job = null;
                  throw new IllegalStateException("Drawing what has been read", error);
                });
  }
}
