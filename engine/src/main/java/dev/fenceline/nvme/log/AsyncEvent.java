package dev.fenceline.nvme.log;

import java.util.Locale;

/**
 * DW0 of a completed Asynchronous Event Request.
 *
 * @param type 0..7; see the constants
 * @param information 0..FFh, within the type
 * @param logPage log to read, which re-arms the event, 0..FFh
 */
public record AsyncEvent(int type, int information, int logPage) {
  public static final int TYPE_ERROR = 0;
  public static final int TYPE_SMART = 1;
  public static final int TYPE_NOTICE = 2;

  public static final AsyncEvent NAMESPACE_CHANGED =
      new AsyncEvent(TYPE_NOTICE, 0x00, LogPageRequest.LID_CHANGED_NAMESPACES);
  public static final AsyncEvent ANA_CHANGED =
      new AsyncEvent(TYPE_NOTICE, 0x03, LogPageRequest.LID_ANA);
  public static final AsyncEvent DISCOVERY_CHANGED =
      new AsyncEvent(TYPE_NOTICE, 0xF0, LogPageRequest.LID_DISCOVERY);

  /** Cross-Controller Reset completed (TP8028): DW0 001EF402h. */
  public static final AsyncEvent CCR_COMPLETED =
      new AsyncEvent(TYPE_NOTICE, 0xF4, LogPageRequest.LID_CCR);

  /** A persistent internal error: the host resets the controller. */
  public static final AsyncEvent PERSISTENT_INTERNAL_ERROR =
      new AsyncEvent(TYPE_ERROR, 0x03, LogPageRequest.LID_ERROR);

  private static final int TYPE_MAX = 7;
  private static final int BYTE_MAX = 0xFF;

  public AsyncEvent {
    if (type < 0
        || type > TYPE_MAX
        || information < 0
        || information > BYTE_MAX
        || logPage < 0
        || logPage > BYTE_MAX) {
      throw new IllegalArgumentException("event %d/%#x/%#x".formatted(type, information, logPage));
    }
  }

  public static AsyncEvent of(int dw0) {
    return new AsyncEvent(dw0 & TYPE_MAX, (dw0 >>> 8) & BYTE_MAX, (dw0 >>> 16) & BYTE_MAX);
  }

  public int toDword() {
    return (logPage << 16) | (information << 8) | type;
  }

  /** Returns DW0 as Linux prints an unknown event, such as {@code 001ef402}. */
  public String hex() {
    return String.format(Locale.ROOT, "%08x", toDword());
  }

  /** Bits of OAES (Identify) and of Set Features 0Bh that enable the optional events. */
  public static final class Enable {
    public static final int NAMESPACE_ATTRIBUTE = 1 << 8;
    public static final int FIRMWARE_ACTIVATION = 1 << 9;
    public static final int ANA_CHANGE = 1 << 11;

    /** This position is derived, not taken from the specification: see the protocol notes, U3. */
    public static final int CCR_COMPLETED = 1 << 20;

    public static final int DISCOVERY_CHANGE = 1 << 31;

    private Enable() {}
  }
}
