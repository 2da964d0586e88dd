package dev.fenceline.app.library;

import dev.fenceline.app.drawing.CanvasPen;
import dev.fenceline.app.drawing.LaneFonts;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.swimlane.paint.SessionPicture;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.TextWidths;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Headline;
import java.lang.ref.SoftReference;
import java.util.Optional;
import javafx.geometry.Rectangle2D;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.Image;
import javafx.scene.transform.Scale;

/**
 * The lanes of a session, made small. What is to be drawn stays in memory as long as there is room,
 * so that another theme does not run the session again.
 */
final class Miniature {
  /** The width at which the lanes are drawn, before they are made smaller. */
  private static final int WIDTH = 900;

  /** The size at which it is shown. */
  static final double SHOWN_WIDTH = 272;

  static final double SHOWN_HEIGHT = 132;

  /** Pixels of the image for each one that is shown, for screens with small pixels. */
  private static final double SHARPNESS = 1.5;

  private final SoftReference<SessionPicture> picture;
  private final Verdict verdict;
  private final String headline;

  /**
   * Prepares the lanes; not for the application thread.
   *
   * @param headline what happened in the whole session
   */
  private Miniature(SessionPicture picture, Headline headline) {
    this.picture = new SoftReference<>(picture);
    this.verdict = headline.verdict();
    this.headline = headline.words();
  }

  /** Lanes that are drawn, but not yet an image. */
  record Drawn(Miniature of, Canvas canvas) {
    /** Returns the upper part as an image; on the application thread. */
    Image image() {
      SnapshotParameters small = new SnapshotParameters();
      double factor = SHARPNESS * SHOWN_WIDTH / WIDTH;
      double height = Math.min(SHARPNESS * SHOWN_HEIGHT, canvas.getHeight() * factor);
      small.setTransform(new Scale(factor, factor));
      small.setViewport(new Rectangle2D(0, 0, SHARPNESS * SHOWN_WIDTH, height));
      return canvas.snapshot(small, null);
    }
  }

  /**
   * Draws lanes on a canvas that nobody shows, so on any thread.
   *
   * @param shown the part of the session that is drawn
   * @param whole the whole session, which has the verdict
   */
  static Drawn draw(Timeline shown, Timeline whole, Palette palette) {
    SessionPicture picture = new SessionPicture(shown, "");
    return draw(new Miniature(picture, Headline.of(whole)), picture, palette);
  }

  private static Drawn draw(Miniature of, SessionPicture picture, Palette palette) {
    Canvas canvas = new Canvas(WIDTH, picture.height());
    picture.paint(
        new CanvasPen(canvas.getGraphicsContext2D(), new TextWidths(), new LaneFonts()),
        WIDTH,
        palette,
        true);
    return new Drawn(of, canvas);
  }

  /** Draws the same lanes again; empty if they are no longer in memory. */
  Optional<Drawn> again(Palette palette) {
    return Optional.ofNullable(picture.get()).map(kept -> draw(this, kept, palette));
  }

  /** Returns what happened in the session, as a sentence. */
  String headline() {
    return headline;
  }

  /** Returns the verdict of the session. */
  Verdict verdict() {
    return verdict;
  }
}
