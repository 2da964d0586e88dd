package dev.fenceline.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.Cause;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Note;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A session that is decoded on several threads is read as if one thread had read it. */
class LongSessionTest {
  private static final int EVENTS = 20_000;
  private static final int LANES = 40;
  private static final List<Event> ALL = events();
  private static final byte[] WHOLE = bytes(ALL);
  private static final int[] LINE_ENDS = lineEnds();

  private static List<Event> events() {
    Random random = new Random(1);
    List<Event> events = new ArrayList<>();
    long nanos = 0;
    for (int i = 1; i <= EVENTS; i++) {
      nanos += random.nextInt(1_000);
      Lane lane = Lane.host("nvme" + random.nextInt(LANES));
      Cause cause = random.nextBoolean() ? Cause.NONE : Cause.of(random.nextInt(i));
      // Letters outside ASCII and escapes are read by the JSON parser, in between the others.
      String text = random.nextInt(10) == 0 ? "\u00fc\"" : "x".repeat(random.nextInt(60));
      events.add(new Event(i, nanos, lane, cause, new Note(text)));
    }
    return events;
  }

  private static byte[] bytes(List<Event> events) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      SessionFile.write(
          Session.of(SessionHeader.of("0.1.0", "t", "{}", 1, "virtual", "emulated"), events), out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  /** Returns where each line ends; the first is the header. */
  private static int[] lineEnds() {
    List<Integer> ends = new ArrayList<>();
    for (int i = 0; i < WHOLE.length; i++) {
      if (WHOLE[i] == '\n') {
        ends.add(i);
      }
    }
    return ends.stream().mapToInt(Integer::intValue).toArray();
  }

  private static Session read(byte[] bytes) throws IOException {
    return SessionReader.read(new ByteArrayInputStream(bytes));
  }

  @Test
  void comesBackAsItWas() throws IOException {
    Session read = read(WHOLE);

    assertThat(read.events()).isEqualTo(ALL);
    assertThat(read.warnings()).isEmpty();
  }

  @Test
  void keepsEachLaneOnce() throws IOException {
    Set<Lane> lanes = Collections.newSetFromMap(new IdentityHashMap<>());

    read(WHOLE).events().forEach(event -> lanes.add(event.lane()));

    assertThat(lanes).hasSize(LANES);
  }

  @Property(tries = 30)
  void whatIsCutOffIsLeftOut(@ForAll @IntRange(min = 0, max = EVENTS - 1) int events)
      throws IOException {
    int cut = LINE_ENDS[events + 1] - 1;

    Session read = read(Arrays.copyOf(WHOLE, cut));

    assertThat(read.events()).isEqualTo(ALL.subList(0, events));
    assertThat(read.warnings().getFirst())
        .startsWith("Line %d cannot be read".formatted(events + 2));
  }

  @Property(tries = 30)
  void theLineThatIsDamagedIsNamed(@ForAll @IntRange(min = 1, max = EVENTS) int event)
      throws IOException {
    byte[] damaged = WHOLE.clone();
    damaged[LINE_ENDS[event] - 1] = '?';

    Session read = read(damaged);

    assertThat(read.events()).isEqualTo(ALL.subList(0, event - 1));
    assertThat(read.warnings().getFirst())
        .startsWith("Line %d cannot be read".formatted(event + 1));
  }

  @Property(tries = 30)
  void anEventThatIsMissingIsNamed(@ForAll @IntRange(min = 1, max = EVENTS - 1) int event)
      throws IOException {
    ByteArrayOutputStream less = new ByteArrayOutputStream();
    less.write(WHOLE, 0, LINE_ENDS[event - 1] + 1);
    less.write(WHOLE, LINE_ENDS[event] + 1, WHOLE.length - LINE_ENDS[event] - 1);

    Session read = read(less.toByteArray());

    assertThat(read.events()).isEqualTo(ALL.subList(0, event - 1));
    assertThat(read.warnings().getFirst())
        .startsWith("Line %d cannot be read".formatted(event + 1))
        .contains("event %d where %d is due".formatted(event + 1, event));
  }

  @Test
  void aNoteBetweenTheEventsIsRead() throws IOException {
    String note = "{\"note\":\"n1\",\"nanos\":5,\"lane\":\"\",\"text\":\"here\"}\n";
    ByteArrayOutputStream more = new ByteArrayOutputStream();
    more.write(WHOLE, 0, LINE_ENDS[EVENTS / 2] + 1);
    more.write(note.getBytes(StandardCharsets.UTF_8));
    more.write(WHOLE, LINE_ENDS[EVENTS / 2] + 1, WHOLE.length - LINE_ENDS[EVENTS / 2] - 1);

    Session read = read(more.toByteArray());

    assertThat(read.events()).isEqualTo(ALL);
    assertThat(read.notes()).extracting(SessionNote::text).containsExactly("here");
  }
}
