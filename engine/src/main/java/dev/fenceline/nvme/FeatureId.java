package dev.fenceline.nvme;

import java.util.Optional;

/** Feature identifiers of Set and Get Features. */
public enum FeatureId {
  VOLATILE_WRITE_CACHE(0x06),
  NUMBER_OF_QUEUES(0x07),
  ASYNC_EVENT_CONFIGURATION(0x0B),
  KEEP_ALIVE_TIMER(0x0F),
  HOST_IDENTIFIER(0x81),
  RESERVATION_NOTIFICATION_MASK(0x82),
  WRITE_PROTECTION(0x84);

  private final int id;

  FeatureId(int id) {
    this.id = id;
  }

  /** Returns the FID on the wire. */
  public int id() {
    return id;
  }

  public static Optional<FeatureId> of(int id) {
    for (FeatureId feature : values()) {
      if (feature.id == id) {
        return Optional.of(feature);
      }
    }
    return Optional.empty();
  }

  /**
   * Number of Queues: CDW11 of the request and DW0 of the completion.
   *
   * @param submission submission queues, 1..65535 (0-based on the wire, where FFFFh is invalid)
   * @param completion completion queues, 1..65535
   */
  public record QueueCount(int submission, int completion) {
    private static final int COUNT_MAX = 0xFFFF;

    public QueueCount {
      if (submission < 1 || completion < 1 || submission > COUNT_MAX || completion > COUNT_MAX) {
        throw new IllegalArgumentException("queues %d/%d".formatted(submission, completion));
      }
    }

    /**
     * Returns the counts; empty if a half is FFFFh, which a controller rejects with Invalid Field.
     */
    public static Optional<QueueCount> of(int dword) {
      int submission = (dword & COUNT_MAX) + 1;
      int completion = (dword >>> 16) + 1;
      return submission > COUNT_MAX || completion > COUNT_MAX
          ? Optional.empty()
          : Optional.of(new QueueCount(submission, completion));
    }

    public int toDword() {
      return ((completion - 1) << 16) | (submission - 1);
    }
  }
}
