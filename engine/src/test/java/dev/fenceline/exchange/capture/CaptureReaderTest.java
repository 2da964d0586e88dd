package dev.fenceline.exchange.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.CaptureEvent;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.Note;
import dev.fenceline.event.PathEvent;
import dev.fenceline.event.PduEvent;
import dev.fenceline.session.Session;
import dev.fenceline.timeline.Routine;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CaptureReaderTest {
  private static Session real(String name) throws IOException {
    try (InputStream in = CaptureReaderTest.class.getResourceAsStream("/real-logs/" + name)) {
      return CaptureReader.read(new BufferedInputStream(Objects.requireNonNull(in, name)), name);
    }
  }

  private static <T extends Detail> List<T> details(Session session, Class<T> kind) {
    return session.events().stream()
        .map(Event::detail)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  /** What tshark 4.0 counts: {@code -T fields -e nvme-tcp.type}. */
  @Test
  void aCaptureOfALinuxHostIsTold() throws IOException {
    Session session = real("linux-simple.pcap");

    assertThat(session.warnings()).isEmpty();
    assertThat(details(session, PathEvent.Opened.class)).hasSize(1);
    assertThat(details(session, ConnectionEvent.Accepted.class)).hasSize(2);
    Map<Integer, Long> types =
        details(session, PduEvent.Passed.class).stream()
            .collect(Collectors.groupingBy(PduEvent.Passed::type, Collectors.counting()));
    assertThat(types).isEqualTo(Map.of(0, 2L, 1, 2L, 4, 39L, 5, 39L, 6, 1L, 7, 19L, 9, 1L));
    assertThat(details(session, CaptureEvent.Closed.class))
        .containsExactly(new CaptureEvent.Closed(217, 2, 2));
    assertThat(details(session, PduEvent.Passed.class))
        .extracting(PduEvent.Passed::qid)
        .contains(0, 1);
    assertThat(details(session, ConnectionEvent.Ended.class)).hasSize(4);
  }

  private static Session limited(int wholeMax, int eventsMax) throws IOException {
    try (InputStream in =
        CaptureReaderTest.class.getResourceAsStream("/real-logs/linux-simple.pcap")) {
      return CaptureReader.read(
          new BufferedInputStream(Objects.requireNonNull(in)), "limited", wholeMax, eventsMax);
    }
  }

  /** What is left of a session without I/O, PDUs and notes. */
  private static List<Object> story(Session session) {
    return session.events().stream()
        .filter(event -> !(event.detail() instanceof PduEvent.Passed))
        .filter(event -> !(event.detail() instanceof CommandEvent it && it.qid() > 0))
        .filter(event -> !(event.detail() instanceof Note))
        .<Object>map(event -> List.of(event.nanos(), event.lane(), event.detail()))
        .toList();
  }

  @Test
  void ofALongCaptureTheStoryIsKept() throws IOException {
    Session whole = real("linux-simple.pcap");

    Session excerpt = limited(10, 1_000);

    assertThat(story(excerpt)).hasSizeGreaterThan(100).isEqualTo(story(whole));
    assertThat(details(excerpt, Note.class)).containsExactly(new Note(Routine.LEFT_OUT));
    int leftOut = whole.events().size() - (excerpt.events().size() - 1);
    assertThat(leftOut).isGreaterThan(100);
    assertThat(excerpt.warnings())
        .containsExactly(
            "The capture is very long: of its later part routine I/O is left out, %d events."
                .formatted(leftOut));
    assertThat(excerpt.events()).allMatch(event -> event.cause().sequence() < event.sequence());
  }

  @Test
  void ofAnEvenLongerOneAsMuchAsThereIsRoomFor() throws IOException {
    Session excerpt = limited(10, 20);

    assertThat(excerpt.events()).hasSize(21);
    assertThat(details(excerpt, Note.class)).contains(new Note(Routine.ALL_LEFT_OUT));
    assertThat(excerpt.events().getLast().detail()).isInstanceOf(CaptureEvent.Closed.class);
  }
}
