package dev.fenceline.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fenceline.clock.ClockKind;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.TimerEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.Parameter;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.timeline.Timeline;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A second branch of a run: the same up to a moment, and other changes from then on. */
class ForkTest {
  private final Lab trunk = ran("ccr");
  private final long fencingNanos =
      trunk.timeline().events().stream()
          .filter(event ->
              event.detail() instanceof ControllerEvent.StateChanged it
                  && it.to() == ControllerState.FENCING)
          .findFirst()
          .orElseThrow()
          .nanos();

  private static Lab ran(String id) {
    Scenario scenario = HeldRun.shipped(id);
    Lab lab = Lab.inVirtualTime(scenario, scenario.seed());
    lab.run();
    return lab;
  }

  private static Fork fork(Lab trunk, long nanos, RunChange... changes) {
    Fork fork =
        new Fork(trunk.header(), trunk.timeline(), nanos, List.of(changes), "the other branch");
    fork.lab().run();
    return fork;
  }

  private static RunChange set(String key, String value) {
    return new RunChange.Set(Parameter.named(key), value);
  }

  private static List<Event> upTo(Timeline timeline, long nanos) {
    return timeline.events().stream().filter(event -> event.nanos() <= nanos).toList();
  }

  private static <T> Stream<T> after(Fork fork, long nanos, Class<T> kind) {
    return fork.lab().timeline().events().stream()
        .filter(event -> event.nanos() > nanos && kind.isInstance(event.detail()))
        .map(event -> kind.cast(event.detail()));
  }

  @Test
  void aFaultStrikesRightAfterTheMomentUpToWhichBothBranchesAreTheSame() {
    Fork fork = fork(trunk, fencingNanos, new RunChange.Strike(new Fault.Reset("A")));
    assertThat(fork.firstDifference()).isEmpty();
    assertThat(upTo(fork.lab().timeline(), fencingNanos))
        .isEqualTo(upTo(trunk.timeline(), fencingNanos))
        .hasSizeGreaterThan(100);
    Event next = fork.lab().timeline().events().get(upTo(trunk.timeline(), fencingNanos).size());
    assertThat(next.detail()).isEqualTo(new RunEvent.FaultApplied("fault path A reset", true));
    assertThat(next.nanos()).isEqualTo(fencingNanos + 1);
    assertThat(fork.lab().header().title()).isEqualTo("the other branch");
  }

  @Test
  void aSettingOfTheHostCountsFromItsNextDecisionOn() {
    assertThat(after(fork(trunk, fencingNanos, set("policy", "best")), 0, waits()))
        .allSatisfy(wait -> assertThat(wait.delayMillis()).isEqualTo(10_000));
    Fork fork = fork(trunk, fencingNanos, set("reconnect-delay", "3 s"));
    assertThat(fork.firstDifference()).isEmpty();
    assertThat(after(fork, fencingNanos, waits()))
        .isNotEmpty()
        .allSatisfy(wait -> assertThat(wait.delayMillis()).isEqualTo(3_000));
    assertThat(after(fork, fencingNanos, RunEvent.SettingChanged.class))
        .containsExactly(new RunEvent.SettingChanged("reconnect-delay", "3 s"));
  }

  private static Class<ReconnectEvent.Scheduled> waits() {
    return ReconnectEvent.Scheduled.class;
  }

  @Test
  void aSettingOfTheTargetCountsForInstancesThatFailFromThenOn() {
    long before = trunk.timeline().events().getFirst().nanos();
    Fork fork = fork(trunk, fencingNanos, set("broken-promise", "on"), set("quiesce", "8 s"));
    long asked =
        quiesces(fork.lab().timeline(), fencingNanos).mapToLong(Long::longValue).max().orElse(0);
    assertThat(quiesces(trunk.timeline(), before)).isNotEmpty().allMatch(it -> it < 8_000_000_000L);
    assertThat(asked).isEqualTo(8_000_000_000L);
  }

  /** Returns for how long each quiesce timer was armed. */
  private static Stream<Long> quiesces(Timeline timeline, long fromNanos) {
    return timeline.events().stream()
        .filter(event -> event.nanos() >= fromNanos)
        .filter(event ->
            event.detail() instanceof TimerEvent.Armed armed && armed.timer().equals("quiesce"))
        .map(event -> ((TimerEvent.Armed) event.detail()).dueNanos() - event.nanos());
  }

  @Test
  void aBranchOfABranchKeepsTheChangesBeforeIt() {
    Fork first = fork(trunk, fencingNanos, new RunChange.Strike(new Fault.Reset("A")));
    long later = fencingNanos + 2_000_000_000L;
    Fork second = fork(first.lab(), later, new RunChange.Strike(new Fault.Heal("A")));
    assertThat(second.firstDifference()).isEmpty();
    assertThat(RunChange.in(second.lab().timeline()))
        .extracting(each -> each.change().words())
        .containsExactly("fault path A reset", "heal path A");
  }

  @Test
  void aRunThatWasPausedAndBrokenByHandCanBeForkedLater() throws InterruptedException {
    try (HeldRun run = HeldRun.of("ccr")) {
      BreakpointPrompt prompt = new BreakpointPrompt(run.lab.scenario());
      run.control.stopAt(List.of(prompt.parse("at 3 s")));
      run.begin().halt();
      run.lab.inject(new Fault.Stall("A", Fault.Directions.BOTH, true));
      run.control.resume();
      run.end();
      Fork fork = fork(run.lab, 6_000_000_000L, new RunChange.Strike(new Fault.Heal("A")));
      assertThat(fork.firstDifference()).isEmpty();
      assertThat(RunChange.in(fork.lab().timeline())).hasSize(2);
    }
  }

  @Test
  void theFirstEventThatIsNotTheSameIsFound() {
    Fork fork =
        new Fork(
            trunk.header(),
            ran("baseline").timeline(),
            fencingNanos,
            List.of(new RunChange.Strike(new Fault.Reset("A"))),
            "of another trunk");
    fork.lab().run();
    assertThat(fork.firstDifference()).isPresent();
  }

  @Test
  void whatDoesNotFitIsRefusedBeforeItRuns() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fork(trunk, fencingNanos, set("paths", "3")))
        .withMessage("paths is fixed when a run begins: change it under \"What if\".");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fork(trunk, fencingNanos, set("quiesce", "9 s")))
        .withMessageContaining("longer than target.cqt");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fork(trunk, fencingNanos, new RunChange.Strike(new Fault.Heal("C"))))
        .withMessage("There is no path C: the paths are A, B.");
    Lab real = new Lab(HeldRun.shipped("ccr"), 1, ClockKind.REAL);
    assertThat(Fork.refuses(real.header()))
        .hasValueSatisfying(
            reason -> assertThat(reason).startsWith("A run in real time cannot be forked"));
  }
}
