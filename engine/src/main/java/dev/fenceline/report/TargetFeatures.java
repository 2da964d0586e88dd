package dev.fenceline.report;

import dev.fenceline.lab.Lab;
import dev.fenceline.nvme.log.CcrLog;
import dev.fenceline.remote.LabTarget;
import dev.fenceline.remote.RemoteScenario;
import dev.fenceline.remote.TransportAddress;
import dev.fenceline.scenario.EventPattern;
import dev.fenceline.scenario.Expectation;
import dev.fenceline.scenario.HostIdentity;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.TargetSettings;
import dev.fenceline.timeline.Text;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The features of the target under test, which determine the rows that apply to it. */
public sealed interface TargetFeatures {
  /** The emulated target, which offers what each row asks for. */
  record Emulated() implements TargetFeatures {}

  /**
   * A target with fixed features.
   *
   * @param cqtMillis the command quiesce time that it reports, or 0 if there is none
   * @param ccrLimit its CCRL, or 0 if there is no cross-controller reset
   */
  record Fixed(long cqtMillis, int ccrLimit) implements TargetFeatures {

    private Optional<String> ruledOutByCcr(Scenario scenario) {
      int needed = scenario.target().ccrLimit();
      if (needed == 0 && ccrLimit > 0 && fences(scenario)) {
        return Optional.of(
            "is about a target without cross-controller reset; this one has CCRL " + ccrLimit);
      }
      return needsReset(scenario).or(() -> reachesOtherLimit(scenario));
    }

    private Optional<String> needsReset(Scenario scenario) {
      boolean uses =
          fences(scenario) || scenario.expectations().stream().anyMatch(Fixed::isAboutIt);
      return scenario.target().ccrLimit() > 0 && ccrLimit == 0 && uses
          ? Optional.of("needs cross-controller reset; the target has CCRL 0")
          : Optional.empty();
    }

    /** Reports whether an expectation names the CCR limit. */
    private static boolean isAboutIt(Expectation expectation) {
      return expectation instanceof Expectation.Fields fields
          && fields.are().all().stream()
              .anyMatch(condition -> condition.field().equals("ccrLimit"));
    }

    private Optional<String> reachesOtherLimit(Scenario scenario) {
      int needed = scenario.target().ccrLimit();
      boolean reachesLimit = needed > 0 && scenario.paths().size() - 1 > needed;
      return reachesLimit && ccrLimit != needed
          ? Optional.of(
              "reaches the limit of CCRL %d; the target has CCRL %d".formatted(needed, ccrLimit))
          : Optional.empty();
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

    /**
     * Reports whether a host fences. A host that does not fence, or need not, requires no feature
     * of the target.
     */
    private static boolean fences(Scenario scenario) {
      boolean needsTo = !scenario.faults().isEmpty() || !scenario.actions().isEmpty();
      return needsTo && scenario.host().policy().fences();
    }
  }

  /**
   * An existing target. Rows run against it in real time, one after the other.
   *
   * @param remote its address
   * @param found the settings that the host found there
   * @param identity the identity of the host
   * @param area the blocks that may be written, or null if rows only read
   */
  record Real(
      LabTarget.Remote remote,
      TargetSettings found,
      HostIdentity identity,
      RemoteScenario.@Nullable Area area)
      implements TargetFeatures {

    private Optional<String> ruledOut(Scenario scenario) {
      Fixed fixed = new Fixed(found.cqtMillis(), found.ccrLimit());
      return fixed
          .needsReset(scenario)
          .or(() ->
              LimitRow.fits(scenario, found.ccrLimit())
                  ? Optional.empty()
                  : fixed.reachesOtherLimit(scenario))
          .or(() -> fixed.ruledOutByCqt(scenario))
          .or(() -> LabTarget.needsEmulated(scenario, true))
          .or(() -> ruledOutByPeculiarity(scenario))
          .or(() -> TargetRow.needsSlowMedia(scenario, isSlowable()))
          .or(() -> ruledOutByExpectations(scenario))
          .or(() -> ruledOutByKeepAlive(scenario))
          .or(() -> unfit(scenario));
    }

    private boolean isSlowable() {
      return remote.slowing() != null;
    }

    /**
     * Returns why the scenario needs a peculiarity that this target cannot be configured to have,
     * or empty if it needs none.
     */
    private static Optional<String> ruledOutByPeculiarity(Scenario scenario) {
      TargetSettings wanted = scenario.target();
      if (wanted.resetsFail()) {
        return Optional.of("needs a target whose resets fail; this one cannot be told to");
      }
      if (wanted.brokenPromise()) {
        return Optional.of(
            "needs a target that takes longer than its CQT; this one cannot be told to");
      }
      return wanted.ccrLogEntries() < CcrLog.ENTRIES_MAX
          ? Optional.of(
              "needs a CCR log with room for %d entries; this one cannot be told to"
                  .formatted(wanted.ccrLogEntries()))
          : Optional.empty();
    }

    private Optional<String> ruledOutByExpectations(Scenario scenario) {
      boolean losesData =
          scenario.expectations().stream()
              .anyMatch(each -> each instanceof Expectation.DataIs data && !data.isIntact());
      return losesData && area == null
          ? Optional.of("is about writes; no blocks were named that may be written")
          : Optional.empty();
    }

    private Optional<String> ruledOutByKeepAlive(Scenario scenario) {
      TargetSettings wanted = scenario.target();
      boolean isAbout =
          scenario.expectations().stream().anyMatch(Real::countsKeepAlives)
              || wanted.trafficBasedKeepAlive();
      if (isAbout && wanted.trafficBasedKeepAlive() != found.trafficBasedKeepAlive()) {
        return Optional.of(
            wanted.trafficBasedKeepAlive()
                ? "needs traffic-based keep alive; the target reports TBKAS 0"
                : "times Keep Alive without traffic; the target reports TBKAS 1");
      }
      return Optional.empty();
    }

    private static boolean countsKeepAlives(Expectation expectation) {
      return switch (expectation) {
        case Expectation.Count count -> isKeepAlive(count.of());
        case Expectation.Duration duration ->
            isKeepAlive(duration.between()) || isKeepAlive(duration.and());
        default -> false;
      };
    }

    private static boolean isKeepAlive(EventPattern pattern) {
      return pattern.event().equals("keep-alive-sent");
    }

    private Optional<String> unfit(Scenario scenario) {
      try {
        put(scenario);
        return Optional.empty();
      } catch (IllegalArgumentException unfit) {
        return Optional.of(String.valueOf(unfit.getMessage()));
      }
    }

    private Scenario put(Scenario row) {
      Scenario scenario = at(row, row.seed()).scenario();
      return RemoteScenario.of(
          scenario, found, remote.withPaths(scenario.paths().size()), identity, area);
    }

    TargetRow at(Scenario row, long seed) {
      String targets =
          remote.addresses().stream()
              .map(address -> " --target " + TransportAddress.text(address))
              .collect(Collectors.joining());
      return TargetRow.of(
          row,
          found,
          isSlowable(),
          "fenceline report --rows %s --seed %d%s --subnqn %s%s"
              .formatted(row.id(), seed, targets, found.subsystemNqn(), blocks()));
    }

    private String blocks() {
      return area == null
          ? ""
          : " --nsid %d --lba %d-%d".formatted(area.nsid(), area.firstLba(), area.lastLba());
    }
  }

  /** Returns the lab that runs a row which is not ruled out. */
  default Lab lab(Scenario scenario, long seed) {
    return switch (this) {
      case Emulated _, Fixed _ -> Lab.inVirtualTime(scenario, seed);
      case Real real -> {
        Scenario put = real.put(scenario);
        yield Lab.against(real.remote().withPaths(put.paths().size()), put, seed);
      }
    };
  }

  /** Returns the row in the form in which it is run against this target. */
  default TargetRow asked(Scenario row, long seed) {
    return switch (this) {
      case Emulated _, Fixed _ -> TargetRow.emulated(row, seed);
      case Real real -> real.at(row, seed);
    };
  }

  /**
   * Returns why a row that ran and failed does not say anything about this target, or empty if it
   * does.
   */
  default Optional<String> excuses(ReportRow row) {
    if (!(this instanceof Real)
        || row.verdict() != RowVerdict.FAIL
        || !row.missesOnlyExpectations()) {
      return Optional.empty();
    }
    return row.hasImmediateReset()
        ? Optional.of(
            "the target had noticed the loss before the host asked and said that the reset was done"
                + " already, so there was none to watch; with a write that it holds there is: "
                + TargetRow.HOW_TO_SLOW)
        : TargetRow.heldTooShort(row.scenario(), row.longestWriteNanos());
  }

  /** Reports whether several rows may run at the same time. */
  default boolean takesSeveral() {
    return !(this instanceof Real);
  }

  /** Returns why a row cannot be run against this target, or empty if it can. */
  default Optional<String> rulesOut(Scenario scenario) {
    return switch (this) {
      case Emulated _ -> Optional.empty();
      case Real real -> real.ruledOut(scenario);
      case Fixed fixed -> fixed.ruledOutByCcr(scenario).or(() -> fixed.ruledOutByCqt(scenario));
    };
  }
}
