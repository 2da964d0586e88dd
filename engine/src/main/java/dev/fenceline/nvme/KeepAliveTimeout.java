package dev.fenceline.nvme;

/**
 * KATO as a controller applies it, and the time the controller may need to detect that its host is
 * gone.
 *
 * @param millis keep-alive timeout; 0 if there is none
 * @param trafficBased TBKAS: any command counts as keep alive
 */
public record KeepAliveTimeout(long millis, boolean trafficBased) {
  private static final int NOTICED_AFTER = 2;
  private static final int NOTICED_AFTER_TRAFFIC_BASED = 3;

  /**
   * Returns the timeout that a controller applies: the requested timeout rounded up to a multiple
   * of KAS.
   *
   * @param granularityMillis KAS in milliseconds; 0 counts as 1
   */
  public static KeepAliveTimeout applied(
      long askedMillis, long granularityMillis, boolean trafficBased) {
    long unitMillis = Math.max(1, granularityMillis);
    return new KeepAliveTimeout(Math.ceilDiv(askedMillis, unitMillis) * unitMillis, trafficBased);
  }

  /**
   * Returns the number of KATO periods after which a target has detected a failure that its host
   * detected (TP4129). Without TBKAS it is 2: a Keep Alive may have arrived just before the cut,
   * and the next one is due within KATO. With TBKAS it is 3, because the target checks once per
   * KATO whether there was traffic.
   */
  public int noticedAfter() {
    return trafficBased ? NOTICED_AFTER_TRAFFIC_BASED : NOTICED_AFTER;
  }

  /** Returns {@link #noticedAfter} times KATO, in milliseconds. */
  public long noticedAfterMillis() {
    return noticedAfter() * millis;
  }
}
