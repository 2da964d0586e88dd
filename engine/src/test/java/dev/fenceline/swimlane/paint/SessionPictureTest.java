package dev.fenceline.swimlane.paint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.swimlane.Story;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.pen.Label;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.SvgPen;
import dev.fenceline.swimlane.pen.TextWidths;
import dev.fenceline.timeline.Timeline;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

@Tag("slow")
class SessionPictureTest {
  private final TextWidths widths = new TextWidths();

  static Stream<Named<Supplier<Timeline>>> stories() {
    return Stream.of(
        Named.of("ccr", Story::ccr),
        Named.of("hold", Story::hold),
        Named.of("baseline", Story::baseline));
  }

  @ParameterizedTest
  @MethodSource("stories")
  void theSameSessionDrawsTheSamePicture(Supplier<Timeline> story) {
    assertThat(svg(story.get(), Palette.DARK)).isEqualTo(svg(story.get(), Palette.DARK));
    assertThat(svg(story.get(), Palette.DARK)).isNotEqualTo(svg(story.get(), Palette.LIGHT));
  }

  @ParameterizedTest
  @MethodSource("stories")
  void theDocumentIsWellFormed(Supplier<Timeline> story) throws Exception {
    String svg = svg(story.get(), Palette.LIGHT);

    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new java.io.StringReader(svg)));

    assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
  }

  @ParameterizedTest
  @MethodSource("stories")
  void noTwoLabelsOverlapAtAnyWidth(Supplier<Timeline> story) {
    Timeline timeline = story.get();
    for (int width = 420; width <= 2400; width += 110) {
      for (boolean elastic : new boolean[] {true, false}) {
        List<Label> labels = labels(timeline, width, elastic);
        for (int i = 0; i < labels.size(); i++) {
          for (Label other : labels.subList(i + 1, labels.size())) {
            assertThat(labels.get(i).touches(other))
                .as("%s and %s at %d pixels", labels.get(i), other, width)
                .isFalse();
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("stories")
  void noLabelIsCutAtTheEdges(Supplier<Timeline> story) {
    Timeline timeline = story.get();
    for (int width = 420; width <= 2400; width += 110) {
      double right = width - LaneLayout.RIGHT_MARGIN;
      assertThat(labels(timeline, width, true))
          .allMatch(label -> label.x() >= LaneLayout.NAME_WIDTH - 0.01)
          .allMatch(label -> label.x() + label.width() <= right + 0.01);
    }
  }

  @ParameterizedTest
  @MethodSource("stories")
  void theBundledFontsHaveEveryCharacterOfThePicture(Supplier<Timeline> story) {
    assertThat(labels(story.get(), 1240, true))
        .allMatch(label -> widths.covers(label.text(), label.style().face()));
  }

  @Test
  void aResetThroughASurvivorIsToldInWords() {
    assertThat(words(Story.ccr()))
        .contains("LIVE", "FENCING", "CONNECTING  1/60", "READY", "QUIESCING", "CCR", "log 1Eh")
        .contains("no answer", "reset", "done", "stalled: neither side is notified")
        .contains("3 writes held 1.50 s, then resubmitted on nvme3")
        .contains("3 slow writes \u2013 stopped before they changed any data")
        .contains("verified 12\u00a0904 blocks \u00b7 0 corrupt");
  }

  @Test
  void aResetHasRoomForItsWordAndFoldsSayHowMuchTheyHide() {
    for (Supplier<Timeline> story :
        List.<Supplier<Timeline>>of(Story::ccr, Story::hold, Story::baseline)) {
      assertThat(words(story.get()))
          .contains("RESETTING")
          .anyMatch(word -> word.startsWith("Reset "))
          .anyMatch(word -> word.startsWith("\u2248 ") && word.endsWith(" folded"));
    }
  }

  @Test
  void aHoldSaysUntilWhen() {
    assertThat(words(Story.hold()))
        .contains("Held until 27.510 s", "3 slow writes \u2013 landed before any retry");
  }

  @Test
  void aStaleWriteIsToldInRed() {
    List<Label> labels = labels(Story.baseline(), 1240, true);

    assertThat(labels)
        .filteredOn(label -> label.text().startsWith("v1 lands on v2, block 1224"))
        .singleElement()
        .satisfies(label -> assertThat(label.text()).endsWith("after its retry \u00b7 2 more"))
        .satisfies(label ->
            assertThat(label.style().argb()).isEqualTo(Palette.DARK.word(Palette.Tone.BAD)));
    assertThat(words(Story.baseline())).contains("stale write", "retry");
  }

  @Test
  void theWordOfAnArrowIsNotOnTheHatchingOfAPath() {
    for (int width = 700; width <= 1900; width += 100) {
      SwimlanePainter.Painted painted =
          new SessionPicture(Story.baseline(), "story")
              .paint(new SvgPen(widths), width, Palette.DARK, true);
      Hit hatched =
          painted.hits().stream()
              .filter(hit -> hit.words().startsWith("path B, stalled"))
              .findFirst()
              .orElseThrow();
      assertThat(painted.labels())
          .as("at %d", width)
          .filteredOn(label -> label.text().equals("stale write"))
          .singleElement()
          .matches(label -> !overlap(label, hatched));
    }
  }

  private static boolean overlap(Label label, Hit hit) {
    return label.x() < hit.x() + hit.width()
        && hit.x() < label.x() + label.width()
        && label.y() < hit.y() + hit.height()
        && hit.y() < label.y() + label.height();
  }

  @Test
  void everyStateBarHasWordsForAPersonWhoPointsAtIt() {
    SessionPicture picture = new SessionPicture(Story.ccr(), "story");
    List<Hit> hits = picture.paint(new SvgPen(widths), 1240, Palette.DARK, true).hits();

    assertThat(hits).allMatch(hit -> !hit.words().isBlank());
    assertThat(hits).anyMatch(hit -> hit.words().contains("nvme4, fenced"));
    assertThat(hits).anyMatch(hit -> hit.words().contains("controller 2.1, quiescing"));
  }

  @Test
  void aNewInstanceIsNamedBesideItsStubAndSaysWhatItIs() {
    SessionPicture picture = new SessionPicture(Story.ccr(), "story");
    SwimlanePainter.Painted painted = picture.paint(new SvgPen(widths), 1240, Palette.DARK, true);

    assertThat(painted.hits()).anyMatch(hit -> hit.words().startsWith("controller 2.2, created"));
    assertThat(painted.labels()).anyMatch(label -> label.text().equals("CREATED"));
  }

  @Test
  void aCorruptionIsMarkedWhereTheApplicationNoticesIt() {
    SessionPicture picture = new SessionPicture(Story.baseline(), "story");
    List<Hit> hits = picture.paint(new SvgPen(widths), 1240, Palette.DARK, true).hits();

    assertThat(hits)
        .filteredOn(hit -> hit.words().startsWith("Block 1224 went back"))
        .singleElement()
        .satisfies(hit -> assertThat(hit.fromNanos()).isEqualTo(15_901_000_000L));
  }

  private String svg(Timeline timeline, Palette palette) {
    return new SessionPicture(timeline, "story").svg(1240, palette, true);
  }

  private List<String> words(Timeline timeline) {
    return labels(timeline, 1240, true).stream().map(Label::text).toList();
  }

  private List<Label> labels(Timeline timeline, int width, boolean elastic) {
    return new SessionPicture(timeline, "story")
        .paint(new SvgPen(widths), width, Palette.DARK, elastic)
        .labels();
  }
}
