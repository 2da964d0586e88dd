package dev.fenceline.app.present;

import dev.fenceline.app.drawing.SharpCanvas;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Cursor;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;

/**
 * The sheet of glass above the window on which the speaker draws. It takes the mouse only while the
 * pen is on.
 */
final class DrawingLayer extends Pane {
  private static final double LINE = 4;
  private static final double EDGE = 8;
  private static final double GAP = 8;
  private static final double SWATCH = 8;

  private final Drawing drawing;
  private final SharpCanvas canvas = new SharpCanvas();
  private final HBox tools = new HBox(GAP);

  DrawingLayer(PresentViewModel model) {
    this.drawing = model.drawing();
    setId("present-drawing");
    canvas.setMouseTransparent(true);
    tools.getStyleClass().add("present-tools");
    tools.setAlignment(Pos.CENTER_LEFT);
    tools.visibleProperty().bind(drawing.on());
    drawing.color().subscribe(this::fillTools);
    getChildren().setAll(canvas, tools);
    getChildren().forEach(part -> part.setManaged(false));
    visibleProperty().bind(model.presenting());
    drawing
        .on()
        .subscribe(on -> {
          setMouseTransparent(!on);
          setCursor(on ? Cursor.CROSSHAIR : null);
        });
    drawing.lines().addListener((ListChangeListener<Drawing.Line>) _ -> requestLayout());
    setOnMousePressed(event -> {
      if (event.getButton() == MouseButton.PRIMARY) {
        drawing.press(event.getX(), event.getY());
      }
      event.consume();
    });
    setOnMouseDragged(event -> {
      if (event.isPrimaryButtonDown()) {
        drawing.drag(event.getX(), event.getY());
      }
      event.consume();
    });
  }

  private void fillTools(PenColor chosen) {
    tools.getChildren().clear();
    for (PenColor color : PenColor.values()) {
      Circle swatch = new Circle(SWATCH, color.line());
      swatch.setStroke(color.edge());
      swatch.setStrokeWidth(2);
      Button button = button("", "", () -> drawing.color().set(color));
      button.setAccessibleText(color.words());
      button.setGraphic(swatch);
      if (color == chosen) {
        button.getStyleClass().add("chosen");
      }
      tools.getChildren().add(button);
    }
    tools
        .getChildren()
        .addAll(
            button("Undo", "Backspace", drawing::undo),
            button("Clear", "Delete", drawing::clear),
            button("Put the pen away", "Esc", () -> drawing.on().set(false)));
  }

  private static Button button(String words, String key, Runnable effect) {
    Button button = new Button(words);
    if (!key.isEmpty()) {
      Label hint = new Label(key);
      hint.getStyleClass().add("key");
      button.setGraphic(hint);
      button.setContentDisplay(ContentDisplay.RIGHT);
    }
    button.setFocusTraversable(false);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(_ -> effect.run());
    return button;
  }

  @Override
  protected void layoutChildren() {
    canvas.cover(this);
    double height = tools.prefHeight(-1);
    tools.resizeRelocate(GAP, getHeight() - height - GAP, tools.prefWidth(-1), height);
    GraphicsContext pen = canvas.getGraphicsContext2D();
    pen.clearRect(0, 0, getWidth(), getHeight());
    pen.setLineCap(StrokeLineCap.ROUND);
    pen.setLineJoin(StrokeLineJoin.ROUND);
    for (Drawing.Line line : drawing.lines()) {
      draw(pen, line, line.color().edge(), EDGE);
      draw(pen, line, line.color().line(), LINE);
    }
  }

  private static void draw(GraphicsContext pen, Drawing.Line line, Color color, double width) {
    pen.setStroke(color);
    pen.setLineWidth(width);
    pen.beginPath();
    double[] first = line.points().getFirst();
    pen.moveTo(first[0], first[1]);
    // A stroke of one point is a dot.
    line.points().forEach(point -> pen.lineTo(point[0], point[1]));
    pen.stroke();
  }
}
