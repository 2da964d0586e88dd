package dev.fenceline.exchange.trace;

import dev.fenceline.timeline.span.Span;
import java.util.Locale;

/** The kinds of tracks of a lane, from top to bottom. */
enum Row {
  /**
   * The state of a controller, an instance or a path. The name of its track is the name of the
   * lane.
   */
  STATE,
  /** The phases of a controller's recoveries. */
  RECOVERY,
  /** Cross-controller resets through this controller, and the hold of a failed one. */
  FENCING,
  /** Keep Alive commands until they complete. */
  KEEP_ALIVE,
  /** Operations that wait for the end of fencing. */
  HELD,
  /** Commands in flight or at media. */
  COMMANDS,
  /** Protocol timers. */
  TIMERS,
  /** Every event that does not begin a span. */
  EVENTS;

  /** Returns the row of a span. */
  static Row of(Span span) {
    return switch (span) {
      case Span.Controller _, Span.Instance _, Span.Path _ -> STATE;
      case Span.Ccr _, Span.Hold _ -> FENCING;
      case Span.KeepAlive _ -> KEEP_ALIVE;
      case Span.Held _ -> HELD;
      case Span.Command _, Span.AtMedia _ -> COMMANDS;
      case Span.Timer _ -> TIMERS;
    };
  }

  /** Returns the name of the row, such as {@code keep alive}. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Returns the label of a span. */
  static String name(Span span) {
    return switch (span) {
      case Span.Controller it -> it.state().word().toUpperCase(Locale.ROOT);
      case Span.Instance it -> it.state().word().toUpperCase(Locale.ROOT);
      case Span.Path it -> it.word();
      case Span.Ccr it -> "CCR of " + it.impacted().name();
      case Span.Hold _ -> "hold";
      case Span.KeepAlive it -> it.answered() ? "Keep Alive" : "Keep Alive, no answer";
      case Span.Held it -> "operation " + it.operation() + " held";
      case Span.Command it ->
          it.operation() == 0 ? it.label() : it.label() + " of operation " + it.operation();
      case Span.AtMedia it -> it.label() + " at media";
      case Span.Timer it -> it.timer();
    };
  }
}
