package dev.fenceline.app.explorer;

import dev.fenceline.app.feature.TermHover;
import dev.fenceline.app.feature.Tip;
import dev.fenceline.sweep.CaseResult;
import dev.fenceline.sweep.Percentiles;
import dev.fenceline.sweep.Proportion;
import dev.fenceline.sweep.SweepText;
import dev.fenceline.timeline.Text;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The results of the runs, as a row of numbers. */
final class Figures extends HBox {
  private static final double GAP = 8;
  private static final String NONE = "\u2013";
  private static final double MEANING_WIDTH = 320;
  private static final double WIDE = 132;
  private static final double NARROW = 92;
  private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");
  private static final PseudoClass GOOD = PseudoClass.getPseudoClass("good");

  /** Explains when a run is not as expected. */
  static final String MEANING =
      "A run is not as expected if it misses an expectation of its scenario, breaks an invariant,"
          + " has no verdict, or is corrupt although the scenario does not expect that.";

  Figures() {
    super(GAP);
    getStyleClass().add("figures");
  }

  /**
   * Shows a result.
   *
   * @param corruptionExpected whether the scenario expects that data is damaged
   */
  void show(CaseResult result, boolean corruptionExpected) {
    getChildren().setAll(corrupt(result.corrupt()), unexpected(result, corruptionExpected));
    for (Measure measure : Measure.values()) {
      VBox tile = duration(measure.words(), measure.of(result));
      Tooltip.install(tile, Tip.of(measure.words() + ": " + measure.meaning()));
      getChildren().add(tile);
    }
  }

  private static VBox corrupt(Proportion corrupt) {
    boolean any = corrupt.of() > 0;
    VBox tile =
        any
            ? tile(
                "Corrupt",
                "%s of %s".formatted(Text.number(corrupt.count()), Text.number(corrupt.of())),
                "%s\n95 %% interval\n%s"
                    .formatted(SweepText.percent(corrupt), SweepText.interval(corrupt)))
            : tile("Corrupt", NONE, "no run has finished");
    tile.setMinWidth(WIDE);
    tile.setPrefWidth(WIDE);
    tile.pseudoClassStateChanged(BAD, corrupt.count() > 0);
    tile.pseudoClassStateChanged(GOOD, any && corrupt.count() == 0);
    return tile;
  }

  /**
   * Counts the runs that are not as the scenario expects. Intact runs of a scenario that expects
   * corrupt data count too, but are not marked as bad.
   */
  private static VBox unexpected(CaseResult result, boolean corruptionExpected) {
    boolean isOnlyIntact = corruptionExpected && result.breachCount() == result.missed();
    String breaches = Breaches.words(result.breaches(), "no breaches");
    VBox tile =
        tile(
            "Not as expected",
            Text.number(result.failed()),
            isOnlyIntact && result.failed() > 0
                ? breaches + "; the scenario expects corrupt data"
                : breaches);
    tile.setMinWidth(WIDE);
    tile.setPrefWidth(WIDE);
    tile.pseudoClassStateChanged(BAD, result.failed() > 0 && !isOnlyIntact);
    Tooltip.install(tile, Tip.wrapped(MEANING, MEANING_WIDTH));
    return tile;
  }

  private static VBox duration(String name, Percentiles spread) {
    return spread.runs() == 0
        ? tile(name, NONE, "did not occur")
        : tile(
            name,
            Text.duration(spread.p50()),
            "p90 %s\np99 %s\nmax %s"
                .formatted(
                    Text.duration(spread.p90()),
                    Text.duration(spread.p99()),
                    Text.duration(spread.max())));
  }

  private static VBox tile(String name, String number, String detail) {
    Label title = label(name, "figure-name");
    Label large = label(number, "figure-number");
    Label small = label(detail, "figure-detail");
    small.setWrapText(true);
    TermHover.onWords(title);
    VBox tile = new VBox(2, title, large, small);
    tile.getStyleClass().add("figure");
    tile.setMinWidth(NARROW);
    tile.setPrefWidth(NARROW);
    HBox.setHgrow(tile, Priority.ALWAYS);
    return tile;
  }

  private static Label label(String words, String style) {
    Label label = new Label(words);
    label.getStyleClass().add(style);
    return label;
  }
}
