package dev.fenceline.app.library;

import dev.fenceline.app.drawing.CanvasPen;
import dev.fenceline.app.drawing.LaneFonts;
import dev.fenceline.swimlane.paint.SessionPicture;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.TextWidths;
import dev.fenceline.timeline.Timeline;
import javafx.scene.canvas.Canvas;

/** Draws the lanes of a session on a canvas that nobody shows yet, so on any thread. */
final class Miniature {
  /** The width at which the lanes are drawn, before they are made smaller. */
  static final int WIDTH = 900;

  private Miniature() {}

  static Canvas of(Timeline timeline, boolean isDark) {
    SessionPicture picture = new SessionPicture(timeline, "");
    Canvas canvas = new Canvas(WIDTH, picture.height());
    picture.paint(
        new CanvasPen(canvas.getGraphicsContext2D(), new TextWidths(), new LaneFonts()),
        WIDTH,
        isDark ? Palette.DARK : Palette.LIGHT,
        true);
    return canvas;
  }
}
