package dev.fenceline.app.blocks;

import dev.fenceline.app.workspace.EventText;
import dev.fenceline.app.workspace.Timecode;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.block.BlockHistory;
import dev.fenceline.timeline.block.BlockStep;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The blocks at the left, and the history of the chosen one beside them. */
final class BlocksView extends SplitPane {
  private static final double GAP = 12;
  private static final double BLOCKS_SHARE = 0.28;
  private static final double WHERE_WIDTH = 96;

  private final BlocksViewModel model;
  private final ListView<BlockHistory> blocks;
  private final ListView<BlockStep> steps;

  /** Creates the view. */
  BlocksView(BlocksViewModel model) {
    this.model = model;
    getStyleClass().add("blocks");
    blocks = new ListView<>(model.blocks());
    blocks.setId("blocks-list");
    blocks.setCellFactory(_ -> new BlockRow());
    blocks.setAccessibleText("Blocks");
    blocks.setPlaceholder(
        placeholder("No block was written or read by a workload of this session."));
    steps = new ListView<>(model.steps());
    steps.setId("blocks-steps");
    steps.setCellFactory(_ -> new StepRow());
    steps.setAccessibleText("History of the block");
    steps.setPlaceholder(placeholder("Choose a block."));
    getItems().setAll(blocks, steps);
    setDividerPositions(BLOCKS_SHARE);
    SplitPane.setResizableWithParent(blocks, false);
    blocks
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(block -> {
          if (block != null) {
            model.chosen().set(block);
          }
        });
    model.chosen().subscribe(block -> blocks.getSelectionModel().select(block));
    steps
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(step -> {
          if (step != null) {
            model.choose(step);
          }
        });
  }

  private static Label placeholder(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.getStyleClass().add("placeholder");
    return label;
  }

  /** A block with the number of its writes and reads, and what became of it. */
  private static final class BlockRow extends ListCell<BlockHistory> {
    private final Label name = new Label();
    private final Label counts = new Label();
    private final Label mark = new Label();
    private final HBox row;

    BlockRow() {
      counts.getStyleClass().add("muted");
      VBox words = new VBox(name, counts);
      HBox.setHgrow(words, Priority.ALWAYS);
      mark.setMinWidth(Region.USE_PREF_SIZE);
      mark.getStyleClass().addAll("pill", "bad");
      row = new HBox(GAP, words, mark);
      row.setAlignment(Pos.CENTER_LEFT);
    }

    @Override
    protected void updateItem(@Nullable BlockHistory block, boolean empty) {
      super.updateItem(block, empty);
      if (empty || block == null) {
        setGraphic(null);
        return;
      }
      String words = block.block().words();
      name.setText(Character.toUpperCase(words.charAt(0)) + words.substring(1));
      counts.setText(
          Text.count(block.writes(), "write") + ", " + Text.count(block.reads(), "read"));
      mark.setText(block.isDamaged() ? "CORRUPT" : "LATE COPY");
      mark.setVisible(block.isDamaged() || block.wasOverwritten());
      setGraphic(row);
    }
  }

  /** A step with its time, its lane and its sentence. */
  private static final class StepRow extends ListCell<BlockStep> {
    private final Label time = new Label();
    private final Label where = new Label();
    private final Label words = new Label();
    private final HBox row = new HBox(GAP, time, where, words);

    StepRow() {
      time.getStyleClass().addAll("mono", "muted");
      time.setMinWidth(Region.USE_PREF_SIZE);
      where.getStyleClass().add("muted");
      where.setMinWidth(WHERE_WIDTH);
      where.setPrefWidth(WHERE_WIDTH);
      words.setWrapText(true);
      words.setMaxWidth(Double.MAX_VALUE);
      HBox.setHgrow(words, Priority.ALWAYS);
      setPrefWidth(0); // wraps the words instead of scrolling sideways
    }

    @Override
    protected void updateItem(@Nullable BlockStep step, boolean empty) {
      super.updateItem(step, empty);
      if (empty || step == null) {
        setGraphic(null);
        return;
      }
      time.setText(new Timecode(step.event().nanos()).seconds());
      where.setText(EventText.where(step.event().lane()));
      words.setText(step.words());
      words.getStyleClass().removeAll("bad", "strong");
      switch (step.kind()) {
        case DAMAGED, LANDED_OVER_NEWER -> words.getStyleClass().add("bad");
        case LANDED -> words.getStyleClass().add("strong");
        case WRITTEN, SENT_AGAIN, ACKNOWLEDGED, FAILED, READ -> {}
      }
      setGraphic(row);
    }
  }
}
