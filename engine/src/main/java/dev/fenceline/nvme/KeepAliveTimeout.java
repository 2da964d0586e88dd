package dev.fenceline.nvme;

/**
 * KATO as a controller applies it, and how long it may take to notice that its host has gone.
 *
 * @param millis keep-alive timeout; 0: none
 * @param trafficBased TBKAS: any command counts as keep alive
 */
public record KeepAliveTimeout(long millis, boolean trafficBased) {
  private static final int NOTICED_AFTER = 2;
  private static final int NOTICED_AFTER_TRAFFIC_BASED = 3;

  /**
   * What a controller makes of the timeout that a host asks for: it rounds up to KAS.
   *
   * @param granularityMillis KAS in milliseconds; 0 counts as 1
   */
  public static KeepAliveTimeout applied(
      long askedMillis, long granularityMillis, boolean trafficBased) {
    long unitMillis = Math.max(1, granularityMillis);
    return new KeepAliveTimeout(Math.ceilDiv(askedMillis, unitMillis) * unitMillis, trafficBased);
  }

  /**
   * After so many KATO since a host has detected a failure its target has noticed it too (TP4129).
   * Without TBKAS a Keep Alive may have arrived just before the cut, and its successor just within
   * KATO: 2. With it the target looks once per KATO whether there was traffic: 3.
   */
  public int noticedAfter() {
    return trafficBased ? NOTICED_AFTER_TRAFFIC_BASED : NOTICED_AFTER;
  }

  /** That many KATO, in milliseconds. */
  public long noticedAfterMillis() {
    return noticedAfter() * millis;
  }
}
