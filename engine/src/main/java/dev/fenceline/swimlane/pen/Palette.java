package dev.fenceline.swimlane.pen;

/**
 * The colours of the picture, dark and light. State colours are those of Okabe and Ito, which
 * colour-blind people can distinguish. They are the same in both palettes and in the app's style
 * sheets.
 */
public enum Palette {
  /** Light on dark. */
  DARK,
  /** Dark on light. */
  LIGHT;

  /** A colour by its use. */
  public enum Tone {
    /** Background of the picture. */
    BG(0x0f141a, 0xffffff),
    /** Background of panels. */
    PANEL(0x151b23, 0xf6f8fa),
    /** Headings of groups. */
    RAISED(0x1c242e, 0xeaeef2),
    /** Lines between items. */
    BORDER(0x2b3542, 0xc9d1d9),
    /** Words. */
    TEXT(0xdbe2ea, 0x1c2530),
    /** Less important words. */
    MUTED(0x93a1b3, 0x57606a),
    /** Selection, playhead window, throughput. */
    ACCENT(0x4da3ff, 0x0a63c9),
    /** Data intact. */
    GOOD(0x25c290, 0x0b7a53),
    /** Data corrupt. */
    BAD(0xff6b57, 0xc4321c),
    /** The playhead. */
    CURSOR(0xffffff, 0x000000),
    /** LIVE, READY, a path that works. */
    LIVE(0x009e73, 0x04140f, Ink.Hatch.SOLID),
    /** FENCING. */
    FENCING(0xe69f00, 0x1d1300, Ink.Hatch.SOLID),
    /** FENCED. */
    FENCED(0xb08d2e, 0x161000, Ink.Hatch.SOLID),
    /** RESETTING, quiescing. */
    RESETTING(0xd55e00, 0x1d0900, Ink.Hatch.SOLID),
    /** CONNECTING. */
    CONNECTING(0x56b4e9, 0x04121d, Ink.Hatch.SOLID),
    /** Held I/O. */
    HOLD(0xf0e442, 0x1a1800, Ink.Hatch.RISING),
    /** Cross-controller reset. */
    CCR(0xcc79a7, 0x1a0812, Ink.Hatch.SOLID),
    /** Asynchronous event and the log page that it announces. */
    AEN(0x56b4e9, 0x04121d, Ink.Hatch.SOLID),
    /** A path that is silent or loses bytes. */
    SILENT(0xd55e00, 0x1d0900, Ink.Hatch.FALLING),
    /** Deleting, dead, new. */
    DEAD(0x7a8594, 0x0f141a, Ink.Hatch.DOTS),
    /** A command that the media work on; a Keep Alive. */
    COMMAND(0x8b9bb0, 0x0f141a, Ink.Hatch.SOLID);

    private final int dark;
    private final int light;
    private final int onFill;
    private final Ink.Hatch hatch;

    Tone(int dark, int light) {
      this.dark = OPAQUE | dark;
      this.light = OPAQUE | light;
      this.onFill = 0;
      this.hatch = Ink.Hatch.SOLID;
    }

    Tone(int both, int onFill, Ink.Hatch hatch) {
      this.dark = OPAQUE | both;
      this.light = OPAQUE | both;
      this.onFill = OPAQUE | onFill;
      this.hatch = hatch;
    }
  }

  private static final int OPAQUE = 0xff00_0000;

  /** Contrast with the background that a fill needs to be distinguishable (WCAG 2, 1.4.11). */
  static final double FILL_CONTRAST = 3;

  /** Contrast with the background that words need (WCAG 2, 1.4.3). */
  static final double WORD_CONTRAST = 4.5;

  /** Returns the colour of a tone. */
  public int argb(Tone tone) {
    return this == DARK ? tone.dark : tone.light;
  }

  /** Returns the colour of a tone, less opaque by a factor from 0 to 1. */
  public int argb(Tone tone, double opacity) {
    return Argb.fade(argb(tone), opacity);
  }

  /** Returns the colour of words on a fill of that tone. Most of a dotted fill is background. */
  public int onFill(Tone tone) {
    boolean isDotted = tone.hatch == Ink.Hatch.DOTS;
    return tone.onFill == 0 || isDotted ? argb(Tone.TEXT) : tone.onFill;
  }

  /**
   * Returns the colour of words and thin lines of that tone on the background: darker on light
   * where needed.
   */
  public int word(Tone tone) {
    return Argb.legible(argb(tone), argb(Tone.BG), WORD_CONTRAST);
  }

  /**
   * Returns a fill with its pattern. A fill that hardly stands out from the background gets an
   * outline.
   */
  public Ink fill(Tone tone) {
    int argb = argb(tone);
    int ground = argb(Tone.BG);
    int outline =
        Argb.contrast(argb, ground) < FILL_CONTRAST ? Argb.legible(argb, ground, FILL_CONTRAST) : 0;
    return new Ink(argb, tone.hatch, outline, 0);
  }

  /** Returns a fill that stands out less than others but is distinguishable from the background. */
  public int calm(Tone tone) {
    return this == DARK ? argb(tone, 0.55) : Argb.fade(line(tone), 0.9);
  }

  /**
   * Returns the colour of an arrow or line. It is thick enough that the contrast for fills is
   * sufficient.
   */
  public int line(Tone tone) {
    return Argb.legible(argb(tone), argb(Tone.BG), FILL_CONTRAST);
  }
}
