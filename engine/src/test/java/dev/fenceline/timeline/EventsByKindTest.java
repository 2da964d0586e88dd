package dev.fenceline.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.Finding;
import dev.fenceline.event.IoEvent;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The events of some kinds are the same as those that a look at every event finds. */
class EventsByKindTest {
  private static final List<Event> STORY = new Story().recoveryByCcr().timeline().events();

  private static List<Long> found(Timeline timeline, int size) {
    return timeline
        .events(size, FencingEvent.class, CommandEvent.Executed.class, IoEvent.Ended.class)
        .stream()
        .map(Event::sequence)
        .toList();
  }

  private static List<Long> expected(int size) {
    return STORY.subList(0, size).stream()
        .filter(event ->
            event.detail() instanceof FencingEvent
                || event.detail() instanceof CommandEvent.Executed
                || event.detail() instanceof IoEvent.Ended)
        .map(Event::sequence)
        .toList();
  }

  @Property
  void areFoundWhileTheTimelineGrows(
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 0, max = 200) Integer> sizes) {
    Timeline timeline = new Timeline();
    for (int size : sizes) {
      while (timeline.size() < Math.min(size, STORY.size())) {
        timeline.accept(STORY.get(timeline.size()));
      }
      int asked = Math.min(size, timeline.size());
      assertThat(found(timeline, asked)).isEqualTo(expected(asked));
    }
  }

  @Property(tries = 1)
  void anEventIsAsItIsInTheTimeline() {
    Timeline timeline = Timeline.of(STORY);

    assertThat(timeline.events(STORY.size(), ControllerEvent.class))
        .isNotEmpty()
        .allSatisfy(event -> assertThat(event).isEqualTo(timeline.find(event.sequence())));
    assertThat(timeline.events(STORY.size(), Finding.class)).isEmpty();
  }
}
