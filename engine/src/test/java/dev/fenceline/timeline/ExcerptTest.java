package dev.fenceline.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fenceline.event.Cause;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Note;
import dev.fenceline.event.value.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExcerptTest {
  private static final Lane TARGET = Lane.target(1, 1);

  private long sequence;

  private void give(Excerpt excerpt, Cause cause, Detail detail) {
    sequence++;
    excerpt.accept(new Event(sequence, sequence * 1_000, TARGET, cause, detail));
  }

  private static CommandEvent received(int qid, int cid) {
    return new CommandEvent.Received(qid, cid, 1, 0, 1);
  }

  private static CommandEvent answered(int qid, int cid) {
    return new CommandEvent.Answered(qid, cid, 0, 0);
  }

  @Test
  void asLongAsThereIsRoomEveryEventIsKeptAsItIs() {
    Excerpt excerpt = new Excerpt(10, 20);
    give(excerpt, Cause.NONE, received(1, 1));
    give(excerpt, Cause.of(1), answered(1, 1));
    assertThat(excerpt.timeline().events())
        .containsExactly(
            new Event(1, 1_000, TARGET, Cause.NONE, received(1, 1)),
            new Event(2, 2_000, TARGET, Cause.of(1), answered(1, 1)));
    assertThat(excerpt.leftOut()).isZero();
  }

  @Test
  void afterwardsRoutineIsLeftOutAndTheStoryIsNumberedAnewWithItsCauses() {
    Excerpt excerpt = new Excerpt(2, 20);
    give(excerpt, Cause.NONE, new Note("one"));
    give(excerpt, Cause.NONE, received(1, 1));
    give(excerpt, Cause.NONE, received(1, 2)); // left out
    give(excerpt, Cause.NONE, received(0, 3)); // admin commands are never routine
    give(excerpt, Cause.of(3), answered(1, 2)); // left out
    give(excerpt, Cause.of(4), new KeepAliveEvent.Sent(3));
    give(excerpt, Cause.of(3), new Note("its cause was left out"));
    Timeline kept = excerpt.timeline();
    assertThat(kept.event(2).detail())
        .isEqualTo(new Note("from here on without routine I/O, so that memory lasts"));
    assertThat(kept.events()).extracting(Event::sequence).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(kept.event(4))
        .isEqualTo(new Event(5, 6_000, TARGET, Cause.of(4), new KeepAliveEvent.Sent(3)));
    assertThat(kept.event(5).cause()).isEqualTo(Cause.NONE);
    assertThat(excerpt.leftOut()).isEqualTo(2);
  }

  @Test
  void theProofOfAFindingIsNumberedAnewToo() {
    Excerpt excerpt = new Excerpt(1, 20);
    give(excerpt, Cause.NONE, received(1, 1));
    give(excerpt, Cause.NONE, received(1, 2)); // left out
    give(excerpt, Cause.NONE, received(0, 3));
    give(
        excerpt,
        Cause.NONE,
        new Finding(
            Finding.Severity.CORRUPTION,
            Rule.Data.LOST_UPDATE,
            "x.",
            List.of(1L, 2L, 3L),
            List.of()));
    assertThat(excerpt.timeline().events().getLast().detail())
        .extracting(detail -> ((Finding) detail).events())
        .isEqualTo(List.of(1L, 3L));
  }

  @Test
  void aCommandWhoseBeginningIsKeptHasItsEnd() {
    Excerpt excerpt = new Excerpt(1, 20);
    give(excerpt, Cause.NONE, received(1, 1));
    give(excerpt, Cause.of(1), answered(1, 1));
    give(excerpt, Cause.NONE, received(1, 1)); // another command with its number
    assertThat(excerpt.timeline().events())
        .extracting(Event::detail)
        .containsExactly(
            received(1, 1),
            new Note("from here on without routine I/O, so that memory lasts"),
            answered(1, 1));
  }

  @Test
  void whatBreaksTheRoutineIsKept() {
    Excerpt excerpt = new Excerpt(0, 20);
    CommandEvent revoked = new CommandEvent.Revoked(1, 1, 1, 0, 1, "instance gone");
    give(excerpt, Cause.NONE, received(1, 1));
    give(excerpt, Cause.of(1), revoked);
    assertThat(excerpt.timeline().event(1).detail()).isEqualTo(revoked);
  }

  @Test
  void inTheEndNothingMoreIsKeptAndANoteSaysSo() {
    Excerpt excerpt = new Excerpt(1, 4);
    for (int i = 0; i < 100; i++) {
      give(excerpt, Cause.of(i), new KeepAliveEvent.Sent(i));
    }
    assertThat(excerpt.timeline().size()).isEqualTo(4);
    assertThat(excerpt.timeline().event(3).detail())
        .isEqualTo(new Note("nothing more is kept, so that memory lasts"));
    assertThat(excerpt.leftOut()).isEqualTo(98);
    assertThatThrownBy(() -> new Excerpt(3, 4)).isInstanceOf(IllegalArgumentException.class);
  }
}
