package dev.fenceline.app.tabs;

import dev.fenceline.app.feature.Tip;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Workspace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** The strip with a tab for each open session; gone while there is only one. */
final class TabsView extends TabPane {
  private static final double HEIGHT = 30;
  private static final double ABOUT_WIDTH = 460;

  private final TabsViewModel model;
  private final Consumer<OpenSession> close;
  private final Map<OpenSession, Tab> tabs = new HashMap<>();
  private boolean isFollowing;

  /**
   * Creates the view.
   *
   * @param close closes a session, and asks first if work would be lost
   */
  TabsView(TabsViewModel model, Workspace workspace, Consumer<OpenSession> close) {
    this.model = model;
    this.close = close;
    getStyleClass().add("session-tabs");
    setId("session-tabs");
    setMinHeight(HEIGHT);
    setMaxHeight(HEIGHT);
    setTabClosingPolicy(TabClosingPolicy.ALL_TABS);
    visibleProperty().bind(model.several());
    managedProperty().bind(visibleProperty());
    model.sessions().addListener((InvalidationListener) _ -> fill());
    workspace.runs().live().subscribe(_ -> fill());
    workspace.current().subscribe(this::mark);
    getSelectionModel()
        .selectedItemProperty()
        .subscribe(tab -> {
          if (!isFollowing && tab != null && tab.getUserData() instanceof OpenSession session) {
            model.show(session);
          }
        });
    fill();
  }

  private void fill() {
    isFollowing = true;
    List<OpenSession> sessions = List.copyOf(model.sessions());
    tabs.keySet().retainAll(sessions);
    List<Tab> wanted = sessions.stream().map(this::tab).toList();
    if (!getTabs().equals(wanted)) {
      getTabs().setAll(wanted);
    }
    isFollowing = false;
    mark(shown);
  }

  private Tab tab(OpenSession session) {
    Tab tab = tabs.computeIfAbsent(session, this::made);
    String name = model.name(session);
    tab.setText(model.isLive(session) ? "\u25cf " + name : name);
    tab.getTooltip().setText(model.isLive(session) ? name + ", still running" : name);
    return tab;
  }

  private Tab made(OpenSession session) {
    Tab tab = new Tab();
    tab.setContent(new Region());
    tab.setUserData(session);
    tab.setTooltip(Tip.wrapped("", ABOUT_WIDTH));
    tab.setOnCloseRequest(event -> {
      event.consume();
      close.accept(session);
    });
    return tab;
  }

  private @Nullable OpenSession shown;

  private void mark(@Nullable OpenSession session) {
    shown = session;
    Tab tab = session == null ? null : tabs.get(session);
    if (tab != null) {
      isFollowing = true;
      getSelectionModel().select(tab);
      isFollowing = false;
    }
  }
}
