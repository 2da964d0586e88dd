package dev.fenceline.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Cause;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventFilterTest {
  private static final Event REJECTED =
      new Event(
          12,
          12_510_000_000L,
          Story.NVME4,
          Cause.NONE,
          new FencingEvent.CcrAnswered("nvme3", 5, 0x4141, false));

  private static final Event COMPLETED =
      new Event(
          13, 12_511_000_000L, Story.NVME3, Cause.NONE, new CommandEvent.Completed(1, 16, 0, 0));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ccr",
        "CCR status:failed lane:nvme4",
        "kind:ccr-answered",
        "source:nvme3",
        "sourceCid:5",
        "sourcecid:0x5",
        "status:0x4141",
        "seq:12",
        "after:12.5 before:12.6s",
        "-lane:nvme3",
        "\"nvme3\" -completed",
        "immediate:false",
        "seq:12..12 seq:..20 seq:3..",
        "lane:nvme3|nvme4 kind:\"aen-|ccr-\" sourceCid:4|5",
        "source:nvme3|nvme9"
      })
  void matchesTheRefusedReset(String query) {
    assertThat(EventFilter.parse(query).test(REJECTED)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "keep-alive",
        "status:ok",
        "lane:nvme3",
        "-ccr",
        "sourceCid:50",
        "before:12.5",
        "after:never",
        "seq:1",
        "seq:13..20",
        "lane:nvme3|nvme5",
        "source:\"nvme3|nvme4\"",
        "nosuchfield:1",
        "ccr completed"
      })
  void doesNotMatchTheRefusedReset(String query) {
    assertThat(EventFilter.parse(query).test(REJECTED)).isFalse();
  }

  @Test
  void anAnsweredCommandEndedWell() {
    assertThat(EventFilter.parse("status:ok cid:0x10").test(COMPLETED)).isTrue();
    assertThat(EventFilter.parse("status:failed").test(COMPLETED)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {":", "-", "\"", "a:\"", "lane:", "--", "- -", "\"\""})
  void whateverIsTypedIsAQuery(String query) {
    EventFilter filter = EventFilter.parse(query);

    filter.test(REJECTED);

    assertThat(filter).hasToString(query);
  }
}
