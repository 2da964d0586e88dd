package dev.fenceline.app.action;

/** The menus, in their order; also the headings of the shortcut page. */
public enum Group {
  FILE("File"),
  EDIT("Edit"),
  VIEW("View"),
  RUN("Run"),
  PLAYBACK("Playback"),
  HELP("Help");

  private final String words;

  Group(String words) {
    this.words = words;
  }

  /** The menu's name. */
  public String words() {
    return words;
  }
}
