package dev.fenceline.app.window;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Problem;
import dev.fenceline.app.workspace.UserMessages;
import javafx.animation.PauseTransition;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
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
  private static final int SHOWN_MAX = 4;

  /** The key of the property that holds the session a message belongs to. */
  private static final Object OF_SESSION = "session";

  private @Nullable OpenSession current;

  Messages() {
    setSpacing(8);
    setAlignment(Pos.BOTTOM_RIGHT);
    setPickOnBounds(false);
    setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
  }

  /** Shows what went wrong, where, and what the user can do. */
  @Override
  public void problem(Problem problem) {
    VBox message = message(problem.what(), problem.where() + "\n" + problem.advice());
    message.getStyleClass().add("problem");
    add(message);
  }

  @Override
  public void remark(Problem problem, OpenSession session) {
    problem(problem);
    Node message = getChildren().getLast();
    message.getProperties().put(OF_SESSION, session);
    showFor(message);
  }

  /** Shows the messages of the current session and hides those of other sessions. */
  void follow(ObservableValue<? extends @Nullable OpenSession> shown) {
    shown.subscribe(session -> {
      current = session;
      getChildren().forEach(this::showFor);
    });
  }

  private void showFor(Node message) {
    Object of = message.getProperties().get(OF_SESSION);
    message.setVisible(of == null || of.equals(current));
    message.setManaged(message.isVisible());
  }

  /** Shows that something was done. */
  @Override
  public void news(String what, String detail) {
    VBox message = message(what, detail);
    add(message);
    PauseTransition stay = new PauseTransition(NEWS_STAY);
    stay.setOnFinished(_ -> getChildren().remove(message));
    stay.play();
  }

  private void add(VBox message) {
    getChildren().add(message);
    if (getChildren().size() > SHOWN_MAX) {
      getChildren().removeFirst();
    }
  }

  private VBox message(String what, String detail) {
    Label title = new Label(what);
    title.getStyleClass().add("message-title");
    title.setWrapText(true);
    HBox.setHgrow(title, Priority.ALWAYS);
    title.setMaxWidth(Double.MAX_VALUE);
    Button close = new Button("Close");
    close.setMinWidth(Region.USE_PREF_SIZE);
    HBox head = new HBox(12, title, close);
    Label text = new Label(detail);
    text.getStyleClass().add("message-detail");
    text.setWrapText(true);
    VBox message = new VBox(head, text);
    message.getStyleClass().add("message");
    message.setAccessibleRole(AccessibleRole.TEXT);
    message.setAccessibleText(what + ". " + detail);
    close.setOnAction(_ -> getChildren().remove(message));
    return message;
  }
}
