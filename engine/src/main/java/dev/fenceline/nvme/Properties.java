package dev.fenceline.nvme;

import java.util.Locale;

/** The contents of the controller properties, as Property Get and Set transfer them. */
public final class Properties {
  private Properties() {}

  /**
   * Controller Capabilities.
   *
   * @param value the 64 bits
   */
  public record Cap(long value) {
    private static final int CSS_NVM = 1;

    /**
     * Returns the capabilities of a controller with the NVM command set only, 4 KiB pages and
     * contiguous queues.
     *
     * @param mqes entries of the largest queue, 0-based, 0..FFFFh
     * @param timeoutHalfSeconds worst-case time from enable to ready, in units of 500 ms, 0..FFh
     */
    public static Cap of(int mqes, int timeoutHalfSeconds) {
      return new Cap(0)
          .with(0, 16, mqes)
          .with(16, 1, 1)
          .with(24, 8, timeoutHalfSeconds)
          .with(37, 8, CSS_NVM);
    }

    private Cap with(int shift, int bits, long field) {
      return new Cap(insert(value, shift, bits, field));
    }

    /** Returns the number of entries of the largest queue, 0-based. */
    public int mqes() {
      return (int) extract(value, 0, 16);
    }

    /** Reports whether queues must be contiguous (CQR). */
    public boolean contiguousQueues() {
      return extract(value, 16, 1) != 0;
    }

    /** Returns the worst-case time from enable to ready (TO), in ms. */
    public int readyTimeoutMillis() {
      return (int) extract(value, 24, 8) * 500;
    }

    public boolean supportsSubsystemReset() {
      return extract(value, 36, 1) != 0;
    }

    /** Returns CSS; bit 0: NVM command set, bit 6: selectable command sets. */
    public int commandSets() {
      return (int) extract(value, 37, 8);
    }
  }

  /**
   * Version.
   *
   * @param value the 32 bits
   */
  public record Vs(int value) {
    /** NVMe 2.1, which nvmet reports. */
    public static final Vs V2_1 = of(2, 1, 0);

    public static Vs of(int major, int minor, int tertiary) {
      return new Vs(major << 16 | minor << 8 | tertiary);
    }

    public int major() {
      return value >>> 16;
    }

    public int minor() {
      return (int) extract(value, 8, 8);
    }

    public int tertiary() {
      return (int) extract(value, 0, 8);
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%d.%d.%d", major(), minor(), tertiary());
    }
  }

  /**
   * Controller Configuration.
   *
   * @param value the 32 bits
   */
  public record Cc(int value) {
    /** IOSQES that fabrics require: entries of 64 bytes. */
    public static final int IOSQES = 6;

    /** IOCQES that fabrics require: entries of 16 bytes. */
    public static final int IOCQES = 4;

    /** SHN: a normal shutdown. */
    public static final int SHN_NORMAL = 1;

    /**
     * Returns a disabled controller's configuration: the entry sizes of fabrics, all other fields
     * 0.
     */
    public static Cc disabled() {
      return new Cc(0).with(16, 4, IOSQES).with(20, 4, IOCQES);
    }

    private Cc with(int shift, int bits, int field) {
      return new Cc((int) insert(value, shift, bits, field));
    }

    public Cc withEnable(boolean enable) {
      return with(0, 1, enable ? 1 : 0);
    }

    public Cc withShutdown(int shn) {
      return with(14, 2, shn);
    }

    public boolean enabled() {
      return extract(value, 0, 1) != 0;
    }

    /** Returns CSS; 0: NVM command set, 6: all supported command sets. */
    public int commandSet() {
      return (int) extract(value, 4, 3);
    }

    /** Returns the page size (MPS); 0 is 4 KiB. */
    public int mps() {
      return (int) extract(value, 7, 4);
    }

    /** Returns the arbitration mechanism (AMS); 0 is round robin. */
    public int ams() {
      return (int) extract(value, 11, 3);
    }

    /** Returns the shutdown notification (SHN); 0 is none. */
    public int shutdown() {
      return (int) extract(value, 14, 2);
    }

    public int iosqes() {
      return (int) extract(value, 16, 4);
    }

    public int iocqes() {
      return (int) extract(value, 20, 4);
    }
  }

  /**
   * Controller Status.
   *
   * @param value the 32 bits
   */
  public record Csts(int value) {
    /** SHST: shutdown is complete. */
    public static final int SHST_COMPLETE = 2;

    private Csts with(int shift, int bits, int field) {
      return new Csts((int) insert(value, shift, bits, field));
    }

    public Csts withReady(boolean ready) {
      return with(0, 1, ready ? 1 : 0);
    }

    public Csts withFatal(boolean fatal) {
      return with(1, 1, fatal ? 1 : 0);
    }

    public Csts withShutdown(int shst) {
      return with(2, 2, shst);
    }

    public boolean ready() {
      return extract(value, 0, 1) != 0;
    }

    /** Reports whether the controller has a fatal error (CFS). */
    public boolean fatal() {
      return extract(value, 1, 1) != 0;
    }

    /** Returns the shutdown status (SHST); 0: none, 1: in progress, 2: complete. */
    public int shutdown() {
      return (int) extract(value, 2, 2);
    }
  }

  private static long extract(long value, int shift, int bits) {
    return (value >>> shift) & ((1L << bits) - 1);
  }

  private static long insert(long value, int shift, int bits, long field) {
    long mask = (1L << bits) - 1;
    if ((field & ~mask) != 0) {
      throw new IllegalArgumentException("%#x is wider than %d bits".formatted(field, bits));
    }
    return (value & ~(mask << shift)) | (field << shift);
  }
}
