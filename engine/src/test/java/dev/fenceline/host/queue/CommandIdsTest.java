package dev.fenceline.host.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommandIdsTest {
  @Test
  void aTagThatIsUsedAgainHasTheNextGeneration() {
    CommandIds ids = CommandIds.io(2);
    int first = ids.take();
    ids.giveBack(first);
    int second = ids.take();
    assertThat(CommandIds.tagOf(second)).isEqualTo(CommandIds.tagOf(first));
    assertThat(second >> 12).isEqualTo((first >> 12) + 1);
  }

  @Test
  void generationsLiveOnOverAReconnect() {
    CommandIds ids = CommandIds.io(2);
    int first = ids.take();
    ids.giveBackAll();
    assertThat(ids.take()).isNotEqualTo(first);
  }

  @Test
  void aQueueHoldsOneCommandLessThanItHasEntries() {
    CommandIds ids = CommandIds.io(8);
    Set<Integer> tags = new HashSet<>();
    while (ids.hasRoom()) {
      tags.add(CommandIds.tagOf(ids.take()));
    }
    assertThat(tags).hasSize(7);
    assertThat(ids.take()).isEqualTo(CommandIds.NONE);
  }

  @Test
  void connectAndKeepAliveHaveTagsOfTheirOwn() {
    CommandIds ids = CommandIds.admin();
    while (ids.hasRoom()) {
      assertThat(CommandIds.tagOf(ids.take())).isBetween(2, 29);
    }
    assertThat(CommandIds.tagOf(ids.takeReserved())).isZero();
    assertThat(CommandIds.tagOf(ids.takeReserved())).isEqualTo(1);
    assertThat(ids.takeReserved()).isEqualTo(CommandIds.NONE);
  }
}
