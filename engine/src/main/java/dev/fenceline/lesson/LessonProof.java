package dev.fenceline.lesson;

import dev.fenceline.event.Finding;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.scenario.Expectation;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.verify.ExpectationCheck;
import java.util.List;
import java.util.Optional;

/** Checks runs against the expectations of questions and exercises. */
public final class LessonProof {
  private LessonProof() {}

  /**
   * Returns what a run misses of these expectations, as sentences; none if it meets all. A run that
   * has not ended has no verdict.
   *
   * @param scenario what was run
   */
  public static List<String> misses(
      List<Expectation> expectations, Scenario scenario, Timeline run) {
    int size = run.size();
    Verdict verdict =
        size > 0 && run.detail(size - 1) instanceof RunEvent.Ended ended
            ? ended.verdict()
            : Verdict.UNKNOWN;
    return expectations.stream()
        .map(each -> ExpectationCheck.check(each, scenario, run, verdict))
        .flatMap(Optional::stream)
        .map(Finding::text)
        .toList();
  }
}
