package dev.fenceline.app.closing;

import dev.fenceline.app.workspace.BackgroundJobs;
import dev.fenceline.app.workspace.OpenSession;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.beans.InvalidationListener;
import javafx.util.Subscription;

/**
 * The draft of one open session. It exists while the session has unsaved work, and is written again
 * when notes change or many events were added; only one write is in progress at a time. Used on the
 * application thread.
 */
final class Draft {
  private static final Logger LOG = Logger.getLogger(Draft.class.getName());

  /** A run in progress is written again when its number of events has grown by this factor. */
  private static final double GROWTH = 1.5;

  private final BackgroundJobs jobs;
  private final OpenSession session;
  private final Path file;
  private final Subscription following;
  private boolean isBusy;
  private boolean isOld;
  private boolean exists;
  private boolean ended;
  private int writtenCount;

  Draft(BackgroundJobs jobs, OpenSession session, Path file) {
    this.jobs = jobs;
    this.session = session;
    this.file = file;
    InvalidationListener changed = _ -> changed();
    session.notes().addListener(changed);
    following =
        Subscription.combine(
            () -> session.notes().removeListener(changed),
            session.unsavedWork().subscribe((_, _) -> changed()),
            session.count().subscribe((_, count) -> grown(count.intValue())));
    if (session.unsavedWork().get()) {
      changed();
    }
  }

  /** Deletes the draft, because the session is closed. */
  void end() {
    ended = true;
    following.unsubscribe();
    changed();
  }

  private void grown(int count) {
    if (count > writtenCount * GROWTH) {
      changed();
    }
  }

  private void changed() {
    isOld = true;
    if (!isBusy) {
      next();
    }
  }

  private void next() {
    boolean wanted = !ended && session.unsavedWork().get();
    isOld = false;
    if (wanted) {
      var content = session.toSession();
      writtenCount = session.count().get();
      exists = true;
      work("Keeping a draft", _ -> Drafts.write(file, content));
    } else if (exists) {
      exists = false;
      work("Deleting a draft", _ -> Drafts.delete(file));
    }
  }

  private interface Work {
    void work(BackgroundJobs.Progress progress) throws Exception;
  }

  private void work(String title, Work work) {
    isBusy = true;
    jobs.start(
        title,
        progress -> {
          work.work(progress);
          return file;
        },
        _ -> done(),
        error -> {
          // A warning is enough: the question at the end still prevents the loss of work.
          LOG.log(Level.WARNING, "no draft of {0}: {1}", new Object[] {session.title(), error});
          done();
        });
  }

  private void done() {
    isBusy = false;
    if (isOld) {
      next();
    }
  }
}
