package dev.fenceline.app.action;

import java.util.Locale;
import java.util.Optional;
import javafx.scene.input.KeyCharacterCombination;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** A key of an action: a chord of keys, or a character, wherever it is on the keyboard. */
public sealed interface Key {
  /** Returns the key as the shortcut page shows it. */
  String words();

  /** Reports whether the event is a press of this key. */
  boolean matches(KeyEvent event);

  /** Returns the key as a menu shows it; empty if menus cannot show it. */
  Optional<KeyCombination> accelerator();

  /**
   * Returns a chord in JavaFX notation, for example {@code Shortcut+Shift+P}, {@code F} or {@code
   * Esc}.
   *
   * @throws IllegalArgumentException if no key has that name
   */
  static Key chord(String combination) {
    KeyCombination chord = KeyCombination.valueOf(combination);
    // JavaFX treats an unknown name as a character, which no keyboard can type.
    if (chord instanceof KeyCharacterCombination unknown) {
      throw new IllegalArgumentException("no key is called " + unknown.getCharacter());
    }
    return new Chord(chord);
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
    private static final KeyCombination ESCAPE = new KeyCodeCombination(KeyCode.ESCAPE);

    @Override
    public String words() {
      return combination.getDisplayText();
    }

    @Override
    public boolean matches(KeyEvent event) {
      return event.getEventType() == KeyEvent.KEY_PRESSED && combination.match(event);
    }

    @Override
    public Optional<KeyCombination> accelerator() {
      // Sheets, pages and fields handle Escape first; a menu accelerator would take it from them.
      return Optional.of(combination).filter(it -> !it.equals(ESCAPE));
    }
  }

  /** A character, whichever keys type it. */
  record Typed(String character) implements Key {
    @Override
    public String words() {
      return character.toUpperCase(Locale.ROOT);
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
