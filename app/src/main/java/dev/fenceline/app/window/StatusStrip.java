package dev.fenceline.app.window;

import dev.fenceline.app.feature.TermHover;
import dev.fenceline.app.workspace.BackgroundJobs;
import dev.fenceline.app.workspace.BackgroundJobs.Job;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.SessionOrigin;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.timeline.Text;
import javafx.animation.PauseTransition;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/**
 * The line at the bottom of the window: clock and settings of the session, background jobs, and the
 * number of events.
 */
final class StatusStrip extends HBox {
  private static final double GAP = 8;
  private static final Duration WORTH_SAYING = Duration.millis(300);

  private final HBox job = new HBox(GAP);
  private final PauseTransition waiting = new PauseTransition(WORTH_SAYING);

  StatusStrip(Workspace workspace) {
    getStyleClass().add("status-strip");
    job.setAlignment(Pos.CENTER_LEFT);
    Region dot = new Region();
    dot.getStyleClass().add("dot");
    ObservableValue<String> clock =
        workspace.shown().map(session -> SessionOrigin.clock(session.header())).orElse("");
    Label clockLabel = label(clock);
    clockLabel.getStyleClass().add("clock");
    clockLabel.setGraphic(dot);
    TermHover.onText(clockLabel);
    clockLabel.visibleProperty().bind(clock.map(words -> !words.isEmpty()));
    clockLabel.managedProperty().bind(clockLabel.visibleProperty());
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Label origin =
        label(workspace.shown().map(session -> SessionOrigin.words(session.header())).orElse(""));
    origin.setMinWidth(0);
    getChildren()
        .setAll(
            clockLabel,
            origin,
            space,
            job,
            label(workspace.shown().flatMap(StatusStrip::counts).orElse("")));
    waiting.setOnFinished(_ -> show(workspace.jobs()));
    workspace.jobs().running().addListener((InvalidationListener) _ -> changed(workspace.jobs()));
  }

  /** Shows a job only after a delay, so that short jobs do not flicker. */
  private void changed(BackgroundJobs jobs) {
    if (jobs.running().isEmpty()) {
      waiting.stop();
      job.getChildren().clear();
    } else if (job.getChildren().isEmpty()) {
      waiting.playFromStart();
    } else {
      show(jobs);
    }
  }

  private static ObservableValue<String> counts(OpenSession session) {
    return Bindings.createStringBinding(
        () ->
            Text.spaced(session.count().get())
                + (session.count().get() == 1 ? " event" : " events")
                + (session.saved().get() ? " \u00b7 saved" : ""),
        session.count(),
        session.saved());
  }

  private static Label label(ObservableValue<String> text) {
    Label label = new Label();
    label.textProperty().bind(text);
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  /** Shows the oldest job with its progress, and the number of others. */
  private void show(BackgroundJobs jobs) {
    job.getChildren().clear();
    if (jobs.running().isEmpty()) {
      return;
    }
    Job oldest = jobs.running().getFirst();
    int others = jobs.running().size() - 1;
    ProgressBar bar = new ProgressBar();
    bar.progressProperty().bind(oldest.fraction());
    bar.setAccessibleText(oldest.title());
    Hyperlink cancel = new Hyperlink("Cancel");
    cancel.setMinWidth(Region.USE_PREF_SIZE);
    cancel.setOnAction(_ -> oldest.cancel());
    job.getChildren()
        .addAll(
            new Label(oldest.title() + (others == 0 ? "" : " and " + others + " more")),
            bar,
            cancel);
  }
}
