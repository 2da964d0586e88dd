package dev.fenceline.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.KeepAliveEvent;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A typed number is found in the digits of a field as if they were written. */
class TextPartTest {
  @Test
  void digitsAreFoundAsInTheWrittenNumber() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      int cid = i < 2_000 ? i : random.nextInt(i % 2 == 0 ? 70_000 : 1_000);
      String word = Integer.toString(random.nextInt(i % 3 == 0 ? 10 : 1_000));
      String typed = i % 4 == 0 ? "0" + word : word;
      assertThat(new TextPart(typed).isInValues(new KeepAliveEvent.Sent(cid)))
          .as("%s in %d", typed, cid)
          .isEqualTo(Integer.toString(cid).contains(typed));
    }
  }
}
