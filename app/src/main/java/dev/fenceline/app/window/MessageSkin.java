package dev.fenceline.app.window;

import atlantafx.base.controls.Notification;
import atlantafx.base.controls.NotificationSkin;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;

/**
 * The skin of a message: its first line is a title, the other lines are details. The close button
 * can also be used with the keyboard.
 */
final class MessageSkin extends NotificationSkin {
  MessageSkin(Notification message) {
    super(message);
    closeButton.setFocusTraversable(true);
    closeButton.setAccessibleRole(AccessibleRole.BUTTON);
    closeButton.setAccessibleText("Close");
    closeButton.setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
        handleClose();
        event.consume();
      }
    });
  }

  /** Shows the message. The superclass calls it in its constructor and when the message changes. */
  @Override
  protected void setMessageText() {
    String message = getSkinnable().getMessage();
    int lineEnd = message.indexOf('\n');
    int titleEnd = lineEnd < 0 ? message.length() : lineEnd;
    messageText
        .getChildren()
        .setAll(
            text(message.substring(0, titleEnd), "message-title"),
            text(message.substring(titleEnd), "message-detail"));
  }

  private static Text text(String words, String styleClass) {
    Text text = new Text(words);
    text.getStyleClass().add(styleClass);
    return text;
  }
}
