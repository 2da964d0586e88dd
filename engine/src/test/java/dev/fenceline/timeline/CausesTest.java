package dev.fenceline.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Cause;
import dev.fenceline.event.Event;
import dev.fenceline.event.Note;
import java.util.List;
import org.junit.jupiter.api.Test;

class CausesTest {
  private static final int MANY = 30_000;

  private final Story story = new Story();

  private static List<Long> effects(Causes causes, Cause of) {
    return causes.effects(of.sequence(), 10).stream().map(Event::sequence).toList();
  }

  @Test
  void anEventLeadsToThoseThatNameItAsTheirCause() {
    Cause first = story.tell(Story.NVME4, new Note("first"));
    Cause second = story.tell(Story.NVME4, first, new Note("second"));
    story.tell(Story.NVME4, new Note("aside"));
    Cause third = story.tell(Story.NVME4, second, new Note("third"));
    Cause fourth = story.tell(Story.NVME4, second, new Note("fourth"));

    Causes causes = Causes.of(story.timeline());

    assertThat(effects(causes, first)).containsExactly(second.sequence());
    assertThat(effects(causes, second)).containsExactly(third.sequence(), fourth.sequence());
    assertThat(effects(causes, fourth)).isEmpty();
    assertThat(causes.effects(second.sequence(), 1)).hasSize(1);
    assertThat(effects(causes, Cause.NONE)).isEmpty();
    assertThat(effects(causes, Cause.of(fourth.sequence() + 1))).isEmpty();
  }

  @Test
  void anEffectIsFoundHoweverLateItComes() {
    Cause cause = story.tell(Story.NVME4, new Note("cause"));
    for (int i = 0; i < MANY; i++) {
      story.tell(Story.NVME3, new Note("aside"));
    }
    Cause effect = story.tell(Story.NVME4, cause, new Note("effect"));

    assertThat(effects(Causes.of(story.timeline()), cause)).containsExactly(effect.sequence());
  }

  @Test
  void whatComesLaterIsFoundAtTheNextQuestion() {
    Timeline timeline = new Timeline();
    story.tell(Story.NVME4, new Note("cause"));
    story.tell(Story.NVME4, Cause.of(1), new Note("one"));
    story.tell(Story.NVME4, Cause.of(1), new Note("two"));
    List<Event> events = story.timeline().events();
    timeline.accept(events.get(0));
    timeline.accept(events.get(1));
    Causes causes = Causes.of(timeline);
    assertThat(effects(causes, Cause.of(1))).containsExactly(2L);

    timeline.accept(events.get(2));

    assertThat(effects(causes, Cause.of(1))).containsExactly(2L, 3L);
  }
}
