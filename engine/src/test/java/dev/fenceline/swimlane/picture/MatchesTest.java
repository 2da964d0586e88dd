package dev.fenceline.swimlane.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Cause;
import dev.fenceline.event.Event;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Note;
import dev.fenceline.swimlane.Story;
import dev.fenceline.swimlane.layout.TimeScale;
import dev.fenceline.timeline.EventFilter;
import dev.fenceline.timeline.EventSet;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.span.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Ticks of matching events, compared with a look at every event. */
class MatchesTest {
  private static final List<Lane> LANES =
      List.of(Lane.host("nvme3"), Lane.path("A"), Lane.target(1, 1));

  private static Timeline notes(int count, Random random) {
    Timeline timeline = new Timeline();
    long nanos = 0;
    for (int i = 1; i <= count; i++) {
      nanos += random.nextInt(5) == 0 ? random.nextInt(90_000) : random.nextInt(30);
      Lane lane = LANES.get(random.nextInt(LANES.size()));
      timeline.accept(new Event(i, nanos, lane, Cause.NONE, new Note("n" + random.nextInt(4))));
    }
    return timeline;
  }

  private static EventSet find(Timeline timeline, String filter) {
    return EventSet.find(timeline, 0, timeline.size(), EventFilter.parse(filter), () -> false);
  }

  @Property(tries = 120)
  void eachColumnWithAMatchHasOneTickAtTheFirst(
      @ForAll @IntRange(min = 2, max = 600) int count, @ForAll int seed) {
    Random random = new Random(seed);
    Timeline timeline = notes(count, random);
    Picture picture = Picture.of(timeline);
    EventSet found = find(timeline, "n1");
    Matches matches = Matches.of(picture, found);
    long end = timeline.endNanos();
    long from = (long) (random.nextDouble() * end / 2);
    long to = from + 1 + (long) (random.nextDouble() * (end - from));
    TimeScale scale = TimeScale.of(picture.linear(), from, to, 150, 1 + random.nextInt(700));
    for (Lane lane : LANES) {
      assertThat(ticks(matches, lane, scale)).isEqualTo(naive(timeline, found, lane, scale));
      assertThat(matches.isOn(lane))
          .isEqualTo(found.stream().anyMatch(it -> timeline.lane(it - 1).equals(lane)));
    }
    List<Double> all = new ArrayList<>();
    matches.look(scale, all::add);
    assertThat(all).isEqualTo(naive(timeline, found, null, scale));
    assertThat(matches.size()).isEqualTo(found.size());
  }

  private static List<Double> ticks(Matches matches, Lane lane, TimeScale scale) {
    List<Double> ticks = new ArrayList<>();
    matches.look(lane, scale, ticks::add);
    return ticks;
  }

  private static List<Double> naive(
      Timeline timeline, EventSet found, @Nullable Lane lane, TimeScale scale) {
    TreeMap<Long, Double> columns = new TreeMap<>();
    found.stream()
        .mapToObj(timeline::find)
        .filter(event -> lane == null || event.lane().equals(lane))
        .filter(event -> event.nanos() >= scale.fromNanos() && event.nanos() <= scale.toNanos())
        .mapToDouble(event -> scale.x(event.nanos()))
        .forEach(x -> columns.putIfAbsent((long) Math.floor(x), x));
    return List.copyOf(columns.values());
  }

  @Test
  void anItemMatchesWithItsEndButAStateDoesNot() {
    Timeline timeline = Story.ccr();
    Picture picture = Picture.of(timeline);
    Matches expired = Matches.of(picture, find(timeline, "kind:keep-alive-expired"));
    Span.KeepAlive unanswered =
        picture.spans().spans(Story.NVME4, Span.KeepAlive.class).stream()
            .filter(span -> !span.answered())
            .findFirst()
            .orElseThrow();
    assertThat(timeline.detail((int) unanswered.interval().endSequence() - 1))
        .isInstanceOf(KeepAliveEvent.Expired.class);
    assertThat(expired.isItem(unanswered.interval().beginSequence())).isTrue();
    Span.Controller live =
        picture.spans().spans(Story.NVME4, Span.Controller.class).stream()
            .filter(span -> !span.interval().isOpen())
            .findFirst()
            .orElseThrow();
    Matches becoming = Matches.of(picture, find(timeline, "seq:" + live.interval().endSequence()));
    assertThat(becoming.isItem(live.interval().endSequence())).isTrue();
    assertThat(becoming.isItem(live.interval().beginSequence())).isFalse();
  }
}
