package dev.fenceline.app.action;

import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableBooleanValue;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person can do. Menus, toolbar, palette and shortcut page show the same action,
 * so it has one name, one key and one condition everywhere.
 *
 * <p>Immutable; made with {@link #of} and narrowed with the {@code with} methods.
 *
 * @param id stable name, for example {@code run.start}
 * @param group the menu it belongs to
 * @param words what it is called, in sentence case; an ellipsis says that it asks something first
 * @param key its key, or null
 * @param enabled when it can be done
 * @param selected for an action that switches something: whether that is on; null for the others
 * @param effect what it does; on the application thread
 */
public record Action(
    String id,
    Group group,
    String words,
    @Nullable Key key,
    ObservableBooleanValue enabled,
    @Nullable ObservableBooleanValue selected,
    Runnable effect) {

  /** An action that can always be done and has no key. */
  public static Action of(String id, Group group, String words, Runnable effect) {
    return new Action(id, group, words, null, new ReadOnlyBooleanWrapper(true), null, effect);
  }

  /** The same with a key. */
  public Action withKey(Key newKey) {
    return new Action(id, group, words, newKey, enabled, selected, effect);
  }

  /** The same, possible only while the condition holds. */
  public Action withEnabled(ObservableBooleanValue condition) {
    return new Action(id, group, words, key, condition, selected, effect);
  }

  /** The same as a switch that is on while the condition holds. */
  public Action withSelected(ObservableBooleanValue condition) {
    return new Action(id, group, words, key, enabled, condition, effect);
  }

  /** The key as it is written, if there is one. */
  public Optional<String> keyWords() {
    return Optional.ofNullable(key).map(Key::words);
  }

  /** Does it if it can be done now; otherwise nothing happens. */
  public void perform() {
    if (enabled.get()) {
      effect.run();
    }
  }
}
