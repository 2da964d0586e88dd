package dev.fenceline.event;

/**
 * Protocol timers. The cause of {@link Fired} and {@link Cancelled} is the timer's {@link Armed}.
 */
public sealed interface TimerEvent extends Detail {
  /** Returns the purpose of the timer in plain words. */
  String timer();

  /** The timer was armed. It fires at {@code dueNanos} unless it is cancelled. */
  @Kind("timer-armed")
  record Armed(String timer, long dueNanos) implements TimerEvent {}

  /** The timer has fired. */
  @Kind("timer-fired")
  record Fired(String timer) implements TimerEvent {}

  /** The timer was cancelled. */
  @Kind("timer-cancelled")
  record Cancelled(String timer) implements TimerEvent {}
}
