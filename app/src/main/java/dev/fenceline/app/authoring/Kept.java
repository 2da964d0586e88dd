package dev.fenceline.app.authoring;

import javafx.beans.property.Property;

/**
 * A value that a property had.
 *
 * @param <T> what it holds
 */
record Kept<T>(Property<T> property, T value) {
  static <T> Kept<T> of(Property<T> property) {
    return new Kept<>(property, property.getValue());
  }

  /** Gives the property the value again. */
  void restore() {
    property.setValue(value);
  }

  /** Returns how many blanks the value has as a text. */
  long blanks() {
    return String.valueOf(value).chars().filter(Character::isWhitespace).count();
  }
}
