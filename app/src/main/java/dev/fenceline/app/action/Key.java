package dev.fenceline.app.action;

import java.util.Optional;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** A key of an action: a chord of keys, or a character wherever the keyboard has it. */
public sealed interface Key {
  /** Returns the key as the shortcut page shows it. */
  String words();

  /** Reports whether the event is a press of this key. */
  boolean matches(KeyEvent event);

  /** Returns the key as a menu shows it; empty if menus cannot show it. */
  Optional<KeyCombination> accelerator();

  /** Returns a chord in JavaFX notation, for example {@code Shortcut+Shift+P} or {@code F}. */
  static Key chord(String combination) {
    return new Chord(KeyCombination.valueOf(combination));
  }

  /**
   * Returns a key for a character that keyboards have in different places, for example {@code ?} or
   * {@code [}.
   */
  static Key typed(String character) {
    return new Typed(character);
  }

  /** Returns a key that is either of the two; menus show the first. */
  default Key or(Key other) {
    return new Either(this, other);
  }

  /** Keys pressed together. */
  record Chord(KeyCombination combination) implements Key {
    private static final KeyCombination ESCAPE = KeyCombination.valueOf("ESCAPE");

    @Override
    public String words() {
      return combination.getDisplayText().replace("ESCAPE", "Esc");
    }

    @Override
    public boolean matches(KeyEvent event) {
      return event.getEventType() == KeyEvent.KEY_PRESSED && combination.match(event);
    }

    @Override
    public Optional<KeyCombination> accelerator() {
      // JavaFX would show ESCAPE in capitals.
      return Optional.of(combination).filter(it -> !it.equals(ESCAPE));
    }
  }

  /** A character, whichever keys type it. */
  record Typed(String character) implements Key {
    @Override
    public String words() {
      return character;
    }

    @Override
    public boolean matches(KeyEvent event) {
      return event.getEventType() == KeyEvent.KEY_TYPED && character.equals(event.getCharacter());
    }

    @Override
    public Optional<KeyCombination> accelerator() {
      return Optional.empty();
    }
  }

  /** One key or another. */
  record Either(Key first, Key second) implements Key {
    @Override
    public String words() {
      return first.words() + " or " + second.words();
    }

    @Override
    public boolean matches(KeyEvent event) {
      return first.matches(event) || second.matches(event);
    }

    @Override
    public Optional<KeyCombination> accelerator() {
      return first.accelerator();
    }
  }
}
