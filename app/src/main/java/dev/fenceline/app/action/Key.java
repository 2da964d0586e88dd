package dev.fenceline.app.action;

import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** What is pressed for an action: a chord of keys, or a character wherever the keyboard has it. */
public sealed interface Key {
  /** How the key is written in menus and on the shortcut page. */
  String words();

  /** Whether the event is this key. */
  boolean matches(KeyEvent event);

  /** A chord as JavaFX writes it, for example {@code Shortcut+Shift+P} or {@code F}. */
  static Key chord(String combination) {
    return new Chord(KeyCombination.valueOf(combination));
  }

  /** A character that keyboards have in different places, for example {@code ?} or {@code [}. */
  static Key typed(String character) {
    return new Typed(character);
  }

  /** Keys held together. */
  record Chord(KeyCombination combination) implements Key {
    @Override
    public String words() {
      return combination.getDisplayText().replace("ESCAPE", "Esc");
    }

    @Override
    public boolean matches(KeyEvent event) {
      return event.getEventType() == KeyEvent.KEY_PRESSED && combination.match(event);
    }
  }

  /** A character, however it is typed. */
  record Typed(String character) implements Key {
    @Override
    public String words() {
      return character;
    }

    @Override
    public boolean matches(KeyEvent event) {
      return event.getEventType() == KeyEvent.KEY_TYPED && character.equals(event.getCharacter());
    }
  }
}
