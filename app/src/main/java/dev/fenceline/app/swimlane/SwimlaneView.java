package dev.fenceline.app.swimlane;

import dev.fenceline.app.drawing.CanvasPen;
import dev.fenceline.app.drawing.LaneFonts;
import dev.fenceline.app.feature.LanePlaces;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.event.Lane;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.paint.OverviewPainter;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.TextWidths;
import dev.fenceline.timeline.Text;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.layout.Background;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;
import org.jspecify.annotations.Nullable;

/**
 * The swimlanes of the current session above its overview. Everything that the mouse does can be
 * done with keys, and a screen reader is told what is drawn and selected.
 */
final class SwimlaneView extends Region {
  private static final double SCROLL_WIDTH = 12;

  /** The height that other panes leave: phases, ruler, overview and a few lanes. */
  private static final double LEAST_HEIGHT = 230;

  /** How many times larger a lane is that the user zooms to. */
  private static final double ENLARGED = 2;

  private final SwimlaneViewModel model;
  private final LanesView lanes;
  private final OverviewView overview;
  private final ReadingView soFar;
  private final ScrollBar scroll = new ScrollBar();
  private final Scale scale = new Scale();

  /** Whether the lane that is shown large is not in the middle yet. */
  private boolean isOffMiddle;

  private final Label nothing =
      new Label(
          "No session is open. Choose a scenario or a session on the left, or drop a file here.");

  /**
   * Creates the view.
   *
   * @param reading what is shown of a session while it is read
   * @param palette the colours to draw with
   * @param items the menu of an item
   */
  SwimlaneView(
      SwimlaneViewModel model,
      ReadingViewModel reading,
      ObservableValue<Palette> palette,
      ItemMenu items) {
    this.model = model;
    TextWidths widths = new TextWidths();
    LaneFonts fonts = new LaneFonts();
    lanes = new LanesView(model, palette, widths, fonts, items);
    overview = new OverviewView(model, palette, widths, fonts);
    soFar = new ReadingView(reading, palette, widths, fonts);
    scroll.setOrientation(Orientation.VERTICAL);
    scroll.valueProperty().bindBidirectional(lanes.scrollY());
    getStyleClass().add("swimlanes");
    setMinHeight(LEAST_HEIGHT);
    getChildren().setAll(lanes, overview, scroll, nothing, soFar);
    nothing.getStyleClass().add("placeholder");
    nothing
        .visibleProperty()
        .bind(
            Bindings.and(
                BooleanExpression.booleanExpression(model.isEmpty()), reading.visible().not()));
    nothing.setMouseTransparent(true);
    nothing.setAlignment(Pos.CENTER);
    nothing.setWrapText(true);
    model.drawn().subscribe(_ -> changed());
    model.width().subscribe(_ -> changed());
    palette.subscribe(colors -> {
      setBackground(ground(colors));
      changed();
    });
    model.elastic().subscribe(_ -> changed());
    lanes.getTransforms().setAll(scale);
    model
        .enlarged()
        .subscribe(_ -> {
          isOffMiddle = true;
          changed();
        });
    lanes.whenSessionMoves(this::changed);
  }

  /** Returns where a span of a lane is in the scene (see {@link LanePlaces}). */
  Optional<Bounds> place(@Nullable Lane lane, long fromNanos, long toNanos) {
    return lanes.place(lane, fromNanos, toNanos).map(lanes::localToScene);
  }

  /**
   * Returns the ground on which lanes and overview are drawn. It is opaque, so what lies below it
   * in the window is not drawn again with each frame.
   */
  private static Background ground(Palette palette) {
    return Background.fill(CanvasPen.color(palette.argb(Palette.Tone.BG)));
  }

  /**
   * Says what the lanes show to a screen reader.
   *
   * @param headline the sentence about the session
   */
  void saying(ObservableValue<String> headline) {
    lanes
        .accessibleTextProperty()
        .bind(Bindings.createStringBinding(() -> words(headline), model.drawn(), headline));
  }

  private String words(ObservableValue<String> headline) {
    OpenSession session = model.session();
    LanesPicture drawn = model.drawn().get();
    if (session == null || drawn == null) {
      return "Swimlanes, empty";
    }
    long lanes =
        drawn.layout().rows().stream().filter(row -> row.kind() == LaneLayout.Kind.STATE).count();
    String said = headline.getValue();
    return "Swimlanes of %s, %s, %s. %s"
        .formatted(
            session.title(),
            Text.count(lanes, "lane"),
            Text.duration(drawn.picture().endNanos()),
            said == null ? "" : said)
        .strip();
  }

  /** Shows the card of the selected item. */
  void showCard() {
    lanes.showCard();
  }

  /** Shows the menu of the selected item. */
  void showMenu() {
    lanes.showMenu();
  }

  @Override
  public void requestFocus() {
    lanes.requestFocus();
  }

  /** Opens a field for a new note on the lanes. */
  void addNote() {
    lanes.addNote();
  }

  private void changed() {
    lanes.changed();
    overview.requestLayout();
    requestLayout();
  }

  @Override
  protected double computePrefHeight(double width) {
    LanesPicture drawn = model.drawn().get();
    double lanesHeight = drawn == null ? 0 : LanesView.heightOf(drawn);
    return Math.max(320, lanesHeight + OverviewPainter.HEIGHT);
  }

  @Override
  protected void layoutChildren() {
    LaneLayout.@Nullable Row large = enlarged();
    double factor = large == null ? 1 : ENLARGED;
    // The overview is as wide as the lanes in their usual size.
    double below = large == null ? OverviewPainter.HEIGHT : 0;
    double lanesHeight = Math.max(0, getHeight() - below) / factor;
    LanesPicture drawn = model.drawn().get();
    double hidden = drawn == null ? 0 : Math.max(0, LanesView.heightOf(drawn) - lanesHeight);
    scroll.setVisible(hidden > 0);
    scroll.setMax(hidden);
    scroll.setVisibleAmount(hidden == 0 ? 1 : hidden * lanesHeight / (lanesHeight + hidden));
    scroll.setBlockIncrement(lanesHeight / 2);
    if (scroll.getValue() > hidden) {
      scroll.setValue(hidden);
    }
    scale.setX(factor);
    scale.setY(factor);
    lanes.resizeRelocate(0, 0, getWidth() / factor, lanesHeight);
    if (isOffMiddle && large != null && lanesHeight > 0) {
      lanes.centre(large);
      isOffMiddle = false;
    }
    overview.setVisible(large == null);
    overview.resizeRelocate(0, getHeight() - below, getWidth(), OverviewPainter.HEIGHT);
    nothing.resizeRelocate(0, 0, getWidth(), getHeight() - below);
    soFar.resizeRelocate(0, 0, getWidth(), getHeight());
    scroll.resizeRelocate(getWidth() - SCROLL_WIDTH, 0, SCROLL_WIDTH, getHeight() - below);
  }

  /** Returns the lane that is shown large; null if there is none or it is hidden. */
  private LaneLayout.@Nullable Row enlarged() {
    LanesPicture drawn = model.drawn().get();
    Lane lane = model.enlarged().get();
    return drawn == null || lane == null ? null : drawn.layout().row(lane);
  }
}
