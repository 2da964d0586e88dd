package dev.fenceline.app.player;

import dev.fenceline.app.action.ActionRegistry;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.feature.ActionControl;
import dev.fenceline.app.feature.Tip;
import dev.fenceline.app.feature.WhyDisabled;
import dev.fenceline.app.workspace.Runs;
import dev.fenceline.scenario.Fault;
import java.util.ArrayList;
import java.util.List;
import javafx.animation.AnimationTimer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** The toolbar section with run, stop, transport, speed and time. */
final class PlayerView extends HBox {
  private static final double GAP = 8;
  private static final double BUTTON_GAP = 4;
  private static final double GROUP_GAP = 22;

  /** The smallest width of the toolbar in which every part fits. */
  private static final double WIDE = 980;

  /** The width of the toolbar below which there is room for little. */
  private static final double NARROW = 720;

  /** The width of the toolbar below which the time is only on the ruler. */
  private static final double LEAST = 620;

  /** Creates the view. The actions of the player must be registered. */
  PlayerView(PlayerViewModel player, ActionRegistry actions) {
    super(GROUP_GAP);
    setAlignment(Pos.CENTER_LEFT);
    Button play = transport(actions.get("playback.play"), "play");
    player
        .playing()
        .subscribe(playing ->
            play.getGraphic().getStyleClass().setAll("icon", playing ? "pause" : "play"));
    MenuButton speed = speed(player);
    MenuButton faults = faults(player);
    HBox transport =
        new HBox(
            BUTTON_GAP,
            transport(actions.get("playback.step.back"), "step-back"),
            play,
            transport(actions.get("playback.step.forward"), "step-forward"),
            speed);
    Button stop = plain(actions.get("run.stop"));
    HBox running = new HBox(GAP, primary(actions.get("run.start")), stop, faults);
    running.setAlignment(Pos.CENTER_LEFT);
    transport.setAlignment(Pos.CENTER_LEFT);
    HBox time = time(player);
    List.of(speed, faults, time.getChildren().getLast()).forEach(part -> onlyIf(part, WIDE));
    onlyIf(stop, NARROW);
    onlyIf(time, LEAST);
    getChildren().setAll(running, transport, time);
    AnimationTimer timer =
        new AnimationTimer() {
          @Override
          public void handle(long nowNanos) {
            player.tick(nowNanos);
          }
        };
    player.playing().subscribe(playing -> run(timer, playing));
    AnimationTimer watcher =
        new AnimationTimer() {
          @Override
          public void handle(long nowNanos) {
            player.refresh();
          }
        };
    player.live().subscribe(live -> run(watcher, live != null));
  }

  /** Hides a part while the tools are narrower. The menus offer the same actions. */
  private void onlyIf(Node part, double least) {
    part.visibleProperty()
        .bind(
            parentProperty()
                .map(Region.class::cast)
                .flatMap(Region::widthProperty)
                .map(width -> width.doubleValue() >= least)
                .orElse(true));
    part.managedProperty().bind(part.visibleProperty());
  }

  private static void run(AnimationTimer timer, boolean playing) {
    if (playing) {
      timer.start();
    } else {
      timer.stop();
    }
  }

  private static Button primary(UserAction action) {
    Button button = plain(action);
    button.getStyleClass().add("primary");
    Region icon = new Region();
    icon.getStyleClass().addAll("icon", "play");
    button.setGraphic(icon);
    button.setText("Run");
    button.setMinWidth(92);
    return button;
  }

  /** Returns the menu of faults for the current run. It is disabled if there is none. */
  private static MenuButton faults(PlayerViewModel player) {
    MenuButton button = new MenuButton("Inject fault");
    button.setMinWidth(Region.USE_PREF_SIZE);
    player
        .live()
        .subscribe(live -> {
          button.setDisable(live == null);
          button.getItems().setAll(live == null ? List.of() : items(player, live));
        });
    button.setTooltip(Tip.of("Breaks or heals a path or the target of the run in progress, now"));
    WhyDisabled.on(button, "No run is in progress");
    return button;
  }

  private static List<MenuItem> items(PlayerViewModel player, Runs.Live live) {
    List<MenuItem> items = new ArrayList<>();
    for (List<Fault> group : PlayerViewModel.faults(live)) {
      if (!items.isEmpty()) {
        items.add(new SeparatorMenuItem());
      }
      for (Fault fault : group) {
        MenuItem item = new MenuItem(FaultText.of(fault));
        item.setOnAction(_ -> player.inject(fault));
        items.add(item);
      }
    }
    return items;
  }

  private static Button plain(UserAction action) {
    Button button = new Button(action.words());
    button.setMinWidth(Region.USE_PREF_SIZE);
    ActionControl.tie(button, action);
    return button;
  }

  private static Button transport(UserAction action, String icon) {
    Button button = plain(action);
    button.setText(null);
    button.setAccessibleText(action.words());
    button.getStyleClass().add("transport");
    Region shape = new Region();
    shape.getStyleClass().addAll("icon", icon);
    button.setGraphic(shape);
    return button;
  }

  private static MenuButton speed(PlayerViewModel player) {
    MenuButton button = new MenuButton();
    button.textProperty().bind(player.speed().map(Speed::words));
    button.setMinWidth(72);
    button.setAccessibleText("Playback speed");
    ToggleGroup speeds = new ToggleGroup();
    for (Speed speed : Speed.values()) {
      RadioMenuItem item = new RadioMenuItem(speed.words());
      item.setToggleGroup(speeds);
      item.setOnAction(_ -> player.speed().set(speed));
      player
          .speed()
          .subscribe(now -> {
            if (now == speed) {
              item.setSelected(true);
            }
          });
      button.getItems().add(item);
    }
    HBox.setMargin(button, new Insets(0, 0, 0, 6));
    return button;
  }

  private static HBox time(PlayerViewModel player) {
    Label now = new Label();
    now.getStyleClass().add("time-now");
    now.textProperty().bind(player.now());
    now.setMinWidth(Region.USE_PREF_SIZE);
    Label end = new Label();
    end.getStyleClass().add("time-end");
    end.textProperty().bind(player.end());
    end.setMinWidth(Region.USE_PREF_SIZE);
    HBox time = new HBox(12, now, end);
    time.setAlignment(Pos.BASELINE_LEFT);
    time.setMaxHeight(Region.USE_PREF_SIZE);
    return time;
  }
}
