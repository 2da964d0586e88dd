package dev.fenceline.lesson;

import dev.fenceline.scenario.Expectation;
import dev.fenceline.scenario.setting.Setting;
import java.util.List;

/**
 * An experiment: the learner changes settings of the scenario that the step plays, runs it, and the
 * run is checked.
 */
public record Exercise(
    @Setting(about = "what to do, one sentence") String task,
    @Setting(
            about = "how many settings may differ from those of the scenario",
            value = "1",
            min = "1")
        int changesMax,
    @Setting(about = "what must be true of the learner's run", min = "1")
        List<Expectation> expectations,
    @Setting(about = "what helps somebody who is stuck") String hint,
    @Setting(about = "settings that solve it, such as cqt=0 s; a test tries them", min = "1")
        List<String> solution) {
  public Exercise {
    expectations = List.copyOf(expectations);
    solution = List.copyOf(solution);
    if (expectations.isEmpty()) {
      throw new IllegalArgumentException("\"expectations\" is empty: nothing would be checked");
    }
  }
}
