package dev.fenceline.timeline.block;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Cause;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.value.BlockQuality;
import dev.fenceline.event.value.IoKind;
import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.block.BlockStep.Kind;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BlockHistoriesTest {
  private static final int HOST_ABORTED = 0x371;

  private final Timeline timeline = new Timeline();

  private void at(int second, Detail detail) {
    long sequence = timeline.size() + 1L;
    timeline.accept(
        new Event(sequence, TimeUnit.SECONDS.toNanos(second), Lane.WORKLOAD, Cause.NONE, detail));
  }

  private static Timeline run(String scenario) {
    return Lab.run(ScenarioLibrary.find(scenario).orElseThrow(), 1);
  }

  private static List<String> words(BlockHistory history) {
    return history.steps().stream().map(BlockStep::words).toList();
  }

  @Test
  void anOperationTellsWhatTheApplicationSaw() {
    at(1, new IoEvent.Submitted(1, IoKind.WRITE, 7, 1, 1, 1));
    at(2, new IoEvent.Ended(1, 0));
    at(3, new IoEvent.Submitted(2, IoKind.READ, 7, 1, 0, 0));
    at(4, new IoEvent.BlockRead(2, 7, 1, 1, BlockQuality.GOOD));
    at(5, new IoEvent.Ended(2, 0));
    at(6, new IoEvent.Submitted(3, IoKind.WRITE, 7, 1, 3, 2));
    at(7, new IoEvent.Ended(3, HOST_ABORTED));
    BlockHistory block = BlockHistories.of(timeline).getFirst();
    assertThat(block.block()).isEqualTo(new Block(1, 7));
    assertThat(block.writes()).isEqualTo(2);
    assertThat(block.reads()).isEqualTo(1);
    assertThat(words(block))
        .containsExactly(
            "The application writes v1, as write 1.",
            "The application is told that write 1 (v1) is done.",
            "Read 2 returns v1.",
            "The application writes v2, as write 3.",
            "The application is told that write 3 (v2) has failed: 371h Host Aborted Command.");
  }

  @Test
  void aBlockThatWasNotOfThisRunIsNotCalledAVersion() {
    at(1, new IoEvent.Submitted(1, IoKind.READ, 7, 1, 0, 0));
    at(2, new IoEvent.BlockRead(1, 7, 9, 44, BlockQuality.TORN));
    assertThat(words(BlockHistories.of(timeline).getFirst()))
        .containsExactly("Read 1 returns a torn block.");
  }

  @Test
  @Tag("slow")
  void theDamagedBlocksOfTheBaselineComeFirstWithTheCopyThatDestroyedThem() {
    List<BlockHistory> all = BlockHistories.of(run("baseline"));
    assertThat(all.stream().filter(BlockHistory::isDamaged)).hasSize(3);
    for (BlockHistory damaged : all.subList(0, 3)) {
      assertThat(damaged.isDamaged()).isTrue();
      BlockStep fatal =
          damaged.steps().stream()
              .filter(step -> step.kind() == Kind.LANDED_OVER_NEWER)
              .findFirst()
              .orElseThrow();
      assertThat(fatal.words())
          .matches("Copy 1 of write \\d+ takes effect on media: v\\d+, over v\\d+\\.");
      assertThat(fatal.event().detail()).isInstanceOf(CommandEvent.Executed.class);
    }
    assertThat(all.get(3).isDamaged()).isFalse();
  }

  @Test
  @Tag("slow")
  void withACrossControllerResetNoCopyLandsOverANewerVersion() {
    List<BlockHistory> all = BlockHistories.of(run("ccr"));
    assertThat(all).isNotEmpty();
    assertThat(all).noneMatch(BlockHistory::isDamaged).noneMatch(BlockHistory::wasOverwritten);
    assertThat(
            all.stream()
                .flatMap(it -> it.steps().stream())
                .filter(it -> it.kind() == Kind.SENT_AGAIN))
        .hasSize(3);
  }

  @Test
  @Tag("slow")
  void stepsAreInOrder() {
    for (BlockHistory history : BlockHistories.of(run("baseline"))) {
      assertThat(history.steps()).extracting(step -> step.event().sequence()).isSorted();
    }
  }
}
