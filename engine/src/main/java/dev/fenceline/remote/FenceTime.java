package dev.fenceline.remote;

import dev.fenceline.nvme.KeepAliveTimeout;
import dev.fenceline.nvme.identify.IdentifyController;
import dev.fenceline.scenario.HostSettings;
import dev.fenceline.scenario.TargetSettings;

/**
 * T by the settings of a host and a target: the time after the detection of a failure in which an
 * old instance can do harm.
 *
 * @param katoMillis keep-alive timeout as the target applies it: rounded up to KAS, or 0 if there
 *     is none
 * @param noticedAfter number of KATO after which the target has noticed the failure
 * @param cqtMillis the part of T in which the target quiesces, or 0 if there is none
 */
public record FenceTime(long katoMillis, int noticedAfter, long cqtMillis) {
  /** Returns T by the rule that the host uses. */
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

  /** Returns T in milliseconds. */
  public long millis() {
    return noticedAfter * katoMillis + cqtMillis;
  }
}
