package dev.fenceline.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Cause;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.HoldEvent;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PathEvent;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.timeline.explanation.Explanation;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.recovery.Summary;
import dev.fenceline.timeline.span.StateSpans;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which events must exist for a sentence to be said: without them it is not. Each row is told once
 * with all events and once without those.
 */
class SentencesNeedTheirEventsTest {
  /** A sentence, the story in which it is true, and the events without which it is not said. */
  record Row(String sentence, Kind story, List<Class<? extends Detail>> events) {
    @Override
    public String toString() {
      return sentence;
    }
  }

  enum Kind {
    CCR,
    HOLD,
    FAILED_UPWARDS
  }

  private static Row ccr(String sentence, List<Class<? extends Detail>> events) {
    return new Row(sentence, Kind.CCR, events);
  }

  private static Row hold(String sentence, List<Class<? extends Detail>> events) {
    return new Row(sentence, Kind.HOLD, events);
  }

  private static Stream<Row> rows() {
    List<Class<? extends Detail>> goesOn =
        List.of(IoEvent.FailedOver.class, CommandEvent.Submitted.class);
    return Stream.of(
        ccr("after the path failed at 6.200 s", List.of(PathEvent.StateChanged.class)),
        ccr("The path of nvme4 failed at 6.200 s", List.of(PathEvent.StateChanged.class)),
        ccr("Path B is stalled since 6.200 s", List.of(PathEvent.StateChanged.class)),
        ccr("the Keep Alive sent at 7.510 s had no answer", List.of(KeepAliveEvent.Expired.class)),
        ccr("continues over nvme3", goesOn),
        ccr("1 write held", List.of(IoEvent.Held.class)),
        ccr("by CCR through nvme3", List.of(FencingEvent.Ended.class)),
        ccr("whose last command left the back end at", List.of(InstanceEvent.Gone.class)),
        ccr("can reach media any longer", List.of(InstanceEvent.Gone.class)),
        ccr("T is 15 s", List.of(FencingEvent.Started.class)),
        ccr(
            "reports that its reset of the instance succeeded",
            List.of(FencingEvent.CcrEnded.class)),
        ccr("was taken back before it had any effect", List.of(CommandEvent.Revoked.class)),
        ccr("is live again at 24.011 s", List.of(ReconnectEvent.Succeeded.class)),
        ccr("attempt 1, 11.5 s after detection", List.of(ReconnectEvent.Succeeded.class)),
        hold("by hold (T = 15000 ms)", List.of(FencingEvent.Ended.class)),
        hold("= 15 s from detection at 12.510 s", List.of(FencingEvent.Started.class)),
        hold("2 x KATO + CQT", List.of(ControllerEvent.Identified.class)),
        hold("must have noticed and quiesced", List.of(ControllerEvent.Identified.class)),
        hold("Held until 27.510 s", List.of(HoldEvent.Armed.class)),
        hold("15 s of T are left", List.of(FencingEvent.CcrExhausted.class)),
        new Row("fails to the application", Kind.FAILED_UPWARDS, List.of(IoEvent.Ended.class)),
        new Row(
            "ended with an error to the application",
            Kind.FAILED_UPWARDS,
            List.of(IoEvent.Ended.class)));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aSentenceIsSaidOnlyWithItsEvents(Row row) {
    Timeline all = story(row.story());

    assertThat(said(all)).anyMatch(text -> text.contains(row.sentence()));
    assertThat(said(without(all, row.events()))).noneMatch(text -> text.contains(row.sentence()));
  }

  private static Timeline story(Kind kind) {
    Story story = new Story().bothLive();
    return switch (kind) {
      case CCR -> story.recoveryByCcrThatDrains().timeline();
      case HOLD -> story.recoveryByHold().timeline();
      case FAILED_UPWARDS -> {
        story.at(2).submitWrite(3, 5, 1);
        story.copy(Story.NVME4, 9, 5, 3, 1);
        story.at(3).tell(Story.NVME4, new ControllerEvent.ErrorRecovery("connection lost", false));
        story.at(4).tell(Lane.WORKLOAD, new IoEvent.Ended(3, Story.HOST_ABORTED));
        yield story.timeline();
      }
    };
  }

  /** The same timeline without events of some types, numbered anew. */
  private static Timeline without(Timeline all, List<Class<? extends Detail>> types) {
    Map<Long, Long> numbers = new HashMap<>();
    List<Event> left = new ArrayList<>();
    for (Event event : all.events()) {
      if (types.stream().noneMatch(type -> type.isInstance(event.detail()))) {
        long number = left.size() + 1L;
        numbers.put(event.sequence(), number);
        Cause cause = Cause.of(numbers.getOrDefault(event.cause().sequence(), 0L));
        left.add(new Event(number, event.nanos(), event.lane(), cause, event.detail()));
      }
    }
    return Timeline.of(left);
  }

  /** Every sentence: the summary, phases, events and spans. */
  private static List<String> said(Timeline timeline) {
    List<String> said = new ArrayList<>(List.of(Summary.of(timeline).text()));
    Explanation explanation = Explanation.of(timeline);
    for (Recovery recovery : Recoveries.of(timeline)) {
      recovery
          .phases(timeline.endNanos())
          .forEach(phase -> said.add(explanation.why(recovery, phase)));
    }
    timeline.events().forEach(event -> said.add(explanation.why(event)));
    StateSpans spans = StateSpans.of(timeline);
    for (Lane lane : timeline.lanes()) {
      spans.spans(lane).forEach(span -> said.add(explanation.why(span)));
    }
    return said;
  }
}
