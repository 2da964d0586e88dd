package dev.fenceline.app.blocks;

import dev.fenceline.app.workspace.Computed;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.block.BlockHistories;
import dev.fenceline.timeline.block.BlockHistory;
import dev.fenceline.timeline.block.BlockStep;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of the shown session and the history of the chosen one. They are computed only while
 * the tab is shown. Used on the application thread.
 */
final class BlocksViewModel {
  private static final String NAME = "Blocks";

  private final Workspace workspace;
  private final Computed<List<BlockHistory>> computed;
  private final ObservableList<BlockHistory> blocks = FXCollections.observableArrayList();
  private final ObservableList<BlockStep> steps = FXCollections.observableArrayList();
  private final ObjectProperty<@Nullable BlockHistory> chosen = new SimpleObjectProperty<>();
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(NAME);
  private boolean isShown;

  /** Creates a model that follows the session shown by the workspace. */
  BlocksViewModel(Workspace workspace) {
    this.workspace = workspace;
    computed =
        new Computed<>(
            workspace.jobs(),
            "Reading the history of each block",
            session -> BlockHistories.of(session.timeline()),
            this::found);
    chosen.subscribe(block -> steps.setAll(block == null ? List.of() : block.steps()));
    workspace.current().subscribe(this::follow);
  }

  /** Computes the blocks while the tab is shown, and not otherwise. */
  void show(boolean nowShown) {
    isShown = nowShown;
    computed.follow(nowShown ? workspace.current().get() : null);
  }

  private void follow(@Nullable OpenSession session) {
    chosen.set(null);
    blocks.clear();
    title.set(NAME);
    computed.follow(isShown ? session : null);
  }

  private void found(List<BlockHistory> all) {
    BlockHistory before = chosen.get();
    blocks.setAll(all);
    title.set(NAME + " " + Text.spaced(all.size()));
    chosen.set(
        all.stream()
            .filter(it -> before != null && it.block().equals(before.block()))
            .findFirst()
            .orElse(all.isEmpty() ? null : all.getFirst()));
  }

  /** Returns the blocks, damaged ones first. */
  ObservableList<BlockHistory> blocks() {
    return blocks;
  }

  /** Returns the block whose history is shown; null for none. */
  ObjectProperty<@Nullable BlockHistory> chosen() {
    return chosen;
  }

  /** Returns what happened to the chosen block. */
  ObservableList<BlockStep> steps() {
    return steps;
  }

  /** Returns the place of the first step that destroyed data; 0 if there is none. */
  int worstStep() {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).kind() == BlockStep.Kind.LANDED_OVER_NEWER) {
        return i;
      }
    }
    return 0;
  }

  /** Returns the title of the tab. */
  ReadOnlyStringProperty title() {
    return title.getReadOnlyProperty();
  }

  /** Selects the event that shows a step. */
  void choose(BlockStep step) {
    workspace.withCurrent(session -> session.select(step.event().sequence()));
  }
}
