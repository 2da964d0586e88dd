package dev.fenceline.app.player;

/**
 * Moves a playhead with wall time. Pure arithmetic: the caller says what time it is.
 *
 * <p>Wall time that jumps by more than {@value #STEP_MAX_NANOS} ns between two ticks (a sleeping
 * laptop) moves the playhead by no more than that.
 */
final class Transport {
  private static final long STEP_MAX_NANOS = 250_000_000L;

  private long lastTickNanos;
  private boolean ticking;

  /** Forgets the last tick, so that a pause is not played. */
  void rest() {
    ticking = false;
  }

  /**
   * Where the playhead is now.
   *
   * @param wallNanos wall time of this tick
   * @param playheadNanos where the playhead was
   * @param endNanos where the session ends
   * @param speed session time per wall time
   */
  long tick(long wallNanos, long playheadNanos, long endNanos, double speed) {
    long passed = ticking ? Math.clamp(wallNanos - lastTickNanos, 0, STEP_MAX_NANOS) : 0;
    lastTickNanos = wallNanos;
    ticking = true;
    return Math.min(endNanos, playheadNanos + (long) (passed * speed));
  }
}
