package dev.fenceline.app.action;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/**
 * An action of the user. Menus, toolbar, palette and shortcut page show the same action, so it has
 * one name, one key and one condition everywhere.
 *
 * <p>Immutable; made with {@link #of} and changed with the {@code with} methods.
 *
 * @param id stable name, for example {@code run.start}
 * @param group the menu it belongs to
 * @param words its label, in sentence case; an ellipsis means that the action asks for something
 *     first
 * @param key its key, or null
 * @param enabled whether the action can be performed
 * @param whyNot why it cannot be performed now, for example {@code No session is open}; empty if it
 *     can
 * @param selected whether a switch is on; null for an action that is not a switch
 * @param effect what the action does; runs on the application thread
 */
public record UserAction(
    String id,
    Group group,
    String words,
    @Nullable Key key,
    ObservableBooleanValue enabled,
    ObservableValue<String> whyNot,
    @Nullable ObservableBooleanValue selected,
    Runnable effect) {

  /** Returns an action that is always enabled and has no key. */
  public static UserAction of(String id, Group group, String words, Runnable effect) {
    return new UserAction(
        id,
        group,
        words,
        null,
        new ReadOnlyBooleanWrapper(true),
        new ReadOnlyStringWrapper(""),
        null,
        effect);
  }

  /** Returns this action with a key. */
  public UserAction withKey(Key newKey) {
    return new UserAction(id, group, words, newKey, enabled, whyNot, selected, effect);
  }

  /**
   * Returns this action, enabled only while the condition holds.
   *
   * @param otherwise says why it is disabled while the condition does not hold
   */
  public UserAction withEnabled(ObservableBooleanValue condition, String otherwise) {
    return new UserAction(
        id,
        group,
        words,
        key,
        condition,
        Bindings.createStringBinding(() -> condition.get() ? "" : otherwise, condition),
        selected,
        effect);
  }

  /**
   * Returns this action, disabled while there is a reason.
   *
   * @param reason why it is disabled; empty while it is enabled
   */
  public UserAction withDisabled(ObservableValue<String> reason) {
    return new UserAction(
        id,
        group,
        words,
        key,
        Bindings.createBooleanBinding(() -> reason.getValue().isEmpty(), reason),
        reason,
        selected,
        effect);
  }

  /** Returns this action as a switch that is on while the condition holds. */
  public UserAction withSelected(ObservableBooleanValue condition) {
    return new UserAction(id, group, words, key, enabled, whyNot, condition, effect);
  }

  /** Returns the key as text, if there is one. */
  public Optional<String> keyWords() {
    return Optional.ofNullable(key).map(Key::words);
  }

  /** Performs the action if it is enabled; does nothing otherwise. */
  public void perform() {
    if (enabled.get()) {
      effect.run();
    }
  }
}
