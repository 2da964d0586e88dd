package dev.fenceline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.AenEvent;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.tap.AssociationTracker.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tracker says of our own host and target must be what they say of themselves. */
@Tag("slow")
class AssociationTrackerTest {
  private static final long LENGTH_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** One side's story, lane by lane; host controllers by the paths that they use. */
  private static Map<String, List<String>> story(
      List<Event> events, Function<Detail, @Nullable Object> facet) {
    Map<Lane, String> paths = new HashMap<>();
    Map<String, List<String>> story = new TreeMap<>();
    for (Event event : events) {
      if (event.detail() instanceof ControllerEvent.Created created) {
        paths.put(event.lane(), "host over " + created.path());
      }
      Object said = facet.apply(event.detail());
      if (said != null && event.nanos() < LENGTH_NANOS) {
        String lane = paths.getOrDefault(event.lane(), event.lane().toString());
        story.computeIfAbsent(lane, _ -> new ArrayList<>()).add(said.toString());
      }
    }
    return story;
  }

  private static void assertSame(
      String id, TrackedRun run, String what, Function<Detail, @Nullable Object> facet) {
    Map<String, List<String>> tracked = story(run.tracked(), facet);
    Map<String, List<String>> told = story(run.told(), facet);
    Set<String> lanes = new TreeSet<>(told.keySet());
    lanes.addAll(tracked.keySet());
    for (String lane : lanes) {
      List<String> expected = told.getOrDefault(lane, List.of());
      List<String> actual = tracked.getOrDefault(lane, List.of());
      int same = 0;
      while (same < Math.min(expected.size(), actual.size())
          && expected.get(same).equals(actual.get(same))) {
        same++;
      }
      assertThat(actual.subList(same, Math.min(actual.size(), same + 3)))
          .as("%s of %s, %s, after %d of %d events", what, id, lane, same, expected.size())
          .isEqualTo(expected.subList(same, Math.min(expected.size(), same + 3)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"baseline", "ccr", "hold", "source-dies", "stall-beyond-timeout"})
  void saysOfBothEndsWhatTheySayThemselves(String id) {
    TrackedRun run = run(id, View.BOTH_POINTS);
    assertSame(id, run, "states", AssociationTrackerTest::hostState);
    assertSame(id, run, "fencing", AssociationTrackerTest::fencing);
    assertSameOnTheWire(id, run);
  }

  /** A host that fences although its connections are gone shows nothing of it. */
  @ParameterizedTest
  @ValueSource(strings = {"unprotected", "reset-not-silence"})
  void saysNothingOfFencingThatDoesNotPass(String id) {
    TrackedRun run = run(id, View.BOTH_POINTS);
    assertThat(run.told()).anyMatch(event -> event.detail() instanceof FencingEvent.Started);
    assertSame(id, run, "states", AssociationTrackerTest::hostStateWithoutFencing);
    assertSameOnTheWire(id, run);
  }

  /** A capture at the host's side shows all that its host does. */
  @ParameterizedTest
  @ValueSource(strings = {"baseline", "ccr"})
  void saysOfTheHostWhatItSaysItselfFromOnePlace(String id) {
    TrackedRun run = run(id, View.ONE_PLACE);
    assertSame(id, run, "states", AssociationTrackerTest::hostState);
    assertSame(id, run, "commands", AssociationTrackerTest::hostCommand);
    assertSame(id, run, "attempts", AssociationTrackerTest::reconnect);
  }

  private static TrackedRun run(String id, View view) {
    return TrackedRun.of(ScenarioLibrary.find(id).orElseThrow(), view, LENGTH_NANOS);
  }

  private static void assertSameOnTheWire(String id, TrackedRun run) {
    assertSame(id, run, "commands", AssociationTrackerTest::command);
    boolean isDetectionSeen =
        run.tracked().stream()
            .noneMatch(event ->
                event.detail() instanceof ControllerEvent.ErrorRecovery it
                    && it.sinceNanos() == ControllerEvent.ErrorRecovery.NOT_SEEN);
    assertSame(
        id,
        run,
        "keep alive",
        isDetectionSeen
            ? AssociationTrackerTest::keepAlive
            : AssociationTrackerTest::keepAliveButForExpiry);
    assertSame(id, run, "identities", AssociationTrackerTest::identity);
    assertSame(id, run, "attempts", AssociationTrackerTest::reconnect);
  }

  private static @Nullable Object hostState(Detail detail) {
    return detail instanceof ControllerEvent.StateChanged it ? it.from() + " to " + it.to() : null;
  }

  /** The states that it enters, but for those of fencing. */
  private static @Nullable Object hostStateWithoutFencing(Detail detail) {
    return detail instanceof ControllerEvent.StateChanged it
            && it.to() != ControllerState.FENCING
            && it.to() != ControllerState.FENCED
        ? it.to()
        : null;
  }

  /** Every copy at both ends; which operation it belongs to does not pass. */
  private static @Nullable Object command(Detail detail) {
    return switch (detail) {
      case CommandEvent.Submitted it ->
          new CommandEvent.Submitted(it.qid(), it.cid(), it.opcode(), it.lba(), it.blocks(), 0, 0);
      case CommandEvent.Executing _, CommandEvent.Executed _, CommandEvent.Revoked _ -> null;
      case CommandEvent.TimedOut _ -> null;
      case CommandEvent it -> it;
      default -> null;
    };
  }

  private static @Nullable Object hostCommand(Detail detail) {
    return detail instanceof CommandEvent.Received || detail instanceof CommandEvent.Answered
        ? null
        : command(detail);
  }

  private static @Nullable Object keepAlive(Detail detail) {
    return switch (detail) {
      case KeepAliveEvent.Answered it -> "answered " + it.cid();
      case KeepAliveEvent.Expired it -> "expired " + it.cid();
      case KeepAliveEvent.Lapsed _ -> "lapsed";
      case KeepAliveEvent it -> it;
      default -> null;
    };
  }

  /**
   * A host that may have given up a command before its Keep Alive is not said to have seen that.
   */
  private static @Nullable Object keepAliveButForExpiry(Detail detail) {
    return detail instanceof KeepAliveEvent.Expired ? null : keepAlive(detail);
  }

  private static @Nullable Object identity(Detail detail) {
    return switch (detail) {
      case ControllerEvent.Identified it -> it;
      case ControllerEvent.AnaState it -> it;
      case InstanceEvent.Created it -> it;
      case InstanceEvent.Ready it -> it;
      case ConnectionEvent.QueueConnected it -> it;
      case ConnectionEvent.QueuesCreating it -> it;
      case ConnectionEvent.QueuesMapped it -> it;
      case AenEvent.Raised _, AenEvent.Suppressed _ -> null;
      case AenEvent it -> it;
      default -> null;
    };
  }

  private static @Nullable Object reconnect(Detail detail) {
    return switch (detail) {
      case ReconnectEvent.Attempted it -> "attempt " + it.attempt();
      case ReconnectEvent.Succeeded it -> "connected at " + it.attempt();
      case ReconnectEvent.Failed it -> "failed " + it.attempt();
      default -> null;
    };
  }

  private static @Nullable Object fencing(Detail detail) {
    return switch (detail) {
      case FencingEvent.CcrIssued it ->
          it.impacted() + " by " + it.sourceCid() + " credit " + it.creditLeft();
      case FencingEvent.CcrAnswered it ->
          "answered " + it.sourceCid() + " " + it.status() + it.immediate();
      case FencingEvent.CcrEnded it -> it.impacted() + " " + it.outcome().isSuccess();
      case FencingEvent.Ended it -> it.by();
      case FencingEvent.TargetAccepted it -> it;
      case FencingEvent.TargetImmediate it -> it;
      default -> null;
    };
  }
}
