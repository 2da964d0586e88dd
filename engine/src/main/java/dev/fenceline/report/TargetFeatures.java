package dev.fenceline.report;

import dev.fenceline.scenario.RecoveryPolicy;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.timeline.Text;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What the target under test offers: it decides which rows can be asked of it. */
public sealed interface TargetFeatures {
  /** The emulated target, which offers what each row asks for. */
  record Emulated() implements TargetFeatures {}

  /**
   * A target that is what it is.
   *
   * @param cqtMillis the command quiesce time that it reports; 0: none
   * @param ccrLimit its CCRL; 0: no cross-controller reset
   */
  record Fixed(long cqtMillis, int ccrLimit) implements TargetFeatures {

    private Optional<String> ruledOutByCcr(Scenario scenario) {
      int needed = scenario.target().ccrLimit();
      if (needed > 0 && ccrLimit == 0 && fences(scenario)) {
        return Optional.of("needs cross-controller reset; the target has CCRL 0");
      }
      if (needed == 0 && ccrLimit > 0 && fences(scenario)) {
        return Optional.of(
            "is about a target without cross-controller reset; this one has CCRL " + ccrLimit);
      }
      boolean reachesLimit = needed > 0 && scenario.paths().size() - 1 > needed;
      if (reachesLimit && ccrLimit != needed) {
        return Optional.of(
            "reaches the limit of CCRL %d; the target has CCRL %d".formatted(needed, ccrLimit));
      }
      return Optional.empty();
    }

    private Optional<String> ruledOutByCqt(Scenario scenario) {
      boolean needed = scenario.target().cqtMillis() > 0;
      if (needed && cqtMillis == 0 && fences(scenario)) {
        return Optional.of("needs a command quiesce time; the target reports CQT 0");
      }
      if (!needed && cqtMillis > 0 && fences(scenario)) {
        return Optional.of(
            "is about a target without CQT; this one reports CQT "
                + Text.duration(TimeUnit.MILLISECONDS.toNanos(cqtMillis)));
      }
      return Optional.empty();
    }

    /** A host that does not fence cares for no feature of the target. */
    private static boolean fences(Scenario scenario) {
      return scenario.host().policy() != RecoveryPolicy.NONE;
    }
  }

  /** Why a row cannot be asked of this target; empty if it can. */
  default Optional<String> rulesOut(Scenario scenario) {
    return switch (this) {
      case Emulated _ -> Optional.empty();
      case Fixed fixed -> fixed.ruledOutByCcr(scenario).or(() -> fixed.ruledOutByCqt(scenario));
    };
  }
}
