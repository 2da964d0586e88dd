package dev.fenceline.timeline;

import dev.fenceline.event.Cause;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.Journal;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PathEvent;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.value.BlockQuality;
import dev.fenceline.event.value.CcrOutcome;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.event.value.InstanceState;
import dev.fenceline.event.value.IoKind;
import dev.fenceline.event.value.PathState;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.Opcode;

/** Events written by hand: two controllers, one of which fails. Times are seconds. */
public final class Story {
  public static final Lane NVME3 = Lane.host("nvme3");
  public static final Lane NVME4 = Lane.host("nvme4");
  public static final Lane PATH_B = Lane.path("B");
  public static final Lane FIRST = Lane.target(1, 1);
  public static final Lane SECOND = Lane.target(2, 1);
  public static final InstanceId FIRST_ID = new InstanceId(1, 1, 11);
  public static final InstanceId SECOND_ID = new InstanceId(2, 1, 22);
  public static final int WRITE = Opcode.Nvm.WRITE.code();
  public static final int HOST_ABORTED = 0x371;

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private long nanos;
  private final Journal journal = new Journal(() -> nanos);
  private final Timeline timeline = new Timeline();

  public Story() {
    journal.addListener(timeline);
  }

  public Timeline timeline() {
    return timeline;
  }

  public Story at(double seconds) {
    nanos = nanos(seconds);
    return this;
  }

  public static long nanos(double seconds) {
    return Math.round(seconds * NANOS_PER_SECOND);
  }

  public Cause tell(Lane lane, Detail detail) {
    return journal.record(lane, Cause.NONE, detail);
  }

  public Cause tell(Lane lane, Cause cause, Detail detail) {
    return journal.record(lane, cause, detail);
  }

  /** Both controllers are live, and the target knows them. */
  public Story bothLive() {
    live(NVME3, "A", FIRST, FIRST_ID);
    live(NVME4, "B", SECOND, SECOND_ID);
    return this;
  }

  private void live(Lane host, String path, Lane target, InstanceId instance) {
    tell(Lane.path(path), new PathEvent.Opened("front", "back", 100_000, 20_000));
    tell(host, new ControllerEvent.Created(path, "10.0.0.1:4420"));
    become(host, ControllerState.NEW, ControllerState.CONNECTING);
    tell(target, new InstanceEvent.Created(instance.cntlid(), 1, "nqn", "id"));
    tell(target, new InstanceEvent.Ready(instance, 5000, 5000, 4, false));
    tell(
        target,
        new InstanceEvent.StateChanged(InstanceState.CREATED, InstanceState.READY, "enabled"));
    tell(host, new ControllerEvent.Identified(instance, 5000, 5000, 4, false));
    become(host, ControllerState.CONNECTING, ControllerState.LIVE);
  }

  public Cause become(Lane host, ControllerState from, ControllerState to) {
    return tell(host, new ControllerEvent.StateChanged(from, to, ""));
  }

  public void path(Lane path, PathState from, PathState to) {
    tell(path, new PathEvent.StateChanged(Direction.TO_TARGET, from, to, "fault"));
    tell(path, new PathEvent.StateChanged(Direction.TO_HOST, from, to, "fault"));
  }

  public void submitWrite(long operation, long lba, long version) {
    tell(Lane.WORKLOAD, new IoEvent.Submitted(operation, IoKind.WRITE, lba, 1, operation, version));
  }

  public void copy(Lane host, int cid, long lba, long operation, int copy) {
    tell(host, new CommandEvent.Submitted(1, cid, WRITE, lba, 1, operation, copy));
  }

  public void received(Lane target, int cid, long lba) {
    tell(target, new CommandEvent.Received(1, cid, WRITE, lba, 1));
  }

  public void executing(Lane target, int cid, long lba, double takes) {
    tell(target, new CommandEvent.Executing(1, cid, WRITE, lba, 1, nanos(takes)));
  }

  public void landed(Lane target, int cid, long lba) {
    tell(target, new CommandEvent.Executed(1, cid, WRITE, lba, 1, 0));
  }

  public void ended(long operation) {
    tell(Lane.WORKLOAD, new IoEvent.Ended(operation, 0));
  }

  /** A write from its submission to its end, at one moment. */
  public void wholeWrite(long operation, long lba, long version, Lane host, Lane target, int cid) {
    submitWrite(operation, lba, version);
    copy(host, cid, lba, operation, 1);
    received(target, cid, lba);
    executing(target, cid, lba, 0);
    landed(target, cid, lba);
    tell(host, new CommandEvent.Completed(1, cid, 0, 0));
    ended(operation);
  }

  public void wholeRead(long operation, long lba, long stamp, long version) {
    tell(Lane.WORKLOAD, new IoEvent.Submitted(operation, IoKind.READ, lba, 1, 0, 0));
    tell(
        Lane.WORKLOAD,
        new IoEvent.BlockRead(
            operation, lba, stamp, version, stamp == 0 ? BlockQuality.BLANK : BlockQuality.GOOD));
    ended(operation);
  }

  /** nvme4 fails at 12.51 s, is fenced by a reset through nvme3, and connects again. */
  public Story recoveryByCcr() {
    return recoveryByCcr(false);
  }

  /** The same, and the target tells when the last command of the old instance is over. */
  public Story recoveryByCcrThatDrains() {
    return recoveryByCcr(true);
  }

  private Story recoveryByCcr(boolean drains) {
    at(5.01).tell(NVME4, new KeepAliveEvent.Sent(7));
    tell(NVME4, new KeepAliveEvent.Answered(7, 200_000));
    at(6.05).submitWrite(9, 7, 1);
    copy(NVME4, 3, 7, 9, 1);
    at(6.06).received(SECOND, 3, 7);
    executing(SECOND, 3, 7, 8.8);
    at(6.2).path(PATH_B, PathState.UP, PathState.STALLED);
    at(7.51).tell(NVME4, new KeepAliveEvent.Sent(8));
    detect();
    tell(NVME4, new FencingEvent.CcrAttempted(SECOND_ID, 15_000));
    tell(NVME4, new FencingEvent.CcrIssued("nvme3", SECOND_ID, 12, 3));
    at(14.01).tell(SECOND, new CommandEvent.Revoked(1, 3, WRITE, 7, 1, "reset by controller 1"));
    if (drains) {
      tell(SECOND, new InstanceEvent.Gone(SECOND_ID, 0, 1));
    }
    at(14.011).tell(NVME4, new FencingEvent.CcrEnded("nvme3", SECOND_ID, CcrOutcome.SUCCESS));
    fenced(FencedBy.CCR, "nvme3");
    at(14.012).become(NVME4, ControllerState.RESETTING, ControllerState.CONNECTING);
    at(24.011).reconnected();
    return this;
  }

  /** nvme4 fails at 12.51 s and is fenced by time, at 27.51 s. */
  public Story recoveryByHold() {
    at(6.2).path(PATH_B, PathState.UP, PathState.STALLED);
    detect();
    tell(NVME4, new FencingEvent.CcrExhausted("no live controller offers CCR", 15_000));
    tell(NVME4, new HoldEvent.Armed(15_000, nanos(27.51)));
    at(27.51).tell(NVME4, new HoldEvent.Ended());
    fenced(FencedBy.HOLD, "");
    become(NVME4, ControllerState.RESETTING, ControllerState.CONNECTING);
    return this;
  }

  private void detect() {
    at(12.51).tell(NVME4, new KeepAliveEvent.Expired(8, nanos(7.51)));
    become(NVME4, ControllerState.LIVE, ControllerState.FENCING);
    tell(NVME4, new ControllerEvent.ErrorRecovery("keep alive timeout", true));
    tell(NVME4, new FencingEvent.Started("keep alive timeout", 15_000, nanos(27.51)));
    tell(NVME4, new IoEvent.Held(9, 1, 1, 3));
  }

  private void fenced(FencedBy by, String source) {
    tell(NVME4, new FencingEvent.Ended(by, source));
    become(NVME4, ControllerState.FENCING, ControllerState.FENCED);
    become(NVME4, ControllerState.FENCED, ControllerState.RESETTING);
    tell(NVME4, new IoEvent.Released(9, 1));
    tell(NVME4, new CommandEvent.Cancelled(1, 3, WRITE, HOST_ABORTED));
    tell(Lane.MULTIPATH, new IoEvent.FailedOver(9, 2, "nvme4", "nvme3"));
    copy(NVME3, 20, 7, 9, 2);
  }

  private void reconnected() {
    tell(NVME4, new ReconnectEvent.Attempted(1, 60));
    become(NVME4, ControllerState.CONNECTING, ControllerState.LIVE);
    tell(NVME4, new ReconnectEvent.Succeeded(1, 60));
  }
}
