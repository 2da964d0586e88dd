package dev.fenceline.app.swimlane;

import dev.fenceline.app.action.ActionRegistry;
import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.Key;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.workspace.ViewHistory;
import dev.fenceline.app.workspace.Workspace;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableValue;

/** The actions of the swimlanes. */
final class SwimlaneActions {
  private static final double ZOOM = 0.8;
  private static final double PAN_PART = 0.12;

  private final ActionRegistry actions;
  private final Workspace workspace;

  private SwimlaneActions(ActionRegistry actions, Workspace workspace) {
    this.actions = actions;
    this.workspace = workspace;
  }

  /** Registers the actions. */
  static void add(ActionRegistry actions, Workspace workspace, SwimlaneViewModel model) {
    SwimlaneActions all = new SwimlaneActions(actions, workspace);
    all.moving(model);
    all.stepping(new LaneSteps(model));
    all.marking(new Picking(model));
    all.add("view.proof.next", "Next corruption", "N", () -> model.selectCorruption(true));
    all.add(
        "view.proof.previous",
        "Previous corruption",
        "Shift+N",
        () -> model.selectCorruption(false));
    all.lanes("timers", "Show timers", "T", workspace.preferences().timers());
    all.arranging(new Arranging(model));
    all.lanes("places", "Show command locations", "C", workspace.preferences().places());
  }

  /** Registers what is shown of the selection at once. */
  static void add(ActionRegistry actions, Workspace workspace, SwimlaneView view) {
    SwimlaneActions all = new SwimlaneActions(actions, workspace);
    all.add("view.item.card", "Show the card of the selection", "I", view::showCard);
    actions.add(
        UserAction.of("view.item.menu", Group.VIEW, "Menu of the selection", view::showMenu)
            .withKey(Key.chord("Shift+F10").or(Key.chord("Context Menu")))
            .withDisabled(workspace.whyNoSession()));
  }

  private void stepping(LaneSteps lanes) {
    add("view.item.next", "Next event on the lane", "Shortcut+Right", () -> lanes.along(true));
    add(
        "view.item.before",
        "Event before it on the lane",
        "Shortcut+Left",
        () -> lanes.along(false));
    add("view.item.above", "Event on the lane above", "Shortcut+Up", () -> lanes.across(-1));
    add("view.item.below", "Event on the lane below", "Shortcut+Down", () -> lanes.across(1));
  }

  private void moving(SwimlaneViewModel model) {
    add("view.zoom.in", "Zoom in", "W", () -> model.zoomAtCursor(ZOOM));
    add("view.zoom.out", "Zoom out", "S", () -> model.zoomAtCursor(1 / ZOOM));
    add("view.pan.left", "Pan to earlier times", "A", () -> model.panBy(-PAN_PART));
    add("view.pan.right", "Pan to later times", "D", () -> model.panBy(PAN_PART));
    add("view.zoom.fit", "Fit the selection, then all", "F", model::fitSelection);
    actions.add(
        UserAction.of("view.zoom.whole", Group.VIEW, "Show the whole session", model::showWhole)
            .withKey(Key.typed("0"))
            .withDisabled(workspace.whyNoSession()));
    actions.add(
        UserAction.of("view.zoom.back", Group.VIEW, "Previous view", model::back)
            .withKey(Key.chord("Alt+Left"))
            .withDisabled(whyNot(ViewHistory::canGoBack, "There is no earlier view")));
    actions.add(
        UserAction.of("view.zoom.forward", Group.VIEW, "Next view", model::forward)
            .withKey(Key.chord("Alt+Right"))
            .withDisabled(whyNot(ViewHistory::canGoForward, "There is no later view")));
  }

  private void marking(Picking picking) {
    add("view.marker.a", "Set marker A", "Shift+A", picking::markA);
    add("view.marker.b", "Set marker B", "Shift+B", picking::markB);
    add("view.marker.measure", "Measure between the markers", "Shift+M", picking::measureMarkers);
    add("view.marker.clear", "Remove the markers", "Shift+X", picking::removeMarkers);
  }

  private void arranging(Arranging lanes) {
    add("view.lane.low.all", "Low lanes, or high again", "K", lanes::lowAll);
    add("view.lane.low", "Low or high lane", "Shift+K", lanes::low);
    add("view.lane.hide", "Hide the lane", "H", lanes::hide);
    add("view.lane.pin", "Pin the lane, or let it go", "P", lanes::pin);
    add("view.lane.up", "Move the lane up", "Alt+Up", () -> lanes.move(-1));
    add("view.lane.down", "Move the lane down", "Alt+Down", () -> lanes.move(1));
    add("view.lane.fold", "Fold the group of the lane", "U", lanes::fold);
    add("view.lane.all", "Show all lanes as recorded", "Shift+H", lanes::reset);
  }

  private ObservableValue<String> whyNot(
      Function<ViewHistory, ObservableValue<Boolean>> condition, String otherwise) {
    return workspace.whyNot(
        session -> condition.apply(session.view().history()).map(can -> can ? "" : otherwise));
  }

  private void add(String id, String words, String key, Runnable effect) {
    actions.add(
        UserAction.of(id, Group.VIEW, words, effect)
            .withKey(Key.chord(key))
            .withDisabled(workspace.whyNoSession()));
  }

  private void lanes(String id, String words, String key, BooleanProperty shown) {
    actions.add(
        UserAction.of("view.lanes." + id, Group.VIEW, words, () -> shown.set(!shown.get()))
            .withKey(Key.chord(key))
            .withSelected(shown));
  }
}
