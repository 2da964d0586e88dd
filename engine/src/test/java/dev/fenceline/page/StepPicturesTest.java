package dev.fenceline.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.session.Session;
import dev.fenceline.session.SessionReader;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.SvgPen;
import dev.fenceline.swimlane.pen.TextWidths;
import dev.fenceline.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A picture of a step shows what is known at its moment. */
@Tag("slow")
class StepPicturesTest {
  private static final int WIDTH = 1240;

  private static StepPictures baseline() throws IOException {
    Session session = SessionReader.read(Path.of("../sessions/baseline.fenceline"));
    return new StepPictures(
        Timeline.of(session.events()), session.header().title(), "Its purpose.");
  }

  private static String svg(StepPictures pictures, int index) {
    SvgPen pen = new SvgPen(new TextWidths(), "");
    pictures.paint(pen, index, WIDTH, Palette.LIGHT, true);
    return pen.document(WIDTH, pictures.height(), "step");
  }

  @Test
  void nothingIsToldBeforeItHappened() throws IOException {
    StepPictures pictures = baseline();
    String first = svg(pictures, 0);
    String last = svg(pictures, pictures.count() - 1);

    assertThat(first)
        .contains("Its purpose.")
        .doesNotContain("RESETTING", "stalled: neither", "new instance", "lands on", "corrupt");
    assertThat(last)
        .contains("RESETTING", "stalled: neither", "new instance", "v27 lands on v44", "3 corrupt");
  }

  @Test
  void aPhaseThatLastsHasNoLengthYet() throws IOException {
    StepPictures pictures = baseline();

    assertThat(svg(pictures, 3)).contains("v27 lands on v44", "Reconnect delay, not over");
    assertThat(svg(pictures, pictures.count() - 1)).contains("Reconnect delay 10 s");
  }

  @Test
  void aLongTextStandsLonger() throws IOException {
    StepPictures pictures = baseline();

    assertThat(pictures.millis(0)).isBetween(2_000L, pictures.millis(pictures.count() - 1));
  }
}
