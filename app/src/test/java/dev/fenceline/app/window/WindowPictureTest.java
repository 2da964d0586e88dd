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
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The picture of a comparison is written as PNG and as PDF. */
@Timeout(180)
@Tag("slow")
class WindowPictureTest {
  @RegisterExtension private final TestWindow window = new TestWindow();

  @Test
  void aComparisonIsWrittenInBothFormats() throws IOException {
    OpenSession session = window.openCcr();
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
          window.folder.resolve(name));
    }
    assertThat(start("comparison.png")).contains("PNG");
    assertThat(start("comparison.PDF")).startsWith("%PDF");
    assertThat(Files.size(window.folder.resolve("comparison.png"))).isGreaterThan(20_000);
    assertThat(Files.size(window.folder.resolve("comparison.PDF"))).isGreaterThan(20_000);
  }

  private String start(String name) throws IOException {
    byte[] all = Files.readAllBytes(window.folder.resolve(name));
    return new String(all, 0, 8, StandardCharsets.ISO_8859_1);
  }
}
