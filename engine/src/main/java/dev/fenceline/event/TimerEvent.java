package dev.fenceline.event;

import static dev.fenceline.event.Meaning.MOMENT;
import static dev.fenceline.event.Meaning.TEXT;

/**
 * Protocol timers. The cause of {@link Fired} and {@link Cancelled} is the timer's {@link Armed}.
 */
public sealed interface TimerEvent extends Detail {
  /** Returns the purpose of the timer in plain English. */
  String timer();

  @Kind(
      name = "timer-armed",
      text = "A timer was armed; it fires when it is due unless it is cancelled.")
  record Armed(
      @Field(value = TEXT, text = "the purpose of the timer") String timer,
      @Field(value = MOMENT, text = "when it fires") long dueNanos)
      implements TimerEvent {}

  @Kind(name = "timer-fired", text = "The timer has fired.")
  record Fired(@Field(value = TEXT, text = "the purpose of the timer") String timer)
      implements TimerEvent {}

  @Kind(name = "timer-cancelled", text = "The timer was cancelled.")
  record Cancelled(@Field(value = TEXT, text = "the purpose of the timer") String timer)
      implements TimerEvent {}
}
