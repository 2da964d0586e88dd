package dev.fenceline.app.feature;

/**
 * What a page holds and no file contains, so that it is asked about before the program ends. Used
 * on the application thread.
 */
public interface UnsavedWork {
  /** Returns what would be lost, in one line; empty if nothing would. */
  String lost();

  /**
   * Saves it, to a file that the user may have to choose.
   *
   * @param saved called when it is saved, and not at all if the user cancels or writing fails
   */
  void save(Runnable saved);

  /** Marks it as unwanted, so that it is no longer asked about and its draft is deleted. */
  void discard();
}
