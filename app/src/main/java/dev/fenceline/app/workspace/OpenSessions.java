package dev.fenceline.app.workspace;

import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The open sessions, and the one that the window shows. Used on the application thread. */
final class OpenSessions {
  private final ObservableList<OpenSession> sessions = FXCollections.observableArrayList();
  private final ObservableList<OpenSession> view =
      FXCollections.unmodifiableObservableList(sessions);
  private final ReadOnlyObjectWrapper<@Nullable OpenSession> current =
      new ReadOnlyObjectWrapper<>();
  private final int max;
  private Consumer<OpenSession> beforeShow = _ -> {};
  private Predicate<OpenSession> isRunning = _ -> false;

  /**
   * Creates an empty list.
   *
   * @param max the number of open sessions beyond which the oldest is closed, unless that would
   *     lose work
   */
  OpenSessions(int max) {
    this.max = max;
  }

  /** Sets what to do with a session just before it is shown, every time. */
  void beforeShow(Consumer<OpenSession> effect) {
    beforeShow = effect;
  }

  /**
   * Sets how to find out whether a session is still being recorded; such a session is not closed.
   */
  void running(Predicate<OpenSession> test) {
    isRunning = test;
  }

  ObservableList<OpenSession> all() {
    return view;
  }

  ReadOnlyObjectProperty<@Nullable OpenSession> current() {
    return current.getReadOnlyProperty();
  }

  void show(OpenSession session) {
    if (!sessions.contains(session)) {
      sessions.add(session);
      if (sessions.size() > max) {
        sessions.stream()
            .filter(each -> each != session && !each.unsavedWork().get() && !isRunning.test(each))
            .findFirst()
            .ifPresent(sessions::remove);
      }
    }
    beforeShow.accept(session);
    current.set(session);
  }

  /** Shows no session, for example because the next one is being read. All stay open. */
  void leave() {
    current.set(null);
  }

  void replace(OpenSession old, OpenSession session) {
    int place = sessions.indexOf(old);
    if (place >= 0) {
      sessions.set(place, session);
    }
    show(session);
  }

  void close(OpenSession session) {
    sessions.remove(session);
    if (current.get() == session) {
      current.set(sessions.isEmpty() ? null : sessions.getLast());
    }
  }
}
