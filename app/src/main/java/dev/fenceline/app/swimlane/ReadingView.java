package dev.fenceline.app.swimlane;

import dev.fenceline.app.drawing.CanvasPen;
import dev.fenceline.app.drawing.LaneFonts;
import dev.fenceline.app.drawing.SharpCanvas;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.layout.TimeScale;
import dev.fenceline.swimlane.paint.OverviewPainter;
import dev.fenceline.swimlane.paint.SwimlanePainter;
import dev.fenceline.swimlane.paint.SwimlanePainter.Frame;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.TextWidths;
import javafx.animation.AnimationTimer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** Shows the lanes of a big session while it is read, and how much has been read. */
final class ReadingView extends Region {
  private static final double GAP = 12;
  private static final double BAR_WIDTH = 120;

  private final ReadingViewModel model;
  private final ObservableValue<Palette> palette;
  private final SharpCanvas canvas = new SharpCanvas();
  private final CanvasPen pen;
  private final SwimlanePainter painter;
  private final HBox strip;

  ReadingView(
      ReadingViewModel model,
      ObservableValue<Palette> palette,
      TextWidths widths,
      LaneFonts fonts) {
    this.model = model;
    this.palette = palette;
    pen = new CanvasPen(canvas.getGraphicsContext2D(), widths, fonts);
    painter = new SwimlanePainter(widths);
    strip = strip();
    getChildren().setAll(canvas, strip);
    visibleProperty().bind(model.visible());
    model.drawn().subscribe(_ -> requestLayout());
    palette.subscribe(_ -> requestLayout());
    AnimationTimer looking =
        new AnimationTimer() {
          @Override
          public void handle(long nanos) {
            model.look();
          }
        };
    model
        .visible()
        .subscribe(now -> {
          if (now) {
            looking.start();
          } else {
            looking.stop();
          }
        });
  }

  private HBox strip() {
    Label words = new Label();
    words.textProperty().bind(model.words());
    ProgressBar bar = new ProgressBar();
    bar.setPrefWidth(BAR_WIDTH);
    bar.visibleProperty().bind(model.visible());
    // A bar without an end is animated as long as it is in the window, even if it is not seen.
    bar.progressProperty()
        .bind(model.visible().map(now -> now ? ProgressBar.INDETERMINATE_PROGRESS : 0));
    bar.setAccessibleText("Reading");
    Button cancel = new Button("Cancel");
    cancel.setOnAction(_ -> model.cancel());
    HBox all = new HBox(GAP, words, bar, cancel);
    all.setAlignment(Pos.CENTER);
    return all;
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    double height = Math.max(0, getHeight() - OverviewPainter.HEIGHT);
    strip.resizeRelocate(0, height, width, OverviewPainter.HEIGHT);
    canvas.cover(this);
    canvas.getGraphicsContext2D().clearRect(0, 0, width, getHeight());
    LanesPicture drawn = model.drawn().get();
    if (drawn != null) {
      Frame frame = new Frame(width, height, 0, palette.getValue());
      TimeScale scale = TimeScale.whole(drawn.linear(), LaneLayout.NAME_WIDTH, frame.lanesWidth());
      painter.paintOnGround(pen, drawn.picture(), drawn.layout(), scale, frame);
    }
  }
}
