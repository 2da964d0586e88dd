package dev.fenceline.app.differences;

import dev.fenceline.app.drawing.LaneFonts;
import dev.fenceline.app.feature.LessonStage;
import dev.fenceline.event.Lane;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.TextWidths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Bounds;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The stage of a lesson that compares two runs: their lanes, one above the other. */
final class ComparedRuns extends VBox implements LessonStage {
  private final ObservableValue<Palette> palette;
  private final TextWidths widths = new TextWidths();
  private final LaneFonts fonts = new LaneFonts();
  private StackedViewModel model = new StackedViewModel();
  private List<Run> runs = List.of();
  private List<StackedSide> whole = List.of();
  private final List<StackedLanes> lanes = new ArrayList<>();
  private long nextNanos = -1;

  /**
   * Creates an empty stage, which is not visible.
   *
   * @param palette the colours to draw with
   */
  ComparedRuns(ObservableValue<Palette> palette) {
    this.palette = palette;
    getStyleClass().add("compared-runs");
    setVisible(false);
    palette.subscribe(_ -> lanes.forEach(StackedLanes::changed));
  }

  @Override
  public void show(List<Run> shown) {
    model = new StackedViewModel();
    runs = List.copyOf(shown);
    whole = new ArrayList<>();
    for (Run run : runs) {
      whole.add(StackedSide.of(whole.size(), run.session()).named(run.name()));
    }
    model.show(whole);
    nextNanos = -1;
    lanes.clear();
    getChildren().clear();
    for (int i = 0; i < runs.size(); i++) {
      Label name = new Label(runs.get(i).name());
      name.getStyleClass().add("compared-name");
      StackedLanes drawn = new StackedLanes(model, whole.get(i), palette, widths, fonts);
      drawn.mark(runs.get(i).markNanos(), runs.get(i).markWords());
      lanes.add(drawn);
      getChildren().addAll(name, drawn);
    }
    model.range().subscribe(_ -> lanes.forEach(StackedLanes::changed));
    setVisible(true);
  }

  private long anchorNanos() {
    return whole.isEmpty() ? 0 : whole.getFirst().anchorNanos(model.anchor().get());
  }

  @Override
  public void look(long fromNanos, long toNanos) {
    model.look(fromNanos - anchorNanos(), toNanos - anchorNanos());
  }

  @Override
  public void tellTo(long nanos, long next) {
    long since = nanos - anchorNanos();
    if (next != nextNanos) {
      nextNanos = next;
      for (int i = 0; i < lanes.size(); i++) {
        long at = whole.get(i).anchorNanos(model.anchor().get());
        lanes.get(i).show(whole.get(i).upTo(next - anchorNanos() + at));
      }
    }
    model.seek(since);
    lanes.forEach(each -> each.tellTo(since));
  }

  @Override
  public Optional<Bounds> place(int run, @Nullable Lane lane, long fromNanos, long toNanos) {
    if (run >= lanes.size()) {
      return Optional.empty();
    }
    StackedLanes drawn = lanes.get(run);
    return drawn.place(lane, fromNanos, toNanos).map(drawn::localToScene);
  }

  @Override
  public void leave() {
    setVisible(false);
    getChildren().clear();
    lanes.clear();
    whole = List.of();
    runs = List.of();
  }
}
