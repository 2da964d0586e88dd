package dev.fenceline.app.window;

import static dev.fenceline.app.window.TestWindow.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.feature.PictureFile;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.swimlane.paint.ComparisonPicture;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.timeline.recovery.Anchor;
import dev.fenceline.timeline.recovery.Comparison.Side;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The picture of a comparison is written as PNG and as PDF. */
@ExtendWith(ApplicationExtension.class)
@Timeout(180)
@Tag("slow")
class WindowPictureTest {
  @TempDir private Path folder = Path.of("");
  private final TestWindow window = new TestWindow();

  @Start
  void start(Stage stage) {
    window.show(stage);
  }

  @AfterEach
  void close() {
    window.close();
  }

  @Test
  void aComparisonIsWrittenInBothFormats() throws IOException {
    OpenSession session = window.open(TestWindow.recordCcr(folder));
    ComparisonPicture picture =
        new ComparisonPicture(
            List.of(new Side("one", session.timeline()), new Side("two", session.timeline())),
            Anchor.FAILURE);
    PictureFile pictures = ask(() -> window.parts.pictureFile());
    for (String name : List.of("comparison.png", "comparison.PDF")) {
      pictures.write(
          "one, two",
          1200,
          picture.height(),
          pen -> picture.paint(pen, 1200, Palette.LIGHT),
          folder.resolve(name));
    }
    assertThat(start("comparison.png")).contains("PNG");
    assertThat(start("comparison.PDF")).startsWith("%PDF");
    assertThat(Files.size(folder.resolve("comparison.png"))).isGreaterThan(20_000);
    assertThat(Files.size(folder.resolve("comparison.PDF"))).isGreaterThan(20_000);
  }

  private String start(String name) throws IOException {
    byte[] all = Files.readAllBytes(folder.resolve(name));
    return new String(all, 0, 8, StandardCharsets.ISO_8859_1);
  }
}
