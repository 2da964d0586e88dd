package dev.fenceline.event;

import static dev.fenceline.event.Meaning.CHOICE;
import static dev.fenceline.event.Meaning.DURATION;
import static dev.fenceline.event.Meaning.IDENTIFIER;
import static dev.fenceline.event.Meaning.TEXT;

import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.PathState;

/** One path, on its own lane. */
public sealed interface PathEvent extends Detail {
  /** The delay and jitter of a path in a capture, if they are not known. */
  long UNKNOWN_DELAY = -1;

  @Kind(name = "path-opened", text = "The path is open.")
  record Opened(
      @Field(value = IDENTIFIER, text = "the address to which the host connects") String front,
      @Field(value = IDENTIFIER, text = "the address of the target") String back,
      @Field(value = DURATION, text = "the one-way delay; -1 if it is not known", unknown = -1)
          long delayNanos,
      @Field(
              value = DURATION,
              text = "by how much the delay varies in either direction; -1 if it is not known",
              unknown = -1)
          long jitterNanos)
      implements PathEvent {}

  @Kind(
      name = "path-state",
      text = "One direction changed state; an outage of both directions is two events.")
  record StateChanged(
      @Field(value = CHOICE, text = "the direction that changed") Direction direction,
      @Field(value = CHOICE, text = "the state before") PathState from,
      @Field(value = CHOICE, text = "the state after") PathState to,
      @Field(value = TEXT, text = "why it changed") String reason)
      implements PathEvent {}

  @Kind(name = "path-delay", text = "The delay changed.")
  record DelayChanged(
      @Field(value = CHOICE, text = "the direction that changed") Direction direction,
      @Field(value = DURATION, text = "the one-way delay") long delayNanos,
      @Field(value = DURATION, text = "by how much the delay varies in either direction")
          long jitterNanos)
      implements PathEvent {}
}
