package dev.fenceline.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.exchange.kernellog.KernelLogWriter;
import dev.fenceline.lab.TwoStories.Why;
import dev.fenceline.scenario.PathSettings;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.scenario.ScheduledFault;
import dev.fenceline.scenario.setting.SettingsBuilder;
import dev.fenceline.tap.AssociationTracker.View;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.IoOutcome;
import dev.fenceline.timeline.recovery.NoRecovery;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.recovery.Return;
import dev.fenceline.timeline.recovery.Returns;
import dev.fenceline.timeline.recovery.Summary;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is concluded of a host that loses both paths, or that goes away, by those who watch it. */
abstract class BothPathsCases {
  private static final long WITHIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LENGTH_NANOS = TimeUnit.SECONDS.toNanos(16);

  private final View view;

  /** Where the host is watched. */
  BothPathsCases(View view) {
    this.view = view;
  }

  private static Scenario scenario(String host, String target, String faults) {
    return scenario("read-write", host, target, faults);
  }

  private static Scenario scenario(String access, String host, String target, String faults) {
    return ScenarioReader.read(
        """
        {"id": "both", "title": "both", "seed": 11,
         "host": {"policy": %s, "kato": "2 s", "reconnectDelay": "2 s", "firstDevice": 0},
         "target": {"keepAliveGranularity": 1, "brokenPromise": true, %s},
         "paths": [{"name": "A", "port": 1, "address": "10.0.0.1:4420"},
                   {"name": "B", "port": 2, "address": "10.0.0.2:4420"}],
         "workload": {"access": "%s", "workers": 4, "period": "20 ms", "jitter": "5 ms",
                      "blocks": 32},
         "faults": [%s]}
        """
            .formatted(host, target, access, faults),
        "both");
  }

  private TrackedRun run(String host, String target, String faults) {
    return TrackedRun.behindNetwork(scenario(host, target, faults), view, List.of(), LENGTH_NANOS);
  }

  private static TwoStories compared(TrackedRun run) {
    return new TwoStories(
        Timeline.of(run.told()), Timeline.of(run.tracked()), TwoClocks.ONE, WITHIN_NANOS);
  }

  private static String faults(String first, String second) {
    return """
    {"fault": "%s", "path": "A", "at": "3000 ms"%s},
    {"fault": "%s", "path": "B", "at": "3400 ms"%s}
    """
        .formatted(first, until(first), second, until(second));
  }

  private static String until(String fault) {
    return fault.equals("reset") ? "" : ", \"until\": \"9000 ms\"";
  }

  @ParameterizedTest
  @ValueSource(strings = {"black-hole", "stall", "reset", "refuse"})
  void bothRecoveriesAreTheHostsOwn(String fault) {
    for (String policy : List.of("\"none\"", "\"best\"", "\"time-based\"")) {
      TrackedRun run = run(policy, "\"cqt\": \"1 s\"", faults(fault, fault));
      TwoStories compared = compared(run);
      assertThat(compared.wrong()).as(policy).isEmpty();
      assertThat(Recoveries.of(Timeline.of(run.tracked())))
          .as(policy)
          .extracting(Recovery::controller)
          .containsExactlyInAnyOrder("nvme0", "nvme1");
    }
  }

  /** The host gives up commands long before a Keep Alive, one path after the other. */
  @Test
  void hostThatClosesOnePathAfterTheOtherHasNotGoneAway() {
    String host = "\"none\", \"ioTimeout\": \"700 ms\"";
    TrackedRun run = run(host, "\"cqt\": \"0 s\"", faults("black-hole", "black-hole"));
    TwoStories compared = compared(run);
    assertThat(compared.wrong()).isEmpty();
    assertThat(Recoveries.of(Timeline.of(run.tracked())))
        .extracting(Recovery::controller)
        .contains("nvme0");
  }

  /** A hold that ends while there is no path is not said to last until a path is back. */
  @Test
  void holdEndsUnseenWhereThereIsNoPath() {
    TrackedRun run = run("\"time-based\"", "\"cqt\": \"0 s\"", faults("stall", "stall"));
    assertThat(compared(run).wrong()).isEmpty();
    assertThat(Recoveries.of(Timeline.of(run.tracked())))
        .filteredOn(each -> each.fencedBy() == FencedBy.HOLD)
        .isNotEmpty()
        .allMatch(each -> each.fencedNanos().isEmpty());
  }

  /** Killed with requests in flight, one path dead or none, and started again: no recovery. */
  @ParameterizedTest
  @ValueSource(strings = {"", "stall", "black-hole"})
  void killedHostThatIsStartedAgainRecoversNothing(String fault) {
    String broken =
        fault.isEmpty()
            ? ""
            : "{\"fault\": \"%s\", \"path\": \"B\", \"at\": \"3900 ms\", \"until\": \"6000 ms\"}"
                .formatted(fault);
    TrackedRun run =
        TrackedRun.killed(
            scenario("\"none\"", "\"cqt\": \"1 s\"", broken),
            view,
            TimeUnit.MILLISECONDS.toNanos(4000),
            TimeUnit.MILLISECONDS.toNanos(7000),
            LENGTH_NANOS);
    assertThat(Recoveries.of(Timeline.of(run.tracked()))).isEmpty();
    assertThat(details(run)).noneMatch(IoEvent.FailedOver.class::isInstance);
    assertThat(details(run))
        .filteredOn(detail ->
            detail instanceof ControllerEvent.StateChanged it
                && it.to() == ControllerState.CONNECTING)
        .extracting(detail -> ((ControllerEvent.StateChanged) detail).reason())
        .containsOnly("connecting, newly created", "connects again");
    assertThat(Returns.of(Timeline.of(run.tracked())))
        .extracting(Return::controller, each -> each.liveNanos().isPresent())
        .containsExactlyInAnyOrder(tuple("nvme0", true), tuple("nvme1", true));
    assertThat(KernelLogWriter.all(run.tracked()))
        .filteredOn(line -> line.message().contains("new ctrl"))
        .as("that a controller is a new one is known of the first two")
        .hasSize(2);
  }

  /**
   * The host gives up reads of both paths at the same moment. To its target it is like one that
   * ends and is started again, and no write is out that could come again: so that it recovered is
   * not said, nor that it did not, but when it closed the paths and when they were live again is.
   */
  @Test
  void hostThatClosesBothPathsAtOnceHasRecoveredOrBeenStartedAgain() {
    String host = "\"none\", \"ioTimeout\": \"700 ms\"";
    TrackedRun run =
        TrackedRun.behindNetwork(
            scenario(
                "read-only",
                host,
                "\"cqt\": \"0 s\"",
                """
                {"fault": "black-hole", "path": "A", "at": "3000 ms", "until": "6000 ms"},
                {"fault": "black-hole", "path": "B", "at": "3000 ms", "until": "6000 ms"}
                """),
            view,
            List.of(),
            LENGTH_NANOS);
    TwoStories compared = compared(run);
    assertThat(compared.wrong()).isEmpty();
    assertThat(compared.notKnown()).contains(Why.MAY_HAVE_GONE);
    assertThat(Recoveries.of(Timeline.of(run.told()))).hasSize(2);
    Timeline tracked = Timeline.of(run.tracked());
    assertThat(Recoveries.of(tracked)).isEmpty();
    assertThat(Returns.of(tracked)).hasSize(2);
    assertThat(NoRecovery.words(tracked)).doesNotContain("No controller failed");
    Summary summary = Summary.of(tracked);
    assertThat(summary.text())
        .contains("by its host; why is not known")
        .contains("live again; whether its host recovered it or was started again is not known");
    assertThat(summary.writesHeld()).isEmpty();
    assertThat(summary.fields().get("returns"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .hasSize(2);
  }

  /**
   * One path was broken by the target when the host closed the other one: if it may have ended, it
   * did not surely reconnect the first one either.
   */
  @Test
  void whatMayBeAnotherHostHasNotSurelyReconnected() {
    TrackedRun run =
        TrackedRun.killed(
            scenario(
                "\"none\"",
                "\"cqt\": \"1 s\"",
                "{\"fault\": \"refuse\", \"path\": \"B\", \"at\": \"3500 ms\", \"until\": \"6000"
                    + " ms\"}"),
            view,
            TimeUnit.MILLISECONDS.toNanos(4000),
            TimeUnit.MILLISECONDS.toNanos(7000),
            LENGTH_NANOS);
    Timeline tracked = Timeline.of(run.tracked());
    assertThat(Recoveries.of(tracked))
        .singleElement()
        .returns("nvme1", Recovery::controller)
        .returns("its host may have been started again", Recovery::endReason)
        .returns(null, Recovery::attemptsOrNull);
    assertThat(Returns.of(tracked)).extracting(Return::controller).containsExactly("nvme0");
  }

  /**
   * A host that has given up a command sends a reset while the target sees nothing wrong yet. It is
   * the host's fencing, because a host that fences by resets sends no more than one.
   */
  @Test
  void resetBeforeAnySignOfTroubleIsFencingOfHostThatFencesByResets() {
    TrackedRun run =
        run(
            "\"best\", \"ioTimeout\": \"400 ms\"",
            "\"cqt\": \"1 s\", \"ccrLimit\": 4",
            "{\"fault\": \"stall\", \"path\": \"B\", \"at\": \"3000 ms\", \"until\": \"6000 ms\"}");
    assertThat(Recoveries.of(Timeline.of(run.told())))
        .singleElement()
        .returns(FencedBy.CCR, Recovery::fencedBy);
    assertThat(Recoveries.of(Timeline.of(run.tracked())))
        .singleElement()
        .returns(FencedBy.CCR, Recovery::fencedBy)
        .returns("nvme0", Recovery::source);
    assertThat(details(run)).noneMatch(FencingEvent.RuledOut.class::isInstance);
    assertThat(compared(run).wrong()).isEmpty();
  }

  private static final String RESET_BY_HAND =
      """
      ], "actions": [{"action": "ccr", "through": "nvme0", "of": "nvme1", "naming": "%s",
                      "at": "3000 ms"}
      """;

  /**
   * A person resets a controller that works, of a host that does not fence by resets: nothing is
   * said of fencing, not that there was none either.
   */
  @Test
  void resetByHandSaysNothingOfFencingOfHostThatDoesNotFenceByResets() {
    TrackedRun run =
        run("\"none\"", "\"cqt\": \"1 s\", \"ccrLimit\": 4", RESET_BY_HAND.formatted("current"));
    assertThat(Recoveries.of(Timeline.of(run.told())))
        .singleElement()
        .returns(FencedBy.NONE, Recovery::fencedBy);
    assertThat(Recoveries.of(Timeline.of(run.tracked())))
        .singleElement()
        .returns(FencedBy.NOT_KNOWN, Recovery::fencedBy)
        .returns(false, Recovery::isDetectionSeen);
    assertThat(details(run)).noneMatch(FencingEvent.RuledOut.class::isInstance);
    assertThat(compared(run).wrong()).isEmpty();
  }

  /** A host that fences by resets sends its own after one by hand, and the target says so. */
  @Test
  void resetByHandOfHostThatFencesByResetsIsFollowedByItsOwn() {
    TrackedRun run =
        run("\"best\"", "\"cqt\": \"1 s\", \"ccrLimit\": 4", RESET_BY_HAND.formatted("current"));
    assertThat(Recoveries.of(Timeline.of(run.tracked())))
        .singleElement()
        .returns(FencedBy.CCR, Recovery::fencedBy);
    assertThat(compared(run).wrong()).isEmpty();
  }

  /** A reset that is refused fences nothing, and no recovery follows. */
  @ParameterizedTest
  @ValueSource(strings = {"wrong-ciu", "wrong-cirn"})
  void refusedResetIsNoRecovery(String naming) {
    TrackedRun run =
        run("\"best\"", "\"cqt\": \"1 s\", \"ccrLimit\": 4", RESET_BY_HAND.formatted(naming));
    assertThat(Recoveries.of(Timeline.of(run.told()))).isEmpty();
    assertThat(Recoveries.of(Timeline.of(run.tracked()))).isEmpty();
  }

  /**
   * The path breaks on the host's side, and it is the slower one: its end arrives at the target
   * after the reset over the other path, or between the ends of its queues.
   */
  @ParameterizedTest
  @CsvSource({
    "reset, 0",
    "reset, 1500",
    "reset, 9000",
    "refuse, 0",
    "refuse, 1500",
    "refuse, 9000"
  })
  void resetThatOvertakesTheEndOfItsPathIsFencing(String fault, int delayMicros) {
    Scenario scenario = slowerB(delayMicros);
    List<ScheduledFault> beyond =
        scenario(
                "\"best\"",
                "\"cqt\": \"1 s\"",
                "{\"fault\": \"%s\", \"path\": \"B\", \"at\": \"3000 ms\"%s}"
                    .formatted(fault, until(fault)))
            .faults();
    TrackedRun run = TrackedRun.behindNetwork(scenario, view, beyond, LENGTH_NANOS);
    assertThat(compared(run).wrong()).isEmpty();
    assertThat(Recoveries.of(Timeline.of(run.told())))
        .singleElement()
        .returns(FencedBy.CCR, Recovery::fencedBy);
    assertThat(Recoveries.of(Timeline.of(run.tracked())))
        .singleElement()
        .returns(FencedBy.CCR, Recovery::fencedBy)
        .returns(true, Recovery::isDetectionSeen)
        .returns(true, each -> each.fencedNanos().isPresent());
  }

  private static Scenario slowerB(int delayMicros) {
    Scenario all = scenario("read-only", "\"best\"", "\"cqt\": \"1 s\", \"ccrLimit\": 4", "");
    PathSettings slow =
        SettingsBuilder.of(all.paths().getLast())
            .with(PathSettings::delayMicros, (long) delayMicros)
            .build();
    return SettingsBuilder.of(all)
        .with(Scenario::paths, List.of(all.paths().getFirst(), slow))
        .build();
  }

  /** Requests that went to a path that was dead too are not said to have waited. */
  @Test
  void requestsThatWereLostOnTheOtherPathAreNotSaidToHaveWaited() {
    TrackedRun run = run("\"none\"", "\"cqt\": \"0 s\"", faults("stall", "black-hole"));
    assertThat(compared(run).wrong()).isEmpty();
    assertThat(Recoveries.of(Timeline.of(run.tracked())))
        .first()
        .extracting(Recovery::io)
        .isInstanceOf(IoOutcome.NotKnown.class);
  }

  private static List<Object> details(TrackedRun run) {
    return Stream.of(run.tracked()).flatMap(List::stream).<Object>map(Event::detail).toList();
  }
}
