package dev.fenceline.app.blocks;

import dev.fenceline.app.feature.SpokenRow;
import dev.fenceline.app.workspace.EventText;
import dev.fenceline.app.workspace.Timecode;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.block.BlockHistory;
import dev.fenceline.timeline.block.BlockStep;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The blocks at the left, and the history of the chosen one beside them. */
final class BlocksView extends SplitPane {
  private static final double GAP = 12;
  private static final double BLOCKS_SHARE = 0.28;
  private static final double BLOCKS_LEAST = 150;
  private static final double BLOCKS_MOST = 220;

  /** The margins of a row and the scroll bar. */
  private static final double ROW_MARGINS = 44;

  private static final int CONTEXT_STEPS = 3;

  private final ListView<BlockStep> steps;

  /** Creates the view. */
  BlocksView(BlocksViewModel model) {
    getStyleClass().add("blocks");
    ListView<BlockHistory> blocks = new ListView<>(model.blocks());
    blocks.setId("blocks-list");
    blocks.setCellFactory(_ -> new BlockRow());
    blocks.setAccessibleText("Blocks");
    blocks.setPlaceholder(
        placeholder("No block was written or read by a workload of this session."));
    steps = new ListView<>(model.steps());
    steps.setId("blocks-steps");
    steps.setCellFactory(_ -> new StepRow(model));
    steps.setAccessibleText("History of the block");
    Label choose = placeholder("Choose a block.");
    choose.visibleProperty().bind(Bindings.isNotEmpty(model.blocks()));
    steps.setPlaceholder(choose);
    getItems().setAll(blocks, steps);
    blocks.setMinWidth(BLOCKS_LEAST);
    blocks.setMaxWidth(BLOCKS_MOST);
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
    model
        .chosen()
        .subscribe(block -> {
          blocks.getSelectionModel().select(block);
          steps.scrollTo(Math.max(0, model.worstStep() - CONTEXT_STEPS));
        });
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
    private final VBox row;

    BlockRow() {
      counts.getStyleClass().add("muted");
      mark.setMinWidth(Region.USE_PREF_SIZE);
      mark.getStyleClass().addAll("pill", "bad");
      HBox top = new HBox(GAP, name, mark);
      top.setAlignment(Pos.CENTER_LEFT);
      row = new VBox(top, counts);
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
      SpokenRow.show(this, row);
    }
  }

  /** A step with its time and its lane, above its sentence. */
  private final class StepRow extends ListCell<BlockStep> {
    private final Label time = new Label();
    private final Label where = new Label();

    /** Wraps, unlike a label, to the height that the row then has. */
    private final javafx.scene.text.Text words = new javafx.scene.text.Text();

    private final VBox row = new VBox(new HBox(GAP, time, where), words);

    StepRow(BlocksViewModel model) {
      // A click on the row that is selected already leads to the lanes again.
      setOnMouseClicked(_ -> Optional.ofNullable(getItem()).ifPresent(model::choose));
      time.getStyleClass().addAll("mono", "muted");
      where.getStyleClass().add("muted");
      words.getStyleClass().add("step");
      words.wrappingWidthProperty().bind(steps.widthProperty().subtract(ROW_MARGINS));
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
      SpokenRow.show(this, row);
    }
  }
}
