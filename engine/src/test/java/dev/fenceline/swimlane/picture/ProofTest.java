package dev.fenceline.swimlane.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.clock.ClockKind;
import dev.fenceline.event.Cause;
import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.value.Rule;
import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.swimlane.Story;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.layout.TimeScale;
import dev.fenceline.swimlane.paint.ProofPainter;
import dev.fenceline.swimlane.paint.SwimlanePainter;
import dev.fenceline.swimlane.pen.Label;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.SvgPen;
import dev.fenceline.swimlane.pen.TextWidths;
import dev.fenceline.swimlane.picture.Proof.Kind;
import dev.fenceline.swimlane.picture.Proof.Point;
import dev.fenceline.timeline.Timeline;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
@Tag("slow")
class ProofTest {
  private static final long SEED = 42;

  private final TextWidths widths = new TextWidths();

  @ParameterizedTest
  @ValueSource(strings = {"baseline", "unprotected"})
  void aLostUpdateIsProvedByTheJourneyOfTheLateCopyAndWhatItDestroyed(String id) {
    Picture picture = Picture.of(timeline(id));

    for (Event finding : findings(picture.timeline())) {
      Proof proof = Objects.requireNonNull(Proof.of(picture, finding));

      assertThat(proof.journey())
          .extracting(Point::words)
          .containsExactly("submitted", "at the target", "at media", "landed");
      assertThat(proof.moments())
          .extracting(Point::kind)
          .contains(Kind.RETRY, Kind.NEWER, Kind.LATE);
      assertThat(proof.moments()).last().extracting(Point::kind).isEqualTo(Kind.READ);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"baseline", "unprotected"})
  void theProofIsDrawnWithWordsThatDoNotOverlap(String id) {
    Picture picture = Picture.of(timeline(id));
    LaneLayout layout = LaneLayout.of(picture);

    for (int width : new int[] {620, 1000, 1240}) {
      SwimlanePainter.Frame frame =
          new SwimlanePainter.Frame(
              width, LaneLayout.HEADER_HEIGHT + layout.height(), 0, Palette.DARK);
      TimeScale scale =
          TimeScale.whole(picture.elastic(), LaneLayout.NAME_WIDTH, frame.lanesWidth());
      for (Event finding : findings(picture.timeline())) {
        List<Label> labels =
            new ProofPainter(new SvgPen(widths), scale, widths, frame)
                .paint(picture, layout, finding);
        assertThat(labels).extracting(Label::text).contains("sent on nvme4");
        for (int i = 0; i < labels.size(); i++) {
          assertThat(labels.subList(i + 1, labels.size())).noneMatch(labels.get(i)::touches);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Rule.Data.class,
      names = {"TORN", "MISDIRECTED", "PHANTOM"})
  void aFindingWithoutALateCopyIsProvedByTheReadAlone(Rule.Data rule) {
    Timeline story = Story.baseline();
    Event read =
        story.events().stream()
            .filter(event -> event.detail() instanceof dev.fenceline.event.IoEvent.BlockRead)
            .findFirst()
            .orElseThrow();
    Finding finding =
        new Finding(
            Finding.Severity.CORRUPTION,
            rule,
            "Block 1224 held it.",
            List.of(read.sequence()),
            List.of(999L));
    Event event = new Event(story.size() + 1, story.endNanos(), read.lane(), Cause.NONE, finding);

    Proof proof = Objects.requireNonNull(Proof.of(Picture.of(story), event));

    assertThat(proof.journey()).isEmpty();
    assertThat(proof.moments()).extracting(Point::kind).containsExactly(Kind.READ);
  }

  private static List<Event> findings(Timeline timeline) {
    List<Event> findings =
        timeline.events().stream()
            .filter(event ->
                event.detail() instanceof Finding finding
                    && finding.severity() == Finding.Severity.CORRUPTION)
            .toList();
    assertThat(findings).isNotEmpty();
    return findings;
  }

  private static Timeline timeline(String id) {
    Lab lab = new Lab(ScenarioLibrary.find(id).orElseThrow(), SEED, ClockKind.VIRTUAL);
    lab.run();
    return lab.timeline();
  }
}
