package dev.fenceline.app.action;

/** The menus, in order. They are also the headings of the shortcut page. */
public enum Group {
  FILE("File"),
  EDIT("Edit"),
  VIEW("View"),
  RUN("Run"),
  PLAYBACK("Playback"),
  LESSONS("Lessons"),
  PRESENT("Present"),
  HELP("Help");

  private final String words;

  Group(String words) {
    this.words = words;
  }

  /** Returns the name of the menu. */
  public String words() {
    return words;
  }
}
