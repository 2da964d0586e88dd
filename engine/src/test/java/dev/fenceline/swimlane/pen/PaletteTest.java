package dev.fenceline.swimlane.pen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.swimlane.pen.Palette.Tone;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaletteTest {
  @ParameterizedTest
  @EnumSource(Tone.class)
  void wordsOfEveryToneCanBeRead(Tone tone) {
    for (Palette palette : Palette.values()) {
      if (tone != Tone.BG) {
        assertThat(Argb.contrast(palette.word(tone), palette.argb(Tone.BG)))
            .as("%s on %s", tone, palette)
            .isGreaterThanOrEqualTo(Palette.WORD_CONTRAST);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Tone.class,
      names = {"LIVE", "FENCING", "FENCED", "RESETTING", "CONNECTING", "HOLD", "CCR", "DEAD"})
  void fillsStandOutOrHaveAnOutlineThatDoes(Tone tone) {
    for (Palette palette : Palette.values()) {
      Ink ink = palette.fill(tone);
      int edge = ink.outlineArgb() == 0 ? ink.argb() : ink.outlineArgb();

      assertThat(Argb.contrast(edge, palette.argb(Tone.BG))).isGreaterThanOrEqualTo(3);
      // between dots there is background
      int under = ink.hatch() == Ink.Hatch.DOTS ? palette.argb(Tone.BG) : ink.argb();
      assertThat(Argb.contrast(palette.onFill(tone), under)).isGreaterThanOrEqualTo(4.5);
    }
  }

  @ParameterizedTest
  @EnumSource(Tone.class)
  void wordsInHighContrastAreReadOnAWashedOutProjector(Tone tone) {
    Palette palette = Palette.CONTRAST;
    for (Tone ground : new Tone[] {Tone.BG, Tone.PANEL, Tone.RAISED}) {
      for (Tone words : new Tone[] {Tone.TEXT, Tone.MUTED}) {
        assertThat(Argb.contrast(palette.argb(words), palette.argb(ground)))
            .isGreaterThanOrEqualTo(7);
      }
    }
    assertThat(Argb.contrast(palette.word(tone), palette.argb(Tone.BG))).isGreaterThanOrEqualTo(7);
    Ink ink = palette.fill(tone);
    if (ink.hatch() != Ink.Hatch.DOTS && isOfState(tone)) {
      assertThat(Argb.contrast(palette.onFill(tone), ink.argb())).isGreaterThanOrEqualTo(7);
    }
    assertThat(Argb.contrast(ink.outlineArgb(), palette.argb(Tone.BG))).isGreaterThanOrEqualTo(7);
  }

  private static boolean isOfState(Tone tone) {
    return tone.compareTo(Tone.LIVE) >= 0;
  }
}
