package dev.fenceline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Event;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import java.util.List;

/** A run in virtual time on a thread of its own, which a test holds up. */
final class HeldRun implements AutoCloseable {
  final Lab lab;
  final RunControl control;
  private final Thread thread;

  private HeldRun(Scenario scenario) {
    lab = Lab.inVirtualTime(scenario, scenario.seed());
    control = lab.control();
    thread = new Thread(lab::run);
  }

  /**
   * Returns a shipped scenario that has not begun; what the test asks for first counts from there.
   */
  static HeldRun of(String scenario) {
    return new HeldRun(shipped(scenario));
  }

  static Scenario shipped(String scenario) {
    return ScenarioLibrary.find(scenario).orElseThrow();
  }

  HeldRun begin() {
    thread.start();
    return this;
  }

  RunControl.Halt halt() {
    while (thread.isAlive()) {
      if (control.halted().isPresent()) {
        return control.halted().get();
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("the run has ended before it stood still");
  }

  Event last() {
    return lab.timeline().event(lab.timeline().size() - 1);
  }

  List<Event> end() throws InterruptedException {
    control.resume();
    thread.join();
    assertThat(control.halted()).isEmpty();
    return lab.timeline().events();
  }

  @Override
  public void close() {
    lab.stop();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
