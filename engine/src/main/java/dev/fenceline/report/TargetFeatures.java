package dev.fenceline.report;

import dev.fenceline.event.Verdict;
import dev.fenceline.lab.Lab;
import dev.fenceline.lab.LabTarget;
import dev.fenceline.lab.RemoteScenario;
import dev.fenceline.scenario.Expectation;
import dev.fenceline.scenario.HostIdentity;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.TargetSettings;
import dev.fenceline.timeline.Text;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

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

    /** A host that does not fence, or need not, cares for no feature of the target. */
    private static boolean fences(Scenario scenario) {
      boolean needsTo = !scenario.faults().isEmpty() || !scenario.actions().isEmpty();
      return needsTo && scenario.host().policy().fences();
    }
  }

  /**
   * A target that is there already: rows run against it in real time, one after the other.
   *
   * @param remote where it is
   * @param found what the host has found there
   * @param identity who the host is
   * @param area the blocks that may be written; null: rows only read
   */
  record Real(
      LabTarget.Remote remote,
      TargetSettings found,
      HostIdentity identity,
      RemoteScenario.@Nullable Area area)
      implements TargetFeatures {

    private Optional<String> ruledOut(Scenario scenario) {
      return new Fixed(found.cqtMillis(), found.ccrLimit())
          .rulesOut(scenario)
          .or(() -> LabTarget.needsEmulated(scenario))
          .or(() -> ruledOutByExpectations(scenario))
          .or(() -> ruledOutByKeepAlive(scenario))
          .or(() -> unfit(scenario));
    }

    private Optional<String> ruledOutByExpectations(Scenario scenario) {
      Optional<String> inside = InsideTarget.expectedBy(scenario);
      if (inside.isPresent()) {
        return Optional.of(
            "expects \"%s\", which only the emulated target tells of".formatted(inside.get()));
      }
      boolean losesData =
          scenario.expectations().stream()
              .anyMatch(each -> each instanceof Expectation.DataIs data && !isIntact(data));
      return losesData && area == null
          ? Optional.of("is about writes; no blocks were named that may be written")
          : Optional.empty();
    }

    private static boolean isIntact(Expectation.DataIs data) {
      return data.verdict().equals(Verdict.INTACT.word());
    }

    private Optional<String> ruledOutByKeepAlive(Scenario scenario) {
      TargetSettings wanted = scenario.target();
      boolean isAbout =
          scenario.expectations().stream().anyMatch(Expectation.DetectedBetween.class::isInstance)
              || wanted.trafficBasedKeepAlive();
      if (isAbout && wanted.trafficBasedKeepAlive() != found.trafficBasedKeepAlive()) {
        return Optional.of(
            wanted.trafficBasedKeepAlive()
                ? "needs traffic-based keep alive; the target reports TBKAS 0"
                : "times Keep Alive without traffic; the target reports TBKAS 1");
      }
      return Optional.empty();
    }

    private Optional<String> unfit(Scenario scenario) {
      try {
        put(scenario);
        return Optional.empty();
      } catch (IllegalArgumentException unfit) {
        return Optional.of(String.valueOf(unfit.getMessage()));
      }
    }

    private Scenario put(Scenario scenario) {
      return RemoteScenario.of(scenario, found, remote.addresses(), identity, area);
    }
  }

  /** The lab that runs a row which is not ruled out. */
  default Lab lab(Scenario scenario, long seed) {
    return switch (this) {
      case Emulated _, Fixed _ -> Lab.inVirtualTime(scenario, seed);
      case Real real -> Lab.against(real.remote(), real.put(scenario), seed);
    };
  }

  /** Whether several rows may run at the same time. */
  default boolean takesSeveral() {
    return !(this instanceof Real);
  }

  /** Why a row cannot be asked of this target; empty if it can. */
  default Optional<String> rulesOut(Scenario scenario) {
    return switch (this) {
      case Emulated _ -> Optional.empty();
      case Real real -> real.ruledOut(scenario);
      case Fixed fixed -> fixed.ruledOutByCcr(scenario).or(() -> fixed.ruledOutByCqt(scenario));
    };
  }
}
