package dev.fenceline.timeline;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.LogEvent;
import dev.fenceline.event.PathEvent;
import dev.fenceline.event.PduEvent;
import dev.fenceline.event.ReconnectEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares events of two recordings by their kind and by the fields that must be the same. Device
 * names may differ: two hosts may name a controller nvme0 and nvme4.
 */
final class EventKey {
  private EventKey() {}

  /**
   * Returns an object that is equal for events that may be the same, or null for an event that
   * cannot be compared.
   */
  static @Nullable Object of(Event event) {
    return switch (event.detail()) {
      case ControllerEvent.StateChanged it -> like("state", it.to());
      case ControllerEvent.ErrorRecovery it -> like("error recovery", it.fencing());
      case ControllerEvent.Connected _ -> "connected";
      case KeepAliveEvent.Expired _ -> "keep alive expired";
      case KeepAliveEvent.Failed _ -> "keep alive failed";
      case CommandEvent.TimedOut it -> like("timeout", it.qid(), it.opcode());
      case CommandEvent.Submitted it when it.qid() == 0 -> like("admin", it.opcode());
      case CommandEvent.Submitted it ->
          like("submitted", it.qid(), it.cid(), it.opcode(), it.lba(), it.blocks());
      case CommandEvent.Received it when it.qid() > 0 ->
          like("received", it.qid(), it.cid(), it.opcode(), it.lba(), it.blocks());
      case FencingEvent.Started _ -> "fencing";
      case FencingEvent.CcrAttempted _ -> "CCR attempted";
      case FencingEvent.CcrIssued _ -> "CCR issued";
      case FencingEvent.CcrEnded it -> like("CCR ended", it.outcome());
      case FencingEvent.CcrTimedOut _ -> "CCR timed out";
      case FencingEvent.HoldSkipped it -> like("hold skipped", it.byPolicy());
      case FencingEvent.Ended it -> like("fenced", it.by());
      case FencingEvent.RuledOut _ -> "no fencing";
      case HoldEvent.Armed _ -> "hold";
      case HoldEvent.Released _ -> "hold released";
      case HoldEvent.Ended _ -> "hold ended";
      case ReconnectEvent.Scheduled it -> like("reconnect scheduled", it.delayMillis());
      case ReconnectEvent.Failed it -> like("reconnect failed", it.attempt());
      case ReconnectEvent.Succeeded it -> like("reconnected", it.attempt());
      case ReconnectEvent.Removed _ -> "removed";
      case ConnectionEvent.QueuesCreating it -> like("creating queues", it.count());
      case ConnectionEvent.QueuesMapped _ -> "queues mapped";
      case ConnectionEvent.QueueConnected it -> like("queue", event.lane().group(), it.qid());
      case InstanceEvent.StateChanged it -> like("instance", it.to());
      case InstanceEvent.Gone _ -> "instance gone";
      case PathEvent.StateChanged it -> like("path", it.direction(), it.to());
      case PduEvent.Passed it ->
          like("pdu", it.direction(), it.point(), it.type(), it.qid(), it.cid(), it.opcode());
      case LogEvent.Line it -> like("line", it.text());
      default -> null;
    };
  }

  private static Object like(Object... parts) {
    return List.of(parts);
  }
}
