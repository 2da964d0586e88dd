package dev.fenceline.app.editor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.fenceline.scenario.FaultTime;
import dev.fenceline.scenario.Scenario;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/**
 * The faults on a time line, one in each row. A bar is dragged, or moved with the arrow keys; its
 * right end changes when the fault ends; Delete removes it.
 */
final class FaultLine extends Pane {
  private static final double ROW = 26;
  private static final double AXIS = 20;
  private static final double NAME_WIDTH = 190;
  private static final double RIGHT = 40;
  private static final double BAR_LEAST = 14;
  private static final double END_WIDTH = 5;
  private static final double LABEL_LEAST_APART = 70;
  private static final long SNAP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LEAST_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final double MARGIN = 1.15;

  private final EditorViewModel model;
  private List<FaultTime> times = List.of();
  private long lastNanos = LEAST_NANOS;

  FaultLine(EditorViewModel model) {
    this.model = model;
    getStyleClass().add("fault-line");
    setId("fault-line");
    widthProperty().subscribe((_, _) -> draw());
  }

  /** Shows the faults of a scenario without problems; until then those before stay. */
  void show(Scenario scenario) {
    times = FaultTime.of(scenario);
    long end = LEAST_NANOS;
    for (FaultTime time : times) {
      end =
          Math.max(end, Math.max(time.fromNanos() + time.spreadNanos(), time.toNanos().orElse(0)));
    }
    lastNanos = Math.round(end * MARGIN);
    draw();
  }

  private void draw() {
    getChildren().clear();
    ArrayNode faults = model.faults();
    setPrefHeight(AXIS + ROW * Math.max(1, faults.size()));
    setMinHeight(USE_PREF_SIZE);
    axis();
    for (int i = 0; i < Math.min(faults.size(), times.size()); i++) {
      row(i, words(faults, i), times.get(i));
    }
  }

  private static String words(ArrayNode faults, int i) {
    String where = faults.path(i).path("path").asText();
    int controller = faults.path(i).path("controller").asInt();
    return faults.path(i).path("fault").asText()
        + (!where.isEmpty() ? " " + where : controller > 0 ? " controller " + controller : "");
  }

  private double nanosWide() {
    return Math.max(1, getWidth() - NAME_WIDTH - RIGHT) / lastNanos;
  }

  private double x(long nanos) {
    return NAME_WIDTH + nanos * nanosWide();
  }

  private void axis() {
    long step = TimeUnit.SECONDS.toNanos(1);
    while (step * nanosWide() < LABEL_LEAST_APART) {
      step *= step * nanosWide() * 2 < LABEL_LEAST_APART ? 5 : 2;
    }
    for (long at = 0; at <= lastNanos; at += step) {
      Label label = new Label(TimeUnit.NANOSECONDS.toSeconds(at) + " s");
      label.getStyleClass().addAll("muted", "mono");
      label.relocate(x(at) + 3, 0);
      Region tick = new Region();
      tick.getStyleClass().add("fault-tick");
      tick.resizeRelocate(x(at), 0, 1, getPrefHeight());
      tick.setManaged(false);
      getChildren().addAll(tick, label);
    }
  }

  private void row(int i, String words, FaultTime time) {
    double top = AXIS + i * ROW;
    Label name = new Label(words);
    name.setAlignment(Pos.CENTER_LEFT);
    name.setPrefSize(NAME_WIDTH - 12, ROW);
    name.relocate(0, top);
    double from = x(time.fromNanos());
    double to = time.toNanos().isPresent() ? x(time.toNanos().getAsLong()) : from + BAR_LEAST;
    Region bar = handle("fault-bar", i, by -> model.move(i, by));
    bar.setAccessibleText(words);
    bar.resizeRelocate(from, top + 4, Math.max(BAR_LEAST, to - from), ROW - 8);
    getChildren().addAll(name, bar);
    if (time.spreadNanos() > 0) {
      Region spread = new Region();
      spread.getStyleClass().add("fault-spread");
      spread.setMouseTransparent(true);
      spread.setManaged(false);
      spread.resizeRelocate(from, top + ROW - 8, time.spreadNanos() * nanosWide(), 2);
      getChildren().add(spread);
    }
    if (time.toNanos().isPresent()) {
      Region end = handle("fault-end", i, by -> model.moveEnd(i, by));
      end.setAccessibleText("End of " + words);
      end.setCursor(Cursor.H_RESIZE);
      end.resizeRelocate(
          from + Math.max(BAR_LEAST, to - from) - END_WIDTH, top + 4, END_WIDTH, ROW - 8);
      getChildren().add(end);
    }
  }

  /** Returns a part of a fault that moves in time. */
  private Region handle(String style, int i, LongConsumer move) {
    Region part = new Region();
    part.getStyleClass().add(style);
    part.setId(style + "-" + i);
    part.setManaged(false);
    part.setFocusTraversable(true);
    part.setAccessibleRole(AccessibleRole.THUMB);
    part.setCursor(Cursor.OPEN_HAND);
    double[] begin = {0};
    part.setOnMousePressed(event -> {
      begin[0] = event.getSceneX();
      part.requestFocus();
      event.consume();
    });
    part.setOnMouseDragged(event -> part.setTranslateX(event.getSceneX() - begin[0]));
    part.setOnMouseReleased(event -> {
      long by = Math.round((event.getSceneX() - begin[0]) / nanosWide() / SNAP_NANOS) * SNAP_NANOS;
      part.setTranslateX(0);
      if (by != 0) {
        move.accept(by);
      }
    });
    part.setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.LEFT || event.getCode() == KeyCode.RIGHT) {
        move.accept(event.getCode() == KeyCode.LEFT ? -SNAP_NANOS : SNAP_NANOS);
        focus(style, i);
        event.consume();
      } else if (event.getCode() == KeyCode.DELETE) {
        model.removeFault(i);
        event.consume();
      }
    });
    return part;
  }

  /** Keeps the focus on a bar that was drawn again. */
  private void focus(String style, int i) {
    Node again = lookup("#" + style + "-" + i);
    if (again != null) {
      again.requestFocus();
    }
  }
}
