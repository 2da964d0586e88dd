package dev.fenceline.timeline.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Finding;
import dev.fenceline.event.Lane;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.value.Rule;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.timeline.Story;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private static Story ccr() {
    Story story = new Story();
    story.tell(Lane.LAB, new RunEvent.Started("ccr", 42, "virtual"));
    story.bothLive().recoveryByCcr();
    return story;
  }

  @Test
  void aRunThatHasNotEndedIsUnknown() {
    Summary summary = Summary.of(ccr().timeline());

    assertThat(summary.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(summary.isGood()).isFalse();
    assertThat(summary.writesHeld()).hasValue(1);
    assertThat(summary.writesRevoked()).isEqualTo(1);
  }

  @Test
  void theFieldsAreThoseOfTheCommandLine() {
    Story story = ccr();
    story.at(26).tell(Lane.LAB, new RunEvent.Ended(Verdict.INTACT, 0, 0, 12_904));

    Map<String, @Nullable Object> fields = Summary.of(story.timeline()).fields();

    assertThat(fields)
        .containsEntry("verdict", "intact")
        .containsEntry("corruptions", 0)
        .containsEntry("breaches", 0)
        .containsEntry("blocksChecked", 12_904L);
    assertThat(fields.get("recoveries"))
        .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
        .singleElement()
        .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
        .containsEntry("controller", "nvme4")
        .containsEntry("trigger", "keep alive timeout")
        .containsEntry("detectedNanos", Story.nanos(12.51))
        .containsEntry("fencedNanos", Story.nanos(14.011))
        .containsEntry("fencedBy", "ccr")
        .containsEntry("source", "nvme3")
        .containsEntry("resumedNanos", Story.nanos(14.011))
        .containsEntry("attempts", 1)
        .containsEntry("outcome", "reconnected")
        .containsEntry("reconnectedNanos", Story.nanos(24.011));
  }

  @Test
  void aMomentThatDidNotComeIsNull() {
    Story story = new Story().bothLive().recoveryByHold();

    assertThat(Summary.of(story.timeline()).fields().get("recoveries"))
        .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
        .singleElement()
        .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
        .containsEntry("outcome", "open")
        .containsEntry("reconnectedNanos", null);
  }

  @Test
  void theTextQuotesDetectionFencingHeldWritesAndVerdict() {
    Story story = ccr();
    story.at(26).tell(Lane.LAB, new RunEvent.Ended(Verdict.INTACT, 0, 0, 12_904));

    assertThat(Summary.of(story.timeline()).text())
        .contains("12.510 s  keep alive timeout, 6.31 s after the path failed at 6.200 s")
        .contains("14.011 s  by CCR through nvme3, 1.50 s after detection")
        .contains("1 write held")
        .contains("24.011 s  attempt 1, 11.5 s after detection")
        .contains("INTACT: 12,904 blocks checked");
  }

  @Test
  void aCorruptRunNamesWhatItFound() {
    Story story = ccr();
    story.tell(
        Lane.LAB,
        new Finding(
            Finding.Severity.CORRUPTION,
            Rule.Data.LOST_UPDATE,
            "Block 7 went back.",
            List.of(),
            List.of()));
    story.at(26).tell(Lane.LAB, new RunEvent.Ended(Verdict.CORRUPT, 1, 0, 10));

    Summary summary = Summary.of(story.timeline());
    assertThat(summary.isGood()).isFalse();
    assertThat(summary.text()).contains("CORRUPT").contains("Block 7 went back.");
  }
}
