package dev.fenceline.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fenceline.scenario.setting.SettingError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is wrong with a scenario that is being written: not only the first problem, but all that can
 * be told apart.
 *
 * @param problems each with its place; empty if the scenario can run
 * @param scenario the scenario; empty if there is a problem
 */
public record ScenarioProblems(List<Problem> problems, Optional<Scenario> scenario) {
  private static final int PROBLEMS_MAX = 12;

  /**
   * A problem.
   *
   * @param place where it is, such as {@code faults[1].takes}; empty for the whole scenario
   * @param text what is wrong there, and what to do
   */
  public record Problem(String place, String text) {}

  public ScenarioProblems {
    problems = List.copyOf(problems);
  }

  /** Checks a scenario's JSON, which is not changed. */
  public static ScenarioProblems of(ObjectNode json) {
    ObjectNode rest = json.deepCopy();
    List<Problem> problems = new ArrayList<>();
    while (problems.size() < PROBLEMS_MAX) {
      try {
        Scenario scenario = ScenarioReader.scenario(rest);
        ScenarioCheck.names(scenario);
        return new ScenarioProblems(
            problems, problems.isEmpty() ? Optional.of(scenario) : Optional.empty());
      } catch (SettingError error) {
        Problem problem = new Problem(error.place(), String.valueOf(error.getMessage()));
        boolean isConsequence =
            problems.stream().anyMatch(each -> isWithin(each.place(), problem.place()));
        if (isConsequence && !problems.isEmpty()) {
          break;
        }
        problems.add(problem);
        if (!remove(rest, problem.place())) {
          break; // what comes after it cannot be told from it
        }
      }
    }
    return new ScenarioProblems(problems, Optional.empty());
  }

  /** Reports whether a place is another one or in it. */
  private static boolean isWithin(String place, String other) {
    return place.equals(other)
        || other.isEmpty()
        || place.startsWith(other + ".")
        || place.startsWith(other + "[");
  }

  /** Takes a setting away, which gives it its default, so that the others can be checked. */
  private static boolean remove(ObjectNode json, String place) {
    int dot = place.lastIndexOf('.');
    JsonNode owner = dot < 0 ? json : json.at(pointer(place.substring(0, dot)));
    return owner instanceof ObjectNode object && object.remove(place.substring(dot + 1)) != null;
  }

  private static String pointer(String place) {
    return "/" + place.replace("[", "/").replace("]", "").replace('.', '/');
  }
}
