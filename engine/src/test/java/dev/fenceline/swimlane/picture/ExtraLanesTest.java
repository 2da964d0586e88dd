package dev.fenceline.swimlane.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fenceline.clock.ClockKind;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.swimlane.layout.LaneLayout;
import dev.fenceline.swimlane.paint.Hit;
import dev.fenceline.swimlane.paint.SessionPicture;
import dev.fenceline.swimlane.pen.Label;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.SvgPen;
import dev.fenceline.swimlane.pen.TextWidths;
import dev.fenceline.timeline.Timeline;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Timers, and where commands are, below the lanes of the main scenarios. */
@Timeout(120)
@Tag("slow")
class ExtraLanesTest {
  private static final long SEED = 42;
  private static final Set<ExtraLanes> ALL = EnumSet.allOf(ExtraLanes.class);
  private static final Map<String, Timeline> TIMELINES = new ConcurrentHashMap<>();

  private final TextWidths widths = new TextWidths();

  @AfterAll
  static void forget() {
    TIMELINES.clear();
  }

  @ParameterizedTest
  @ValueSource(strings = {"baseline", "ccr", "hold", "unprotected"})
  void withoutThemThePictureIsAsItWas(String id) {
    Timeline timeline = timeline(id);

    String plain = new SessionPicture(timeline, id).svg(1240, Palette.DARK, true);

    assertThat(new SessionPicture(timeline, id, Set.of()).svg(1240, Palette.DARK, true))
        .isEqualTo(plain);
    assertThat(new SessionPicture(timeline, id, ALL).svg(1240, Palette.DARK, true))
        .isNotEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(strings = {"baseline", "ccr", "hold", "unprotected"})
  void noTwoLabelsOverlapAndNoneIsCut(String id) {
    SessionPicture picture = new SessionPicture(timeline(id), id, ALL);
    for (int width : new int[] {700, 1000, SessionPicture.DEFAULT_WIDTH, 1680}) {
      for (boolean elastic : new boolean[] {true, false}) {
        List<Label> labels =
            picture.paint(new SvgPen(widths), width, Palette.LIGHT, elastic).labels();
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

  @Test
  void aTimerSaysForHowLongItWasArmedAndHowItEnded() {
    List<Hit> hits = hits("ccr");

    assertThat(hits)
        .extracting(Hit::words)
        .anyMatch(words -> words.startsWith("Timer of nvme4, \"CCR wait\": armed at 12.510 s"))
        .anyMatch(words -> words.contains("cancelled at") && words.contains("no longer needed"))
        .anyMatch(words -> words.matches("Timer of nvme4, \"reconnect\": .* for 10 s, fired at.*"));
  }

  @Test
  void aHoldIsATimerThatFires() {
    assertThat(hits("hold"))
        .extracting(Hit::words)
        .contains("Timer of nvme4, \"hold\": armed at 12.510 s for 15 s, fired at 27.510 s.");
  }

  @Test
  void everyCommandThatTheHostHoldsIsAtOneOfTheFourPlaces() {
    Timeline timeline = timeline("ccr");
    Event started =
        timeline.events().stream()
            .filter(event -> event.detail() instanceof FencingEvent.Started)
            .findFirst()
            .orElseThrow();
    Picture picture = Picture.of(timeline);
    CommandPlaces places = picture.places(started.lane());
    int held = picture.outstanding(started.lane()).getFirst().all().size();

    int there = 0;
    for (CommandPlace place : CommandPlace.values()) {
      there += places == null ? 0 : places.at(place, started.nanos());
    }

    assertThat(there).isEqualTo(held).isPositive();
  }

  @Test
  void onlyControllersThatFailedHaveALaneOfPlaces() {
    LaneLayout layout = LaneLayout.of(Picture.of(timeline("ccr")), Set.of(ExtraLanes.PLACES));

    assertThat(layout.rows())
        .filteredOn(row -> row.kind() == LaneLayout.Kind.PLACES)
        .singleElement()
        .satisfies(row -> assertThat(row.lane().name()).isEqualTo("nvme4"));
  }

  @Test
  void wordsNameLanes() {
    assertThat(ExtraLanes.named(List.of("timers", "PLACES"))).isEqualTo(ALL);
    assertThat(ExtraLanes.named(List.of())).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExtraLanes.named(List.of("paths")))
        .withMessage("paths: expected timers or places");
  }

  private List<Hit> hits(String id) {
    return new SessionPicture(timeline(id), id, ALL)
        .paint(new SvgPen(widths), 1240, Palette.DARK, true)
        .hits();
  }

  private static Timeline timeline(String id) {
    return TIMELINES.computeIfAbsent(
        id,
        _ -> {
          Lab lab = new Lab(ScenarioLibrary.find(id).orElseThrow(), SEED, ClockKind.VIRTUAL);
          lab.run();
          return lab.timeline();
        });
  }
}
