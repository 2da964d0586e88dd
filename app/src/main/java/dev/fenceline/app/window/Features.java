package dev.fenceline.app.window;

import dev.fenceline.app.action.Action;
import dev.fenceline.app.action.ActionRegistry;
import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.Key;
import dev.fenceline.app.compare.CompareView;
import dev.fenceline.app.compare.CompareViewModel;
import dev.fenceline.app.connect.ConnectView;
import dev.fenceline.app.connect.ConnectViewModel;
import dev.fenceline.app.events.EventsView;
import dev.fenceline.app.events.EventsViewModel;
import dev.fenceline.app.events.FindView;
import dev.fenceline.app.explorer.ExplorerView;
import dev.fenceline.app.explorer.ExplorerViewModel;
import dev.fenceline.app.inspector.InspectorView;
import dev.fenceline.app.inspector.InspectorViewModel;
import dev.fenceline.app.kernellog.KernelLogPane;
import dev.fenceline.app.kernellog.KernelLogViewModel;
import dev.fenceline.app.library.LibraryView;
import dev.fenceline.app.library.LibraryViewModel;
import dev.fenceline.app.notes.NotesView;
import dev.fenceline.app.notes.NotesViewModel;
import dev.fenceline.app.player.PlayerView;
import dev.fenceline.app.player.PlayerViewModel;
import dev.fenceline.app.report.ReportView;
import dev.fenceline.app.report.ReportViewModel;
import dev.fenceline.app.serve.ServeView;
import dev.fenceline.app.serve.ServeViewModel;
import dev.fenceline.app.swimlane.SwimlaneView;
import dev.fenceline.app.swimlane.SwimlaneViewModel;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.report.TargetFeatures;
import dev.fenceline.scenario.HostIdentity;
import java.time.InstantSource;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Tab;
import javafx.stage.Stage;

/** Creates the features of a workspace and registers their actions. */
final class Features {
  private final ActionRegistry actions = new ActionRegistry();
  private final LibraryViewModel library;
  private final Shell shell;

  Features(Workspace workspace, Messages messages, ObservableValue<Boolean> dark, Stage stage) {
    Veil veil = new Veil();
    messages.follow(workspace.current());
    Pages pages = new Pages(workspace);
    EventsViewModel events = new EventsViewModel(workspace);
    Tab eventsTab = new Tab("", new EventsView(events));
    eventsTab.textProperty().bind(events.title());
    FindView find =
        new FindView(events, () -> eventsTab.getTabPane().getSelectionModel().select(eventsTab));
    PlayerViewModel player = new PlayerViewModel(workspace);
    library = new LibraryViewModel(workspace);
    register(workspace, veil, find, player, dark, stage);
    SwimlaneViewModel swimlanes = new SwimlaneViewModel(workspace);
    swimlanes.register(actions);
    registerServe(workspace, veil);
    registerCompare(workspace, veil);
    registerReport(workspace, pages);
    NotesViewModel notes = new NotesViewModel(workspace);
    Tab notesTab = new Tab("", new NotesView(notes));
    notesTab.textProperty().bind(notes.title());
    MenuStrip menus = new MenuStrip(actions, Shell.title(workspace));
    menus.showRecent(workspace.preferences().recent(), workspace.files()::open);
    Tab log = new Tab("Kernel log", new KernelLogPane(new KernelLogViewModel(workspace)));
    shell =
        new Shell(
            new Shell.Parts(
                menus,
                new ToolStrip(
                    actions,
                    new PlayerView(player, actions),
                    find,
                    workspace.preferences().elastic()),
                new LibraryView(library),
                new SwimlaneView(swimlanes, dark),
                List.of(log, eventsTab, notesTab),
                new InspectorView(new InspectorViewModel(workspace)),
                pages,
                new StatusStrip(workspace)),
            messages,
            veil,
            actions,
            workspace.files()::open);
  }

  private void registerReport(Workspace workspace, Pages pages) {
    ReportViewModel report =
        new ReportViewModel(workspace, new TargetFeatures.Emulated(), InstantSource.system());
    ReportView page = new ReportView(report, pages::leave);
    actions.add(
        Action.of("run.report.show", Group.RUN, "Test report\u2026", () -> pages.toggle(page))
            .withKey(Key.chord("Shortcut+Shift+R")));
  }

  private void registerServe(Workspace workspace, Veil veil) {
    ServeView sheet = new ServeView(new ServeViewModel(workspace), veil::lift);
    actions.add(
        Action.of(
                "run.serve.show",
                Group.RUN,
                "Serve to real hosts\u2026",
                () -> veil.show(sheet, Pos.CENTER))
            .withKey(Key.chord("Shortcut+Shift+T")));
  }

  private void registerCompare(Workspace workspace, Veil veil) {
    CompareViewModel compare = new CompareViewModel(workspace);
    actions.add(
        Action.of(
                ToolStrip.COMPARE,
                Group.RUN,
                "Lay another over it\u2026",
                () -> {
                  if (veil.isShowing(CompareView.class)) {
                    veil.lift();
                  } else {
                    compare.open();
                    veil.showBelow(new CompareView(compare, veil::lift));
                  }
                })
            .withKey(Key.chord("Shortcut+D"))
            .withEnabled(Bindings.isNotNull(workspace.current())));
  }

  private void register(
      Workspace workspace,
      Veil veil,
      FindView find,
      PlayerViewModel player,
      ObservableValue<Boolean> dark,
      Stage stage) {
    new FileActions(workspace, dark, stage).register(actions);
    WindowActions window = new WindowActions(workspace, veil);
    window.registerEdit(actions, find::requestFocus);
    window.registerView(actions, stage);
    player.register(actions);
    registerConnect(workspace, veil);
    explore(workspace, veil);
    window.registerHelp(actions);
  }

  private void registerConnect(Workspace workspace, Veil veil) {
    ConnectViewModel connect = new ConnectViewModel(workspace, HostIdentity.defaultFile());
    actions.add(
        Action.of(
                "run.target.connect",
                Group.RUN,
                "Connect to a target\u2026",
                () -> veil.show(new ConnectView(connect, veil::lift), Pos.CENTER))
            .withKey(Key.chord("Shortcut+K"))
            .withEnabled(Bindings.isNull(workspace.runs().live())));
  }

  /** Registers the explorer. Its page keeps the results while it is closed. */
  private void explore(Workspace workspace, Veil veil) {
    ExplorerViewModel explorer = new ExplorerViewModel(workspace);
    ExplorerView page = new ExplorerView(explorer, veil::lift);
    actions.add(
        Action.of(
                "run.explore.seeds",
                Group.RUN,
                "Explore many seeds\u2026",
                () -> {
                  explorer.open();
                  veil.show(page, Pos.CENTER);
                })
            .withKey(Key.chord("Shortcut+E")));
  }

  /** Returns the content of the window. */
  Shell shell() {
    return shell;
  }

  /** Returns the library of scenarios and sessions. */
  LibraryViewModel library() {
    return library;
  }

  /** Returns all registered actions. */
  ActionRegistry actions() {
    return actions;
  }
}
