package dev.fenceline.app.workspace;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The open sessions, and what all features share. Used on the application thread. */
public final class Workspace {
  /** Sessions beyond this are closed, oldest first: each keeps its events in memory. */
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

  /** A workspace without sessions. */
  public Workspace(BackgroundJobs jobs, Preferences preferences, Voice voice) {
    this.jobs = jobs;
    this.preferences = preferences;
    this.voice = voice;
    this.runs = new Runs(this);
    this.files = new SessionFiles(this);
  }

  /** Work beside the application thread. */
  public BackgroundJobs jobs() {
    return jobs;
  }

  /** What is remembered from one start to the next. */
  public Preferences preferences() {
    return preferences;
  }

  /** Speaks to the person. */
  public Voice voice() {
    return voice;
  }

  /** Running scenarios. */
  public Runs runs() {
    return runs;
  }

  /** Opening and saving. */
  public SessionFiles files() {
    return files;
  }

  /** The open sessions, oldest first. */
  public ObservableList<OpenSession> sessions() {
    return sessionsView;
  }

  /** The session that the window shows; null if none. */
  public ReadOnlyObjectProperty<@Nullable OpenSession> current() {
    return current.getReadOnlyProperty();
  }

  /** The same for {@code map} and {@code flatMap}, which pass over the time when there is none. */
  @SuppressWarnings("NullAway") // JavaFX calls their functions with a session only
  public ObservableValue<OpenSession> shown() {
    return current.getReadOnlyProperty();
  }

  /** Shows the session; opens it if it is not open. */
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

  /** Shows a session in the place of another one, which is closed. */
  public void replace(OpenSession old, OpenSession session) {
    int place = sessions.indexOf(old);
    if (place >= 0) {
      sessions.set(place, session);
    }
    show(session);
  }

  /** Closes the session; if it was shown, the one opened last is. */
  public void close(OpenSession session) {
    sessions.remove(session);
    if (current.get() == session) {
      current.set(sessions.isEmpty() ? null : sessions.getLast());
    }
  }
}
