package dev.fenceline.app.inspector;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.event.AenEvent;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PduEvent;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.Opcode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The events of one cross-controller reset, collected from host, path and target.
 *
 * @param issuedEvent the event whose detail is {@code issued}
 * @param issued the sending of the reset by the host
 * @param answered the answer of the source
 * @param asyncEvent the asynchronous event about the log page, as the host receives it
 * @param logRead the host's read of log page 1Eh
 * @param ended the outcome, as the host learns it
 * @param resetAtTarget the start of the reset of the impacted instance, at the target
 * @param capsule the PDU that carried the command
 * @param resubmitted the requests that were resubmitted elsewhere afterwards
 */
record ResetStory(
    Event issuedEvent,
    FencingEvent.CcrIssued issued,
    @Nullable Event answered,
    @Nullable Event asyncEvent,
    @Nullable Event logRead,
    @Nullable Event ended,
    @Nullable Event resetAtTarget,
    PduEvent.@Nullable Passed capsule,
    List<Event> resubmitted) {

  /** The log page of cross-controller resets. */
  static final int LOG_PAGE = 0x1E;

  private static final int OPCODE = Opcode.Admin.CROSS_CONTROLLER_RESET.code();
  private static final int REACH = 20_000;

  /**
   * The time after the end of the reset in which resubmitted requests still count as its effect.
   */
  private static final long AFTERMATH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** Returns the reset that the event is a step of; empty if it is not a step of a reset. */
  static Optional<ResetStory> of(OpenSession session, Event event) {
    return isStep(event)
        ? issuedBefore(session, event).map(from -> read(session, from))
        : Optional.empty();
  }

  /** Reports whether selecting this event shows the whole reset. */
  private static boolean isStep(Event event) {
    return switch (event.detail()) {
      case FencingEvent.CcrIssued _, FencingEvent.CcrAnswered _, FencingEvent.CcrEnded _ -> true;
      case FencingEvent.TargetAccepted _, FencingEvent.TargetCompleted _ -> true;
      case FencingEvent.Ended fenced -> fenced.by() == FencedBy.CCR;
      case CommandEvent.Submitted command -> command.qid() == 0 && command.opcode() == OPCODE;
      default -> false;
    };
  }

  private static Optional<Event> issuedBefore(OpenSession session, Event event) {
    // The command is submitted just before the event that says that the reset is issued.
    boolean submitted = event.detail() instanceof CommandEvent.Submitted;
    LongStream near =
        submitted
            ? LongStream.rangeClosed(event.sequence(), event.sequence() + 100)
            : LongStream.rangeClosed(0, REACH).map(back -> event.sequence() - back);
    return near.mapToObj(session::find)
        .flatMap(Optional::stream)
        .filter(found -> found.detail() instanceof FencingEvent.CcrIssued)
        .findFirst();
  }

  private static ResetStory read(OpenSession session, Event from) {
    Gathering gathering = new Gathering(from, (FencingEvent.CcrIssued) from.detail());
    // The capsule passes the path before the event that says that the reset is issued.
    LongStream.rangeClosed(from.sequence() - 20, from.sequence() + REACH)
        .mapToObj(session::find)
        .flatMap(Optional::stream)
        .takeWhile(_ -> !gathering.isComplete)
        .forEach(gathering::take);
    return gathering.story();
  }

  /** Collects the events of the reset. */
  private static final class Gathering {
    private final Event from;
    private final FencingEvent.CcrIssued issued;
    private final Lane source;
    private @Nullable Event answered;
    private @Nullable Event asyncEvent;
    private @Nullable Event logRead;
    private @Nullable Event ended;
    private @Nullable Event resetAtTarget;
    private PduEvent.@Nullable Passed capsule;
    private final List<Event> resubmitted = new ArrayList<>();
    private boolean isComplete;

    Gathering(Event from, FencingEvent.CcrIssued issued) {
      this.from = from;
      this.issued = issued;
      this.source = Lane.host(issued.source());
    }

    void take(Event event) {
      if (ended != null && event.nanos() > ended.nanos() + AFTERMATH_NANOS) {
        isComplete = true;
        return;
      }
      boolean atSource = event.lane().equals(source);
      boolean atImpacted = event.lane().equals(from.lane());
      switch (event.detail()) {
        case PduEvent.Passed pdu when capsule == null && isCapsule(pdu) -> capsule = pdu;
        case FencingEvent.CcrAnswered _ when atImpacted && answered == null -> answered = event;
        case FencingEvent.CcrEnded _ when atImpacted && ended == null -> ended = event;
        case InstanceEvent.ResetBy reset when isImpacted(reset.impacted()) -> resetAtTarget = event;
        case AenEvent.Received _ when atSource && asyncEvent == null -> asyncEvent = event;
        case AenEvent.LogRead read when atSource && read.logPage() == LOG_PAGE -> logRead = event;
        case IoEvent.FailedOver moved when moved.from().equals(from.lane().name()) ->
            resubmitted.add(event);
        default -> {}
      }
    }

    private boolean isImpacted(InstanceId instance) {
      return instance.equals(issued.impacted());
    }

    private boolean isCapsule(PduEvent.Passed pdu) {
      return pdu.qid() == 0 && pdu.opcode() == OPCODE && pdu.cid() == issued.sourceCid();
    }

    ResetStory story() {
      return new ResetStory(
          from, issued, answered, asyncEvent, logRead, ended, resetAtTarget, capsule, resubmitted);
    }
  }
}
