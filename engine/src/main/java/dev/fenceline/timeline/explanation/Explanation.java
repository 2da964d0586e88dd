package dev.fenceline.timeline.explanation;

import dev.fenceline.event.ActionEvent;
import dev.fenceline.event.AenEvent;
import dev.fenceline.event.CaptureEvent;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.Finding;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.LogEvent;
import dev.fenceline.event.Note;
import dev.fenceline.event.PathEvent;
import dev.fenceline.event.PduEvent;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.TimerEvent;
import dev.fenceline.event.UnknownEvent;
import dev.fenceline.event.value.InstanceState;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Phase;
import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.span.Copy;
import dev.fenceline.timeline.span.CopyText;
import dev.fenceline.timeline.span.Journeys;
import dev.fenceline.timeline.span.Span;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Explains why something happened, in one or two plain sentences with numbers. It is a snapshot of
 * a timeline and does not grow. It joins copies at the first query, so only one thread may use it.
 */
public final class Explanation {
  private final Timeline timeline;
  private final FencingText fencing;
  private final PhaseText phases;
  private @Nullable CopyText copies;

  private Explanation(Timeline timeline) {
    this.timeline = timeline;
    this.fencing = new FencingText(timeline);
    this.phases = new PhaseText(timeline, fencing);
  }

  /** Creates explanations of the events that a timeline currently contains. */
  public static Explanation of(Timeline timeline) {
    return new Explanation(timeline);
  }

  /** Returns why this event happened, or what it means. */
  public String why(Event event) {
    return switch (event.detail()) {
      case FencingEvent detail -> fencing.why(event, detail);
      case HoldEvent _ -> fencing.hold(event.lane(), event.sequence());
      case ControllerEvent detail -> ControllerText.why(event, detail);
      case CommandEvent detail -> copies().why(event, detail);
      case IoEvent detail -> copies().why(event, detail);
      case KeepAliveEvent detail -> keepAlive(event, detail);
      case ReconnectEvent detail -> reconnect(detail);
      case InstanceEvent detail -> instance(event, detail);
      case AenEvent detail -> aen(detail);
      case PathEvent detail -> path(detail);
      case ConnectionEvent detail -> connection(detail);
      case PduEvent _ -> pdu(event);
      case TimerEvent detail -> timer(event, detail);
      case RunEvent detail -> run(detail);
      case ActionEvent detail -> action(detail);
      case LogEvent detail -> detail.explanation();
      case CaptureEvent detail -> detail.explanation();
      case Finding finding -> FindingText.why(finding);
      case Note note -> note.text();
      case UnknownEvent unknown ->
          "This version does not know events of the kind \"" + unknown.kind() + "\".";
    };
  }

  /** Returns why this span exists and why it ended when it did. */
  public String why(Span span) {
    return switch (span) {
      case Span.Controller controller -> fencing.controller(controller);
      case Span.Instance instance ->
          instance(instance.state(), instance.interval().beginSequence())
              + Text.reason(instance.reason());
      case Span.Path path ->
          "Path %s is %s. %s"
              .formatted(path.lane().name(), path.word(), path.worst().explanation());
      case Span.Hold hold -> fencing.hold(hold.lane(), hold.interval().beginSequence());
      case Span.Held held -> copies().held(held);
      case Span.Command command -> copies().command(command);
      case Span.AtMedia atMedia -> copies().atMedia(atMedia);
      case Span.KeepAlive keepAlive -> keepAlive(keepAlive);
      case Span.Ccr ccr -> fencing.ccr(ccr);
      case Span.Timer timer -> timer(timer);
    };
  }

  /** Returns why this phase of a recovery lasted as long as it did. */
  public String why(Recovery recovery, Phase phase) {
    return phases.why(recovery, phase);
  }

  private CopyText copies() {
    if (copies == null) {
      copies = new CopyText(timeline, Journeys.of(timeline));
    }
    return copies;
  }

  private String keepAlive(Event event, KeepAliveEvent detail) {
    return switch (detail) {
      case KeepAliveEvent.Sent _ -> "The host shows that it is alive and asks for an answer.";
      case KeepAliveEvent.Answered it ->
          "Answered after %s.".formatted(Text.duration(it.roundTripNanos()));
      case KeepAliveEvent.Expired it ->
          "Sent at %s and not answered for %s: the host takes the path for failed.%s"
              .formatted(
                  Text.moment(it.sentNanos()),
                  Text.duration(event.nanos() - it.sentNanos()),
                  PathText.at(timeline, event));
      case KeepAliveEvent.Failed it ->
          "The Keep Alive ended with status %s.".formatted(CopyText.status(it.status()));
      case KeepAliveEvent.Accepted _ -> "The target's keep-alive timer starts again.";
      case KeepAliveEvent.Late it ->
          "It came %s too late; a late Keep Alive does not revive the controller."
              .formatted(Text.duration(it.overdueNanos()));
      case KeepAliveEvent.Lapsed it ->
          ("The last Keep Alive was accepted at %s, %s ago: more than KATO. The "
                  + "target looks only once per KATO.")
              .formatted(
                  Text.moment(it.lastAcceptedNanos()),
                  Text.duration(event.nanos() - it.lastAcceptedNanos()));
    };
  }

  private static String keepAlive(Span.KeepAlive span) {
    String took = Text.duration(span.interval().durationNanos());
    return switch (span.ending()) {
      case ANSWERED -> "A Keep Alive, answered after " + took + ".";
      case EXPIRED ->
          "A Keep Alive without an answer in time: after %s the host takes the path for failed."
              .formatted(took);
      case FAILED -> "A Keep Alive that ended with an error after " + took + ".";
      case OPEN -> "A Keep Alive without an answer yet.";
    };
  }

  private static String reconnect(ReconnectEvent detail) {
    return switch (detail) {
      case ReconnectEvent.Scheduled it ->
          it.delayMillis() == 0
              ? "Attempt %d follows at once.".formatted(it.attempt())
              : "The host waits %s before attempt %d."
                  .formatted(Text.millis(it.delayMillis()), it.attempt());
      case ReconnectEvent.Attempted it -> "Attempt %d to connect again.".formatted(it.attempt());
      case ReconnectEvent.Failed it ->
          "Attempt %d failed: %s.".formatted(it.attempt(), it.reason());
      case ReconnectEvent.Succeeded it -> "Connected again at attempt %d.".formatted(it.attempt());
      case ReconnectEvent.Removed it ->
          "The host gives the controller up: %s.".formatted(it.reason());
    };
  }

  /** Describes a state, with more detail if the emulated target itself reports why. */
  private String instance(InstanceState state, long sequence) {
    Event began = timeline.find(sequence);
    Event cause = began == null ? null : timeline.find(began.cause());
    return state == InstanceState.QUIESCING
            && cause != null
            && cause.detail() instanceof InstanceEvent.Noticed
        ? "It executes nothing new; its last commands are leaving the back end."
        : state.explanation();
  }

  /** Adds the reason, unless the sentence says it already. */
  private static String withReason(String sentence, String reason) {
    boolean isSaid = sentence.toLowerCase(Locale.ROOT).contains(reason);
    return isSaid ? sentence : sentence + Text.reason(reason);
  }

  private String instance(Event event, InstanceEvent detail) {
    return switch (detail) {
      case InstanceEvent.Created it ->
          "A host connected to port %d and was given controller %d."
              .formatted(it.port(), it.cntlid());
      case InstanceEvent.StateChanged it ->
          withReason(instance(it.to(), event.sequence()), it.reason());
      case InstanceEvent.Ready it ->
          "Enabled as %s: its number and uniquifier name this life of the controller and no other."
              .formatted(it.instance());
      case InstanceEvent.Noticed it ->
          "The target knows from here on: %s. %s at media; %s."
              .formatted(
                  it.reason(),
                  Text.count(it.commandsAtMedia(), "command"),
                  it.quietByNanos() == 0
                      ? "it does not promise when they will be over"
                      : "it promises quiet media by " + Text.moment(it.quietByNanos()));
      case InstanceEvent.ResetBy it ->
          "Controller %d was asked by the host to reset this one.".formatted(it.source().cntlid());
      case InstanceEvent.Gone it ->
          ("Its last command has left the back end: %d finished, %d taken back. "
                  + "No command of %s can reach media any longer.")
              .formatted(it.finished(), it.revoked(), event.lane().name());
    };
  }

  private static String aen(AenEvent detail) {
    return switch (detail) {
      case AenEvent.Raised _ -> "The target has news for the host: a log page to read.";
      case AenEvent.Suppressed it ->
          it.enabled()
              ? "Masked until the host has read the log page of the one before."
              : "Not sent: the host has not enabled this event.";
      case AenEvent.Sent _ -> "Sent as the answer of a request that waited for it.";
      case AenEvent.Received _ -> "The host learns that there is a log page to read.";
      case AenEvent.LogRead it -> it.text();
      case AenEvent.CcrLogEntry it ->
          "The log says of controller %d, CIU %02xh: %s."
              .formatted(it.icid(), it.ciu(), TargetCcrText.status(it.ccrStatus()));
    };
  }

  private static String path(PathEvent detail) {
    return switch (detail) {
      case PathEvent.Opened it when it.delayNanos() == PathEvent.UNKNOWN_DELAY ->
          "Connections to %s were seen.".formatted(it.back());
      case PathEvent.Opened it ->
          "Open from %s to %s, one way %s."
              .formatted(it.front(), it.back(), Text.duration(it.delayNanos()));
      case PathEvent.StateChanged it -> it.to().explanation() + Text.reason(it.reason());
      case PathEvent.DelayChanged it ->
          "One way now takes %s.".formatted(Text.duration(it.delayNanos()));
    };
  }

  private static String connection(ConnectionEvent detail) {
    return switch (detail) {
      case ConnectionEvent.BytesReleased it ->
          "%s that the stall had kept are passed on.".formatted(Text.count(it.bytes(), "byte"));
      case ConnectionEvent.BytesLost it ->
          "%s fell into a black hole; this direction stays dead, even after healing."
              .formatted(Text.count(it.bytes(), "byte"));
      case ConnectionEvent.BytesDropped it ->
          "%s that the stall had kept vanished, because their sender gave up."
              .formatted(Text.count(it.bytes(), "byte"));
      case ConnectionEvent.Ended it ->
          it.delivered()
              ? "One side has ended its stream, and the other was told."
              : "One side has ended its stream; the other does not know.";
      case ConnectionEvent.Reset it -> "Both sides see a reset." + Text.reason(it.reason());
      case ConnectionEvent.QueueClosed it ->
          "The queue's connection no longer exists." + Text.reason(it.reason());
      case ConnectionEvent.Refused it -> "Not connected." + Text.reason(it.reason());
      case ConnectionEvent.TransportError it -> it.text();
      case ConnectionEvent.Accepted _, ConnectionEvent.Joined _ -> "A host connects to the target.";
      case ConnectionEvent.QueueConnected _, ConnectionEvent.QueuesCreating _ ->
          "A queue with its own connection.";
      case ConnectionEvent.QueuesMapped _ -> "How the I/O queues are used.";
    };
  }

  private String pdu(Event event) {
    Copy copy = copies().of(event);
    return copy == null
        ? "Bytes of the NVMe/TCP transport passed this point of the path."
        : "A step of " + copies().name(copy) + " on its way.";
  }

  private String timer(Event event, TimerEvent detail) {
    Event armed = timeline.find(event.cause());
    return switch (detail) {
      case TimerEvent.Armed it ->
          "%s: due at %s.".formatted(it.timer(), Text.moment(it.dueNanos()));
      case TimerEvent.Fired it ->
          armed == null
              ? it.timer() + ": its time has come."
              : "%s: armed at %s, %s ago."
                  .formatted(
                      it.timer(),
                      Text.moment(armed.nanos()),
                      Text.duration(event.nanos() - armed.nanos()));
      case TimerEvent.Cancelled it -> it.timer() + ": no longer needed.";
    };
  }

  private static String timer(Span.Timer span) {
    String armed =
        "Timer of %s, \"%s\": armed at %s for %s, "
            .formatted(
                span.lane().name(),
                span.timer(),
                Text.moment(span.fromNanos()),
                Text.duration(span.dueNanos() - span.fromNanos()));
    return armed
        + switch (span.ending()) {
          case FIRED -> "fired at " + Text.moment(span.toNanos()) + ".";
          case CANCELLED ->
              "cancelled at %s, when it was no longer needed."
                  .formatted(Text.moment(span.toNanos()));
          case OPEN -> "not fired when the session ends.";
        };
  }

  private static String action(ActionEvent detail) {
    return switch (detail) {
      case ActionEvent.Taken it -> "By a person at the host: %s.".formatted(it.command());
      case ActionEvent.Refused it ->
          "The host refuses to %s: %s.".formatted(it.command(), it.reason());
      case ActionEvent.CcrAnswered it ->
          "The answer to a reset of %s that a person has sent: %s."
              .formatted(
                  it.named(),
                  it.immediate()
                      ? "no such instance exists any longer"
                      : CopyText.status(it.status()));
    };
  }

  private static String run(RunEvent detail) {
    return switch (detail) {
      case RunEvent.Started it -> "Scenario %s with seed %d.".formatted(it.scenario(), it.seed());
      case RunEvent.Reached it ->
          switch (it.stage()) {
            case READY -> "Every path is live; the workload begins.";
            case WORKLOAD_STOPPED -> "The workload submits nothing new.";
            case SETTLED -> "As far as the lab sees, nothing is left that could still land.";
            case READ_BACK -> "Every block was read back over every live path.";
          };
      case RunEvent.FaultApplied it ->
          "%s, %s.".formatted(it.command(), it.byHand() ? "by hand" : "as the scenario says");
      case RunEvent.SettingChanged it ->
          "The setting %s is %s from now on, changed by hand.".formatted(it.setting(), it.value());
      case RunEvent.Ended it ->
          "Data %s: %s, %d blocks checked."
              .formatted(
                  it.verdict().word(),
                  Text.count(it.corruptions(), "corruption"),
                  it.blocksChecked());
    };
  }
}
