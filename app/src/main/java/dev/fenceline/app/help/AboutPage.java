package dev.fenceline.app.help;

import dev.fenceline.session.ProgramVersion;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The sheet with the version of the program and its platform. */
final class AboutPage extends VBox {
  private static final double WIDTH = 420;
  private final Button close = new Button("Close");

  AboutPage(Runnable done) {
    super(12);
    getStyleClass().addAll("page-sheet", "shortcuts");
    setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    setAlignment(Pos.CENTER_LEFT);
    Label name = new Label("Fenceline " + version());
    name.getStyleClass().add("heading");
    Label words =
        words(
            "Shows what happens when a path to NVMe/TCP storage fails: keep alive, fencing,"
                + " cross-controller reset, command quiesce time and reconnect, as swimlanes.");
    Label platform =
        words(
            "Java %s, JavaFX %s, %s"
                .formatted(
                    System.getProperty("java.version"),
                    System.getProperty("javafx.version"),
                    System.getProperty("os.name")));
    platform.getStyleClass().add("muted");
    Label typefaces =
        words("Typefaces: Inter and JetBrains Mono, under the SIL Open Font License.");
    typefaces.getStyleClass().add("muted");
    close.setOnAction(_ -> done.run());
    HBox buttons = new HBox(close);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    getChildren().setAll(name, words, platform, typefaces, buttons);
  }

  @Override
  public void requestFocus() {
    close.requestFocus();
  }

  private static Label words(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    return label;
  }

  private static String version() {
    return ProgramVersion.number();
  }
}
