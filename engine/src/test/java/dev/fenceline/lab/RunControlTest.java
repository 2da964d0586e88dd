package dev.fenceline.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fenceline.clock.ClockKind;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.timeline.recovery.Summary;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run that is held up: where it stands still, and that its events are the same all the same. */
@Timeout(60)
class RunControlTest {
  private static final long STEP_NANOS = 7_000_001;

  private static List<Event> undisturbed(String id) {
    Scenario scenario = HeldRun.shipped(id);
    return Lab.run(scenario, scenario.seed()).events();
  }

  @Test
  void stepsStopAfterEachEventAndChangeNothing() throws InterruptedException {
    try (HeldRun run = HeldRun.of("ccr")) {
      run.control.pause();
      run.begin();
      long first = run.halt().sequence();
      for (long next = first + 1; next < first + 300; next++) {
        run.control.stepEvent();
        assertThat(run.halt().sequence()).isEqualTo(next);
        assertThat(run.last().sequence()).isEqualTo(next);
      }
      assertThat(run.end()).isEqualTo(undisturbed("ccr"));
    }
  }

  @Test
  void goesFromOneChangeOfStateToTheNext() throws InterruptedException {
    try (HeldRun run = HeldRun.of("ccr")) {
      run.control.runToStateChange();
      run.begin();
      for (int i = 0; i < 12; i++) {
        RunControl.Halt halt = run.halt();
        assertThat(Breakpoint.words(run.last())).hasValue(halt.reason());
        run.control.runToStateChange();
      }
      assertThat(run.halt().reason()).contains(" enters ");
      assertThat(run.end()).isEqualTo(undisturbed("ccr"));
    }
  }

  @Test
  void stopsAtABreakpointEachTimeItIsHit() throws InterruptedException {
    try (HeldRun run = HeldRun.of("ccr")) {
      Breakpoint point = new BreakpointPrompt(run.lab.scenario()).parse("NVME4 enters fencing");
      run.control.stopAt(List.of(point));
      run.begin();
      RunControl.Halt halt = run.halt();
      assertThat(halt.reason()).isEqualTo("nvme4 enters FENCING");
      assertThat(run.last().lane()).isEqualTo(Lane.host("nvme4"));
      assertThat(run.last().detail())
          .isInstanceOfSatisfying(
              ControllerEvent.StateChanged.class,
              it -> assertThat(it.to()).isEqualTo(ControllerState.FENCING));
      assertThat(halt.nanos()).isEqualTo(run.last().nanos());
      assertThat(run.end()).isEqualTo(undisturbed("ccr"));
    }
  }

  @Test
  void stopsOnceAtATimeAndAtWhatAFilterFinds() throws InterruptedException {
    try (HeldRun run = HeldRun.of("baseline")) {
      BreakpointPrompt prompt = new BreakpointPrompt(run.lab.scenario());
      run.control.stopAt(List.of(prompt.parse("at 5 s"), prompt.parse("when kind:fault")));
      run.begin();
      assertThat(run.halt().reason()).isEqualTo("at 5 s");
      assertThat(run.last().nanos()).isGreaterThanOrEqualTo(5_000_000_000L);
      run.control.resume();
      assertThat(run.halt().reason()).isEqualTo("when kind:fault");
      assertThat(run.last().detail()).isInstanceOf(RunEvent.FaultApplied.class);
    }
  }

  @Test
  void aRunThatIsLetGoOnBitByBitIsTheSame() throws InterruptedException {
    try (HeldRun run = HeldRun.of("baseline")) {
      run.control.allowUntil(0);
      run.begin();
      long end = undisturbed("baseline").getLast().nanos();
      for (long until = 0; until < end; until += STEP_NANOS) {
        run.control.allowUntil(until);
        assertThat(run.lab.timeline().endNanos()).isLessThanOrEqualTo(until);
      }
      run.control.allowUntil(RunControl.FOREVER);
      assertThat(run.end()).isEqualTo(undisturbed("baseline"));
    }
  }

  @Test
  void aFaultGivenWhileItStandsStillStrikesRightAfterThatMoment() throws InterruptedException {
    try (HeldRun run = HeldRun.of("ccr")) {
      run.control.stopAt(
          List.of(new BreakpointPrompt(run.lab.scenario()).parse("nvme4 enters FENCING")));
      run.begin();
      RunControl.Halt halt = run.halt();
      run.control.stopAt(List.of());
      assertThat(run.lab.inject(new Fault.Reset("A"))).isTrue();
      List<Event> events = run.end();
      assertThat(events)
          .filteredOn(
              event -> event.detail() instanceof RunEvent.FaultApplied fault && fault.byHand())
          .singleElement()
          .satisfies(fault -> assertThat(fault.nanos()).isEqualTo(halt.nanos() + 1));
    }
  }

  @Test
  void stoppingEndsARunThatStandsStill() throws InterruptedException {
    HeldRun run = HeldRun.of("ccr");
    run.control.pause();
    run.begin().halt();
    run.close();
    assertThat(Summary.of(run.lab.timeline()).verdict()).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void aRunInRealTimeCannotBePaused() {
    Lab lab = new Lab(HeldRun.shipped("ccr"), 1, ClockKind.REAL);
    assertThatIllegalStateException()
        .isThrownBy(lab::control)
        .withMessageContaining("cannot be paused");
  }
}
