package dev.fenceline.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fenceline.swimlane.pen.Ink;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.Palette.Tone;
import java.util.Locale;

/** The colours of the window's picture for the script and the style sheet of a page. */
final class PageColors {
  private PageColors() {}

  /** Returns the colours of all palettes by tone. */
  static ObjectNode json() {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    for (Palette palette : Palette.values()) {
      ObjectNode tones = all.putObject(name(palette));
      for (Tone tone : Tone.values()) {
        Ink ink = palette.fill(tone);
        ArrayNode colors = tones.putArray(tone.name());
        colors.add(css(ink.argb())).add(css(ink.ground())).add(css(palette.onFill(tone)));
        colors.add(css(palette.word(tone))).add(css(palette.line(tone)));
        colors.add(css(palette.calm(tone))).add(ink.hatch().name());
        colors.add(ink.outlineArgb() == 0 ? "" : css(ink.outlineArgb()));
      }
    }
    return all;
  }

  /** Returns the colours of the page around the picture as variables of a style sheet. */
  static String variables(Palette palette) {
    StringBuilder css = new StringBuilder();
    for (Tone tone :
        new Tone[] {Tone.BG, Tone.PANEL, Tone.RAISED, Tone.BORDER, Tone.TEXT, Tone.MUTED}) {
      variable(css, tone, palette.argb(tone));
    }
    for (Tone tone : new Tone[] {Tone.ACCENT, Tone.GOOD, Tone.BAD}) {
      variable(css, tone, palette.word(tone));
    }
    return css.toString();
  }

  private static void variable(StringBuilder css, Tone tone, int argb) {
    css.append("--").append(tone.name().toLowerCase(Locale.ROOT)).append(':');
    css.append(css(argb)).append(';');
  }

  private static String name(Palette palette) {
    return palette.name().toLowerCase(Locale.ROOT);
  }

  private static String css(int argb) {
    int opacity = argb >>> 24;
    String rgb = "#%06x".formatted(argb & 0xff_ff_ff);
    return opacity == 0xff ? rgb : rgb + "%02x".formatted(opacity);
  }
}
