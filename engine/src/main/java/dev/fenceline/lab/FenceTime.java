package dev.fenceline.lab;

import dev.fenceline.nvme.IdentifyController;
import dev.fenceline.nvme.KeepAliveTimeout;
import dev.fenceline.scenario.HostSettings;
import dev.fenceline.scenario.TargetSettings;

/**
 * T, as the settings of a host and a target make it: how long after the detection of a failure an
 * old instance can do harm.
 *
 * @param katoMillis keep-alive timeout as the target applies it: rounded up to KAS; 0: none
 * @param noticedAfter after so many KATO the target has noticed
 * @param cqtMillis what T has beside them for the target to quiesce; 0: nothing
 */
public record FenceTime(long katoMillis, int noticedAfter, long cqtMillis) {
  /** By the rule that the host has. */
  public static FenceTime of(HostSettings host, TargetSettings target) {
    return of(host, target, host.timeoutHasCqt());
  }

  static FenceTime of(HostSettings host, TargetSettings target, boolean withCqt) {
    KeepAliveTimeout applied =
        KeepAliveTimeout.applied(
            host.katoMillis(),
            (long) target.keepAliveGranularity() * IdentifyController.TENTH_SECOND_MILLIS,
            target.trafficBasedKeepAlive());
    return new FenceTime(
        applied.millis(), applied.noticedAfter(), withCqt ? target.cqtMillis() : 0);
  }

  /** T in milliseconds. */
  public long millis() {
    return noticedAfter * katoMillis + cqtMillis;
  }
}
