package dev.fenceline.lesson;

import dev.fenceline.scenario.Parameter;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.scenario.setting.ScenarioException;
import dev.fenceline.scenario.setting.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a lesson plays: a run of a shipped scenario, a shipped session, or the session in whose file
 * the lesson is.
 */
public record Played(
    @Setting(about = "the ID of a shipped scenario, which is run in virtual time")
        @Nullable String scenario,
    @Setting(about = "settings of the scenario to change, such as blocks=1", value = "[]")
        List<String> set,
    @Setting(about = "the name of a shipped session, such as linux-black-hole")
        @Nullable String session) {
  /** What the name of a session file ends with. */
  public static final String SUFFIX = ".fenceline";

  public Played {
    set = List.copyOf(set);
    if (scenario != null && session != null) {
      throw new IllegalArgumentException("give either \"scenario\" or \"session\"");
    }
    if (scenario == null && !set.isEmpty()) {
      throw new IllegalArgumentException("\"set\" changes a scenario, not a session");
    }
  }

  /** Returns that the session is played in whose file the lesson is. */
  public static Played own() {
    return new Played(null, List.of(), null);
  }

  /** Reports whether it is the session in whose file the lesson is. */
  public boolean isOwn() {
    return scenario == null && session == null;
  }

  /**
   * Returns the scenario to run, with its settings changed.
   *
   * @throws ScenarioException if there is no such scenario or setting, or if a session is played
   */
  public Scenario toRun() {
    Scenario changed =
        ScenarioLibrary.find(String.valueOf(scenario))
            .orElseThrow(() -> new ScenarioException("no scenario \"" + scenario + "\" ships"));
    return changed(changed, set);
  }

  /** Returns a scenario with other settings, each given as {@code key=value}. */
  static Scenario changed(Scenario scenario, List<String> settings) {
    Scenario changed = scenario;
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new ScenarioException(
            "\"" + setting + "\" is not a setting; write one such as \"cqt=5 s\"");
      }
      changed =
          Parameter.named(setting.substring(0, equals).strip())
              .apply(changed, setting.substring(equals + 1));
    }
    return changed;
  }
}
