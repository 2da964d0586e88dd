package dev.fenceline.app.blocks;

import dev.fenceline.app.feature.Feature;
import dev.fenceline.app.feature.WindowParts;
import javafx.scene.control.Tab;

/** The tab with the history of each block. */
public final class BlocksFeature implements Feature {
  @Override
  public void addTo(WindowParts window) {
    BlocksViewModel blocks = new BlocksViewModel(window.workspace());
    Tab tab = new Tab("", new BlocksView(blocks));
    tab.textProperty().bind(blocks.title());
    tab.selectedProperty().subscribe(blocks::show);
    window.add(tab);
  }
}
