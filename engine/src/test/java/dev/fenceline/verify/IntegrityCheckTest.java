package dev.fenceline.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Finding;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.value.BlockQuality;
import dev.fenceline.event.value.IoKind;
import dev.fenceline.event.value.Rule;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.timeline.Story;
import dev.fenceline.verify.IntegrityCheck.Result;
import org.junit.jupiter.api.Test;

class IntegrityCheckTest {
  private final Story story = new Story().bothLive();

  private Result check() {
    return IntegrityCheck.check(story.timeline());
  }

  private void settled() {
    story.tell(Lane.LAB, new RunEvent.Reached(RunEvent.Stage.SETTLED));
  }

  /** The write that the next version and its own retry have overtaken. */
  private void lateWrite() {
    story.at(6.12).submitWrite(431, 7, 11);
    story.copy(Story.NVME4, 3, 7, 431, 1);
    story.received(Story.SECOND, 3, 7);
    story.executing(Story.SECOND, 3, 7, 8.8);
    story.at(12.51).tell(Story.NVME4, new CommandEvent.Cancelled(1, 3, 1, Story.HOST_ABORTED));
    story.copy(Story.NVME3, 8, 7, 431, 2);
    story.at(12.511).received(Story.FIRST, 8, 7);
    story.landed(Story.FIRST, 8, 7);
    story.ended(431);
    story.at(12.7).wholeWrite(440, 7, 12, Story.NVME3, Story.FIRST, 9);
    story.at(14.92).landed(Story.SECOND, 3, 7);
  }

  @Test
  void aBlockReadBackAsWrittenIsIntact() {
    story.at(1).wholeRead(1, 3, 0, 0);
    story.wholeWrite(2, 3, 1, Story.NVME3, Story.FIRST, 5);
    settled();
    story.at(2).wholeRead(3, 3, 2, 1);

    assertThat(check().verdict()).isEqualTo(Verdict.INTACT);
    assertThat(check().blocksChecked()).isEqualTo(2);
    assertThat(check().findings()).isEmpty();
  }

  @Test
  void withoutAFinalReadBackNothingIsKnown() {
    story.at(1).wholeWrite(2, 3, 1, Story.NVME3, Story.FIRST, 5);
    story.wholeRead(3, 3, 2, 1);
    assertThat(check().verdict()).isEqualTo(Verdict.UNKNOWN);

    settled();
    assertThat(check().verdict()).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void aReadBackThatFailsLeavesTheVerdictOpen() {
    story.at(1).wholeWrite(2, 3, 1, Story.NVME3, Story.FIRST, 5);
    settled();
    story.wholeRead(3, 3, 2, 1);
    story.tell(Lane.WORKLOAD, new IoEvent.Submitted(4, IoKind.READ, 3, 1, 0, 0));
    story.tell(Lane.WORKLOAD, new IoEvent.Ended(4, 0x281));

    assertThat(check().verdict()).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void aLateWriteIsToldWithItsCopiesAndTimes() {
    lateWrite();
    story.at(14.95).wholeRead(500, 7, 431, 11);

    Result result = check();

    assertThat(result.verdict()).isEqualTo(Verdict.CORRUPT);
    assertThat(result.corruptions()).isEqualTo(1);
    Finding finding = result.findings().getFirst();
    assertThat(finding.rule()).isEqualTo(Rule.Data.LOST_UPDATE);
    assertThat(finding.text())
        .isEqualTo(
            "Block 7 went back from version 12 to 11: the copy of write 431 sent on nvme4 at"
                + " 6.120 s landed at 14.920 s, after its retry on nvme3 (12.511 s) and after"
                + " version 12 was acknowledged (12.700 s).");
    assertThat(finding.operations()).containsExactly(431L, 440L, 500L);
    assertThat(finding.events()).hasSize(5).isSorted();
  }

  @Test
  void acknowledgedDataThatIsLostIsLostAlsoIfNobodyReadsItBeforeTheNextWrite() {
    lateWrite();
    story.at(14.93).wholeWrite(441, 7, 13, Story.NVME3, Story.FIRST, 10);
    settled();
    story.at(15).wholeRead(500, 7, 441, 13);

    assertThat(check().verdict()).isEqualTo(Verdict.CORRUPT);
    assertThat(check().findings().getFirst().text())
        .isEqualTo(
            "Block 7 went back from version 12 to 11: the copy of write 431 sent on nvme4 at"
                + " 6.120 s landed at 14.920 s, after its retry on nvme3 (12.511 s) and after"
                + " version 12 was acknowledged (12.700 s); no read that began later returned it.");
  }

  @Test
  void aLateCopyThatComesAfterItsRetryAndBeforeANewerWriteDoesNoHarm() {
    story.at(6.12).submitWrite(431, 7, 11);
    story.copy(Story.NVME4, 3, 7, 431, 1);
    story.received(Story.SECOND, 3, 7);
    story.at(12.51).tell(Story.NVME4, new CommandEvent.Cancelled(1, 3, 1, Story.HOST_ABORTED));
    story.copy(Story.NVME3, 8, 7, 431, 2);
    story.at(12.511).received(Story.FIRST, 8, 7);
    story.landed(Story.FIRST, 8, 7);
    story.ended(431);
    story.at(12.6).landed(Story.SECOND, 3, 7);
    story.at(12.7).wholeWrite(440, 7, 12, Story.NVME3, Story.FIRST, 9);
    settled();
    story.at(15).wholeRead(500, 7, 440, 12);

    assertThat(check().verdict()).isEqualTo(Verdict.INTACT);
  }

  /** Write 431 fails towards the application at 6.5 s while its copy is at media. */
  private void failedWrite() {
    story.at(6).wholeWrite(430, 7, 10, Story.NVME3, Story.FIRST, 2);
    story.at(6.12).submitWrite(431, 7, 11);
    story.copy(Story.NVME4, 3, 7, 431, 1);
    story.received(Story.SECOND, 3, 7);
    story.executing(Story.SECOND, 3, 7, 8.8);
    story.at(6.5).tell(Story.NVME4, new CommandEvent.Cancelled(1, 3, 1, Story.HOST_ABORTED));
    story.tell(Lane.WORKLOAD, new IoEvent.Ended(431, Story.HOST_ABORTED));
  }

  @Test
  void aWriteThatFailedAndLandsAfterALaterAcknowledgedOneIsALostUpdate() {
    failedWrite();
    story.at(7).wholeRead(432, 7, 430, 10);
    story.wholeWrite(433, 7, 12, Story.NVME3, Story.FIRST, 9);
    story.at(14.92).landed(Story.SECOND, 3, 7);
    settled();
    story.at(15).wholeRead(500, 7, 431, 11);

    assertThat(check().verdict()).isEqualTo(Verdict.CORRUPT);
    assertThat(check().findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.rule()).isEqualTo(Rule.Data.LOST_UPDATE);
          assertThat(finding.text())
              .isEqualTo(
                  "Block 7 went back from version 12 to 11: write 431 failed towards the"
                      + " application at 6.500 s and its copy sent on nvme4 at 6.120 s landed at"
                      + " 14.920 s, after version 12 was acknowledged (7.000 s).");
          assertThat(finding.operations()).contains(431L, 433L, 500L);
        });
  }

  @Test
  void aWriteThatFailedMayHaveTakenEffectBefore() {
    failedWrite();
    story.at(14.92).landed(Story.SECOND, 3, 7);
    settled();
    story.at(15).wholeRead(500, 7, 431, 11);

    assertThat(check().verdict()).isEqualTo(Verdict.INTACT);
  }

  @Test
  void aWriteThatFailedMayNeverTakeEffect() {
    failedWrite();
    settled();
    story.at(15).wholeRead(500, 7, 430, 10);

    assertThat(check().verdict()).isEqualTo(Verdict.INTACT);
  }

  @Test
  void aWriteThatFailedAndWasSeenNotToHaveTakenEffectMustNotComeLater() {
    failedWrite();
    story.at(7).wholeRead(432, 7, 430, 10);
    story.at(14.92).landed(Story.SECOND, 3, 7);
    settled();
    story.at(15).wholeRead(500, 7, 431, 11);

    assertThat(check().verdict()).isEqualTo(Verdict.CORRUPT);
    assertThat(check().findings())
        .singleElement()
        .satisfies(finding ->
            assertThat(finding.text())
                .isEqualTo(
                    "Block 7 lost version 10 to a write that had failed: write 431 (version 11)"
                        + " failed towards the application at 6.500 s, read 432 still returned"
                        + " version 10 at 7.000 s, and the copy of the write sent on nvme4 at"
                        + " 6.120 s landed at 14.920 s."));
  }

  @Test
  void aWriteThatIsStillOutMayTakeEffectAtAnyTime() {
    story.at(6).wholeWrite(430, 7, 10, Story.NVME3, Story.FIRST, 2);
    story.at(6.12).submitWrite(431, 7, 11);
    story.copy(Story.NVME4, 3, 7, 431, 1);
    story.received(Story.SECOND, 3, 7);
    story.at(7).wholeRead(432, 7, 430, 10);
    story.at(14.92).landed(Story.SECOND, 3, 7);
    settled();
    story.at(15).wholeRead(500, 7, 431, 11);

    assertThat(check().verdict()).isEqualTo(Verdict.INTACT);
  }

  @Test
  void theSameAddressInAnotherNamespaceIsAnotherBlock() {
    story.at(1);
    onNamespace(2, 1, IoKind.WRITE, 1);
    onNamespace(3, 2, IoKind.WRITE, 1);
    onNamespace(2, 3, IoKind.READ, 1);
    onNamespace(3, 4, IoKind.READ, 2);
    assertThat(check().findings()).isEmpty();
    onNamespace(3, 5, IoKind.READ, 1);

    assertThat(check().findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.text()).startsWith("Block 7 of namespace 3 held"));
  }

  private void onNamespace(int nsid, long operation, IoKind kind, long stamp) {
    boolean write = kind == IoKind.WRITE;
    story.tell(
        Lane.WORKLOAD,
        new IoEvent.Submitted(operation, kind, nsid, 7, 1, write ? operation : 0, write ? 1 : 0));
    if (!write) {
      story.tell(Lane.WORKLOAD, new IoEvent.BlockRead(operation, 7, stamp, 1, BlockQuality.GOOD));
    }
    story.ended(operation);
  }

  @Test
  void anOldValueWithoutALateCopyIsAStaleRead() {
    story.at(1).wholeWrite(1, 7, 1, Story.NVME3, Story.FIRST, 1);
    story.at(2).wholeWrite(2, 7, 2, Story.NVME3, Story.FIRST, 2);
    story.at(3).wholeRead(3, 7, 1, 1);
    story.at(4).wholeRead(4, 7, 2, 2);

    assertThat(check().findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.rule()).isEqualTo(Rule.Data.STALE_READ);
          assertThat(finding.text())
              .isEqualTo(
                  "Block 7 went back from version 2 to 1: read 3 at 3.000 s returned write 1"
                      + " though write 2 of version 2 had ended at 2.000 s.");
        });
  }

  @Test
  void tornMisdirectedAndForeignBlocksAreFindings() {
    read(1, BlockQuality.TORN);
    read(2, BlockQuality.MISDIRECTED);
    read(3, BlockQuality.FOREIGN);

    assertThat(check().findings())
        .extracting(Finding::rule)
        .containsExactly(Rule.Data.TORN, Rule.Data.MISDIRECTED, Rule.Data.PHANTOM);
    assertThat(check().verdict()).isEqualTo(Verdict.CORRUPT);
  }

  private void read(long operation, BlockQuality quality) {
    story.tell(Lane.WORKLOAD, new IoEvent.Submitted(operation, IoKind.READ, 3, 1, 0, 0));
    story.tell(Lane.WORKLOAD, new IoEvent.BlockRead(operation, 3, 0, 0, quality));
    story.ended(operation);
  }
}
