package dev.fenceline.app.inspector;

import dev.fenceline.event.PduEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of the inspector for one event.
 *
 * @param title what happened
 * @param outcome a word for its outcome; empty if there is none
 * @param tone whether the outcome is good, bad or neither
 * @param fields its fields, in order
 * @param why sentences that explain why it happened; empty if there are none
 * @param links to causes first, then to effects, to wholes and to parts
 * @param pdu its bytes; null if it has none
 */
record InspectorPage(
    String title,
    String outcome,
    Tone tone,
    List<Field> fields,
    String why,
    List<Link> links,
    @Nullable Pdu pdu) {

  /** Good news, bad news, or neither. */
  enum Tone {
    PLAIN,
    GOOD,
    BAD
  }

  /**
   * The header of a PDU.
   *
   * @param header in hexadecimal
   * @param fields its fields
   */
  record Pdu(String header, List<PduField> fields) {
    static @Nullable Pdu of(PduEvent.@Nullable Passed event) {
      String header = event == null ? null : event.header();
      return header == null ? null : new Pdu(header, PduFields.of(header));
    }
  }

  /** A name and a value, both as shown. */
  record Field(String name, String value) {}

  /** What the other end of a link is to the content of the page. */
  enum Role {
    CAUSE,
    EFFECT,
    /** Something that this is a part of. */
    WHOLE,
    /** A part of this. */
    PART
  }

  /**
   * A link to the page of another event.
   *
   * @param role what the other event is to this one
   * @param words what it was
   * @param sequence its sequence number
   */
  record Link(Role role, String words, long sequence) {}
}
