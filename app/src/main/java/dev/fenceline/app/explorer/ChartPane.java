package dev.fenceline.app.explorer;

import dev.fenceline.app.explorer.Chart.Mark;
import dev.fenceline.app.explorer.Chart.Place;
import dev.fenceline.app.explorer.Chart.Series;
import dev.fenceline.app.feature.Tip;
import dev.fenceline.timeline.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.Group;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;
import javafx.util.Duration;

/**
 * Draws a chart: a vertical axis from 0, the values below it, and a point with a bar for each mark.
 */
final class ChartPane extends Region {
  /** The number of styles for series. Further series use the same styles again. */
  static final int STYLES = 6;

  private static final double LEFT = 54;
  private static final double RIGHT = 22;
  private static final double TOP = 10;
  private static final double BOTTOM = 40;
  private static final double POINT = 9;
  private static final double CAP = 4;
  private static final double APART = 7;
  private static final double LABEL_GAP = 8;
  private static final double ROW = 16;
  private static final double INSET = 16;
  private static final double HEIGHT = 214;
  private static final int GRID_LINES = 4;

  /** The top of the axis if all durations are 0: one second. */
  private static final double NOTHING_TOP = 1e9;

  private static final double SHARE_STEP = 0.25;
  private static final Duration TIP_DELAY = Duration.millis(150);
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

  private final IntConsumer choose;
  private final Label along = new Label();
  private final List<Grid> grid = new ArrayList<>();
  private final List<Label> labels = new ArrayList<>();
  private final List<LanesPicture> drawn = new ArrayList<>();
  private Chart chart = new Chart("", Chart.Axis.SHARE, 1, "", List.of(), List.of());
  private double top = 1;

  private record Grid(double value, Line line, Label label) {}

  private record LanesPicture(Series series, double shift, Polyline line, List<DrawnMark> marks) {}

  private record DrawnMark(Mark mark, Line bar, List<Line> caps, Region point) {}

  /**
   * Creates a chart.
   *
   * @param choose called with the index of a case when its point is clicked
   */
  ChartPane(IntConsumer choose) {
    this.choose = choose;
    getStyleClass().add("chart");
    along.getStyleClass().add("chart-along");
    setPrefHeight(HEIGHT);
    setMinHeight(HEIGHT / 2);
    setMinWidth(LEFT + RIGHT);
  }

  /**
   * Shows a chart.
   *
   * @param chosen the index of the highlighted case; negative for none
   */
  void show(Chart now, int chosen) {
    chart = now;
    boolean share = chart.axis() == Chart.Axis.SHARE;
    double reach = chart.top() == 0 ? NOTHING_TOP : chart.top();
    double step = share ? SHARE_STEP : step(reach);
    top = Math.ceil(reach / step) * step;
    grid.clear();
    for (double value = 0; value <= top + step / 2; value += step) {
      grid.add(new Grid(value, line("chart-grid"), label(words(value), "chart-tick")));
    }
    labels.clear();
    chart.places().forEach(place -> labels.add(label(place.label(), "chart-place")));
    along.setText(chart.along());
    drawn.clear();
    getChildren().clear();
    grid.forEach(each -> getChildren().addAll(each.line(), each.label()));
    getChildren().addAll(labels);
    getChildren().add(along);
    for (int i = 0; i < chart.series().size(); i++) {
      getChildren().add(series(i, chosen));
    }
    setAccessibleText(chart.title());
    requestLayout();
  }

  /** Returns a round step that gives a few grid lines. */
  private static double step(double top) {
    double rough = top / GRID_LINES;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double size = rough / power;
    return power * (size <= 1 ? 1 : size <= 2 ? 2 : size <= 5 ? 5 : 10);
  }

  private String words(double value) {
    return chart.axis() == Chart.Axis.SHARE
        ? String.format(Locale.ROOT, "%.0f %%", 100 * value)
        : Text.duration(Math.round(value));
  }

  private static Label label(String words, String style) {
    Label label = new Label(words);
    label.getStyleClass().add(style);
    return label;
  }

  private static Line line(String style) {
    Line line = new Line();
    line.getStyleClass().add(style);
    return line;
  }

  private Group series(int number, int chosen) {
    Series series = chart.series().get(number);
    Polyline line = new Polyline();
    line.getStyleClass().add("chart-line");
    Group group = new Group(line);
    group.setAutoSizeChildren(false);
    group.setManaged(false);
    group
        .getStyleClass()
        .add(
            chart.series().size() == 1
                ? "series-only-" + chart.axis().name().toLowerCase(Locale.ROOT)
                : "series-" + number % STYLES);
    List<DrawnMark> marks = new ArrayList<>();
    for (Mark mark : series.marks()) {
      List<Line> caps = new ArrayList<>();
      for (int i = 0; i < 2 + mark.ticks().size(); i++) {
        caps.add(line("chart-bar"));
      }
      DrawnMark each = new DrawnMark(mark, line("chart-bar"), caps, point(mark, chosen));
      group.getChildren().add(each.bar());
      group.getChildren().addAll(caps);
      marks.add(each);
    }
    marks.forEach(each -> group.getChildren().add(each.point()));
    double shift = (number - (chart.series().size() - 1) / 2.0) * APART;
    drawn.add(new LanesPicture(series, shift, line, marks));
    return group;
  }

  private Region point(Mark mark, int chosen) {
    Region point = new Region();
    point.getStyleClass().add("chart-point");
    point.pseudoClassStateChanged(CHOSEN, mark.caseIndex() == chosen);
    point.setAccessibleRole(AccessibleRole.BUTTON);
    point.setAccessibleText(chart.title() + ", " + mark.words());
    point.setFocusTraversable(true);
    point.setPickOnBounds(true);
    Tooltip tip = Tip.of(mark.words());
    tip.setShowDelay(TIP_DELAY);
    Tooltip.install(point, tip);
    point.setOnMouseClicked(_ -> choose.accept(mark.caseIndex()));
    point.setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
        choose.accept(mark.caseIndex());
        event.consume();
      }
    });
    return point;
  }

  @Override
  protected void layoutChildren() {
    double right = Math.max(LEFT, getWidth() - RIGHT);
    for (Grid each : grid) {
      double y = Math.round(y(each.value())) + 0.5;
      place(each.line(), LEFT, y, right, y);
      double width = each.label().prefWidth(-1);
      each.label().resizeRelocate(LEFT - width - LABEL_GAP, y - ROW / 2, width, ROW);
    }
    layoutLabels();
    double width = along.prefWidth(-1);
    along.resizeRelocate(right - width, getHeight() - ROW - 2, width, ROW);
    drawn.forEach(this::layoutSeries);
  }

  /** Lays out the labels. A label that would overlap the one before it is hidden. */
  private void layoutLabels() {
    double free = 0;
    double y = getHeight() - BOTTOM + 6;
    for (int i = 0; i < labels.size(); i++) {
      Label label = labels.get(i);
      double width = label.prefWidth(-1);
      double x = x(i) - width / 2;
      boolean fits = x >= free && x + width <= getWidth();
      label.setVisible(fits);
      if (fits) {
        label.resizeRelocate(x, y, width, ROW);
        free = x + width + LABEL_GAP;
      }
    }
  }

  private void layoutSeries(LanesPicture each) {
    each.line().getPoints().clear();
    for (DrawnMark mark : each.marks()) {
      double x = x(mark.mark().place()) + each.shift();
      double middle = y(mark.mark().middle());
      each.line().getPoints().addAll(x, middle);
      place(mark.bar(), x, y(mark.mark().low()), x, y(mark.mark().high()));
      List<Double> heights = new ArrayList<>(mark.mark().ticks());
      heights.add(mark.mark().low());
      heights.add(mark.mark().high());
      for (int i = 0; i < heights.size(); i++) {
        double y = y(heights.get(i));
        place(mark.caps().get(i), x - CAP, y, x + CAP, y);
      }
      mark.point().resizeRelocate(x - POINT / 2, middle - POINT / 2, POINT, POINT);
    }
  }

  private static void place(Line line, double fromX, double fromY, double toX, double toY) {
    line.setStartX(fromX);
    line.setStartY(fromY);
    line.setEndX(toX);
    line.setEndY(toY);
  }

  /** Returns the x position of a value. Both ends have room for bars that are side by side. */
  private double x(int place) {
    List<Place> places = chart.places();
    double from = LEFT + INSET;
    return from + places.get(place).at() * Math.max(0, getWidth() - RIGHT - INSET - from);
  }

  private double y(double value) {
    double bottom = getHeight() - BOTTOM;
    return bottom - value / top * Math.max(0, bottom - TOP);
  }
}
