package dev.fenceline.app.kernellog;

import dev.fenceline.app.feature.Feature;
import dev.fenceline.app.feature.TermHover;
import dev.fenceline.app.feature.WindowParts;
import javafx.scene.control.Tab;

/** The tab with the kernel log. */
public final class KernelLogFeature implements Feature {
  @Override
  public void addTo(WindowParts window) {
    KernelLogViewModel log = new KernelLogViewModel(window.workspace());
    Tab tab = new Tab("Kernel log", new KernelLogPane(log));
    TermHover.on(tab, "kernel log");
    window.add(tab);
  }
}
