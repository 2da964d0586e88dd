package dev.fenceline.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Event;
import dev.fenceline.session.SessionReader;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Summary;
import dev.fenceline.timeline.span.Copy;
import dev.fenceline.timeline.span.Journeys;
import dev.fenceline.timeline.span.StateSpans;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is derived from a timeline that grows is the same as from the whole timeline, regardless of
 * how often and when it was asked for in between.
 */
@Tag("slow")
class GrowingTimelineTest {
  private static final int QUESTIONS = 40;

  private static final long SEED = 1;

  private static List<Event> events(String session) throws IOException {
    return SessionReader.read(Path.of("../sessions", session + ".fenceline")).events();
  }

  private static Timeline grown(List<Event> events) {
    Timeline timeline = new Timeline();
    Random random = new Random(SEED);
    for (Event event : events) {
      timeline.accept(event);
      if (random.nextInt(events.size()) < QUESTIONS) {
        Summary.of(timeline);
        Recoveries.of(timeline);
        StateSpans.of(timeline);
        Journeys.of(timeline);
        Causes.of(timeline).effects(event.sequence(), 1);
      }
    }
    return timeline;
  }

  private static List<List<Long>> steps(Timeline timeline) {
    return Journeys.of(timeline).copies().stream()
        .map(Copy::steps)
        .map(steps -> steps.stream().map(Event::sequence).toList())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"baseline", "ccr", "hold", "unprotected", "linux-black-hole"})
  void givesTheSameAsTheWholeTimeline(String session) throws IOException {
    List<Event> events = events(session);
    Timeline whole = Timeline.of(events);

    Timeline grown = grown(events);

    assertThat(Recoveries.of(grown)).isEqualTo(Recoveries.of(whole));
    assertThat(Summary.of(grown)).isEqualTo(Summary.of(whole));
    assertThat(grown.lanes())
        .allSatisfy(lane ->
            assertThat(StateSpans.of(grown).spans(lane))
                .isEqualTo(StateSpans.of(whole).spans(lane)));
    assertThat(steps(grown)).isEqualTo(steps(whole));
    assertThat(events)
        .allSatisfy(event ->
            assertThat(Causes.of(grown).effects(event.sequence(), 3))
                .isEqualTo(Causes.of(whole).effects(event.sequence(), 3)));
  }

  @Test
  void readersOfOneTimelineShareWhatIsDerived() throws IOException {
    Timeline timeline = Timeline.of(events("ccr"));

    assertThat(Journeys.of(timeline)).isSameAs(Journeys.of(timeline));
    assertThat(Recoveries.of(timeline)).isSameAs(Recoveries.of(timeline));
    assertThat(StateSpans.of(timeline)).isSameAs(StateSpans.of(timeline));
    assertThat(Summary.of(timeline)).isSameAs(Summary.of(timeline));
  }
}
