package dev.fenceline.host.controller;

import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.KeepAliveTimeout;
import dev.fenceline.nvme.identify.IdentifyController;
import dev.fenceline.scenario.HostSettings;
import dev.fenceline.scenario.RecoveryPolicy;
import java.util.concurrent.TimeUnit;

/**
 * The identity that a controller reported when it was last enabled. The timeouts of its recovery
 * come from here and not from the current settings, because this instance applies these values.
 *
 * @param controller Identify Controller, read after CSTS.RDY, which changes CIU and CIRN
 * @param katoMillis the keep-alive timeout that the controller applies: the host's value rounded up
 *     to KAS, or 0 if there is none
 */
public record Identity(IdentifyController controller, long katoMillis) {
  /** The smallest unit of MDTS, which is CAP.MPSMIN and never below 4 KiB. */
  private static final long LEAST_PAGE_BYTES = 4096;

  /** The unit of CRDT1 to CRDT3. */
  private static final long RETRY_DELAY_UNIT_MILLIS = 100;

  /** The largest MDTS that can limit a command. */
  private static final int MDTS_MAX = 40;

  /** Returns the identity of a controller whose host requested this keep-alive timeout. */
  static Identity of(IdentifyController controller, long askedKatoMillis) {
    return new Identity(controller, controller.applied(askedKatoMillis).millis());
  }

  public InstanceId instance() {
    return controller.instance();
  }

  /** Returns CQT, or 0 if it is not reported. */
  public long cqtMillis() {
    return controller.cqtMillis();
  }

  /** Returns CCRL. */
  public int ccrLimit() {
    return controller.ccrl();
  }

  /**
   * Returns the most data that one command may move (MDTS), or {@link Long#MAX_VALUE} if there is
   * no limit.
   */
  public long maxTransferBytes() {
    long mdts = controller.get(IdentifyController.MDTS);
    return mdts == 0 ? Long.MAX_VALUE : LEAST_PAGE_BYTES << Math.min(mdts, MDTS_MAX);
  }

  /** Returns the command retry delay that a response selects: CRDT1 to CRDT3, or 0 for none. */
  public long retryDelayNanos(int which) {
    long units =
        switch (which) {
          case 1 -> controller.get(IdentifyController.CRDT1);
          case 2 -> controller.get(IdentifyController.CRDT2);
          case 3 -> controller.get(IdentifyController.CRDT3);
          default -> 0;
        };
    return TimeUnit.MILLISECONDS.toNanos(units * RETRY_DELAY_UNIT_MILLIS);
  }

  /** Returns TBKAS. */
  boolean trafficBased() {
    return controller.trafficBasedKeepAlive();
  }

  /**
   * Returns T: the time after detection by which the target must have noticed the failure and, with
   * CQT, quiesced (TP4129; nvme_fence_timeout_ms in the series).
   */
  public long fenceTimeoutMillis(HostSettings host) {
    long noticeMillis = new KeepAliveTimeout(katoMillis, trafficBased()).noticedAfterMillis();
    return host.timeoutHasCqt() ? noticeMillis + cqtMillis() : noticeMillis;
  }

  /** Returns W: the longest time that a cross-controller reset may take after it was accepted. */
  public long ccrWaitMillis(RecoveryPolicy policy) {
    return policy.waitsForCqt() ? Math.max(cqtMillis(), katoMillis) : katoMillis;
  }
}
