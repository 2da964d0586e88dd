package dev.fenceline.clock;

/** Decides how far the time of a virtual loop goes on when nothing is due. */
@FunctionalInterface
public interface TimeGate {
  /**
   * Called on the loop's thread when nothing is left to do before {@code nextNanos}. May block.
   *
   * @return the time to which the loop goes on: {@code nextNanos}, or an earlier one, at which the
   *     loop looks again whether there is something to do
   */
  long passUntil(long nowNanos, long nextNanos);
}
