package dev.fenceline.swimlane.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.CaptureEvent;
import dev.fenceline.event.Cause;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PathEvent;
import dev.fenceline.event.value.Direction;
import dev.fenceline.swimlane.paint.Hit;
import dev.fenceline.swimlane.paint.SessionPicture;
import dev.fenceline.swimlane.paint.SwimlanePainter;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.SvgPen;
import dev.fenceline.swimlane.pen.TextWidths;
import dev.fenceline.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a capture does not tell is a break in the line of its path. */
class GapTest {
  private static final Lane PATH = Lane.path("a");
  private static final Lane OTHER = Lane.path("b");
  private static final long SECOND = 1_000_000_000L;
  private static final long END_NANOS = 10 * SECOND;

  private final TextWidths widths = new TextWidths();
  private final List<Event> events = new ArrayList<>();

  GapTest() {
    for (Lane lane : List.of(PATH, OTHER)) {
      add(0, lane, new PathEvent.Opened("host", "target", PathEvent.UNKNOWN_DELAY, 0));
    }
  }

  @Test
  void aClickOnABreakSelectsTheEventThatTellsIt() {
    long sequence = gap(PATH, 2 * SECOND, 5 * SECOND);

    assertThat(breaks())
        .singleElement()
        .satisfies(hit -> {
          assertThat(hit.sequence()).isEqualTo(sequence);
          assertThat(hit.fromNanos()).isEqualTo(2 * SECOND);
          assertThat(hit.toNanos()).isEqualTo(5 * SECOND);
          assertThat(hit.words())
              .isEqualTo(
                  "path a, not decoded 3 s. 1,448 bytes of connection 2 to the target"
                      + " could not be decoded: packets are missing.");
        });
  }

  @Test
  void aBreakLiesOverTheLineOfItsPathOnly() {
    gap(PATH, 2 * SECOND, 5 * SECOND);
    List<Hit> hits = painted().hits();
    Hit gap = breaks().getFirst();
    double middle = gap.x() + gap.width() / 2;

    assertThat(at(hits, middle, line(hits, "path a: up"))).isEqualTo(gap);
    assertThat(at(hits, gap.x() - 20, line(hits, "path a: up")).words()).isEqualTo("path a: up");
    assertThat(at(hits, middle, line(hits, "path b: up")).words()).isEqualTo("path b: up");
  }

  @Test
  void aWideBreakHasAWordAndAMomentIsStillSeen() {
    gap(PATH, 2 * SECOND, 5 * SECOND);
    gap(OTHER, 6 * SECOND, 6 * SECOND);

    assertThat(painted().labels())
        .filteredOn(label -> label.text().equals("not decoded"))
        .hasSize(1);
    assertThat(breaks()).hasSize(2).allMatch(hit -> hit.width() >= 7);
  }

  @Test
  void gapsThatTouchOnTheScreenAreOneBreakAndEachCanBeHit() {
    gap(PATH, 2 * SECOND, 5 * SECOND);
    String one = svg();
    events.removeLast();
    gap(PATH, 2 * SECOND, 3 * SECOND);
    gap(PATH, 2 * SECOND, 4 * SECOND);
    gap(PATH, 3 * SECOND, 5 * SECOND);

    assertThat(svg()).isEqualTo(one);
    assertThat(breaks()).hasSize(3);
  }

  @Test
  void withoutGapsTheLineIsWhole() {
    String whole = svg();
    assertThat(breaks()).isEmpty();

    gap(PATH, 2 * SECOND, 5 * SECOND);

    assertThat(svg()).isNotEqualTo(whole);
  }

  private long gap(Lane lane, long sinceNanos, long nanos) {
    add(
        nanos,
        lane,
        new CaptureEvent.Missing(2, Direction.TO_TARGET, 1_448, sinceNanos, "packets are missing"));
    return events.size();
  }

  private void add(long nanos, Lane lane, Detail detail) {
    events.add(new Event(events.size() + 1L, nanos, lane, Cause.NONE, detail));
  }

  private SessionPicture picture() {
    Timeline timeline = new Timeline();
    events.forEach(timeline);
    timeline.accept(
        new Event(
            events.size() + 1L, END_NANOS, Lane.LAB, Cause.NONE, new CaptureEvent.Closed(9, 2, 2)));
    return new SessionPicture(timeline, "capture");
  }

  private SwimlanePainter.Painted painted() {
    return picture().paint(new SvgPen(widths), 1240, Palette.DARK, false);
  }

  private String svg() {
    return picture().svg(1240, Palette.DARK, false);
  }

  private List<Hit> breaks() {
    return painted().hits().stream().filter(hit -> hit.words().contains("not decoded")).toList();
  }

  private static double line(List<Hit> hits, String words) {
    Hit line = hits.stream().filter(hit -> hit.words().equals(words)).findFirst().orElseThrow();
    return line.y() + line.height() / 2;
  }

  private static Hit at(List<Hit> hits, double x, double y) {
    return hits.stream().filter(hit -> hit.contains(x, y, 0)).toList().getLast();
  }
}
