package dev.fenceline.app.inspector;

import java.util.List;

/**
 * What the inspector shows of one event.
 *
 * @param title what happened
 * @param outcome a word for its outcome, empty for none
 * @param tone whether that is good, bad or neither
 * @param fields its fields, in order
 * @param why why it happened, in sentences; empty if there is nothing to say
 * @param links causes first, then effects
 * @param bytes its bytes; empty if it has none
 */
record InspectorPage(
    String title,
    String outcome,
    Tone tone,
    List<Field> fields,
    String why,
    List<Link> links,
    List<HexRow> bytes) {

  /** Good news, bad news, or neither. */
  enum Tone {
    PLAIN,
    GOOD,
    BAD
  }

  /** A name and a value, both as shown. */
  record Field(String name, String value) {}

  /**
   * A cause or an effect.
   *
   * @param cause whether it led here; else it came of this
   * @param words what it was
   * @param sequence its sequence number
   */
  record Link(boolean cause, String words, long sequence) {}
}
