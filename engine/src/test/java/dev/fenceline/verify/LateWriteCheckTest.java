package dev.fenceline.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Cause;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.event.value.IoKind;
import dev.fenceline.event.value.Rule;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.Opcode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A host with two paths, whose writes say nothing of their data. */
class LateWriteCheckTest {
  private static final int WRITE = Opcode.Nvm.WRITE.code();
  private static final int READ = Opcode.Nvm.READ.code();
  private static final Lane NVME0 = Lane.host("nvme0");
  private static final Lane NVME1 = Lane.host("nvme1");
  private static final Lane FIRST = Lane.target(1, 1);
  private static final Lane SECOND = Lane.target(2, 1);
  private static final InstanceId FIRST_ID = new InstanceId(1, 1, 1);
  private static final InstanceId SECOND_ID = new InstanceId(2, 1, 2);

  private final LateWriteCheck check = new LateWriteCheck();
  private final List<Finding> findings = new ArrayList<>();
  private long sequence;
  private long millis;

  private void tell(Lane lane, Detail detail) {
    sequence++;
    millis += 10;
    check
        .check(new Event(sequence, TimeUnit.MILLISECONDS.toNanos(millis), lane, Cause.NONE, detail))
        .ifPresent(findings::add);
  }

  @BeforeEach
  void connectBoth() {
    tell(FIRST, new InstanceEvent.Ready(FIRST_ID, 5_000, 5_000, 4, true));
    tell(NVME0, new ControllerEvent.Identified(FIRST_ID, 5_000, 5_000, 4, true));
    tell(SECOND, new InstanceEvent.Ready(SECOND_ID, 5_000, 5_000, 4, true));
    tell(NVME1, new ControllerEvent.Identified(SECOND_ID, 5_000, 5_000, 4, true));
  }

  private void arrives(Lane host, Lane instance, int cid, long lba, int blocks) {
    tell(host, new CommandEvent.Submitted(1, cid, WRITE, lba, blocks, 0, 0));
    tell(instance, new CommandEvent.Received(1, cid, WRITE, lba, blocks));
  }

  private void lands(Lane instance, int cid, long lba, int blocks) {
    tell(instance, new CommandEvent.Executed(1, cid, WRITE, lba, blocks, 0));
  }

  private void hostGivesUpTheFirst() {
    tell(
        NVME0,
        new ControllerEvent.StateChanged(
            ControllerState.LIVE, ControllerState.RESETTING, "Keep Alive timeout"));
  }

  private void written(int cid, long lba, int blocks) {
    arrives(NVME1, SECOND, cid, lba, blocks);
    lands(SECOND, cid, lba, blocks);
  }

  @Test
  void theFirstCopyThatLandsAfterItsRetryAndANewerWriteIsADisaster() {
    arrives(NVME0, FIRST, 7, 100, 1);
    hostGivesUpTheFirst();
    written(1, 100, 1);
    written(2, 100, 1);
    lands(FIRST, 7, 100, 1);

    assertThat(check.corruptions()).isOne();
    assertThat(findings)
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.rule()).isEqualTo(Rule.Data.LOST_UPDATE);
          assertThat(finding.text())
              .isEqualTo(
                  "Block 100 lost newer data: the write sent on nvme0 at 0.050 s landed at 0.140 s,"
                      + " after what may be its retry and after a newer write (0.130 s).");
          assertThat(finding.events()).containsExactly(5L, 13L, 14L);
        });
  }

  @Test
  void afterItsRetryAloneItDoesNoHarm() {
    arrives(NVME0, FIRST, 7, 100, 1);
    hostGivesUpTheFirst();
    written(1, 100, 1);
    lands(FIRST, 7, 100, 1);

    assertThat(findings).isEmpty();
  }

  /** Refused by ANA: it never reaches media, and its command ID is used again. */
  @Test
  void aReadWithTheIdOfARefusedWriteIsNotThatWrite() {
    arrives(NVME0, FIRST, 7, 100, 1);
    tell(FIRST, new CommandEvent.Answered(1, 7, 0x303, 0));
    hostGivesUpTheFirst();
    written(1, 100, 1);
    written(2, 100, 1);
    tell(FIRST, new CommandEvent.Received(1, 7, READ, 100, 1));
    tell(FIRST, new CommandEvent.Executed(1, 7, READ, 100, 1, 0));

    assertThat(findings).isEmpty();
  }

  /** A host's connections are not seen in the order in which it used them. */
  @Test
  void aRetryMayBeSeenBeforeItsConnectionIsSeenToBeLost() {
    arrives(NVME0, FIRST, 7, 100, 1);
    arrives(NVME1, SECOND, 1, 100, 1);
    lands(SECOND, 1, 100, 1);
    hostGivesUpTheFirst();
    written(2, 100, 1);
    lands(FIRST, 7, 100, 1);

    assertThat(check.corruptions()).isOne();
  }

  @Test
  void aRetryInTwoPartsIsNoNewerData() {
    arrives(NVME0, FIRST, 7, 100, 8);
    hostGivesUpTheFirst();
    written(1, 100, 4);
    written(2, 104, 4);
    lands(FIRST, 7, 100, 8);

    assertThat(findings).isEmpty();
  }

  @Test
  void oneBlockOfManyIsEnough() {
    arrives(NVME0, FIRST, 7, 100, 8);
    hostGivesUpTheFirst();
    written(1, 100, 8);
    written(2, 107, 4);
    lands(FIRST, 7, 100, 8);

    assertThat(findings)
        .singleElement()
        .extracting(Finding::text)
        .asString()
        .startsWith("Blocks 100 to 107");
  }

  @Test
  void writesOfAHostThatGoesOnMayEndInAnyOrder() {
    arrives(NVME0, FIRST, 7, 100, 1);
    written(1, 100, 1);
    written(2, 100, 1);
    millis += 2_000;
    hostGivesUpTheFirst();
    written(3, 100, 1);
    lands(FIRST, 7, 100, 1);

    assertThat(findings).isEmpty();
  }

  @Test
  void whatTheTargetHasTakenBackCannotLand() {
    arrives(NVME0, FIRST, 7, 100, 1);
    tell(FIRST, new InstanceEvent.Noticed(FIRST_ID, "keep-alive timer expired", 1, 0));
    tell(FIRST, new CommandEvent.Revoked(1, 7, WRITE, 100, 1, "quiesced"));
    written(1, 100, 1);
    written(2, 100, 1);
    tell(FIRST, new InstanceEvent.Gone(FIRST_ID, 0, 1));
    lands(FIRST, 7, 100, 1);

    assertThat(findings).isEmpty();
  }

  @Test
  void withoutTheHostTheTargetsOwnNoticeCounts() {
    tell(FIRST, new CommandEvent.Received(1, 9, WRITE, 5, 1));
    tell(FIRST, new InstanceEvent.Noticed(FIRST_ID, "keep-alive timer expired", 1, 0));
    written(1, 5, 1);
    written(2, 5, 1);
    lands(FIRST, 9, 5, 1);

    assertThat(findings)
        .singleElement()
        .extracting(Finding::text)
        .asString()
        .contains("that reached controller 1.1");
  }

  /**
   * Write 1 of a workload is on the first path, and ends with a status while it is at the target.
   */
  private void toldWriteThatEnds(int status) {
    tell(Lane.WORKLOAD, new IoEvent.Submitted(1, IoKind.WRITE, 100, 1, 1, 1));
    toldCopy(NVME0, FIRST, 7, 1);
    hostGivesUpTheFirst();
    tell(Lane.WORKLOAD, new IoEvent.Ended(1, status));
  }

  private void toldCopy(Lane host, Lane instance, int cid, long operation) {
    tell(host, new CommandEvent.Submitted(1, cid, WRITE, 100, 1, operation, 1));
    tell(instance, new CommandEvent.Received(1, cid, WRITE, 100, 1));
  }

  @Test
  void oneNewerWriteIsEnoughWhereItIsToldThatItIsNoRetry() {
    toldWriteThatEnds(0x370);
    tell(Lane.WORKLOAD, new IoEvent.Submitted(2, IoKind.WRITE, 100, 1, 2, 2));
    toldCopy(NVME1, SECOND, 1, 2);
    lands(SECOND, 1, 100, 1);
    tell(Lane.WORKLOAD, new IoEvent.Ended(2, 0));
    lands(FIRST, 7, 100, 1);

    assertThat(findings)
        .singleElement()
        .satisfies(finding ->
            assertThat(finding.text())
                .startsWith("Block 100 lost newer data: a copy of a write that had failed towards")
                .contains("after a newer write (", "that was acknowledged."));
  }

  @Test
  void theNewerWriteMayBeAcknowledgedAfterItsDataIsGone() {
    toldWriteThatEnds(0x370);
    tell(Lane.WORKLOAD, new IoEvent.Submitted(2, IoKind.WRITE, 100, 1, 2, 2));
    toldCopy(NVME1, SECOND, 1, 2);
    lands(SECOND, 1, 100, 1);
    lands(FIRST, 7, 100, 1);
    assertThat(findings).isEmpty();

    tell(Lane.WORKLOAD, new IoEvent.Ended(2, 0));
    assertThat(findings).hasSize(1);
  }

  @Test
  void aNewerWriteThatFailedAsWellIsNoLoss() {
    toldWriteThatEnds(0x370);
    tell(Lane.WORKLOAD, new IoEvent.Submitted(2, IoKind.WRITE, 100, 1, 2, 2));
    toldCopy(NVME1, SECOND, 1, 2);
    lands(SECOND, 1, 100, 1);
    lands(FIRST, 7, 100, 1);
    tell(Lane.WORKLOAD, new IoEvent.Ended(2, 0x370));

    assertThat(findings).isEmpty();
  }

  @Test
  void aToldRetryIsNoNewerWrite() {
    tell(Lane.WORKLOAD, new IoEvent.Submitted(1, IoKind.WRITE, 100, 1, 1, 1));
    toldCopy(NVME0, FIRST, 7, 1);
    hostGivesUpTheFirst();
    toldCopy(NVME1, SECOND, 1, 1);
    lands(SECOND, 1, 100, 1);
    tell(Lane.WORKLOAD, new IoEvent.Ended(1, 0));
    lands(FIRST, 7, 100, 1);

    assertThat(findings).isEmpty();
  }
}
