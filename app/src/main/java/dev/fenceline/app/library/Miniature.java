package dev.fenceline.app.library;

import dev.fenceline.app.drawing.CanvasPen;
import dev.fenceline.app.drawing.LaneFonts;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.paint.SessionPicture;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.TextWidths;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Headline;
import java.lang.ref.SoftReference;
import java.util.Optional;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;

/**
 * The lanes of a session, made small and without their names. What is to be drawn stays in memory
 * as long as there is room, so that another look does not run the session again.
 */
final class Miniature {
  /** The width at which the lanes are laid out, before they are made smaller. */
  private static final int WIDTH = 900;

  /** The width of what is shown of that: what is to the right of the names. */
  private static final double LANES_WIDTH = WIDTH - LaneLayout.NAME_WIDTH;

  /** The smallest size at which it is shown. */
  static final double SHOWN_WIDTH = 272;

  static final double SHOWN_HEIGHT = 132;

  /**
   * How miniatures look.
   *
   * @param pixels the width of the image
   */
  record Look(Palette palette, int pixels) {}

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
    /** Returns the image; on the application thread. */
    Image image() {
      SnapshotParameters clear = new SnapshotParameters();
      clear.setFill(Color.TRANSPARENT);
      return canvas.snapshot(clear, null);
    }
  }

  /**
   * Draws lanes on a canvas that nobody shows, so on any thread.
   *
   * @param shown the part of the session that is drawn
   * @param whole the whole session, which has the verdict
   */
  static Drawn draw(Timeline shown, Timeline whole, Look look) {
    SessionPicture picture = new SessionPicture(shown, "");
    return draw(new Miniature(picture, Headline.of(whole)), picture, look);
  }

  /** Draws the upper part of the lanes with the pixels that are shown, so that it is sharp. */
  private static Drawn draw(Miniature of, SessionPicture picture, Look look) {
    double factor = look.pixels() / LANES_WIDTH;
    double shownHeight = look.pixels() * SHOWN_HEIGHT / SHOWN_WIDTH;
    Canvas canvas = new Canvas(look.pixels(), Math.min(shownHeight, picture.height() * factor));
    GraphicsContext context = canvas.getGraphicsContext2D();
    context.scale(factor, factor);
    context.translate(-LaneLayout.NAME_WIDTH, 0);
    picture.paint(
        new Wordless(new CanvasPen(context, new TextWidths(), new LaneFonts())),
        WIDTH,
        look.palette(),
        true);
    return new Drawn(of, canvas);
  }

  /** Draws the same lanes again; empty if they are no longer in memory. */
  Optional<Drawn> again(Look look) {
    return Optional.ofNullable(picture.get()).map(kept -> draw(this, kept, look));
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
