package dev.fenceline.report;

import dev.fenceline.remote.FenceTime;
import dev.fenceline.scenario.HostSettings;
import dev.fenceline.scenario.RecoveryPolicy;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.TargetSettings;
import dev.fenceline.timeline.Text;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The settings that determine how a path failure is recovered.
 *
 * @param policy what the host does when a path fails
 * @param fenceTime T and its terms
 * @param trafficBased TBKAS
 * @param cqtMillis command quiesce time that the target reports, or 0 if there is none
 * @param ccrLimit CCRL, or 0 if there is no cross-controller reset
 * @param timeoutHasCqt whether T includes CQT
 */
record Configuration(
    RecoveryPolicy policy,
    FenceTime fenceTime,
    boolean trafficBased,
    long cqtMillis,
    int ccrLimit,
    boolean timeoutHasCqt) {
  static Configuration of(Scenario scenario) {
    HostSettings host = scenario.host();
    TargetSettings target = scenario.target();
    return new Configuration(
        host.policy(),
        FenceTime.of(host, target),
        target.trafficBasedKeepAlive(),
        target.cqtMillis(),
        target.ccrLimit(),
        host.timeoutHasCqt());
  }

  /**
   * Returns the keep-alive timeout as the target applies it, rounded up to KAS, or 0 if there is
   * none.
   */
  long katoMillis() {
    return fenceTime.katoMillis();
  }

  /** Returns T: the time after detection in which an old instance can do harm. */
  long timeoutMillis() {
    return fenceTime.millis();
  }

  /** Returns the formula, such as {@code 2 x KATO + CQT = 2 x 5 s + 5 s = 15 s}. */
  String formula() {
    if (katoMillis() == 0) {
      return "none: with KATO 0 the target need never notice that the host is gone";
    }
    return "%d x KATO%s = %d x %s%s = %s"
        .formatted(
            fenceTime.noticedAfter(),
            timeoutHasCqt ? " + CQT" : "",
            fenceTime.noticedAfter(),
            duration(katoMillis()),
            timeoutHasCqt ? " + " + duration(cqtMillis) : "",
            duration(timeoutMillis()));
  }

  /** Returns all settings for display. */
  List<Fact> facts() {
    return List.of(
        new Fact("Host", hostWords()),
        new Fact("KATO", katoMillis() == 0 ? "0 (no keep alive)" : duration(katoMillis())),
        new Fact("TBKAS", trafficBased ? "yes" : "no"),
        new Fact("CQT", cqtMillis == 0 ? "0 (not reported)" : duration(cqtMillis)),
        new Fact("CCRL", ccrLimit == 0 ? "0 (no CCR)" : Integer.toString(ccrLimit)),
        new Fact("T", !policy.fences() ? "not used" : formula()));
  }

  private String hostWords() {
    return "%s (%s)".formatted(policy.words(), policy.word());
  }

  private static String duration(long millis) {
    return Text.duration(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
