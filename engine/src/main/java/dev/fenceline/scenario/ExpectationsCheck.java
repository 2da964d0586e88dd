package dev.fenceline.scenario;

import dev.fenceline.scenario.setting.Nearest;
import dev.fenceline.scenario.setting.SettingError;
import java.util.List;

/** Checks that expectations are consistent with a scenario. */
public final class ExpectationsCheck {
  private static final List<String> VERDICTS = List.of("intact", "corrupt", "unknown");
  private static final List<String> FENCED_BY = List.of("ccr", "hold", "none");

  private final List<String> devices;
  private final PatternCheck patterns;

  private ExpectationsCheck(Scenario scenario) {
    devices = scenario.devices();
    patterns =
        new PatternCheck(devices, scenario.allPaths().stream().map(PathSettings::name).toList());
  }

  /** Throws a {@link SettingError} for the first inconsistency. */
  static void check(Scenario scenario) {
    check(scenario, scenario.expectations(), "expectations");
  }

  /** Does the same for expectations that stand at another place. */
  public static void check(Scenario scenario, List<Expectation> expectations, String place) {
    ExpectationsCheck check = new ExpectationsCheck(scenario);
    for (int i = 0; i < expectations.size(); i++) {
      check.check(expectations.get(i), place + "[" + i + "].");
    }
  }

  private void check(Expectation expectation, String place) {
    switch (expectation) {
      case Expectation.DataIs data ->
          Nearest.require("verdict", data.verdict(), VERDICTS, place + "verdict");
      case Expectation.FencedBy fenced -> {
        device(fenced.controller(), place);
        Nearest.require("way to fence", fenced.by(), FENCED_BY, place + "by");
      }
      case Expectation.DetectedBetween detected -> device(detected.controller(), place);
      case Expectation.FencedWithin fenced -> device(fenced.controller(), place);
      case Expectation.Reconnected reconnected -> device(reconnected.controller(), place);
      case Expectation.SlowWrites _ -> {}
      case Expectation.Sequence sequence -> {
        if (sequence.of().isEmpty()) {
          throw new SettingError(place + "of", "a sequence needs an event");
        }
        for (int i = 0; i < sequence.of().size(); i++) {
          patterns.checkAny(sequence.of().get(i), place + "of[" + i + "]");
        }
      }
      case Expectation.Count count -> patterns.checkAny(count.of(), place + "of");
      case Expectation.Fields fields -> {
        patterns.check(fields.of(), place + "of");
        PatternCheck.values(fields.of(), fields.are(), place + "are");
      }
      case Expectation.Compared compared -> {
        patterns.check(compared.of(), place + "of");
        patterns.check(compared.to(), place + "to");
        patterns.fields(compared.of(), compared.to(), compared.are(), place + "are");
      }
      case Expectation.Duration duration -> {
        patterns.check(duration.between(), place + "between");
        patterns.check(duration.and(), place + "and");
      }
    }
  }

  private void device(String controller, String place) {
    Nearest.require("controller", controller, devices, place + "controller");
  }
}
