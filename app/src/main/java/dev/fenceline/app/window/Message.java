package dev.fenceline.app.window;

import atlantafx.base.controls.Notification;
import dev.fenceline.app.workspace.OpenSession;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Skin;
import org.jspecify.annotations.Nullable;

/** A message in the corner of the window, with a title and details. */
final class Message extends Notification {
  private final @Nullable OpenSession session;

  /**
   * Creates a message.
   *
   * @param session the session that the message is about; null if there is none
   */
  Message(String title, String detail, @Nullable OpenSession session) {
    super(title + "\n" + detail);
    this.session = session;
    setAccessibleRole(AccessibleRole.TEXT);
    setAccessibleText(title + ". " + detail);
  }

  @Override
  protected Skin<?> createDefaultSkin() {
    return new MessageSkin(this);
  }

  /** Shows the message unless it is about another session. */
  void showFor(@Nullable OpenSession current) {
    setVisible(session == null || session.equals(current));
    setManaged(isVisible());
  }
}
