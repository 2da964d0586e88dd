package dev.fenceline.app.workspace;

import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The open sessions and the objects that all features share. Used on the application thread. */
public final class Workspace {
  /**
   * The number of open sessions beyond which the oldest is closed, because each keeps its events in
   * memory. A session with unsaved work is not closed.
   */
  public static final int OPEN_MAX = 12;

  private final BackgroundJobs jobs;
  private final Preferences preferences;
  private final UserMessages messages;
  private final OpenSessions sessions = new OpenSessions(OPEN_MAX);
  private final LanesTime lanesTime = new LanesTime();
  private final Runs runs;
  private final SessionFiles files;

  /** Creates a workspace without sessions. */
  public Workspace(BackgroundJobs jobs, Preferences preferences, UserMessages messages) {
    this.jobs = jobs;
    this.preferences = preferences;
    this.messages = messages;
    this.runs = new Runs(jobs, messages, sessions);
    this.files = new SessionFiles(jobs, messages, preferences, sessions, runs);
    sessions.running(runs::isLive);
    sessions.beforeShow(session -> runs.offer(session.header()));
  }

  /** Returns the time axis of the lanes. */
  public LanesTime lanesTime() {
    return lanesTime;
  }

  /** Returns the background jobs. */
  public BackgroundJobs jobs() {
    return jobs;
  }

  /** Returns the preferences. */
  public Preferences preferences() {
    return preferences;
  }

  /** Returns the object that shows messages to the user. */
  public UserMessages messages() {
    return messages;
  }

  /** Returns the object that runs scenarios. */
  public Runs runs() {
    return runs;
  }

  /** Returns the object that opens and saves sessions. */
  public SessionFiles files() {
    return files;
  }

  /** Returns the open sessions, oldest first. */
  public ObservableList<OpenSession> sessions() {
    return sessions.all();
  }

  /** Returns the session that the window shows; null if there is none. */
  public ReadOnlyObjectProperty<@Nullable OpenSession> current() {
    return sessions.current();
  }

  /** Returns the same session, for {@code map} and {@code flatMap}, which skip null. */
  @SuppressWarnings("NullAway") // JavaFX calls their functions only with a session
  public ObservableValue<OpenSession> shown() {
    return sessions.current();
  }

  /** Returns why nothing can be done with a session now: none is open. Empty if one is. */
  public ObservableValue<String> whyNoSession() {
    return whyNot(_ -> new ReadOnlyStringWrapper(""));
  }

  /**
   * Returns why something cannot be done with the shown session; empty if it can.
   *
   * @param reason why it cannot be done with a session; empty if it can
   */
  public ObservableValue<String> whyNot(Function<OpenSession, ObservableValue<String>> reason) {
    return shown().flatMap(reason).orElse("No session is open");
  }

  /** Passes the session that the window shows to {@code effect}; does nothing if there is none. */
  public void withCurrent(Consumer<OpenSession> effect) {
    OpenSession session = current().get();
    if (session != null) {
      effect.accept(session);
    }
  }

  /** Shows a session, and opens it if it is not open. */
  public void show(OpenSession session) {
    sessions.show(session);
  }

  /** Shows a session in place of another one, which is closed. */
  public void replace(OpenSession old, OpenSession session) {
    sessions.replace(old, session);
  }

  /**
   * Closes a session, and stops it if it is still running. If it was shown, the session opened last
   * is shown.
   */
  public void close(OpenSession session) {
    sessions.close(session);
    if (runs.isLive(session)) {
      runs.stop();
    }
  }
}
