package dev.fenceline.app.tabs;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Runs;
import dev.fenceline.app.workspace.Workspace;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.ObservableList;

/** The open sessions, each under a name of its own. Used on the application thread. */
final class TabsViewModel {
  private final Workspace workspace;

  TabsViewModel(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Returns the open sessions, oldest first. */
  ObservableList<OpenSession> sessions() {
    return workspace.sessions();
  }

  /** Returns whether there are several, so that the user can choose. */
  ObservableBooleanValue several() {
    return Bindings.size(workspace.sessions()).greaterThan(1);
  }

  /** Returns the title of a session, with a number if an older one has the same. */
  String name(OpenSession session) {
    List<OpenSession> same =
        sessions().stream().filter(each -> each.title().equals(session.title())).toList();
    int place = same.indexOf(session);
    return place <= 0 ? session.title() : "%s (%d)".formatted(session.title(), place + 1);
  }

  /** Reports whether the session is being recorded. */
  boolean isLive(OpenSession session) {
    Runs.Live live = workspace.runs().live().get();
    return live != null && live.session() == session;
  }

  /** Shows a session. */
  void show(OpenSession session) {
    if (workspace.current().get() != session) {
      workspace.show(session);
    }
  }

  /** Shows the session that is a number of tabs further; after the last one comes the first. */
  void go(int tabs) {
    workspace.withCurrent(session -> {
      int place = sessions().indexOf(session) + tabs;
      show(sessions().get(Math.floorMod(place, sessions().size())));
    });
  }
}
