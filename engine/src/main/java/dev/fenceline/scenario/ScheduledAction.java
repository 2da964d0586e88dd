package dev.fenceline.scenario;

/**
 * An action with its moments.
 *
 * @param at when it is done first
 * @param times how often it is done, from 1
 * @param everyMillis between one time and the next
 * @param action what is done
 */
public record ScheduledAction(Moment at, int times, long everyMillis, Action action) {
  public ScheduledAction {
    if (times < 1) {
      throw new IllegalArgumentException("\"times\" counts from 1");
    }
    if (times > 1 && everyMillis == 0) {
      throw new IllegalArgumentException("what is done more than once needs \"every\"");
    }
  }
}
