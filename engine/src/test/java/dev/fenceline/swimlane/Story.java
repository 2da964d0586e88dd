package dev.fenceline.swimlane;

import dev.fenceline.event.AenEvent;
import dev.fenceline.event.Cause;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.Finding;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PathEvent;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.value.CcrOutcome;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.event.value.InstanceState;
import dev.fenceline.event.value.IoKind;
import dev.fenceline.event.value.PathState;
import dev.fenceline.event.value.Rule;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Recoveries as the scenarios tell them, written down by hand: a timeline without a lab. */
public final class Story {
  static final Lane NVME3 = Lane.host("nvme3");
  public static final Lane NVME4 = Lane.host("nvme4");
  static final Lane TARGET1 = Lane.target(1, 1);
  static final Lane TARGET2 = Lane.target(2, 1);
  static final Lane TARGET2_NEW = Lane.target(2, 2);

  private static final int STATUS_ABORTED_BY_HOST = 0x371;
  private static final double READ_SECONDS = 15.901;
  private static final int CCR = 0x38;
  private static final int WRITE = 1;
  private static final int CCR_EVENT = 0x001E_F402;
  private static final InstanceId FIRST = new InstanceId(1, 1, 11);
  private static final InstanceId SECOND = new InstanceId(2, 1, 22);
  private static final InstanceId SECOND_NEW = new InstanceId(2, 2, 33);

  private record Moment(double seconds, Lane lane, Detail detail) {}

  private final List<Moment> moments = new ArrayList<>();

  /** A new instance whose identifier is not known, as in a capture. */
  public static Timeline unnamedInstance() {
    Story story = new Story();
    story.become(1, TARGET2_NEW, InstanceState.CREATED, InstanceState.READY);
    return story.timeline();
  }

  /** A path fails, a surviving controller resets the failed one, nothing is lost. */
  public static Timeline ccr() {
    Story story = new Story();
    story.outage();
    story.at(12.51, NVME4, new FencingEvent.Started("keep alive timeout", 15_000, 27_510_000_000L));
    story.become(12.51, NVME4, ControllerState.LIVE, ControllerState.FENCING);
    for (int i = 0; i < 3; i++) {
      story.at(12.51, NVME4, new IoEvent.Held(900 + i, 1, 1, 40 + i));
    }
    story.at(12.51, NVME4, new FencingEvent.CcrAttempted(SECOND, 15_000));
    story.at(12.51, NVME3, new CommandEvent.Submitted(0, 9, CCR, 0, 0, 0, 0));
    story.at(12.51, NVME4, new FencingEvent.CcrIssued("nvme3", SECOND, 9, 3));
    story.at(12.510_1, TARGET1, new CommandEvent.Received(0, 9, CCR, 0, 0));
    story.at(12.510_1, TARGET1, new FencingEvent.TargetAccepted(SECOND, 1));
    story.at(12.510_1, TARGET2, new InstanceEvent.ResetBy(FIRST, SECOND));
    story.become(12.510_1, TARGET2, InstanceState.READY, InstanceState.QUIESCING);
    story.at(12.510_2, NVME3, new CommandEvent.Completed(0, 9, 0, 0));
    story.at(12.510_2, NVME4, new FencingEvent.CcrAnswered("nvme3", 9, 0, false));
    for (int i = 0; i < 3; i++) {
      story.at(14.010_1, TARGET2, new CommandEvent.Revoked(1, 40 + i, WRITE, 1224 + i, 1, "reset"));
    }
    story.become(14.010_1, TARGET2, InstanceState.QUIESCING, InstanceState.GONE);
    story.at(14.010_1, TARGET2, new InstanceEvent.Gone(SECOND, 0, 3));
    story.at(14.010_1, TARGET1, new FencingEvent.TargetCompleted(2, 1, 1));
    story.at(14.010_1, TARGET1, new AenEvent.Sent(3, CCR_EVENT));
    story.at(14.010_2, NVME3, new AenEvent.Received(3, CCR_EVENT));
    story.at(14.010_4, NVME3, new AenEvent.LogRead(0x1E, false, 1, "CCRS 1"));
    story.at(14.010_4, NVME4, new FencingEvent.CcrEnded("nvme3", SECOND, CcrOutcome.SUCCESS));
    story.at(14.010_4, NVME4, new FencingEvent.Ended(FencedBy.CCR, "nvme3"));
    story.recover(14.010_4, ControllerState.FENCING);
    story.end(26.04, Verdict.INTACT, 0);
    return story.timeline();
  }

  /** Nobody can reset the failed controller: the host holds back until T has passed. */
  public static Timeline hold() {
    Story story = new Story();
    story.outage();
    story.at(12.51, NVME4, new FencingEvent.Started("keep alive timeout", 15_000, 27_510_000_000L));
    story.become(12.51, NVME4, ControllerState.LIVE, ControllerState.FENCING);
    for (int i = 0; i < 3; i++) {
      story.at(12.51, NVME4, new IoEvent.Held(900 + i, 1, 1, 40 + i));
    }
    story.at(12.51, NVME4, new FencingEvent.CcrExhausted("no source", 15_000));
    story.at(12.51, NVME4, new HoldEvent.Armed(15_000, 27_510_000_000L));
    story.becomeQuiet();
    story.landLate();
    story.at(27.51, NVME4, new HoldEvent.Ended());
    story.at(27.51, NVME4, new FencingEvent.Ended(FencedBy.HOLD, ""));
    story.recover(27.51, ControllerState.FENCING);
    story.end(39.6, Verdict.INTACT, 0);
    return story.timeline();
  }

  /** The host retries at once, and the first copies land on top of newer data. */
  public static Timeline baseline() {
    Story story = new Story();
    story.outage();
    story.at(12.51, NVME4, new ControllerEvent.ErrorRecovery("keep alive timeout", false));
    story.becomeQuiet();
    story.landLate();
    story.recover(12.51, ControllerState.LIVE);
    for (int i = 0; i < 3; i++) {
      story.overwrite(13 + 0.1 * i, i);
    }
    story.at(15.9, Lane.WORKLOAD, new IoEvent.Submitted(999, IoKind.READ, 1224, 1, 0, 0));
    story.at(
        READ_SECONDS,
        Lane.WORKLOAD,
        new IoEvent.BlockRead(999, 1224, 5, 1, dev.fenceline.event.value.BlockQuality.GOOD));
    story.end(26.04, Verdict.CORRUPT, 3);
    return story.timeline();
  }

  private void outage() {
    at(0, Lane.LAB, new RunEvent.Started("story", 42, "virtual"));
    at(0, Lane.path("A"), new PathEvent.Opened("front", "back", 100_000, 20_000));
    at(0, Lane.path("B"), new PathEvent.Opened("front", "back", 100_000, 20_000));
    bringUp(0.001, NVME3, TARGET1, FIRST, "A", "10.0.0.1:4420");
    bringUp(0.004, NVME4, TARGET2, SECOND, "B", "10.0.0.2:4420");
    at(0.01, Lane.LAB, new RunEvent.Reached(RunEvent.Stage.READY));
    for (int i = 0; i < 10; i++) {
      keepAlive(0.01 + 2.5 * i, NVME3, 100 + i);
    }
    for (int i = 0; i < 3; i++) {
      keepAlive(0.01 + 2.5 * i, NVME4, 200 + i);
    }
    for (int i = 0; i < 240; i++) {
      double rate = i > 62 && i < 140 ? 0.2 : 0.1;
      operation(0.05 + i * rate, i + 1);
    }
    for (int i = 0; i < 3; i++) {
      double at = 6.05 + 0.05 * i;
      at(at, Lane.WORKLOAD, new IoEvent.Submitted(900 + i, IoKind.WRITE, 1224 + i, 1, 5, 1));
      at(at, NVME4, new CommandEvent.Submitted(1, 40 + i, WRITE, 1224 + i, 1, 900 + i, 1));
      at(at + 0.000_1, TARGET2, new CommandEvent.Received(1, 40 + i, WRITE, 1224 + i, 1));
      at(
          at + 0.000_1,
          TARGET2,
          new CommandEvent.Executing(1, 40 + i, WRITE, 1224 + i, 1, 8_800_000_000L));
    }
    for (Direction direction : Direction.values()) {
      at(
          6.2,
          Lane.path("B"),
          new PathEvent.StateChanged(direction, PathState.UP, PathState.STALLED, "fault"));
      at(
          14.5,
          Lane.path("B"),
          new PathEvent.StateChanged(direction, PathState.STALLED, PathState.UP, "healed"));
    }
    at(7.51, NVME4, new KeepAliveEvent.Sent(203));
    at(12.51, NVME4, new KeepAliveEvent.Expired(203, 7_510_000_000L));
  }

  private void becomeQuiet() {
    become(14.5, TARGET2, InstanceState.READY, InstanceState.QUIESCING);
  }

  private void landLate() {
    for (int i = 0; i < 3; i++) {
      double at = 14.85 + 0.05 * i;
      at(at, TARGET2, new CommandEvent.Executed(1, 40 + i, WRITE, 1224 + i, 1, 0));
    }
    become(15, TARGET2, InstanceState.QUIESCING, InstanceState.GONE);
    at(15, TARGET2, new InstanceEvent.Gone(SECOND, 3, 0));
  }

  private void recover(double at, ControllerState from) {
    if (from == ControllerState.FENCING) {
      become(at, NVME4, ControllerState.FENCING, ControllerState.FENCED);
      become(at + 0.000_1, NVME4, ControllerState.FENCED, ControllerState.RESETTING);
    } else {
      become(at, NVME4, ControllerState.LIVE, ControllerState.RESETTING);
    }
    for (int i = 0; i < 3; i++) {
      double then = at + 0.000_2;
      if (from == ControllerState.FENCING) {
        at(then, NVME4, new IoEvent.Released(900 + i, 1));
      }
      at(then, NVME4, new CommandEvent.Cancelled(1, 40 + i, WRITE, STATUS_ABORTED_BY_HOST));
      at(then, NVME4, new IoEvent.FailedOver(900 + i, 2, "nvme4", "nvme3"));
      at(then, NVME3, new CommandEvent.Submitted(1, 70 + i, WRITE, 1224 + i, 1, 900 + i, 2));
      at(then + 0.000_1, TARGET1, new CommandEvent.Received(1, 70 + i, WRITE, 1224 + i, 1));
      at(
          then + 0.000_1,
          TARGET1,
          new CommandEvent.Executing(1, 70 + i, WRITE, 1224 + i, 1, 50_000));
      at(then + 0.000_2, TARGET1, new CommandEvent.Executed(1, 70 + i, WRITE, 1224 + i, 1, 0));
      at(then + 0.000_3, NVME3, new CommandEvent.Completed(1, 70 + i, 0, 0));
      at(then + 0.000_3, Lane.WORKLOAD, new IoEvent.Ended(900 + i, 0));
    }
    become(at + 0.000_9, NVME4, ControllerState.RESETTING, ControllerState.CONNECTING);
    at(at + 0.000_9, NVME4, new ReconnectEvent.Scheduled(10_000, 1, 60));
    double again = at + 10;
    at(again, NVME4, new ReconnectEvent.Attempted(1, 60));
    at(again + 0.000_3, TARGET2_NEW, new InstanceEvent.Created(2, 2, "nqn.host", "id"));
    become(again + 0.000_5, TARGET2_NEW, InstanceState.CREATED, InstanceState.READY);
    at(again + 0.000_5, TARGET2_NEW, new InstanceEvent.Ready(SECOND_NEW, 5000, 5000, 4, false));
    at(again + 0.000_8, NVME4, new ControllerEvent.Identified(SECOND_NEW, 5000, 5000, 4, false));
    become(again + 0.001, NVME4, ControllerState.CONNECTING, ControllerState.LIVE);
    at(again + 0.001, NVME4, new ReconnectEvent.Succeeded(1, 60));
  }

  private void end(double at, Verdict verdict, int corruptions) {
    if (corruptions > 0) {
      at(
          at,
          Lane.LAB,
          new Finding(
              Finding.Severity.CORRUPTION,
              Rule.Data.LOST_UPDATE,
              "Block 1224 went back from version 2 to 1.",
              List.of(sequenceAt(READ_SECONDS)),
              List.of(900L)));
    }
    at(at, Lane.LAB, new RunEvent.Ended(verdict, corruptions, 0, 12_904));
  }

  /** Of the first event at a time, once all events before it are there. */
  private long sequenceAt(double seconds) {
    return 1 + moments.stream().filter(moment -> moment.seconds() < seconds).count();
  }

  private void bringUp(
      double at, Lane host, Lane target, InstanceId id, String path, String address) {
    at(at, host, new ControllerEvent.Created(path, address));
    become(at, host, ControllerState.NEW, ControllerState.CONNECTING);
    at(at + 0.000_2, target, new InstanceEvent.Created(id.cntlid(), id.cntlid(), "nqn.host", "id"));
    at(at + 0.000_4, host, new ConnectionEvent.QueueConnected(0, id.cntlid(), 32));
    become(at + 0.001, target, InstanceState.CREATED, InstanceState.READY);
    at(at + 0.001, target, new InstanceEvent.Ready(id, 5000, 5000, 4, false));
    at(at + 0.002, host, new ControllerEvent.Identified(id, 5000, 5000, 4, false));
    become(at + 0.002, host, ControllerState.CONNECTING, ControllerState.LIVE);
  }

  private void keepAlive(double at, Lane lane, int cid) {
    at(at, lane, new KeepAliveEvent.Sent(cid));
    at(at + 0.000_2, lane, new KeepAliveEvent.Answered(cid, 200_000));
  }

  private void operation(double at, int number) {
    at(at, Lane.WORKLOAD, new IoEvent.Submitted(number, IoKind.WRITE, number, 1, number, 1));
    at(at, NVME3, new CommandEvent.Submitted(1, number, WRITE, number, 1, number, 1));
    at(at + 0.000_4, NVME3, new CommandEvent.Completed(1, number, 0, 0));
    at(at + 0.000_4, Lane.WORKLOAD, new IoEvent.Ended(number, 0));
  }

  private void overwrite(double at, int i) {
    int lba = 1224 + i;
    at(at, Lane.WORKLOAD, new IoEvent.Submitted(910 + i, IoKind.WRITE, lba, 1, 6, 2));
    at(at, NVME3, new CommandEvent.Submitted(1, 80 + i, WRITE, lba, 1, 910 + i, 1));
    at(at + 0.000_1, TARGET1, new CommandEvent.Received(1, 80 + i, WRITE, lba, 1));
    at(at + 0.000_1, TARGET1, new CommandEvent.Executing(1, 80 + i, WRITE, lba, 1, 50_000));
    at(at + 0.000_2, TARGET1, new CommandEvent.Executed(1, 80 + i, WRITE, lba, 1, 0));
    at(at + 0.000_3, NVME3, new CommandEvent.Completed(1, 80 + i, 0, 0));
    at(at + 0.000_3, Lane.WORKLOAD, new IoEvent.Ended(910 + i, 0));
  }

  private void become(double at, Lane lane, ControllerState from, ControllerState to) {
    at(at, lane, new ControllerEvent.StateChanged(from, to, "story"));
  }

  private void become(double at, Lane lane, InstanceState from, InstanceState to) {
    at(at, lane, new InstanceEvent.StateChanged(from, to, "story"));
  }

  private void at(double seconds, Lane lane, Detail detail) {
    moments.add(new Moment(seconds, lane, detail));
  }

  private Timeline timeline() {
    moments.sort(Comparator.comparingDouble(Moment::seconds));
    Timeline timeline = new Timeline();
    long sequence = 0;
    for (Moment moment : moments) {
      long nanos = Math.round(moment.seconds() * 1e9);
      timeline.accept(new Event(++sequence, nanos, moment.lane(), Cause.NONE, moment.detail()));
    }
    return timeline;
  }
}
