package dev.fenceline.swimlane.pen;

/**
 * The colours of the picture. State colours are those of Okabe and Ito, which colour-blind people
 * can distinguish. They are the same in the dark and the light palette and in the app's style
 * sheets; that of high contrast has lighter ones, with black words and black edges.
 */
public enum Palette {
  /** Light on dark. */
  DARK,
  /** Dark on light. */
  LIGHT,
  /** Black on white, for projectors that wash colours out (WCAG 2, 1.4.6). */
  CONTRAST;

  /** A colour by its use. */
  public enum Tone {
    /** Background of the picture. */
    BG(0x0f141a, 0xffffff, 0xffffff),
    /** Background of panels. */
    PANEL(0x151b23, 0xf6f8fa, 0xf4f4f4),
    /** Headings of groups. */
    RAISED(0x1c242e, 0xeaeef2, 0xe8e8e8),
    /** Lines between items. */
    BORDER(0x2b3542, 0xc9d1d9, 0x5c5c5c),
    /** Words. */
    TEXT(0xdbe2ea, 0x1c2530, 0x000000),
    /** Less important words. */
    MUTED(0x93a1b3, 0x57606a, 0x333333),
    /** Selection, playhead window, throughput. */
    ACCENT(0x4da3ff, 0x0a63c9, 0x003d8f),
    /** Data intact. */
    GOOD(0x25c290, 0x0b7a53, 0x004d34),
    /** Data corrupt. */
    BAD(0xff6b57, 0xc4321c, 0x8c0f00),
    /** The playhead. */
    CURSOR(0xffffff, 0x000000, 0x000000),
    /** LIVE, READY, a path that works. */
    LIVE(0x009e73, 0x00b885, 0x04140f, Ink.Hatch.SOLID),
    /** FENCING. */
    FENCING(0xe69f00, 0xe69f00, 0x1d1300, Ink.Hatch.SOLID),
    /** FENCED. */
    FENCED(0xb08d2e, 0xbd9b3d, 0x161000, Ink.Hatch.SOLID),
    /** RESETTING, quiescing. */
    RESETTING(0xd55e00, 0xee7d2e, 0x1d0900, Ink.Hatch.SOLID),
    /** CONNECTING. */
    CONNECTING(0x56b4e9, 0x56b4e9, 0x04121d, Ink.Hatch.SOLID),
    /** Held I/O. */
    HOLD(0xf0e442, 0xf0e442, 0x1a1800, Ink.Hatch.RISING),
    /** Cross-controller reset. */
    CCR(0xcc79a7, 0xd98bb6, 0x1a0812, Ink.Hatch.SOLID),
    /** Asynchronous event and the log page that it announces. */
    AEN(0x56b4e9, 0x56b4e9, 0x04121d, Ink.Hatch.SOLID),
    /** A path that is silent or loses bytes. */
    SILENT(0xd55e00, 0xee7d2e, 0x1d0900, Ink.Hatch.FALLING),
    /** Deleting, dead, new. */
    DEAD(0x7a8594, 0xa3adb9, 0x0f141a, Ink.Hatch.DOTS),
    /** A command that the media work on; a Keep Alive. */
    COMMAND(0x8b9bb0, 0x9dabbe, 0x0f141a, Ink.Hatch.SOLID);

    private final int dark;
    private final int light;
    private final int contrast;
    private final int onFill;
    private final Ink.Hatch hatch;

    Tone(int dark, int light, int contrast) {
      this.dark = OPAQUE | dark;
      this.light = OPAQUE | light;
      this.contrast = OPAQUE | contrast;
      this.onFill = 0;
      this.hatch = Ink.Hatch.SOLID;
    }

    Tone(int both, int contrast, int onFill, Ink.Hatch hatch) {
      this.dark = OPAQUE | both;
      this.light = OPAQUE | both;
      this.contrast = OPAQUE | contrast;
      this.onFill = OPAQUE | onFill;
      this.hatch = hatch;
    }
  }

  private static final int OPAQUE = 0xff00_0000;

  /** Contrast with the background that a fill needs to be distinguishable (WCAG 2, 1.4.11). */
  static final double FILL_CONTRAST = 3;

  /** Contrast with the background that words need (WCAG 2, 1.4.3). */
  static final double WORD_CONTRAST = 4.5;

  /** The same in the palette of high contrast (WCAG 2, 1.4.6). */
  static final double WORD_CONTRAST_HIGH = 7;

  /** Returns the colour of a tone. */
  public int argb(Tone tone) {
    return switch (this) {
      case DARK -> tone.dark;
      case LIGHT -> tone.light;
      case CONTRAST -> tone.contrast;
    };
  }

  /** Returns the colour of a tone, less opaque by a factor from 0 to 1. */
  public int argb(Tone tone, double opacity) {
    return Argb.fade(argb(tone), opacity);
  }

  /** Returns the colour of words on a fill of that tone. Most of a dotted fill is background. */
  public int onFill(Tone tone) {
    boolean isDotted = tone.hatch == Ink.Hatch.DOTS;
    boolean isAsOther = tone.onFill == 0 || isDotted || this == CONTRAST;
    return isAsOther ? argb(Tone.TEXT) : tone.onFill;
  }

  /**
   * Returns the colour of words and thin lines of that tone on the background: darker on light
   * where needed.
   */
  public int word(Tone tone) {
    double least = this == CONTRAST ? WORD_CONTRAST_HIGH : WORD_CONTRAST;
    return Argb.legible(argb(tone), argb(Tone.BG), least);
  }

  /**
   * Returns a fill with its pattern. A fill that hardly stands out from the background gets an
   * outline; in high contrast, every fill gets one.
   */
  public Ink fill(Tone tone) {
    int argb = argb(tone);
    if (this == CONTRAST) {
      return new Ink(argb, tone.hatch, argb(Tone.TEXT), 0);
    }
    int ground = argb(Tone.BG);
    int outline =
        Argb.contrast(argb, ground) < FILL_CONTRAST ? Argb.legible(argb, ground, FILL_CONTRAST) : 0;
    return new Ink(argb, tone.hatch, outline, 0);
  }

  /** Returns a fill that stands out less than others but is distinguishable from the background. */
  public int calm(Tone tone) {
    return this == DARK ? argb(tone, 0.55) : Argb.fade(line(tone), 0.9);
  }

  /** Returns the ground of less important words where nothing happens. */
  public int calmGround() {
    return this == CONTRAST ? argb(Tone.RAISED) : argb(Tone.BORDER, 0.5);
  }

  /**
   * Returns the colour of an arrow or line. It is thick enough that the contrast for fills is
   * sufficient.
   */
  public int line(Tone tone) {
    double least = this == CONTRAST ? WORD_CONTRAST : FILL_CONTRAST;
    return Argb.legible(argb(tone), argb(Tone.BG), least);
  }
}
