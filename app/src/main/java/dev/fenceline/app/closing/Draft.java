package dev.fenceline.app.closing;

import dev.fenceline.app.workspace.BackgroundJobs;
import dev.fenceline.app.workspace.DraftFile;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionFile;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.util.Subscription;

/**
 * The draft of one open session. It exists while the session has unsaved work, and is written again
 * when notes change or many events were added. Used on the application thread.
 */
final class Draft {
  /** A run in progress is written again when its number of events has grown by this factor. */
  private static final double GROWTH = 1.5;

  private final OpenSession session;
  private final DraftFile file;
  private final Subscription following;
  private boolean ended;
  private int writtenCount;

  Draft(BackgroundJobs jobs, OpenSession session, Path path) {
    this.session = session;
    this.file = new DraftFile(jobs, path, this::content);
    InvalidationListener changed = _ -> file.changed();
    session.notes().addListener(changed);
    following =
        Subscription.combine(
            () -> session.notes().removeListener(changed),
            session.unsavedWork().subscribe((_, _) -> file.changed()),
            session.count().subscribe((_, count) -> grown(count.intValue())));
    if (session.unsavedWork().get()) {
      file.changed();
    }
  }

  /** Deletes the draft, because the session is closed. */
  void end() {
    ended = true;
    following.unsubscribe();
    file.changed();
  }

  private void grown(int count) {
    if (count > writtenCount * GROWTH) {
      file.changed();
    }
  }

  private Optional<DraftFile.Writing> content() {
    if (ended || !session.unsavedWork().get()) {
      return Optional.empty();
    }
    writtenCount = session.count().get();
    Session content = session.toSession();
    // The file is replaced as a whole or stays as it was.
    return Optional.of(to -> SessionFile.save(to, content));
  }
}
