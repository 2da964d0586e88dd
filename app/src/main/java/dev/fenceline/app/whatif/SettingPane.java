package dev.fenceline.app.whatif;

import dev.fenceline.app.feature.TermHover;
import dev.fenceline.scenario.Parameter;
import dev.fenceline.scenario.setting.Range;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** One setting: its name, its value, and a slider where it is an amount. */
final class SettingPane extends VBox {
  private static final double WIDTH = 204;
  private static final double VALUE_WIDTH = 88;
  private static final double KEY_STEP = 0.02;
  private static final PseudoClass CHANGED = PseudoClass.getPseudoClass("changed");

  SettingPane(ChangedSetting setting) {
    Parameter parameter = setting.parameter();
    getStyleClass().add("setting");
    setPrefWidth(WIDTH);
    Label name = new Label(parameter.key());
    name.getStyleClass().add("field-name");
    TermHover.onWords(
        name,
        "%s. Range: %s. In the scenario: %s"
            .formatted(parameter.sentence(), parameter.range(), setting.original()));
    name.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(name, Priority.ALWAYS);
    Control value =
        switch (parameter.range()) {
          case Range.Words(List<String> words) -> choice(setting, words);
          case Range.Switch _ -> choice(setting, List.of("on", "off"));
          case Range.Times _, Range.Moments _, Range.Numbers _ -> field(setting);
        };
    value.setAccessibleText(parameter.sentence());
    value.setId("what-if-" + parameter.key());
    value.setPrefWidth(VALUE_WIDTH);
    value.setMinWidth(VALUE_WIDTH);
    name.setLabelFor(value);
    HBox top = new HBox(8, name, value);
    top.setAlignment(Pos.CENTER_LEFT);
    getChildren().setAll(top);
    setting.scale().ifPresent(_ -> getChildren().add(slider(setting)));
    setting
        .value()
        .subscribe(text -> pseudoClassStateChanged(CHANGED, !text.equals(setting.original())));
  }

  private static ComboBox<String> choice(ChangedSetting setting, List<String> words) {
    ComboBox<String> choice = new ComboBox<>();
    choice.getItems().setAll(words);
    choice.valueProperty().bindBidirectional(setting.value());
    return choice;
  }

  /** Returns a field whose text counts once the user has finished it. */
  private static TextField field(ChangedSetting setting) {
    TextField field = new TextField();
    field.getStyleClass().add("mono");
    setting.value().subscribe(field::setText);
    Runnable finish = () -> setting.value().set(field.getText().strip());
    field.setOnAction(_ -> finish.run());
    field
        .focusedProperty()
        .subscribe((before, now) -> {
          if (before && !now) {
            finish.run();
          }
        });
    return field;
  }

  private static Slider slider(ChangedSetting setting) {
    Slider slider = new Slider(0, 1, setting.fraction());
    slider.setBlockIncrement(KEY_STEP);
    slider.setAccessibleText(setting.parameter().sentence());
    slider.setId("what-if-slider-" + setting.parameter().key());
    boolean[] isFollowing = {false}; // The slider follows the field without moving the value.
    slider
        .valueProperty()
        .subscribe((_, now) -> {
          if (!isFollowing[0]) {
            setting.slideTo(now.doubleValue());
          }
        });
    setting
        .value()
        .subscribe((_, _) -> {
          if (!slider.isValueChanging()) {
            isFollowing[0] = true;
            slider.setValue(setting.fraction());
            isFollowing[0] = false;
          }
        });
    return slider;
  }
}
