package dev.fenceline.event;

/** Protocol timers. The cause of {@link Fired} and {@link Cancelled} is their {@link Armed}. */
public sealed interface TimerEvent extends Detail {
  /** What the timer is for, in plain words. */
  String timer();

  /** Will fire at {@code dueNanos} unless cancelled. */
  @Kind("timer-armed")
  record Armed(String timer, long dueNanos) implements TimerEvent {}

  /** Its time has come. */
  @Kind("timer-fired")
  record Fired(String timer) implements TimerEvent {}

  /** It will not fire. */
  @Kind("timer-cancelled")
  record Cancelled(String timer) implements TimerEvent {}
}
