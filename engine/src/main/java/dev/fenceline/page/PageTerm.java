package dev.fenceline.page;

import java.util.List;

/**
 * A term that a page explains where it occurs.
 *
 * @param term the term
 * @param also other names of the same thing, and other forms of the term
 * @param definition what it means
 */
public record PageTerm(String term, List<String> also, String definition) {
  public PageTerm {
    also = List.copyOf(also);
  }
}
