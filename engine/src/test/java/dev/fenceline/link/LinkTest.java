package dev.fenceline.link;

import static dev.fenceline.event.value.Direction.TO_HOST;
import static dev.fenceline.event.value.Direction.TO_TARGET;
import static dev.fenceline.link.Bench.MICRO;
import static dev.fenceline.link.Bench.MILLI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.clock.Seed;
import dev.fenceline.event.Cause;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PathEvent;
import dev.fenceline.event.value.PathState;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.Fault.Directions;
import dev.fenceline.scenario.PathSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A path that delays, resets and refuses. */
@Timeout(60)
class LinkTest {
  @Test
  void bytesTravelForTheDelayInEachDirection() {
    try (Bench bench = Bench.virtual()) {
      Endpoint host = bench.connectThrough();
      long sentNanos = bench.loop.nanos();
      bench.target().onReceived(text -> bench.target().send("pong"));
      host.send("ping");
      bench.await(() -> !bench.target().received().isEmpty());
      assertThat(bench.loop.nanos() - sentNanos).isEqualTo(100 * MICRO);
      bench.await(() -> host.received().equals("pong"));
      assertThat(bench.loop.nanos() - sentNanos).isEqualTo(200 * MICRO);
    }
  }

  @Test
  void aNewConnectionIsNumberedAcceptedAndJoined() {
    try (Bench bench = Bench.virtual()) {
      bench.connectThrough();
      bench.connectThrough();
      assertThat(bench.events)
          .extracting(Event::detail)
          .containsExactly(
              new PathEvent.Opened("10.0.0.2:4420", "port 2", 100 * MICRO, 0),
              new ConnectionEvent.Accepted(1),
              new ConnectionEvent.Joined(1),
              new ConnectionEvent.Accepted(2),
              new ConnectionEvent.Joined(2));
      assertThat(bench.events).extracting(Event::lane).containsOnly(Lane.path("B"));
    }
  }

  @Test
  void aDelayThatShrinksLetsNothingOvertake() {
    try (Bench bench = Bench.virtual()) {
      Endpoint host = bench.connectThrough();
      bench.apply(new Fault.Delay("B", Directions.TO_TARGET, 500, 0));
      host.send("first ");
      bench.apply(new Fault.Delay("B", Directions.TO_TARGET, 1, 0));
      host.send("second");
      bench.run(499 * MICRO);
      assertThat(bench.target().received()).isEmpty();
      bench.run(MICRO);
      assertThat(bench.target().received()).isEqualTo("first second");
      assertThat(bench.details(PathEvent.DelayChanged.class))
          .containsExactly(
              new PathEvent.DelayChanged(TO_TARGET, 500 * MICRO, 0),
              new PathEvent.DelayChanged(TO_TARGET, MICRO, 0));
    }
  }

  @Test
  void healingEndsADelayToo() {
    try (Bench bench = Bench.virtual()) {
      bench.apply(new Fault.Delay("B", Directions.BOTH, 500, 20));
      bench.link.heal();
      assertThat(bench.details(PathEvent.DelayChanged.class))
          .endsWith(
              new PathEvent.DelayChanged(TO_TARGET, 100 * MICRO, 0),
              new PathEvent.DelayChanged(TO_HOST, 100 * MICRO, 0));
    }
  }

  @Test
  void anAnswerNeverComesBackWithinTheCallThatSent() {
    PathSettings immediate = Bench.path(0, 0);
    try (Bench bench = Bench.virtual(immediate)) {
      Endpoint host = bench.connectThrough();
      bench.target().onReceived(text -> bench.target().send("answer"));
      List<String> order = new ArrayList<>();
      host.onReceived(order::add);
      bench.loop.execute(() -> {
        host.send("question");
        order.add("sent");
      });
      bench.await(() -> order.size() == 2);
      assertThat(order).containsExactly("sent", "answer");
    }
  }

  @Test
  void jitterIsDrawnFromTheSeedAndStaysInItsRange() {
    List<Long> first = arrivals();
    assertThat(first).isEqualTo(arrivals()).isSorted();
    assertThat(first).allMatch(nanos -> nanos >= 80 * MICRO && nanos <= 120 * MICRO);
    assertThat(first).doesNotHaveDuplicates();
  }

  private static List<Long> arrivals() {
    PathSettings jittery = Bench.path(100, 20);
    try (Bench bench = Bench.virtual(jittery)) {
      List<Endpoint> ends = List.of(bench.connectThrough(), bench.connectThrough());
      long start = bench.loop.nanos();
      List<Long> nanos = new ArrayList<>();
      bench.targets.forEach(t -> t.onReceived(text -> nanos.add(bench.loop.nanos() - start)));
      ends.forEach(host -> host.send("x"));
      bench.run(MILLI);
      return nanos;
    }
  }

  @Test
  void aResetReachesBothEndsAfterTheDelayAndNewConnectionsWork() {
    try (Bench bench = Bench.virtual()) {
      Endpoint host = bench.connectThrough();
      Endpoint target = bench.target();
      host.send("underway");
      bench.apply(new Fault.Reset("B"));
      bench.run(99 * MICRO);
      assertThat(host.isClosed()).isFalse();
      assertThat(target.isClosed()).isFalse();
      bench.run(MICRO);
      assertThat(host.isClosed()).isTrue();
      assertThat(target.isClosed()).isTrue();
      assertThat(target.received()).isEqualTo("underway");

      bench.connectThrough().send("again");
      bench.run(MILLI);
      assertThat(bench.target().received()).isEqualTo("again");
    }
  }

  @Test
  void aRefusingPathResetsItsConnectionsAndRefusesNewOnesUntilHealed() {
    try (Bench bench = Bench.virtual()) {
      Endpoint host = bench.connectThrough();
      bench.apply(new Fault.Refuse("B"));
      Endpoint refused = bench.connect();
      bench.run(MILLI);
      assertThat(host.isClosed()).isTrue();
      assertThat(refused.isClosed()).isTrue();
      assertThat(bench.targets).hasSize(1);
      assertThat(bench.details(ConnectionEvent.Refused.class))
          .containsExactly(new ConnectionEvent.Refused(2, "the path refuses connections"));
      bench.link.heal();
      bench.connectThrough().send("welcome");
      bench.run(MILLI);
      assertThat(bench.target().received()).isEqualTo("welcome");
    }
  }

  @Test
  void aTargetThatDoesNotListenRefusesTheHost() {
    try (Bench bench = Bench.withoutTarget()) {
      Endpoint host = bench.connect();
      bench.run(MILLI);
      assertThat(host.isClosed()).isTrue();
      assertThat(bench.details(ConnectionEvent.Refused.class))
          .containsExactly(new ConnectionEvent.Refused(1, "the target refused the connection"));
    }
  }

  @Test
  void theEndOfAStreamFollowsItsLastByte() {
    try (Bench bench = Bench.virtual()) {
      Endpoint host = bench.connectThrough();
      host.send("last words");
      host.close();
      bench.run(99 * MICRO);
      assertThat(bench.target().isClosed()).isFalse();
      bench.run(MICRO);
      assertThat(bench.target().received()).isEqualTo("last words");
      assertThat(bench.target().isClosed()).isTrue();
      assertThat(bench.details(ConnectionEvent.Ended.class))
          .containsExactly(new ConnectionEvent.Ended(1, TO_TARGET, true));
    }
  }

  @Test
  void aStateThatMayNotFollowIsReachedThroughUp() {
    try (Bench bench = Bench.virtual()) {
      bench.apply(new Fault.BlackHole("B", Directions.TO_HOST));
      bench.apply(new Fault.Stall("B", Directions.TO_HOST, false));
      bench.apply(new Fault.Stall("B", Directions.TO_HOST, false));
      assertThat(bench.details(PathEvent.StateChanged.class))
          .extracting(PathEvent.StateChanged::to)
          .containsExactly(PathState.SILENT, PathState.UP, PathState.STALLED);
    }
  }

  @Test
  void faultsOfOtherPathsAndPathsThatKeepNothingAreNotTaken() {
    try (Bench bench = Bench.virtual();
        LabLoop loop = LabLoop.virtual(new Seed(1))) {
      assertThatThrownBy(() -> bench.apply(new Fault.Reset("A")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("path B");
      PathSettings none = Bench.keeping(Bench.SETTINGS, 0);
      assertThatThrownBy(
              () -> new Link(loop, none, Lane.path("B"), (_, _, _) -> Cause.of(1), bench.tap))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
