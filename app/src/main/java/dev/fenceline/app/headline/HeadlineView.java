package dev.fenceline.app.headline;

import dev.fenceline.app.feature.LineBreaks;
import dev.fenceline.app.feature.TermHover;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.timeline.recovery.Headline;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The sentence above the lanes, with the purpose of the scenario below it. */
final class HeadlineView extends VBox {
  private static final double GAP = 2;

  /** Below this height of headline, lanes and overview together, the lanes need what there is. */
  private static final double HEIGHT_FOR_PURPOSE = 380;

  private static final PseudoClass GOOD = PseudoClass.getPseudoClass("good");
  private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

  private final Label sentence = label("sentence");

  /** Creates the view. */
  HeadlineView(HeadlineViewModel model) {
    super(GAP);
    getStyleClass().add("headline");
    Label purpose = label("purpose");
    purpose.textProperty().bind(model.purpose().map(LineBreaks::keepNumbers));
    ObservableValue<Boolean> isRoomy =
        parentProperty()
            .map(Region.class::cast)
            .flatMap(Region::heightProperty)
            .map(height -> height.doubleValue() >= HEIGHT_FOR_PURPOSE)
            .orElse(true);
    purpose
        .visibleProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> isRoomy.getValue() && !purpose.getText().isEmpty(),
                isRoomy,
                purpose.textProperty()));
    purpose.managedProperty().bind(purpose.visibleProperty());
    getChildren().setAll(sentence, purpose);
    sentence.textProperty().bind(model.words().map(LineBreaks::keepNumbers));
    setAccessibleRole(AccessibleRole.TEXT);
    accessibleTextProperty().bind(model.words());
    model.headline().subscribe(this::show);
    setMinHeight(Region.USE_PREF_SIZE);
  }

  private void show(@Nullable Headline headline) {
    pseudoClassStateChanged(GOOD, headline != null && headline.verdict() == Verdict.INTACT);
    pseudoClassStateChanged(BAD, headline != null && headline.verdict() == Verdict.CORRUPT);
    setVisible(headline != null);
    setManaged(headline != null);
  }

  private static Label label(String style) {
    Label label = new Label();
    label.getStyleClass().add(style);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    TermHover.onWords(label);
    return label;
  }
}
