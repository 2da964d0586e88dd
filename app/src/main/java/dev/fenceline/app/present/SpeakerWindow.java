package dev.fenceline.app.present;

import dev.fenceline.app.feature.SpeakerCue;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * The window of the speaker: the timer, what to say now, and what comes next. It fills the second
 * screen; with one screen, it is a small window above the other one. Keys that are pressed in it
 * act on the presented window.
 */
final class SpeakerWindow {
  private static final double WIDTH = 520;
  private static final double HEIGHT = 420;
  private static final double CORNER = 40;

  private final Stage presented;
  private final PresentViewModel model;
  private final ObservableValue<SpeakerCue> cue;
  private @Nullable Stage stage;

  SpeakerWindow(Stage presented, PresentViewModel model, ObservableValue<SpeakerCue> cue) {
    this.presented = presented;
    this.model = model;
    this.cue = cue;
    model.presenting().subscribe((_, now) -> model.apart().set(now && screen().isPresent()));
    model
        .apart()
        .subscribe((_, now) -> {
          if (now) {
            open();
          } else {
            close();
          }
        });
  }

  private Optional<Rectangle2D> screen() {
    List<Rectangle2D> screens = Screen.getScreens().stream().map(Screen::getVisualBounds).toList();
    return SpeakerScreen.beside(
        screens,
        new Rectangle2D(
            presented.getX(), presented.getY(), presented.getWidth(), presented.getHeight()));
  }

  private void open() {
    Label timer = new Label();
    timer.textProperty().bind(model.elapsed());
    timer.getStyleClass().add("speaker-timer");
    ScrollPane notes = new ScrollPane(new SpeakerNotes(cue, true));
    notes.setFitToWidth(true);
    BorderPane contents = new BorderPane(notes);
    contents.setTop(timer);
    contents.getStyleClass().add("speaker");
    Scene scene = new Scene(contents, WIDTH, HEIGHT);
    Scene audience = presented.getScene();
    Bindings.bindContent(scene.getStylesheets(), audience.getStylesheets());
    scene.addEventFilter(
        KeyEvent.ANY,
        key -> {
          audience.getRoot().fireEvent(key.copyFor(audience.getRoot(), audience.getRoot()));
          key.consume();
        });
    Stage window = new Stage();
    window.initOwner(presented);
    window.setTitle("Speaker notes");
    window.setScene(scene);
    window.setOnHidden(_ -> model.apart().set(false));
    place(window);
    stage = window;
    window.show();
    presented.requestFocus();
  }

  private void place(Stage window) {
    Rectangle2D place = screen().orElse(null);
    if (place == null) {
      // In the corner it covers least of what is presented.
      window.setX(presented.getX() + presented.getWidth() - WIDTH - CORNER);
      window.setY(presented.getY() + presented.getHeight() - HEIGHT - CORNER);
    } else {
      window.setX(place.getMinX());
      window.setY(place.getMinY());
      window.setWidth(place.getWidth());
      window.setHeight(place.getHeight());
    }
  }

  private void close() {
    Stage window = stage;
    stage = null;
    if (window != null) {
      window.close();
    }
  }
}
