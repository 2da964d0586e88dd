package dev.fenceline.timeline.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Cause;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Note;
import dev.fenceline.event.value.InstanceState;
import dev.fenceline.event.value.IoKind;
import dev.fenceline.swimlane.Story;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Recovery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Buckets of time, compared with a look at every request. */
class MetricsTest {
  private static final Lane WORKLOAD = Lane.parse("workload/di");
  private static final Lane HOST = Lane.host("nvme4");

  private record Request(long from, long to, boolean isComplete) {}

  /** A session that is made step by step, and what is known of its requests. */
  private static final class Made {
    final Timeline timeline = new Timeline();
    final List<Request> requests = new ArrayList<>();
    private final Random random;
    private final boolean isWorkload;
    private final Map<Integer, Long> open = new HashMap<>();
    private long nanos;
    private int next = 1;

    Made(Random random, boolean isWorkload) {
      this.random = random;
      this.isWorkload = isWorkload;
    }

    void go(int steps) {
      for (int i = 0; i < steps; i++) {
        nanos += random.nextInt(8) == 0 ? random.nextInt(900_000_000) : random.nextInt(400_000);
        if (open.isEmpty() || random.nextInt(5) < 3) {
          open.put(next, nanos);
          add(begin(next++));
        } else {
          int chosen = List.copyOf(open.keySet()).get(random.nextInt(open.size()));
          boolean isComplete = isWorkload || random.nextInt(6) > 0;
          requests.add(new Request(Objects.requireNonNull(open.remove(chosen)), nanos, isComplete));
          add(end(chosen, isComplete));
        }
      }
    }

    private Detail begin(int number) {
      return isWorkload
          ? new IoEvent.Submitted(number, IoKind.WRITE, 0, 1, number, number)
          : new CommandEvent.Submitted(1, number, 1, 0, 1, 0, 0);
    }

    private Detail end(int number, boolean isComplete) {
      return isWorkload
          ? new IoEvent.Ended(number, 0)
          : isComplete
              ? new CommandEvent.Completed(1, number, 0, 0)
              : new CommandEvent.Cancelled(1, number, 1, 0x371);
    }

    private void add(Detail detail) {
      Lane lane = isWorkload ? WORKLOAD : HOST;
      timeline.accept(new Event(timeline.size() + 1, nanos, lane, Cause.NONE, detail));
    }

    List<Request> all() {
      List<Request> all = new ArrayList<>(requests);
      open.values().forEach(from -> all.add(new Request(from, Long.MAX_VALUE, false)));
      return all;
    }
  }

  private static Bucket naive(List<Request> requests, long from, long to) {
    long[] latencies =
        requests.stream()
            .filter(it -> it.isComplete() && it.to() >= from && it.to() < to)
            .mapToLong(it -> it.to() - it.from())
            .sorted()
            .toArray();
    List<Long> moments = new ArrayList<>(List.of(from));
    requests.stream().map(Request::from).filter(it -> it >= from && it < to).forEach(moments::add);
    int most = 0;
    for (long moment : moments) {
      // What begins at a moment begins after what ends there, or before: the larger one counts.
      int there =
          (int) requests.stream().filter(it -> it.from() <= moment && it.to() > moment).count();
      most = Math.max(most, there);
    }
    int count = latencies.length;
    return count == 0
        ? new Bucket(from, to, 0, -1, -1, -1, most)
        : new Bucket(
            from,
            to,
            count,
            latencies[(count + 1) / 2 - 1],
            latencies[(int) Math.ceil(count * 0.99) - 1],
            latencies[count - 1],
            most);
  }

  /** The same whether the session is read at once or while it grows, and at each width. */
  @Property(tries = 60)
  void eachBucketSaysWhatALookAtAllRequestsSays(
      @ForAll @IntRange(min = 1, max = 250) int steps,
      @ForAll boolean isWorkload,
      @ForAll int seed) {
    Random random = new Random(seed);
    Made made = new Made(random, isWorkload);
    made.go(steps);
    Metrics before = Metrics.of(made.timeline);
    List<Bucket> seenBefore = look(before, 0, Long.MAX_VALUE, 1 << 20);
    made.go(random.nextInt(100));
    Metrics metrics = Metrics.of(made.timeline);
    assertThat(metrics.source())
        .isEqualTo(isWorkload ? MeasuredRequests.WORKLOAD : MeasuredRequests.HOST);
    long end = made.timeline.endNanos();
    for (long width : new long[] {end / 3 + 1, end / 40 + 1, 1 << 24, 1 << 20}) {
      long from = random.nextInt(3) == 0 ? 0 : (long) (random.nextDouble() * end);
      List<Bucket> seen = look(metrics, from, from + 300 * width, width);
      assertThat(seen).isNotEmpty();
      assertThat(seen.getFirst().fromNanos()).isLessThanOrEqualTo(from);
      seen.forEach(it -> assertThat(it).isEqualTo(naive(made.all(), it.fromNanos(), it.toNanos())));
      assertThat(seen).allMatch(it -> it.toNanos() - it.fromNanos() >= width);
      assertThat(metrics.at(seen.getLast().fromNanos(), width)).isEqualTo(seen.getLast());
    }
    assertThat(look(before, 0, Long.MAX_VALUE, 1 << 20))
        .as("a snapshot stays")
        .isEqualTo(seenBefore);
  }

  private static List<Bucket> look(Metrics metrics, long from, long to, long width) {
    List<Bucket> seen = new ArrayList<>();
    metrics.look(from, to, width, seen::add);
    return seen;
  }

  @Test
  void aSessionWithoutRequestsHasNoFigures() {
    Timeline timeline = new Timeline();
    timeline.accept(new Event(1, 5, Lane.LAB, Cause.NONE, new Note("nothing else")));
    Metrics metrics = Metrics.of(timeline);
    assertThat(metrics.source()).isEqualTo(MeasuredRequests.NONE);
    assertThat(look(metrics, 0, 10, 1)).isEmpty();
    assertThat(metrics.outages()).isEmpty();
  }

  @Test
  void anOutageLastsFromTheFailureUntilIoContinues() {
    PathOutage outage = Metrics.of(Story.ccr()).outages().getFirst();
    Recovery recovery = Recoveries.of(Story.ccr()).getFirst();
    assertThat(outage.controller()).isEqualTo(Story.NVME4);
    assertThat(outage.fromNanos())
        .isEqualTo(recovery.failedNanos().orElse(recovery.detectedNanos()));
    recovery.resumedNanos().ifPresent(it -> assertThat(outage.toNanos()).isEqualTo(it));
  }

  /** The number of buckets that are kept has a bound, however long the session is. */
  @Test
  void aLongSessionHasWiderBuckets() {
    Timeline timeline = new Timeline();
    long hour = 3_600_000_000_000L;
    for (int i = 1; i <= 50; i++) {
      timeline.accept(
          new Event(
              2L * i - 1,
              i * hour,
              WORKLOAD,
              Cause.NONE,
              new IoEvent.Submitted(i, IoKind.READ, 0, 1, 0, 0)));
      timeline.accept(
          new Event(2L * i, i * hour + 5, WORKLOAD, Cause.NONE, new IoEvent.Ended(i, 0)));
    }
    List<Bucket> all = look(Metrics.of(timeline), 0, Long.MAX_VALUE, 1);
    assertThat(all).hasSizeLessThanOrEqualTo(Metrics.BUCKETS_MAX);
    assertThat(all.stream().mapToInt(Bucket::completed).sum()).isEqualTo(50);
    assertThat(look(Metrics.of(timeline), hour, hour + 2000, 1).getFirst())
        .isEqualTo(new Bucket(hour / 1024 * 1024, hour / 1024 * 1024 + 1024, 1, 5, 5, 5, 1));
  }

  @Test
  void commandsAtATargetCountIfNoHostWasRecordedAndEndWithTheirInstance() {
    Timeline timeline = new Timeline();
    Lane instance = Lane.target(1, 1);
    Detail[] details = {
      new CommandEvent.Answered(1, 9, 0, 0),
      new CommandEvent.Received(1, 5, 1, 0, 1),
      new CommandEvent.Received(1, 6, 1, 0, 1),
      new CommandEvent.Answered(1, 5, 0, 0),
      new InstanceEvent.StateChanged(InstanceState.QUIESCING, InstanceState.GONE, "reset"),
      new CommandEvent.Received(1, 7, 1, 0, 1)
    };
    for (int i = 0; i < details.length; i++) {
      timeline.accept(new Event(i + 1, i * 2000L, instance, Cause.NONE, details[i]));
    }
    Metrics metrics = Metrics.of(timeline);
    assertThat(metrics.source()).isEqualTo(MeasuredRequests.TARGET);
    assertThat(metrics.at(0, 1 << 20)).isEqualTo(new Bucket(0, 1 << 20, 1, 4000, 4000, 4000, 2));
    assertThat(metrics.at(10_000, 1).inFlight()).as("the lost one is not counted").isEqualTo(1);
  }
}
