package dev.fenceline.app.workspace;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The open sessions and the objects that all features share. Used on the application thread. */
public final class Workspace {
  /**
   * The largest number of open sessions; beyond it the oldest is closed, because each keeps its
   * events in memory.
   */
  public static final int OPEN_MAX = 12;

  private final BackgroundJobs jobs;
  private final Preferences preferences;
  private final Voice voice;
  private final Runs runs;
  private final SessionFiles files;
  private final ObservableList<OpenSession> sessions = FXCollections.observableArrayList();
  private final ObservableList<OpenSession> sessionsView =
      FXCollections.unmodifiableObservableList(sessions);
  private final ReadOnlyObjectWrapper<@Nullable OpenSession> current =
      new ReadOnlyObjectWrapper<>();

  /** Creates a workspace without sessions. */
  public Workspace(BackgroundJobs jobs, Preferences preferences, Voice voice) {
    this.jobs = jobs;
    this.preferences = preferences;
    this.voice = voice;
    this.runs = new Runs(this);
    this.files = new SessionFiles(this);
  }

  /** Returns the background jobs. */
  public BackgroundJobs jobs() {
    return jobs;
  }

  /** Returns the preferences. */
  public Preferences preferences() {
    return preferences;
  }

  /** Returns where messages to the user are shown. */
  public Voice voice() {
    return voice;
  }

  /** Returns the runs of scenarios. */
  public Runs runs() {
    return runs;
  }

  /** Returns the opening and saving of sessions. */
  public SessionFiles files() {
    return files;
  }

  /** Returns the open sessions, oldest first. */
  public ObservableList<OpenSession> sessions() {
    return sessionsView;
  }

  /** Returns the session that the window shows; null if there is none. */
  public ReadOnlyObjectProperty<@Nullable OpenSession> current() {
    return current.getReadOnlyProperty();
  }

  /** Returns the same session, for {@code map} and {@code flatMap}, which skip null. */
  @SuppressWarnings("NullAway") // JavaFX calls their functions only with a session
  public ObservableValue<OpenSession> shown() {
    return current.getReadOnlyProperty();
  }

  /** Shows a session, and opens it if it is not open. */
  public void show(OpenSession session) {
    if (!sessions.contains(session)) {
      sessions.add(session);
      if (sessions.size() > OPEN_MAX) {
        sessions.removeFirst();
      }
    }
    runs.offer(session.header());
    current.set(session);
  }

  /** Shows a session in place of another one, which is closed. */
  public void replace(OpenSession old, OpenSession session) {
    int place = sessions.indexOf(old);
    if (place >= 0) {
      sessions.set(place, session);
    }
    show(session);
  }

  /** Closes a session. If it was shown, the session opened last is shown. */
  public void close(OpenSession session) {
    sessions.remove(session);
    if (current.get() == session) {
      current.set(sessions.isEmpty() ? null : sessions.getLast());
    }
  }
}
