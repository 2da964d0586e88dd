package dev.fenceline.swimlane.paint;

import dev.fenceline.event.value.ControllerState;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.event.value.InstanceState;
import dev.fenceline.swimlane.pen.Palette.Tone;
import dev.fenceline.swimlane.picture.Arrow;
import dev.fenceline.swimlane.picture.StripPhase;
import dev.fenceline.timeline.recovery.Recovery;

/** The colours of states, phases and arrows, which are the same wherever they are drawn. */
public final class Tones {
  private Tones() {}

  /** Returns the colour of a state of a host controller. */
  public static Tone of(ControllerState state) {
    return switch (state) {
      case LIVE -> Tone.LIVE;
      case FENCING -> Tone.FENCING;
      case FENCED -> Tone.FENCED;
      case RESETTING -> Tone.RESETTING;
      case CONNECTING -> Tone.CONNECTING;
      case NEW, DELETING, DELETING_NO_IO, DEAD -> Tone.DEAD;
    };
  }

  /** Returns the colour of a state of a controller instance. */
  public static Tone of(InstanceState state) {
    return switch (state) {
      case CREATED -> Tone.CONNECTING;
      case READY -> Tone.LIVE;
      case QUIESCING -> Tone.RESETTING;
      case SHUT_DOWN, GONE -> Tone.DEAD;
    };
  }

  /** Returns the colour of a piece of the strip above the lanes. */
  public static Tone of(StripPhase piece) {
    return switch (piece.phase().kind()) {
      case STEADY -> Tone.BORDER;
      case DETECT -> Tone.COMMAND;
      case FENCE -> {
        Recovery recovery = piece.recovery();
        boolean hold = recovery != null && recovery.fencedBy() == FencedBy.HOLD;
        yield hold ? Tone.HOLD : Tone.CCR;
      }
      case RESET -> Tone.RESETTING;
      case RECONNECT -> Tone.CONNECTING;
    };
  }

  /** Returns the colour of an arrow. */
  public static Tone of(Arrow.Kind kind) {
    return switch (kind) {
      case CCR, RESET, DONE -> Tone.CCR;
      case AEN -> Tone.AEN;
      case WRITE -> Tone.COMMAND;
      case STALE -> Tone.BAD;
      case RETRY -> Tone.ACCENT;
    };
  }
}
