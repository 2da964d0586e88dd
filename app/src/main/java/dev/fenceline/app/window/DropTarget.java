package dev.fenceline.app.window;

import java.io.File;
import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/**
 * Accepts files that are dropped anywhere on the window. Visible only while files hover over it.
 */
final class DropTarget extends StackPane {
  DropTarget(Region window, Consumer<Path> open) {
    super(new Label("Drop to open"));
    getStyleClass().add("drop-here");
    setVisible(false);
    setMouseTransparent(true);
    window.addEventHandler(
        DragEvent.DRAG_OVER,
        event -> {
          if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
            setVisible(true);
            event.consume();
          }
        });
    window.addEventHandler(DragEvent.DRAG_EXITED, _ -> setVisible(false));
    window.addEventHandler(
        DragEvent.DRAG_DROPPED,
        event -> {
          setVisible(false);
          event.getDragboard().getFiles().stream().map(File::toPath).forEach(open);
          event.setDropCompleted(true);
          event.consume();
        });
  }
}
