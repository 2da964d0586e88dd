package dev.fenceline.exchange.capture;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.PathEvent;
import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.PathState;
import dev.fenceline.exchange.capture.Frames.Frame;
import dev.fenceline.exchange.capture.packet.LinkLayer;
import dev.fenceline.session.Session;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A black hole is told from what a host sends again: a Linux host's stream with an outage in it.
 */
class PathSilenceTest {
  /** A command of the I/O queue. */
  private static final int COMMAND = 154;

  /** The target confirms everything before it, and then sends for the last time. */
  private static final int LAST_ANSWER = 150;

  private static final int LAST_SEEN = 152;

  /** The admin queue sends, and is answered. */
  private static final int ADMIN_COMMAND = 187;

  private static final int ADMIN_ANSWER = 188;

  private final List<Frame> frames;

  PathSilenceTest() throws IOException {
    frames = Frames.ip("/real-logs/linux-simple.pcap");
  }

  private record Change(long nanos, Direction direction, PathState to) {}

  private static long millis(long count) {
    return TimeUnit.MILLISECONDS.toNanos(count);
  }

  private static Frame later(Frame frame, long nanos) {
    return new Frame(frame.nanos() + nanos, frame.bytes());
  }

  private long nanos(int index) {
    return frames.get(index).nanos() - frames.getFirst().nanos();
  }

  /** The stream up to a command, which is sent again so many milliseconds later. */
  private List<Frame> untilSentAgain(long... millis) {
    List<Frame> sent = new ArrayList<>(frames.subList(0, COMMAND + 1));
    for (long each : millis) {
      sent.add(later(frames.get(COMMAND), millis(each)));
    }
    return sent;
  }

  private static List<Change> changes(List<Frame> frames) throws IOException {
    Session session = CaptureFile.pcap(BIG_ENDIAN, true, LinkLayer.RAW, frames).read();
    assertThat(session.warnings()).isEmpty();
    List<Change> changes = new ArrayList<>();
    session
        .events()
        .forEach(event -> {
          if (event.detail() instanceof PathEvent.StateChanged it) {
            changes.add(new Change(event.nanos(), it.direction(), it.to()));
          }
        });
    return changes;
  }

  @Test
  void thePathIsSilentFromTheLastSignOfTheTargetUntilTheNext() throws IOException {
    List<Frame> outage = untilSentAgain(200, 600, 1_400);
    frames.subList(COMMAND + 1, frames.size()).forEach(it -> outage.add(later(it, millis(2_000))));

    List<Change> changes = changes(outage);

    long since = nanos(LAST_SEEN);
    long until = nanos(COMMAND + 1) + millis(2_000);
    assertThat(changes)
        .containsExactlyInAnyOrder(
            new Change(since, Direction.TO_TARGET, PathState.SILENT),
            new Change(since, Direction.TO_HOST, PathState.SILENT),
            new Change(until, Direction.TO_TARGET, PathState.UP),
            new Change(until, Direction.TO_HOST, PathState.UP));
  }

  @Test
  void whatStillComesFromTheTargetIsNotSilent() throws IOException {
    List<Frame> outage = untilSentAgain(200, 600);
    outage.add(later(frames.get(LAST_SEEN), millis(700)));
    outage.add(later(frames.get(COMMAND), millis(1_400)));
    outage.add(later(frames.get(COMMAND), millis(3_000)));
    outage.add(later(frames.get(COMMAND), millis(6_200)));

    assertThat(changes(outage))
        .containsExactly(new Change(nanos(LAST_ANSWER), Direction.TO_TARGET, PathState.SILENT));
  }

  /** One loss, a loss of what was sent again, copies that the capture has of one packet. */
  @ParameterizedTest
  @CsvSource({"200, 200, 200", "200, 600, 600", "0, 0, 0", "200, 250, 299"})
  void fewRetransmissionsAreNoSilence(long first, long second, long third) throws IOException {
    List<Frame> lossy = untilSentAgain(first, second, third);
    frames.subList(COMMAND + 1, frames.size()).forEach(it -> lossy.add(later(it, millis(2_000))));

    assertThat(changes(lossy)).isEmpty();
  }

  @Test
  void aConnectionThatFailsBesideOneThatIsAnsweredIsNoSilence() throws IOException {
    List<Frame> outage = untilSentAgain(200, 600);
    long shift = frames.get(COMMAND).nanos() - frames.get(ADMIN_COMMAND).nanos() + millis(700);
    outage.add(later(frames.get(ADMIN_COMMAND), shift));
    outage.add(later(frames.get(ADMIN_ANSWER), shift));
    outage.add(later(frames.get(COMMAND), millis(1_400)));
    outage.add(later(frames.get(COMMAND), millis(3_000)));

    assertThat(changes(outage)).isEmpty();
  }

  @Test
  void aCaptureThatEndsInTheOutageLeavesThePathSilent() throws IOException {
    assertThat(changes(untilSentAgain(200, 600, 1_400, 3_000, 6_200)))
        .extracting(Change::to)
        .containsOnly(PathState.SILENT)
        .hasSize(2);
  }
}
