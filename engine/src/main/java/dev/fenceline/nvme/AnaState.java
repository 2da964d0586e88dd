package dev.fenceline.nvme;

import java.util.Locale;
import java.util.Optional;

/** Asymmetric Namespace Access state of a group on a path. */
public enum AnaState {
  OPTIMIZED(0x1),
  NON_OPTIMIZED(0x2),
  INACCESSIBLE(0x3),
  PERSISTENT_LOSS(0x4),
  CHANGE(0xF);

  private final int code;

  AnaState(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /** Returns the name that Linux shows in sysfs, such as {@code non-optimized}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<AnaState> of(int code) {
    for (AnaState state : values()) {
      if (state.code == code) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }
}
