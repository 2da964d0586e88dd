package dev.fenceline.app.action;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.scene.input.KeyEvent;

/** All actions, in the order in which they were added. Used on the application thread only. */
public final class ActionRegistry {
  private final Map<String, UserAction> actions = new LinkedHashMap<>();

  /**
   * Adds an action.
   *
   * @throws IllegalArgumentException if its id or its key is taken
   */
  public void add(UserAction action) {
    if (actions.containsKey(action.id())) {
      throw new IllegalArgumentException("two actions are called " + action.id());
    }
    actions.values().stream()
        .filter(other -> action.key() != null && action.key().equals(other.key()))
        .findFirst()
        .ifPresent(other -> {
          throw new IllegalArgumentException(
              action.id() + " and " + other.id() + " have the same key");
        });
    actions.put(action.id(), action);
  }

  /**
   * Returns the action with the given id.
   *
   * @throws IllegalArgumentException if there is none
   */
  public UserAction get(String id) {
    UserAction action = actions.get(id);
    if (action == null) {
      throw new IllegalArgumentException("no action is called " + id);
    }
    return action;
  }

  /** Returns all actions. */
  public List<UserAction> all() {
    return List.copyOf(actions.values());
  }

  /** Returns the actions of a menu. */
  public List<UserAction> in(Group group) {
    return actions.values().stream().filter(action -> action.group() == group).toList();
  }

  /** Returns the action whose key was pressed. */
  public Optional<UserAction> pressed(KeyEvent event) {
    return actions.values().stream()
        .filter(action -> action.key() != null && action.key().matches(event))
        .findFirst();
  }

  /**
   * Returns the actions that match a text: every word of the text occurs in the menu or the label
   * of the action. Actions whose label begins with the text come first.
   */
  public List<UserAction> matching(String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    List<UserAction> first = new ArrayList<>();
    List<UserAction> others = new ArrayList<>();
    for (UserAction action : actions.values()) {
      String words = action.words().toLowerCase(Locale.ROOT);
      String everything = action.group().words().toLowerCase(Locale.ROOT) + " " + words;
      if (words.startsWith(wanted)) {
        first.add(action);
      } else if (List.of(wanted.split("\\s+")).stream().allMatch(everything::contains)) {
        others.add(action);
      }
    }
    first.addAll(others);
    return first;
  }
}
