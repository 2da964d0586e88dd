package dev.fenceline.report;

import dev.fenceline.lab.FenceTime;
import dev.fenceline.scenario.HostSettings;
import dev.fenceline.scenario.HostSettings.FenceTimeout;
import dev.fenceline.scenario.RecoveryPolicy;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.TargetSettings;
import dev.fenceline.timeline.Text;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The settings that decide how a path failure is recovered.
 *
 * @param policy what the host does when a path fails
 * @param fenceTime T and what it is made of
 * @param trafficBased TBKAS
 * @param cqtMillis command quiesce time that the target reports; 0: none
 * @param ccrLimit CCRL; 0: no cross-controller reset
 * @param rule how the host computes T
 */
record Configuration(
    RecoveryPolicy policy,
    FenceTime fenceTime,
    boolean trafficBased,
    long cqtMillis,
    int ccrLimit,
    FenceTimeout rule) {
  static Configuration of(Scenario scenario) {
    HostSettings host = scenario.host();
    TargetSettings target = scenario.target();
    return new Configuration(
        host.policy(),
        FenceTime.of(host, target),
        target.trafficBasedKeepAlive(),
        target.cqtMillis(),
        target.ccrLimit(),
        host.fenceTimeout());
  }

  /** Keep-alive timeout as the target applies it: rounded up to KAS; 0: none. */
  long katoMillis() {
    return fenceTime.katoMillis();
  }

  /** T: how long after detection an old instance can do harm. */
  long timeoutMillis() {
    return fenceTime.millis();
  }

  /** Such as {@code 2 x KATO + CQT = 2 x 5 s + 5 s = 15 s}. */
  String formula() {
    if (katoMillis() == 0) {
      return "none: with KATO 0 the target need never notice that the host is gone";
    }
    boolean counted = rule == FenceTimeout.TP4129;
    return "%d x KATO%s = %d x %s%s = %s"
        .formatted(
            fenceTime.noticedAfter(),
            counted ? " + CQT" : "",
            fenceTime.noticedAfter(),
            duration(katoMillis()),
            counted ? " + " + duration(cqtMillis) : "",
            duration(timeoutMillis()));
  }

  /** All of it, for a person. */
  List<Fact> facts() {
    return List.of(
        new Fact("Host", hostWords()),
        new Fact("KATO", katoMillis() == 0 ? "0 (no keep alive)" : duration(katoMillis())),
        new Fact("TBKAS", trafficBased ? "yes" : "no"),
        new Fact("CQT", cqtMillis == 0 ? "0 (not reported)" : duration(cqtMillis)),
        new Fact("CCRL", ccrLimit == 0 ? "0 (no CCR)" : Integer.toString(ccrLimit)),
        new Fact("T", policy == RecoveryPolicy.NONE ? "not used" : formula()));
  }

  /** The policy as scenario files spell it. */
  String policyWord() {
    return policy.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private String hostWords() {
    String does =
        switch (policy) {
          case NONE -> "without the series: fails over at once";
          case TIME_BASED -> "time-based hold only";
          case RPFR -> "with the series: CCR, then time-based hold";
          case RPFR_NO_HOLD -> "with the series, version 4: CCR, no hold";
        };
    return "%s (%s)".formatted(does, policyWord());
  }

  private static String duration(long millis) {
    return Text.duration(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
