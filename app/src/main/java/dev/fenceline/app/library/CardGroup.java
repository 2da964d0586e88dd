package dev.fenceline.app.library;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Cards under one heading, which can be folded away. Used on the application thread. */
public final class CardGroup {
  private final String title;
  private final String whenEmpty;
  private final ObservableList<Card> cards = FXCollections.observableArrayList();
  private final ObservableList<Card> cardsView = FXCollections.unmodifiableObservableList(cards);
  private final BooleanProperty expanded;

  /**
   * A group without cards.
   *
   * @param title its heading
   * @param whenEmpty what is said while it has no cards
   * @param expanded whether its cards are seen at first
   */
  CardGroup(String title, String whenEmpty, boolean expanded) {
    this.title = title;
    this.whenEmpty = whenEmpty;
    this.expanded = new SimpleBooleanProperty(expanded);
  }

  /** Its heading. */
  String title() {
    return title;
  }

  /** What is said while it has no cards. */
  String whenEmpty() {
    return whenEmpty;
  }

  /** Its cards, in the order in which people should see them. */
  ObservableList<Card> cards() {
    return cardsView;
  }

  /** Whether its cards are seen. */
  BooleanProperty expanded() {
    return expanded;
  }

  /** Folds its cards away, or shows them. */
  void toggle() {
    expanded.set(!expanded.get());
  }

  void add(Card card) {
    cards.add(card);
  }

  void clear() {
    cards.clear();
  }
}
