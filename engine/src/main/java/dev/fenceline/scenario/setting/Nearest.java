package dev.fenceline.scenario.setting;

import java.util.Collection;
import java.util.Comparator;

/** Finds the word that the user may have meant. */
public final class Nearest {
  private Nearest() {}

  /**
   * Returns a question such as {@code ; did you mean "kato"?}, or a list of all names if none is
   * similar.
   */
  public static String hint(String written, Collection<String> known) {
    int distanceMax = Math.min(written.length() - 1, Math.max(2, written.length() / 3));
    return known.stream()
        .min(Comparator.comparingInt(word -> distance(written, word)))
        .filter(word -> distance(written, word) <= distanceMax)
        .map(word -> "; did you mean \"" + word + "\"?")
        .orElse("; known are " + String.join(", ", known));
  }

  /** Throws a {@link SettingError} that suggests the nearest known name if a name is not known. */
  public static void require(String what, String name, Collection<String> known, String place) {
    if (!known.contains(name)) {
      throw new SettingError(
          place, "there is no %s \"%s\"%s".formatted(what, name, hint(name, known)));
    }
  }

  /** Returns the Levenshtein distance: the number of letters to insert, delete or replace. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
