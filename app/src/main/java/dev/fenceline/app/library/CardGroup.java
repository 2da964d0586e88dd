package dev.fenceline.app.library;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Cards under a heading that can be folded. Used on the application thread. */
public final class CardGroup {
  private final String title;
  private final String whenEmpty;
  private final ObservableList<Card> cards = FXCollections.observableArrayList();
  private final ObservableList<Card> cardsView = FXCollections.unmodifiableObservableList(cards);
  private final BooleanProperty expanded;

  /**
   * Creates a group without cards.
   *
   * @param title its heading
   * @param whenEmpty the text that is shown while it has no cards
   * @param expanded whether its cards are visible at first
   */
  CardGroup(String title, String whenEmpty, boolean expanded) {
    this.title = title;
    this.whenEmpty = whenEmpty;
    this.expanded = new SimpleBooleanProperty(expanded);
  }

  /** Returns its heading. */
  String title() {
    return title;
  }

  /** Returns the text that is shown while it has no cards. */
  String whenEmpty() {
    return whenEmpty;
  }

  /** Returns its cards, in display order. */
  ObservableList<Card> cards() {
    return cardsView;
  }

  /** Returns whether its cards are visible. */
  BooleanProperty expanded() {
    return expanded;
  }

  /** Folds or unfolds its cards. */
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
