package dev.fenceline.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.Point;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.Fault.Directions;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Whatever a path goes through, what is delivered is a prefix of what was sent, in order. */
@Tag("slow")
class LinkPropertyTest {
  /** Something that happens at some time after the one before. */
  record Step(long afterMicros, Action action, Directions directions, int amount) {}

  enum Action {
    SEND,
    STALL,
    STALL_KEEPING,
    BLACK_HOLE,
    HEAL,
    DELAY,
    ABORT
  }

  @Provide
  Arbitrary<Step> survivable() {
    return steps(Arbitraries.of(Action.SEND, Action.SEND, Action.STALL, Action.HEAL, Action.DELAY));
  }

  @Provide
  Arbitrary<Step> anything() {
    return steps(
        Arbitraries.frequency(
            Tuple.of(12, Action.SEND),
            Tuple.of(3, Action.STALL),
            Tuple.of(3, Action.STALL_KEEPING),
            Tuple.of(3, Action.BLACK_HOLE),
            Tuple.of(5, Action.HEAL),
            Tuple.of(3, Action.DELAY),
            Tuple.of(1, Action.ABORT)));
  }

  private static Arbitrary<Step> steps(Arbitrary<Action> actions) {
    return Combinators.combine(
            Arbitraries.longs().between(0, 300),
            actions,
            Arbitraries.of(Directions.class),
            Arbitraries.integers().between(1, 400))
        .as(Step::new);
  }

  @Property(tries = 200)
  void delaysAndStallsLoseNothing(
      @ForAll("survivable") Step first,
      @ForAll @Size(max = 30) List<@From("survivable") Step> steps,
      @ForAll @LongRange(min = 0, max = 200) long delayMicros,
      @ForAll @LongRange(min = 200, max = 100_000) long keptBytesLimit) {
    try (Traffic traffic = new Traffic(delayMicros, keptBytesLimit)) {
      traffic.run(first);
      steps.forEach(traffic::run);
      traffic.bench.link.heal();
      traffic.bench.run(Bench.SECOND);
      assertThat(traffic.target.receivedBytes()).isEqualTo(traffic.sentBy(traffic.host));
      assertThat(traffic.host.receivedBytes()).isEqualTo(traffic.sentBy(traffic.target));
      assertThat(traffic.bench.link.isIdle()).isTrue();
    }
  }

  @Property(tries = 300)
  void whatIsDeliveredIsAPrefixOfWhatWasSent(
      @ForAll @Size(max = 40) List<@From("anything") Step> steps,
      @ForAll @LongRange(min = 0, max = 200) long delayMicros) {
    try (Traffic traffic = new Traffic(delayMicros, 1 << 20)) {
      for (Step step : steps) {
        traffic.run(step);
        traffic.checkPrefixes();
      }
      traffic.bench.link.heal();
      traffic.bench.run(Bench.SECOND);
      traffic.checkPrefixes();
      assertThat(traffic.bench.link.isIdle()).isTrue();
    }
  }

  /** One connection with both ends talking. */
  private static final class Traffic implements AutoCloseable {
    private final Bench bench;
    private final Endpoint host;
    private final Endpoint target;
    private final StringBuilder hostSaid = new StringBuilder();
    private final StringBuilder targetSaid = new StringBuilder();

    Traffic(long delayMicros, long keptBytesLimit) {
      bench =
          Bench.virtual(Bench.keeping(Bench.path(delayMicros, delayMicros / 5), keptBytesLimit));
      host = bench.connectThrough();
      target = bench.target();
    }

    void run(Step step) {
      bench.run(step.afterMicros() * Bench.MICRO);
      Directions directions = step.directions();
      switch (step.action()) {
        case SEND -> send(directions, step.amount());
        case STALL -> bench.apply(new Fault.Stall("B", directions, false));
        case STALL_KEEPING -> bench.apply(new Fault.Stall("B", directions, true));
        case BLACK_HOLE -> bench.apply(new Fault.BlackHole("B", directions));
        case HEAL -> bench.link.heal();
        case DELAY -> bench.apply(new Fault.Delay("B", directions, step.amount(), 0));
        case ABORT -> (directions == Directions.TO_HOST ? target : host).abort();
      }
    }

    private void send(Directions directions, int amount) {
      if (directions != Directions.TO_HOST && !host.isClosed()) {
        say(host, hostSaid, amount);
      }
      if (directions != Directions.TO_TARGET && !target.isClosed()) {
        say(target, targetSaid, amount);
      }
    }

    private static void say(Endpoint endpoint, StringBuilder said, int amount) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < amount; i++) {
        text.append((char) ('a' + (said.length() + i) * 7 % 26));
      }
      text.append(said.length()).append(' ');
      endpoint.send(text.toString());
      said.append(text);
    }

    byte[] sentBy(Endpoint endpoint) {
      return (endpoint == host ? hostSaid : targetSaid)
          .toString()
          .getBytes(StandardCharsets.ISO_8859_1);
    }

    void checkPrefixes() {
      assertThat(hostSaid.toString()).startsWith(target.received());
      assertThat(targetSaid.toString()).startsWith(host.received());
      for (Direction direction : Direction.values()) {
        byte[] entered = bench.tap.passed(1, direction, Point.ENTERED);
        byte[] left = bench.tap.passed(1, direction, Point.LEFT);
        assertThat(left.length).isLessThanOrEqualTo(entered.length);
        assertThat(Arrays.copyOf(entered, left.length)).isEqualTo(left);
      }
    }

    @Override
    public void close() {
      bench.close();
    }
  }
}
