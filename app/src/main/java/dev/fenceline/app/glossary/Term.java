package dev.fenceline.app.glossary;

import java.util.List;
import java.util.stream.Stream;

/**
 * A term of the glossary.
 *
 * @param term the term, as a heading shows it
 * @param also other names of the same thing, and other forms of the term
 * @param definition what it means, in at most 25 words
 * @param source where it is defined: specification, kernel file, mail or page
 * @param picture the lines of its picture, see {@link TermPicture}; empty if it has none
 */
public record Term(
    String term, List<String> also, String definition, String source, List<String> picture) {
  public Term {
    also = List.copyOf(also);
    picture = List.copyOf(picture);
  }

  /** Returns the term and its meaning, on two lines, as a hover shows it. */
  public String text() {
    return term + "\n" + definition;
  }

  /** Returns the term and its other names. */
  public List<String> names() {
    return Stream.concat(Stream.of(term), also.stream()).toList();
  }
}
