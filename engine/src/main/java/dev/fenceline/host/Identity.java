package dev.fenceline.host;

import dev.fenceline.nvme.IdentifyController;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.KeepAliveTimeout;
import dev.fenceline.scenario.HostSettings;
import dev.fenceline.scenario.RecoveryPolicy;
import java.util.concurrent.TimeUnit;

/**
 * What a controller said of itself when it was last enabled. The timeouts of its recovery come from
 * here, never from today's settings: they must be those that this very instance applies.
 *
 * @param controller Identify Controller, read after CSTS.RDY, which changes CIU and CIRN
 * @param katoMillis the keep-alive timeout that the controller applies: what the host asked for,
 *     rounded up to KAS; 0: none
 */
record Identity(IdentifyController controller, long katoMillis) {
  /** The unit of MDTS is CAP.MPSMIN, and that is never below 4 KiB. */
  private static final long LEAST_PAGE_BYTES = 4096;

  /** The unit of CRDT1 to CRDT3. */
  private static final long RETRY_DELAY_UNIT_MILLIS = 100;

  /** From here on it is no limit for anything that a command can ask for. */
  private static final int MDTS_MAX = 40;

  /** The identity of a controller that was asked for a keep-alive timeout. */
  static Identity of(IdentifyController controller, long askedKatoMillis) {
    return new Identity(controller, controller.applied(askedKatoMillis).millis());
  }

  InstanceId instance() {
    return controller.instance();
  }

  /** CQT; 0: not reported. */
  long cqtMillis() {
    return controller.cqtMillis();
  }

  /** CCRL. */
  int ccrLimit() {
    return controller.ccrl();
  }

  /** The most data that one command may move (MDTS); {@link Long#MAX_VALUE}: no limit. */
  long maxTransferBytes() {
    long mdts = controller.get(IdentifyController.MDTS);
    return mdts == 0 ? Long.MAX_VALUE : LEAST_PAGE_BYTES << Math.min(mdts, MDTS_MAX);
  }

  /** The command retry delay that an answer names: CRDT1 to CRDT3; none for 0. */
  long retryDelayNanos(int which) {
    long units =
        switch (which) {
          case 1 -> controller.get(IdentifyController.CRDT1);
          case 2 -> controller.get(IdentifyController.CRDT2);
          case 3 -> controller.get(IdentifyController.CRDT3);
          default -> 0;
        };
    return TimeUnit.MILLISECONDS.toNanos(units * RETRY_DELAY_UNIT_MILLIS);
  }

  /** TBKAS. */
  boolean trafficBased() {
    return controller.trafficBasedKeepAlive();
  }

  /**
   * T: after this time since detection the target must have noticed and, with CQT, quiesced
   * (TP4129; nvme_fence_timeout_ms in the series).
   */
  long fenceTimeoutMillis(HostSettings host) {
    long noticeMillis = new KeepAliveTimeout(katoMillis, trafficBased()).noticedAfterMillis();
    return host.timeoutHasCqt() ? noticeMillis + cqtMillis() : noticeMillis;
  }

  /** W: how long a cross-controller reset may take after it was accepted. */
  long ccrWaitMillis(RecoveryPolicy policy) {
    return policy.waitsForCqt() ? Math.max(cqtMillis(), katoMillis) : katoMillis;
  }
}
