package dev.fenceline.app.window;

import atlantafx.base.theme.Styles;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Problem;
import dev.fenceline.app.workspace.UserMessages;
import java.util.Map;
import javafx.animation.PauseTransition;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Messages in the corner of the window. Notices disappear after some seconds; problems stay until
 * they are closed.
 */
final class Messages extends VBox implements UserMessages {
  private static final Duration NEWS_STAY = Duration.seconds(6);
  private static final double GAP = 8;
  private static final Insets AROUND = new Insets(12);

  /**
   * The largest number of messages. Older ones are removed, so that they do not fill the memory
   * when the program runs for days.
   */
  private static final int KEPT_MAX = 200;

  private final BooleanProperty isAnyShown = new SimpleBooleanProperty();
  private @Nullable OpenSession current;
  private @Nullable Message refusal;

  Messages() {
    super(GAP);
    getStyleClass().add("messages");
    setAlignment(Pos.BOTTOM_RIGHT);
    setPickOnBounds(false);
    setPadding(AROUND);
    getChildren().addListener((InvalidationListener) _ -> look());
  }

  private void look() {
    isAnyShown.set(getChildren().stream().anyMatch(Node::isVisible));
  }

  /** Returns a pane in which the messages scroll if they are too many for the window. */
  Region scrolling() {
    ScrollPane pane = new ScrollPane(this);
    pane.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    pane.setFocusTraversable(false);
    pane.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    pane.visibleProperty().bind(isAnyShown);
    heightProperty().addListener((InvalidationListener) _ -> pane.setVvalue(1));
    return pane;
  }

  /** Shows what went wrong, where, and what the user can do. */
  @Override
  public void problem(Problem problem) {
    show(problem, null);
  }

  @Override
  public void remark(Problem problem, OpenSession session) {
    show(problem, session);
  }

  private void show(Problem problem, @Nullable OpenSession session) {
    Message message =
        new Message(problem.what(), problem.where() + "\n" + problem.advice(), session);
    message.getStyleClass().add(Styles.DANGER);
    Button copy = new Button("Copy");
    copy.setAccessibleText("Copy this message");
    copy.setOnAction(_ ->
        Clipboard.getSystemClipboard()
            .setContent(Map.of(DataFormat.PLAIN_TEXT, message.getMessage())));
    message.setPrimaryActions(copy);
    add(message);
  }

  /** Shows the messages of the current session and hides those of other sessions. */
  void follow(ObservableValue<? extends @Nullable OpenSession> shown) {
    shown.subscribe(session -> {
      current = session;
      getChildren().forEach(message -> ((Message) message).showFor(session));
      look();
    });
  }

  /** Shows that something was done. */
  @Override
  public void news(String what, String detail) {
    brief(new Message(what, detail, null));
  }

  @Override
  public void refused(String what, String why) {
    if (refusal != null) {
      getChildren().remove(refusal);
    }
    Message latest = new Message(what, why, null);
    refusal = latest;
    brief(latest);
  }

  private void brief(Message message) {
    add(message);
    PauseTransition stay = new PauseTransition(NEWS_STAY);
    stay.setOnFinished(_ -> getChildren().remove(message));
    stay.play();
  }

  private void add(Message message) {
    message.setOnClose(_ -> getChildren().remove(message));
    message.showFor(current);
    getChildren().add(message);
    if (getChildren().size() > KEPT_MAX) {
      getChildren().removeFirst();
    }
  }
}
