package dev.fenceline.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Note;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LevelOfDetailTest {
  record Given(int gapNanos, boolean second, int kind) {}

  @Provide
  Arbitrary<List<Given>> events() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 20),
            Arbitraries.of(true, false),
            Arbitraries.integers().between(0, 2))
        .as(Given::new)
        .list()
        .ofMaxSize(300);
  }

  @Provide
  Arbitrary<List<Long>> edges() {
    return Arbitraries.longs()
        .between(0, 3_000)
        .list()
        .ofMinSize(2)
        .ofMaxSize(40)
        .map(edges -> edges.stream().sorted().toList());
  }

  private static Detail detail(int kind) {
    return switch (kind) {
      case 0 -> new KeepAliveEvent.Sent(1);
      case 1 -> new Note("note");
      default -> new KeepAliveEvent.Lapsed(0);
    };
  }

  @Property(tries = 300)
  void everyColumnCountsItsEventsAndShowsTheWorst(
      @ForAll("events") List<Given> given, @ForAll("edges") List<Long> edges) {
    Timeline timeline = new Timeline();
    long nanos = 0;
    for (Given each : given) {
      nanos += each.gapNanos;
      Lane lane = each.second ? Story.NVME4 : Story.NVME3;
      timeline.accept(new Event(timeline.size() + 1L, nanos, lane, 0, detail(each.kind)));
    }
    LevelOfDetail detail = LevelOfDetail.of(timeline);
    int[] counts = new int[edges.size() - 1];
    byte[] severities = new byte[edges.size() - 1];
    detail.columns(
        Story.NVME4, edges.stream().mapToLong(Long::longValue).toArray(), counts, severities);

    for (int column = 0; column < counts.length; column++) {
      long from = edges.get(column);
      long to = edges.get(column + 1);
      List<Event> inside =
          timeline.events().stream()
              .filter(event -> event.lane().equals(Story.NVME4))
              .filter(event -> event.nanos() >= from && event.nanos() < to)
              .toList();
      int worst =
          inside.stream().mapToInt(event -> Severity.of(event.detail()).rank()).max().orElse(-1);
      assertThat(counts[column]).isEqualTo(inside.size());
      assertThat(severities[column]).isEqualTo((byte) worst);
      assertThat(detail.indices(Story.NVME4, from, to))
          .containsExactly(inside.stream().mapToInt(event -> (int) event.sequence() - 1).toArray());
    }
  }
}
