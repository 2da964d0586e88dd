package dev.fenceline.subsystem;

import dev.fenceline.clock.LabLoop;
import dev.fenceline.event.Cause;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.Recorder;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.Status;
import dev.fenceline.nvme.StatusCode;
import dev.fenceline.nvme.log.CcrLog;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Cross-Controller Reset, opcode 38h (TP8028; reference, section 5). The order of its checks
 * follows scenario timings, section 5. An accepted reset ends when the impacted instance is gone:
 * {@link Subsystem#gone}.
 */
final class CcrCommand {
  private static final int STATUS_DNR = 1 << 14;

  private final Subsystem subsystem;
  private final Recorder recorder;
  private final LabLoop loop;
  private final int limit;
  private final boolean fails;
  private final long latencyNanos;

  /** Creates the command with the limits of the target's settings. */
  CcrCommand(Subsystem subsystem, SubsystemContext environment) {
    this.subsystem = subsystem;
    this.recorder = environment.recorder();
    this.loop = environment.loop();
    this.limit = environment.settings().ccrLimit();
    this.fails = environment.settings().resetsFail();
    this.latencyNanos = TimeUnit.MICROSECONDS.toNanos(environment.settings().resetLatencyMicros());
  }

  /** Executes a command that a source has received. */
  void execute(TargetController source, ReceivedCommand received) {
    InstanceId named = received.command().impacted();
    if (named.cntlid() == source.cntlid()) {
      reject(
          source, received, Status.doNotRetry(StatusCode.INVALID_FIELD), "names the source itself");
      return;
    }
    @Nullable TargetController impacted =
        subsystem
            .find(named.cntlid())
            .filter(found -> found.instance().isReported() && found.instance().equals(named))
            .orElse(null);
    if (impacted == null) {
      received.answer(
          Completion.RESET_IMMEDIATE,
          recorder.record(
              source.lane(), received.arrival(), new FencingEvent.TargetImmediate(named)));
    } else if (!impacted.association().isSameHost(source.association())) {
      reject(
          source, received, Status.doNotRetry(StatusCode.INVALID_FIELD), "belongs to another host");
    } else if (source.ccrEntries().isWaitingFor(named)) {
      reject(
          source,
          received,
          Status.doNotRetry(StatusCode.CCR_IN_PROGRESS),
          "is in progress already");
    } else if (source.ccrEntries().inProgress() >= limit) {
      reject(source, received, Status.of(StatusCode.CCR_LIMIT_EXCEEDED), "limit of " + limit);
    } else if (source.ccrEntries().isFull()) {
      reject(source, received, Status.of(StatusCode.CCR_LOG_FULL), "log page is full");
    } else {
      accept(source, received, impacted);
    }
  }

  private void reject(
      TargetController source, ReceivedCommand received, Status status, String reason) {
    int code = status.code() | (status.dnr() ? STATUS_DNR : 0);
    Cause rejected =
        recorder.record(
            source.lane(),
            received.arrival(),
            new FencingEvent.TargetRejected(received.command().impacted(), code, reason));
    received.answer(status, rejected);
  }

  private void accept(
      TargetController source, ReceivedCommand received, TargetController impacted) {
    source.ccrEntries().add(impacted.instance());
    Cause accepted =
        recorder.record(
            source.lane(),
            received.arrival(),
            new FencingEvent.TargetAccepted(impacted.instance(), source.ccrEntries().inProgress()));
    received.answer(0, accepted);
    InstanceId accuser = source.instance();
    InstanceId named = impacted.instance();
    if (fails) {
      loop.schedule(
          latencyNanos, () -> subsystem.resetEnded(source, named, CcrLog.Entry.FAILED, accepted));
    } else if (latencyNanos == 0) {
      begin(source, impacted, named, accuser, accepted);
    } else {
      loop.schedule(latencyNanos, () -> begin(source, impacted, named, accuser, accepted));
    }
  }

  /** Begins the reset, unless the instance has already ended or is ending for another reason. */
  private void begin(
      TargetController source,
      TargetController impacted,
      InstanceId named,
      InstanceId accuser,
      Cause cause) {
    source.ccrEntries().begun(named);
    if (impacted.instance().equals(named) && !impacted.isNoticed()) {
      Cause reset =
          recorder.record(impacted.lane(), cause, new InstanceEvent.ResetBy(accuser, named));
      impacted.notice("reset by controller " + accuser.cntlid(), reset);
    }
  }
}
