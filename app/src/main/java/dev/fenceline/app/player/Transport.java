package dev.fenceline.app.player;

/**
 * Moves a playhead with wall-clock time. Pure arithmetic: the caller passes the time.
 *
 * <p>If the wall clock jumps by more than {@value #STEP_MAX_NANOS} ns between two ticks (a laptop
 * was asleep), the playhead moves by that maximum.
 */
final class Transport {
  private static final long STEP_MAX_NANOS = 250_000_000L;

  private long lastTickNanos;
  private boolean ticking;

  /** Forgets the last tick, so that a pause does not move the playhead. */
  void rest() {
    ticking = false;
  }

  /**
   * Returns the new position of the playhead.
   *
   * @param wallNanos wall-clock time of this tick
   * @param playheadNanos the position of the playhead so far
   * @param endNanos the end of the session
   * @param speed session time per wall-clock time
   */
  long tick(long wallNanos, long playheadNanos, long endNanos, double speed) {
    long passed = ticking ? Math.clamp(wallNanos - lastTickNanos, 0, STEP_MAX_NANOS) : 0;
    lastTickNanos = wallNanos;
    ticking = true;
    return Math.min(endNanos, playheadNanos + (long) (passed * speed));
  }
}
