package dev.fenceline.app.present;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;

/** The notes of the speaker are on the screen that the audience does not see. */
class SpeakerScreenTest {
  private static final Rectangle2D LAPTOP = new Rectangle2D(0, 0, 1920, 1080);
  private static final Rectangle2D PROJECTOR = new Rectangle2D(1920, 0, 1024, 768);

  @Test
  void oneScreenHasNoneBeside() {
    assertThat(SpeakerScreen.beside(List.of(LAPTOP), new Rectangle2D(10, 10, 800, 600))).isEmpty();
  }

  @Test
  void theWindowIsOnTheOtherScreen() {
    List<Rectangle2D> both = List.of(LAPTOP, PROJECTOR);
    assertThat(SpeakerScreen.beside(both, LAPTOP)).contains(PROJECTOR);
    assertThat(SpeakerScreen.beside(both, PROJECTOR)).contains(LAPTOP);
  }

  @Test
  void aWindowAcrossTwoScreensIsOnTheOneThatShowsMoreOfIt() {
    List<Rectangle2D> both = List.of(LAPTOP, PROJECTOR);
    assertThat(SpeakerScreen.beside(both, new Rectangle2D(1800, 100, 900, 600))).contains(LAPTOP);
    assertThat(SpeakerScreen.beside(both, new Rectangle2D(1300, 100, 900, 600)))
        .contains(PROJECTOR);
  }
}
