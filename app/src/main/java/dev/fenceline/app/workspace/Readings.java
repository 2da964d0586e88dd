package dev.fenceline.app.workspace;

import dev.fenceline.app.workspace.BackgroundJobs.Progress;
import java.nio.file.Path;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The big session that is being read. No session is shown meanwhile, so that nothing that is said
 * of another one can be taken for its own. Used on the application thread.
 */
final class Readings {
  private final OpenSessions sessions;
  private final BackgroundJobs jobs;
  private final ReadOnlyObjectWrapper<@Nullable Reading> now = new ReadOnlyObjectWrapper<>();
  private @Nullable OpenSession former;
  private @Nullable Progress job;

  Readings(BackgroundJobs jobs, OpenSessions sessions) {
    this.jobs = jobs;
    this.sessions = sessions;
    jobs.running().addListener((InvalidationListener) _ -> jobsChanged());
  }

  ReadOnlyObjectProperty<@Nullable Reading> now() {
    return now.getReadOnlyProperty();
  }

  /** Shows what a job reads from now on, unless the job has ended already. */
  void begin(Reading reading, Progress of) {
    if (!isRunning(of)) {
      return;
    }
    if (sessions.current().get() != null) {
      former = sessions.current().get();
    }
    job = of;
    now.set(reading);
    sessions.leave();
  }

  /** Reports that all of a file has been read, and is shown now. */
  void end(Path file) {
    if (isOf(file)) {
      former = null;
      over();
    }
  }

  /** Shows the former session again, because the rest of a file cannot be read. */
  void breakOff(Path file) {
    if (isOf(file)) {
      over();
      OpenSession before = former;
      former = null;
      if (before != null && sessions.current().get() == null && sessions.all().contains(before)) {
        sessions.show(before);
      }
    }
  }

  private void jobsChanged() {
    Progress of = job;
    Reading reading = now.get();
    if (of != null && reading != null && of.cancelled() && !isRunning(of)) {
      breakOff(reading.file());
    }
  }

  private boolean isRunning(Progress of) {
    return jobs.running().stream().anyMatch(each -> each == of);
  }

  private boolean isOf(Path file) {
    Reading reading = now.get();
    return reading != null && reading.file().equals(file);
  }

  private void over() {
    job = null;
    now.set(null);
  }
}
