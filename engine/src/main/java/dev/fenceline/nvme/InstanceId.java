package dev.fenceline.nvme;

import java.util.Locale;

/**
 * Identity of one instance of a controller. A CNTLID is used again after a reconnect, so only the
 * three values together identify an instance (TP8028; Identify Controller bytes 78, 135 and 136).
 *
 * @param cntlid controller id, 0..FFFFh
 * @param ciu Controller Instance Uniquifier, 1..255; 0 if the controller reports none
 * @param cirn Controller Instance Random Number, 64 random bits; 0 if the controller reports none
 */
public record InstanceId(int cntlid, int ciu, long cirn) {
  private static final int CNTLID_MAX = 0xFFFF;
  private static final int CIU_MAX = 0xFF;

  public InstanceId {
    if (cntlid < 0 || cntlid > CNTLID_MAX) {
      throw new IllegalArgumentException("CNTLID " + cntlid);
    }
    if (ciu < 0 || ciu > CIU_MAX) {
      throw new IllegalArgumentException("CIU " + ciu);
    }
  }

  /** Returns the CIU after this one: 255 is followed by 1, never by 0. */
  public static int nextCiu(int ciu) {
    return ciu >= CIU_MAX ? 1 : ciu + 1;
  }

  /**
   * Reports whether the controller identifies its instance. A controller with CIU 0 does not
   * support CCR.
   */
  public boolean isReported() {
    return ciu != 0;
  }

  /**
   * Returns the values in hexadecimal as nvmet's debugfs prints them, such as {@code
   * 0002:1f:00c0ffee00c0ffee}.
   */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%04x:%02x:%016x", cntlid, ciu, cirn);
  }
}
