package dev.fenceline.swimlane.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.swimlane.Story;
import dev.fenceline.swimlane.paint.SessionPicture;
import dev.fenceline.swimlane.pen.Palette;
import org.junit.jupiter.api.Test;

class LaneNoteTest {
  @Test
  void aNewInstanceWithoutAKnownIdentifierHasNoDotBehindIt() {
    String svg = new SessionPicture(Story.unnamedInstance(), "x").svg(1240, Palette.DARK, true);

    assertThat(svg).contains(">new instance<");
  }
}
