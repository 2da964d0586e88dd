package dev.fenceline.swimlane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.clock.ClockKind;
import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionFile;
import dev.fenceline.session.SessionReader;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.paint.SessionPicture;
import dev.fenceline.swimlane.pen.Label;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.SvgPen;
import dev.fenceline.swimlane.pen.TextWidths;
import dev.fenceline.timeline.Timeline;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pictures of the shipped scenarios, run in the lab. */
@Timeout(120)
@Tag("slow")
class LabPictureTest {
  private static final long SEED = 42;
  private static final Map<String, Lab> LABS = new ConcurrentHashMap<>();

  private final TextWidths widths = new TextWidths();

  static Stream<String> scenarios() {
    return ScenarioLibrary.ids().stream();
  }

  @AfterAll
  static void forget() {
    LABS.clear();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void aSavedSessionThatIsReadBackDrawsTheSamePicture(String id, @TempDir Path directory)
      throws Exception {
    Lab lab = run(id);
    Path file = directory.resolve(id + ".fenceline");

    SessionFile.save(file, lab.header(), lab.timeline().events());
    Session read = SessionReader.read(file);

    assertThat(read.warnings()).isEmpty();
    assertThat(svg(Timeline.of(read.events()))).isEqualTo(svg(lab.timeline()));
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void noTwoLabelsOverlapAndNoneIsCut(String id) {
    SessionPicture picture = new SessionPicture(run(id).timeline(), id);
    for (int width : new int[] {1000, SessionPicture.DEFAULT_WIDTH, 1680}) {
      for (boolean elastic : new boolean[] {true, false}) {
        List<Label> labels =
            picture.paint(new SvgPen(widths), width, Palette.DARK, elastic).labels();
        assertThat(labels).isNotEmpty();
        for (int i = 0; i < labels.size(); i++) {
          for (Label other : labels.subList(i + 1, labels.size())) {
            assertThat(labels.get(i).touches(other))
                .as("%s and %s at %d pixels", labels.get(i), other, width)
                .isFalse();
          }
        }
        double right = width - LaneLayout.RIGHT_MARGIN + 0.01;
        assertThat(labels)
            .allMatch(label -> label.x() >= LaneLayout.NAME_WIDTH - 0.01)
            .allMatch(label -> label.x() + label.width() <= right);
      }
    }
  }

  private static Lab run(String id) {
    return LABS.computeIfAbsent(
        id,
        _ -> {
          Lab lab = new Lab(ScenarioLibrary.find(id).orElseThrow(), SEED, ClockKind.VIRTUAL);
          lab.run();
          return lab;
        });
  }

  private static String svg(Timeline timeline) {
    return new SessionPicture(timeline, "session").svg(1240, Palette.DARK, true);
  }
}
