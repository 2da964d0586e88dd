package dev.fenceline.app.kernellog;

import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;

/**
 * The kernel log. Above an imported log it also shows the controllers, the recovery times in the
 * clock of the log, lines that were not understood, and a choice of hosts if the log has lines of
 * several.
 */
final class KernelLogPane extends BorderPane {
  private final KernelLogViewModel log;
  private final MenuButton hosts = new MenuButton("Choose a host");
  private final Label account = new Label();
  private final TitledPane told = new TitledPane("About this log", account);

  /** Creates the pane. */
  KernelLogPane(KernelLogViewModel log) {
    this.log = log;
    told.setExpanded(false);
    account.setWrapText(true);
    setTop(new VBox(hosts, told));
    setCenter(new KernelLogView(log));
    log.hosts().addListener((InvalidationListener) _ -> update());
    log.account().addListener((InvalidationListener) _ -> update());
    update();
  }

  private void update() {
    hosts.getItems().setAll(log.hosts().stream().map(this::choice).toList());
    show(hosts, !log.hosts().isEmpty());
    account.setText(log.account().get());
    show(told, !log.account().get().isEmpty());
  }

  private MenuItem choice(String host) {
    MenuItem item = new MenuItem("Show only " + host);
    item.setOnAction(_ -> log.chooseHost(host));
    return item;
  }

  private static void show(Node node, boolean isShown) {
    node.setVisible(isShown);
    node.setManaged(isShown);
  }
}
