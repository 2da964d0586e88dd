package dev.fenceline.app.kernellog;

import dev.fenceline.app.feature.SpokenRow;
import dev.fenceline.app.feature.TermHover;
import dev.fenceline.exchange.kernellog.KernelLine;
import java.util.Set;
import javafx.beans.InvalidationListener;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** The lines of the kernel log. The line at the playhead is marked. */
final class KernelLogView extends ListView<KernelLine> {
  private static final double LINE_HEIGHT = 19;
  private static final int CONTEXT_LINES = 3;

  private static final Set<KeyCode> CHOOSING = Set.of(KeyCode.ENTER, KeyCode.SPACE);

  private final KernelLogViewModel log;

  /** Creates the view. */
  KernelLogView(KernelLogViewModel log) {
    super(log.lines());
    this.log = log;
    getStyleClass().add("kernel-log");
    setFixedCellSize(LINE_HEIGHT);
    setCellFactory(_ -> new Line());
    setAccessibleText("Kernel log");
    Label nothing = new Label();
    nothing.textProperty().bind(log.nothing());
    nothing.getStyleClass().add("placeholder");
    setPlaceholder(nothing);
    setOnMouseClicked(event -> {
      if (event.getButton() == MouseButton.PRIMARY) {
        choose();
      }
    });
    setOnKeyReleased(key -> {
      // Tab, which only comes by, chooses nothing.
      if (key.getCode().isNavigationKey() || CHOOSING.contains(key.getCode())) {
        choose();
      }
    });
    log.current().addListener((InvalidationListener) _ -> mark());
    log.lines().addListener((InvalidationListener) _ -> mark());
    mark();
  }

  private void choose() {
    KernelLine line = getSelectionModel().getSelectedItem();
    if (line != null) {
      log.choose(line);
    }
  }

  private void mark() {
    int line = log.current().get();
    if (line < 0 || line >= log.lines().size()) {
      getSelectionModel().clearSelection();
    } else if (getSelectionModel().getSelectedIndex() != line) {
      getSelectionModel().select(line);
      scrollTo(Math.max(0, line - CONTEXT_LINES));
    }
  }

  /** A row with the time stamp and the text. */
  private static final class Line extends ListCell<KernelLine> {
    private final Label stamp = new Label();
    private final Label text = new Label();
    private final HBox row = new HBox(stamp, text);

    Line() {
      stamp.getStyleClass().add("stamp");
      text.getStyleClass().add("line");
      text.setMinWidth(Region.USE_PREF_SIZE);
      TermHover.onWord(text);
    }

    @Override
    protected void updateItem(@Nullable KernelLine line, boolean empty) {
      super.updateItem(line, empty);
      if (empty || line == null) {
        setGraphic(null);
      } else {
        stamp.setText(line.stamp().stripTrailing());
        text.setText(line.markedMessage());
        SpokenRow.show(this, row);
      }
    }
  }
}
