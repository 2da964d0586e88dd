package dev.fenceline.verify.invariant;

import static dev.fenceline.event.value.Rule.Invariant.H1;
import static dev.fenceline.event.value.Rule.Invariant.H10;
import static dev.fenceline.event.value.Rule.Invariant.H11;
import static dev.fenceline.event.value.Rule.Invariant.H12;
import static dev.fenceline.event.value.Rule.Invariant.H13;
import static dev.fenceline.event.value.Rule.Invariant.H14;
import static dev.fenceline.event.value.Rule.Invariant.H15;
import static dev.fenceline.event.value.Rule.Invariant.H16;
import static dev.fenceline.event.value.Rule.Invariant.H17;
import static dev.fenceline.event.value.Rule.Invariant.H2;
import static dev.fenceline.event.value.Rule.Invariant.H3;
import static dev.fenceline.event.value.Rule.Invariant.H4;
import static dev.fenceline.event.value.Rule.Invariant.H5;
import static dev.fenceline.event.value.Rule.Invariant.H6;
import static dev.fenceline.event.value.Rule.Invariant.H7;
import static dev.fenceline.event.value.Rule.Invariant.H8;
import static dev.fenceline.event.value.Rule.Invariant.H9;
import static dev.fenceline.event.value.Rule.Invariant.L1;
import static dev.fenceline.event.value.Rule.Invariant.T1;
import static dev.fenceline.event.value.Rule.Invariant.T2;
import static dev.fenceline.event.value.Rule.Invariant.T3;
import static dev.fenceline.event.value.Rule.Invariant.T4;
import static dev.fenceline.event.value.Rule.Invariant.T5;
import static dev.fenceline.event.value.Rule.Invariant.T6;
import static dev.fenceline.event.value.Rule.Invariant.T7;
import static dev.fenceline.event.value.Rule.Invariant.T8;
import static dev.fenceline.event.value.Rule.Invariant.T9;
import static dev.fenceline.timeline.Story.FIRST;
import static dev.fenceline.timeline.Story.FIRST_ID;
import static dev.fenceline.timeline.Story.HOST_ABORTED;
import static dev.fenceline.timeline.Story.NVME3;
import static dev.fenceline.timeline.Story.NVME4;
import static dev.fenceline.timeline.Story.SECOND;
import static dev.fenceline.timeline.Story.SECOND_ID;
import static dev.fenceline.timeline.Story.WRITE;
import static dev.fenceline.timeline.Story.nanos;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.AenEvent;
import dev.fenceline.event.Cause;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Note;
import dev.fenceline.event.PduEvent;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.TimerEvent;
import dev.fenceline.event.value.CcrOutcome;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.Point;
import dev.fenceline.event.value.Rule;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.timeline.Story;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Every invariant has a story in which it must not break, and a few events that break it when they
 * follow that story: none cries wolf there, and none sleeps.
 */
class EveryInvariantBreaksTest {
  private static final int CID = 0x1003;
  private static final int AER = Opcode.Admin.ASYNC_EVENT.code();
  private static final int CCR_EVENT = 0x1EF402;

  /** A part of a story. */
  private interface Part {
    void tell(Story story, WatchedStory watched);
  }

  private record Pair(Part near, Part breach) {}

  private static final Map<Rule, Pair> PAIRS = new LinkedHashMap<>();
  private static final List<Rule> RULES =
      Rule.all().stream()
          .filter(rule -> rule instanceof Rule.Invariant || rule == Rule.Run.CHECKS_AGREE)
          .toList();

  static {
    pair(H1, EveryInvariantBreaksTest::retriedAfterReset, EveryInvariantBreaksTest::retriedAtOnce);
    pair(
        H2,
        (_, watched) -> watched.fencing(12.51),
        (story, _) -> story.tell(NVME4, new CommandEvent.Submitted(0, 3, 0x18, 0, 0, 0, 0)));
    pair(
        H3,
        (story, watched) -> {
          watched.fencing(12.51);
          watched.resetIsASuccess();
          story.become(NVME4, ControllerState.FENCING, ControllerState.FENCED);
        },
        (story, _) -> story.become(NVME4, ControllerState.FENCED, ControllerState.CONNECTING));
    pair(
        H4,
        (story, watched) -> {
          watched.fencing(12.51);
          story.tell(NVME4, new HoldEvent.Armed(15_000, nanos(27.51)));
          story.at(27.51).tell(NVME4, new HoldEvent.Ended());
        },
        (story, _) -> story.tell(NVME4, new HoldEvent.Armed(15_000, nanos(42.51))));
    pair(
        H5,
        (story, watched) -> {
          watched.fencing(12.51);
          watched.issued();
          ended(story, SECOND_ID, CcrOutcome.TIMED_OUT);
        },
        (story, _) -> ended(story, SECOND_ID, CcrOutcome.SUCCESS));
    pair(
        H6,
        (_, watched) -> {
          watched.fencing(12.51);
          watched.issued();
        },
        (story, _) ->
            story.tell(
                NVME4, new FencingEvent.CcrIssued("nvme3", new InstanceId(2, 9, 99), 13, 2)));
    pair(
        H7,
        (_, watched) -> {
          watched.fencing(12.51);
          watched.resetIsASuccess();
        },
        (story, _) -> ended(story, new InstanceId(2, 9, 99), CcrOutcome.SUCCESS));
    pair(H8, EveryInvariantBreaksTest::retriedAfterReset, EveryInvariantBreaksTest::retriedAtOnce);
    pair(
        H9,
        (story, _) -> story.wholeWrite(9, 7, 1, NVME3, FIRST, CID),
        (story, _) -> story.ended(9));
    pair(
        H10,
        (story, watched) -> {
          retriedAfterReset(story, watched);
          story.become(NVME4, ControllerState.RESETTING, ControllerState.CONNECTING);
        },
        (story, _) -> {
          story.tell(NVME4, new IoEvent.Held(10, 1, 1, CID + 1));
          story.become(NVME4, ControllerState.RESETTING, ControllerState.CONNECTING);
        });
    pair(
        H11,
        (story, _) -> {
          fastIoFail(story, NVME3);
          fastIoFail(story, NVME4);
          story.submitWrite(9, 7, 1);
          story.tell(Lane.WORKLOAD, new IoEvent.Ended(9, 0x370));
        },
        (story, _) -> {
          story.become(NVME3, ControllerState.CONNECTING, ControllerState.LIVE);
          story.submitWrite(10, 7, 2);
          story.tell(Lane.WORKLOAD, new IoEvent.Ended(10, 0x370));
        });
    pair(
        H12,
        EveryInvariantBreaksTest::unreadEventOfAFormerAssociation,
        (story, _) -> story.tell(NVME4, new CommandEvent.Submitted(0, 30, AER, 0, 0, 0, 0)));
    pair(
        H13,
        (story, _) -> story.tell(Lane.target(3, 1), created(3, "another nqn", "another id")),
        (story, _) -> story.tell(Lane.target(4, 1), created(4, "another nqn", "id")));
    pair(
        H14,
        (story, _) -> {
          story.at(14).tell(NVME4, new ReconnectEvent.Scheduled(10_000, 1, 60));
          story.at(24).tell(NVME4, new ReconnectEvent.Attempted(1, 60));
        },
        (story, _) -> {
          story.tell(NVME4, new ReconnectEvent.Scheduled(10_000, 2, 60));
          story.at(33.9).tell(NVME4, new ReconnectEvent.Attempted(2, 60));
        });
    pair(
        H15,
        (story, _) -> story.copy(NVME4, CID, 7, 9, 1),
        (story, _) -> story.copy(NVME4, CID, 8, 10, 1));
    pair(
        H16,
        (story, _) -> {
          Cause armed = story.at(1).tell(NVME4, new TimerEvent.Armed("hold", nanos(5)));
          story.at(5).tell(NVME4, armed, new TimerEvent.Fired("hold"));
        },
        (story, _) -> {
          Cause armed = story.tell(NVME4, new TimerEvent.Armed("hold", nanos(10)));
          story.at(9.9).tell(NVME4, armed, new TimerEvent.Fired("hold"));
        });
    pair(
        H17,
        EveryInvariantBreaksTest::stoppedWhileAWriteIsOut,
        (story, _) -> story.tell(Lane.WORKLOAD, new IoEvent.Ended(9, 0x400C)));
    pair(
        T1,
        (story, _) -> {
          atMedia(story, CID);
          atMedia(story, CID + 1);
          noticed(story);
          story.at(17.5).landed(SECOND, CID, 7);
        },
        (story, _) -> story.at(17.52).landed(SECOND, CID + 1, 7));
    pair(
        T2,
        (story, _) -> {
          story.received(SECOND, CID, 7);
          noticed(story);
          story.tell(SECOND, new CommandEvent.Revoked(1, CID, WRITE, 7, 1, "it waits for data"));
          story.tell(SECOND, new InstanceEvent.Gone(SECOND_ID, 0, 1));
          story.tell(FIRST, new FencingEvent.TargetImmediate(SECOND_ID));
        },
        (story, _) -> story.tell(FIRST, new FencingEvent.TargetImmediate(FIRST_ID)));
    pair(
        T3,
        (story, _) -> {
          story.tell(SECOND, new InstanceEvent.Gone(SECOND_ID, 0, 0));
          story.tell(Lane.target(2, 2), created(2, "nqn", "id"));
        },
        (story, _) -> story.tell(Lane.target(2, 3), created(2, "nqn", "id")));
    pair(
        T4,
        (story, _) -> {
          for (int reset = 1; reset <= 4; reset++) {
            story.tell(
                FIRST, new FencingEvent.TargetAccepted(new InstanceId(reset + 1, 1, 1), reset));
          }
        },
        (story, _) ->
            story.tell(FIRST, new FencingEvent.TargetAccepted(new InstanceId(9, 1, 1), 5)));
    pair(
        T5,
        (story, _) -> {
          story.tell(FIRST, new AenEvent.Raised(CCR_EVENT));
          story.tell(FIRST, new AenEvent.Sent(31, CCR_EVENT));
        },
        (story, _) -> story.tell(FIRST, new AenEvent.Sent(31, CCR_EVENT)));
    pair(
        T6,
        (story, _) -> {
          story.at(5).tell(SECOND, new KeepAliveEvent.Accepted(7));
          story.at(10.01).tell(SECOND, new KeepAliveEvent.Lapsed(nanos(5)));
        },
        (story, _) -> story.at(16.01).tell(SECOND, new KeepAliveEvent.Lapsed(nanos(5))));
    pair(
        T7,
        (story, _) -> {
          atMedia(story, CID);
          story.received(SECOND, CID + 1, 7);
          noticed(story);
          story.landed(SECOND, CID, 7);
        },
        (story, _) -> story.executing(SECOND, CID + 1, 7, 1));
    pair(
        T8,
        (story, _) -> {
          story.received(SECOND, CID, 7);
          story.tell(SECOND, new CommandEvent.Answered(1, CID, 0, 0));
        },
        (story, _) -> story.tell(SECOND, new CommandEvent.Answered(1, CID, 0, 0)));
    pair(
        T9,
        (story, _) -> {
          atMedia(story, CID);
          story.landed(SECOND, CID, 7);
        },
        (story, _) -> story.landed(SECOND, CID, 7));
    pair(
        L1,
        (story, _) -> {
          pdu(story, Point.ENTERED, 1);
          pdu(story, Point.LEFT, 1);
          pdu(story, Point.ENTERED, 2);
          pdu(story, Point.ENTERED, 3);
        },
        (story, _) -> pdu(story, Point.LEFT, 3));
    pair(
        Rule.Run.CHECKS_AGREE,
        (story, _) -> {
          story.wholeWrite(9, 7, 1, NVME3, FIRST, CID);
          story.tell(Lane.LAB, new RunEvent.Ended(Verdict.INTACT, 0, 0, 1));
        },
        (story, _) -> {
          story.tell(Lane.WORKLOAD, new Note("Block 7 holds version 0, expected version 1"));
          story.tell(Lane.LAB, new RunEvent.Ended(Verdict.INTACT, 0, 0, 1));
        });
  }

  private static void pair(Rule rule, Part near, Part breach) {
    PAIRS.put(rule, new Pair(near, breach));
  }

  @Test
  void everyInvariantHasAPair() {
    assertThat(PAIRS).containsOnlyKeys(RULES);
  }

  @ParameterizedTest
  @FieldSource("RULES")
  void itBreaksWhereItMustAndNotNextToThat(Rule rule) {
    Story story = new Story().bothLive();
    WatchedStory watched = new WatchedStory(story);
    Pair pair = Objects.requireNonNull(PAIRS.get(rule));

    pair.near.tell(story, watched);
    watched.keeps(rule);
    pair.breach.tell(story, watched);
    watched.breaks(rule);
  }

  private static void ended(Story story, InstanceId impacted, CcrOutcome outcome) {
    story.tell(NVME4, new FencingEvent.CcrEnded("nvme3", impacted, outcome));
  }

  private static InstanceEvent.Created created(int cntlid, String nqn, String id) {
    return new InstanceEvent.Created(cntlid, 1, nqn, id);
  }

  /** A write goes out on a controller and is not answered. */
  private static void stuck(Story story, Lane host, int cid, long operation) {
    story.tell(host, new ConnectionEvent.QueueConnected(1, 2, 128));
    story.submitWrite(operation, operation, 1);
    story.copy(host, cid, operation, operation, 1);
    story.tell(host, new CommandEvent.Sent(1, cid));
  }

  /** Write 9 on nvme4 is held, nvme4 is reset through nvme3, the write goes over nvme3. */
  private static void retriedAfterReset(Story story, WatchedStory watched) {
    stuck(story.at(6), NVME4, CID, 9);
    watched.fencing(12.51);
    story.tell(NVME4, new IoEvent.Held(9, 1, 1, CID));
    watched.resetIsASuccess();
    story.become(NVME4, ControllerState.FENCING, ControllerState.FENCED);
    story.become(NVME4, ControllerState.FENCED, ControllerState.RESETTING);
    story.tell(NVME4, new ConnectionEvent.QueueClosed(1, ""));
    story.tell(NVME4, new CommandEvent.Cancelled(1, CID, WRITE, HOST_ABORTED));
    story.tell(NVME4, new IoEvent.Released(9, 1));
    story.tell(NVME3, new IoEvent.FailedOver(9, 2, "nvme4", "nvme3"));
    story.copy(NVME3, CID, 9, 9, 2);
  }

  /** Write 10 on nvme3 goes over nvme4 while its first copy is on an open connection. */
  private static void retriedAtOnce(Story story, WatchedStory watched) {
    stuck(story, NVME3, CID + 1, 10);
    story.tell(NVME4, new IoEvent.FailedOver(10, 2, "nvme3", "nvme4"));
  }

  private static void fastIoFail(Story story, Lane lane) {
    Cause armed = story.tell(lane, new TimerEvent.Armed("fast I/O fail", 0));
    story.tell(lane, armed, new TimerEvent.Fired("fast I/O fail"));
  }

  /** nvme4 is told of an event, fails before it reads the log, and connects again. */
  private static void unreadEventOfAFormerAssociation(Story story, WatchedStory watched) {
    story.at(1).tell(NVME4, new ConnectionEvent.QueueConnected(0, 2, 32));
    story.tell(NVME4, new CommandEvent.Submitted(0, 31, AER, 0, 0, 0, 0));
    story.at(3).tell(NVME4, new AenEvent.Received(31, CCR_EVENT));
    watched.fencing(12.51);
    story.at(24).tell(NVME4, new ConnectionEvent.QueueConnected(0, 2, 32));
    story.become(NVME4, ControllerState.CONNECTING, ControllerState.LIVE);
    story.tell(NVME4, new CommandEvent.Submitted(0, 31, AER, 0, 0, 0, 0));
    story.at(29).tell(NVME4, new KeepAliveEvent.Answered(8, 200_000));
  }

  /** A person disconnects nvme4; its write goes on over nvme3 and fails there by itself. */
  private static void stoppedWhileAWriteIsOut(Story story, WatchedStory watched) {
    stuck(story.at(6), NVME4, CID, 9);
    stuck(story, NVME4, CID + 1, 10);
    story.become(NVME4, ControllerState.LIVE, ControllerState.DELETING);
    story.copy(NVME3, CID, 10, 10, 2);
    story.tell(Lane.WORKLOAD, new IoEvent.Ended(10, 0x4002));
  }

  private static void atMedia(Story story, int cid) {
    story.received(SECOND, cid, 7);
    story.executing(SECOND, cid, 7, 8.8);
  }

  private static void noticed(Story story) {
    story.at(12.51).tell(SECOND, new InstanceEvent.Noticed(SECOND_ID, "", 1, nanos(17.51)));
  }

  private static void pdu(Story story, Point point, int cid) {
    story.tell(
        Story.PATH_B,
        new PduEvent.Passed(1, Direction.TO_TARGET, point, 4, 1, 2, cid, 1, -1, 4096, null));
  }
}
