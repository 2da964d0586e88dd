package dev.fenceline.lab;

import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.Recorder;
import dev.fenceline.event.value.Rule;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.verify.Invariants;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks every event of a run when it happens, and records the first breach of each invariant right
 * after the event that broke it, on the same lane.
 */
final class Watch implements Consumer<Event> {
  private final Recorder recorder;
  private final Invariants invariants;
  private int breaches;
  private @Nullable Event last;

  /**
   * Creates a watch for a run that has not begun.
   *
   * @param permitted the invariants that its scenario breaks by design
   */
  Watch(Recorder recorder, List<Rule.Invariant> permitted) {
    this.recorder = recorder;
    this.invariants = new Invariants(Set.copyOf(permitted));
  }

  @Override
  public void accept(Event event) {
    last = event;
    record(invariants.check(event), event);
  }

  private void record(List<Finding> findings, Event event) {
    for (Finding finding : findings) {
      breaches += finding.severity() == Finding.Severity.BREACH ? 1 : 0;
      recorder.record(event.lane(), event.asCause(), finding);
    }
  }

  /** Checks that the other checks agree with the verdict of the integrity check. */
  void judged(Verdict verdict) {
    Event now = last;
    if (now != null) {
      record(invariants.judged(verdict, now), now);
    }
  }

  /** Returns the number of invariants that were broken without the scenario's permission. */
  int breaches() {
    return breaches;
  }
}
