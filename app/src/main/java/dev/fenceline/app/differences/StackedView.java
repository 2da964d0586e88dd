package dev.fenceline.app.differences;

import dev.fenceline.app.drawing.LaneFonts;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.TextWidths;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** The lanes of several sessions, one above the other. */
final class StackedView extends VBox {
  private final StackedViewModel model;
  private final DifferencesViewModel differences;
  private final ObservableValue<Palette> palette;
  private final TextWidths widths = new TextWidths();
  private final LaneFonts fonts = new LaneFonts();
  private final List<StackedLanes> lanes = new ArrayList<>();

  StackedView(DifferencesViewModel differences, ObservableValue<Palette> palette) {
    this.differences = differences;
    this.model = differences.stacked();
    this.palette = palette;
    getStyleClass().add("stacked");
    model.sides().subscribe(this::show);
    model.range().subscribe(_ -> changed());
    model.allLanes().subscribe(_ -> changed());
    model.playheadNanos().subscribe(_ -> lanes.forEach(StackedLanes::requestLayout));
    model.marked().subscribe(_ -> lanes.forEach(StackedLanes::requestLayout));
    palette.subscribe(_ -> changed());
  }

  private void changed() {
    lanes.forEach(StackedLanes::changed);
    requestLayout();
  }

  private void show(List<StackedSide> sides) {
    lanes.clear();
    getChildren().clear();
    for (StackedSide side : sides) {
      Hyperlink title = new Hyperlink();
      title.getStyleClass().add("stacked-title");
      title.textProperty().bind(model.anchor().map(side::words));
      title.setOnAction(_ -> differences.open(side.session()));
      Label sentence = new Label(side.headline().words());
      sentence.setWrapText(true);
      sentence.getStyleClass().addAll("stacked-sentence", style(side.headline().verdict()));
      StackedLanes drawn = new StackedLanes(model, side, palette, widths, fonts);
      lanes.add(drawn);
      getChildren().add(new VBox(new VBox(title, sentence), drawn));
    }
  }

  private static String style(Verdict verdict) {
    return switch (verdict) {
      case CORRUPT -> "bad";
      case INTACT -> "good";
      case UNKNOWN -> "muted";
    };
  }
}
