package dev.fenceline.timeline;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.Finding;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.PathEvent;
import dev.fenceline.event.PduEvent;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.RunEvent;

/** How much an event matters when there is no room for all, from least to most. */
public enum Severity {
  /** Goes on all the time. */
  ROUTINE(0),
  /** A step that does not happen every second. */
  NOTABLE(1),
  /** Something failed or waits. */
  WARNING(2),
  /** A path, a controller or a command was lost. */
  FAILURE(3),
  /** Data was corrupted. */
  CORRUPTION(4);

  private final byte rank;

  Severity(int rank) {
    this.rank = (byte) rank;
  }

  /** 0 for the least severe, 4 for the most. */
  public byte rank() {
    return rank;
  }

  /** How much an event with this detail matters. */
  public static Severity of(Detail detail) {
    return switch (detail) {
      case Finding finding ->
          finding.severity() == Finding.Severity.CORRUPTION ? CORRUPTION : WARNING;
      case CommandEvent command -> of(command);
      case IoEvent.Ended ended -> ended.status() == 0 ? ROUTINE : FAILURE;
      case IoEvent.BlockRead read ->
          switch (read.quality()) {
            case GOOD, BLANK -> ROUTINE;
            case TORN, MISDIRECTED, FOREIGN -> CORRUPTION;
          };
      case IoEvent.Submitted _ -> ROUTINE;
      case IoEvent _ -> WARNING;
      case KeepAliveEvent.Expired _, KeepAliveEvent.Lapsed _, KeepAliveEvent.Failed _ -> FAILURE;
      case KeepAliveEvent.Late _ -> WARNING;
      case KeepAliveEvent _ -> ROUTINE;
      case PathEvent.StateChanged _, ConnectionEvent.Reset _, ConnectionEvent.BytesLost _ ->
          FAILURE;
      case PduEvent.Passed _ -> ROUTINE;
      case PduEvent.Malformed _, ConnectionEvent.TransportError _ -> FAILURE;
      case ControllerEvent.ErrorRecovery _, ReconnectEvent.Failed _ -> FAILURE;
      case InstanceEvent.Noticed _, RunEvent.FaultApplied _ -> FAILURE;
      case FencingEvent _, HoldEvent _ -> WARNING;
      default -> NOTABLE;
    };
  }

  private static Severity of(CommandEvent command) {
    return switch (command) {
      case CommandEvent.TimedOut _, CommandEvent.Cancelled _ -> FAILURE;
      case CommandEvent.Revoked _, CommandEvent.AnsweredLate _ -> WARNING;
      case CommandEvent.Completed completed -> completed.status() == 0 ? ROUTINE : WARNING;
      case CommandEvent.Answered answered -> answered.status() == 0 ? ROUTINE : WARNING;
      default -> ROUTINE;
    };
  }
}
