package dev.fenceline.exchange.kernellog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.LogEvent;
import dev.fenceline.event.Note;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.event.value.LogClock;
import dev.fenceline.exchange.kernellog.line.KernelMessage;
import dev.fenceline.exchange.kernellog.line.KernelMessages;
import dev.fenceline.exchange.kernellog.line.LogLines;
import dev.fenceline.exchange.kernellog.line.Printer;
import dev.fenceline.session.Session;
import dev.fenceline.swimlane.paint.SessionPicture;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.recovery.Summary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelLogReaderTest {
  /** The log of the hold in the test report, as it was posted: without times. */
  private static final String HOLD =
      """
      nvme nvme4: I/O tag 0 (9000) type 4 opcode 0x18 (Keep Alive) QID 0 timeout
      nvme nvme4: starting controller fencing
      nvme nvme4: attempting CCR, timeout 15000ms
      nvme nvme4: CCR failed, switch to time-based recovery, timeout = 15000ms
      nvme nvme4: failed nvme_keep_alive_end_io error=5
      nvme nvme4: Time-based recovery finished
      nvme nvme4: Reconnecting in 10 seconds...
      nvme nvme4: creating 1 I/O queues.
      nvme nvme4: mapped 1/0/0 default/read/poll queues.
      nvme nvme4: Successfully reconnected (attempt 1/60)
      """;

  private static Session read(String log) {
    return KernelLogReader.read(log, "test").orElseThrow();
  }

  private static List<Recovery> recoveries(Session session) {
    return Recoveries.of(Timeline.of(session.events()));
  }

  private static <T> List<T> details(Session session, Class<T> type) {
    return session.events().stream()
        .map(Event::detail)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  @Test
  void linesWithoutTimesKeepTheirOrderAndSaySo() {
    Session session = read(HOLD);

    assertThat(session.warnings()).singleElement().asString().contains("only their order is known");
    assertThat(session.header().source()).isEqualTo("kernel log without times");
    assertThat(details(session, LogEvent.Opened.class))
        .containsExactly(new LogEvent.Opened(LogClock.NONE, 0));
    assertThat(recoveries(session))
        .singleElement()
        .satisfies(recovery -> {
          assertThat(recovery.trigger()).isEqualTo("Keep Alive timeout");
          assertThat(recovery.fencedBy()).isEqualTo(FencedBy.HOLD);
          assertThat(recovery.timeoutMillis()).isEqualTo(15_000);
          assertThat(recovery.attempts()).isEqualTo(1);
          assertThat(recovery.outcome()).isEqualTo(Recovery.Outcome.RECONNECTED);
        });
    assertThat(KernelLogWriter.toText(KernelLogWriter.lines(session.events()))).isEqualTo(HOLD);
  }

  @Test
  void theirLanesSaySoToo() {
    Timeline timeline = Timeline.of(read(HOLD).events());

    String svg = new SessionPicture(timeline, "hold").svg(1240, Palette.LIGHT, true);

    assertThat(svg).contains("order only, no times").doesNotContain("TARGET<", "PATHS<");
    assertThat(Summary.of(timeline).text()).startsWith("session  ").doesNotContain("seed");
  }

  @Test
  void theSourceOfAResetIsThereAlthoughNoLineIsAboutIt() {
    Session session =
        read(
            """
            [   10.000000] nvme nvme4: starting controller fencing
            [   10.000001] nvme nvme4: attempting CCR, timeout 15000ms
            [   11.500000] nvme nvme4: CCR succeeded using nvme3
            """);

    assertThat(states(session, "nvme3")).endsWith(ControllerState.LIVE);
    assertThat(states(session, "nvme4"))
        .containsExactly(
            ControllerState.CONNECTING,
            ControllerState.LIVE,
            ControllerState.FENCING,
            ControllerState.FENCED);
    assertThat(recoveries(session).getFirst().source()).isEqualTo("nvme3");
  }

  private static List<ControllerState> states(Session session, String device) {
    return session.events().stream()
        .filter(event -> event.lane().equals(Lane.host(device)))
        .map(Event::detail)
        .filter(ControllerEvent.StateChanged.class::isInstance)
        .map(detail -> ((ControllerEvent.StateChanged) detail).to())
        .toList();
  }

  @Test
  void linesOfSeveralControllersAreToldApart() {
    Session session =
        read(
            """
            [   10.000000] nvme nvme1: I/O tag 3 (1003) type 4 opcode 0x1 (Write) QID 2 timeout
            [   10.000001] nvme nvme2: starting error recovery
            [   10.000002] nvme nvme1: starting error recovery
            [   10.100000] nvme nvme2: Reconnecting in 10 seconds...
            [   10.200000] nvme nvme1: Reconnecting in 2 seconds...
            [   12.300000] nvme nvme1: creating 4 I/O queues.
            [   12.400000] nvme nvme1: mapped 4/0/0 default/read/poll queues.
            [   12.500000] nvme nvme1: Successfully reconnected (1 attempt)
            [   20.200000] nvme nvme2: Connect command failed, errno: -111
            [   20.200001] nvme nvme2: Failed reconnect attempt 1
            [   20.200002] nvme nvme2: Removing controller (-111)...
            """);

    assertThat(recoveries(session))
        .extracting(Recovery::controller, Recovery::trigger, Recovery::attempts, Recovery::outcome)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "nvme2", "connection lost", 1, Recovery.Outcome.REMOVED),
            org.assertj.core.groups.Tuple.tuple(
                "nvme1", "Write timeout", 1, Recovery.Outcome.RECONNECTED));
  }

  @Test
  void aLogThatBeginsInTheMiddleSaysThatTheFailureCameBefore() {
    Session session =
        read(
            """
            [ 5000.500000] nvme nvme0: Failed reconnect attempt 7/60
            [ 5000.500001] nvme nvme0: Reconnecting in 10 seconds...
            [ 5010.600000] nvme nvme0: creating 1 I/O queues.
            [ 5010.700000] nvme nvme0: mapped 1/0/0 default/read/poll queues.
            [ 5010.800000] nvme nvme0: Successfully reconnected (attempt 8/60)
            """);

    Recovery recovery = recoveries(session).getFirst();
    assertThat(recovery.trigger()).isEqualTo("failed before the log begins");
    assertThat(recovery.attempts()).isEqualTo(8);
    assertThat(recovery.reconnectedNanos()).hasValue(11_800_000_000L);
    assertThat(details(session, LogEvent.Opened.class))
        .containsExactly(new LogEvent.Opened(LogClock.BOOT, 4_999_000_000_000L));
  }

  @Test
  void aResetOnRequestEndsWhenTheQueuesAreThereAgain() {
    Session session =
        read(
            """
            [    3.000000] nvme nvme0: new ctrl: NQN "nqn.a", addr 10.0.0.2:4420
            [   10.000000] nvme nvme0: creating 1 I/O queues.
            [   10.100000] nvme nvme0: mapped 1/0/0 default/read/poll queues.
            """);

    assertThat(states(session, "nvme0")).endsWith(ControllerState.CONNECTING, ControllerState.LIVE);
    assertThat(recoveries(session).getFirst().outcome()).isEqualTo(Recovery.Outcome.RECONNECTED);
  }

  @Test
  void aNameIsUsedAgainAfterItsControllerWasDeleted() {
    Session session =
        read(
            """
            [    3.0] nvme nvme0: new ctrl: NQN "nqn.2014-08.org.nvmexpress.discovery", addr 10.0.0.2:8009
            [    3.1] nvme nvme0: Removing ctrl: NQN "nqn.2014-08.org.nvmexpress.discovery"
            [    4.0] nvme nvme0: creating 2 I/O queues.
            """);

    assertThat(states(session, "nvme0"))
        .endsWith(ControllerState.DELETING, ControllerState.DEAD, ControllerState.CONNECTING);
    assertThat(recoveries(session)).isEmpty();
  }

  @Test
  void aHostThatWasRestartedBeginsAnew() {
    Session session =
        read(
            """
            [  500.000000] nvme nvme0: starting error recovery
            [  500.100000] nvme nvme0: Reconnecting in 10 seconds...
            [    3.900000] nvme nvme0: creating 2 I/O queues.
            [    3.950000] nvme nvme0: mapped 2/0/0 default/read/poll queues.
            [    4.000000] nvme nvme0: new ctrl: NQN "nqn.a", addr 10.0.0.2:4420, hostnqn: nqn.h
            """);

    assertThat(details(session, Note.class))
        .singleElement()
        .asString()
        .contains("begins again here, as after a restart");
    assertThat(recoveries(session).getFirst().endReason())
        .isEqualTo(ReconnectEvent.Removed.LOG_BEGINS_AGAIN);
    assertThat(recoveries(session).getFirst().outcome()).isEqualTo(Recovery.Outcome.REMOVED);
    assertThat(states(session, "nvme0")).endsWith(ControllerState.LIVE);
    assertThat(session.warnings()).hasSize(1);
  }

  /** A line of the start, or dates between which the host can have been started, show it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        [  500.0] nvme nvme0: starting error recovery
        [    0.0] Linux version 6.12.0 (build@host)
        [    3.9] nvme nvme0: creating 2 I/O queues.
        """,
        """
        2026-11-30T10:00:00.000000+00:00 h kernel: [  500.0] nvme nvme0: starting error recovery
        2026-11-30T10:01:00.000000+00:00 h kernel: [    3.9] nvme nvme0: creating 2 I/O queues.
        """
      })
  void thatTheHostWasRestartedIsSaidWhereItIsShown(String log) {
    Session session = read(log);

    assertThat(details(session, Note.class))
        .singleElement()
        .asString()
        .contains("The host was restarted");
    assertThat(recoveries(session).getFirst().endReason())
        .isEqualTo(ReconnectEvent.Removed.HOST_RESTARTED);
  }

  @Test
  void fromDecemberToJanuaryAYearHasPassed() {
    Session session =
        read(
            """
            Dec 31 23:59:59 db1 kernel: nvme nvme0: starting error recovery
            Jan  1 00:00:01 db1 kernel: nvme nvme0: Reconnecting in 10 seconds...
            """);

    assertThat(
            recoveries(session).getFirst().connectingNanos().orElseThrow()
                - recoveries(session).getFirst().detectedNanos())
        .isEqualTo(2_000_000_000L);
    assertThat(session.warnings()).isEmpty();
  }

  @Test
  void theJournalsObjectsAreReadWithTheKernelsOwnTime() {
    Session session =
        read(
            """
            {"MESSAGE":"nvme nvme0: starting error recovery","_SOURCE_MONOTONIC_TIMESTAMP":"14262764","__REALTIME_TIMESTAMP":"1775036141123456","_TRANSPORT":"kernel"}
            {"MESSAGE":[110,118,109,101,32,110,118,109,101,48,58,32,82,101,99,111,110,110,101,99,116,105,110,103,32,105,110,32,50,32,115,101,99,111,110,100,115,46,46,46],"_SOURCE_MONOTONIC_TIMESTAMP":"14286196"}
            {"MESSAGE":"usb 1-1: new device","X":{"deep":[1,2]},"_SOURCE_MONOTONIC_TIMESTAMP":"14286200"}
            {"MESSAGE":null}
            {"MESSAGE":"nvme nvme0
            """);

    Recovery recovery = recoveries(session).getFirst();
    assertThat(recovery.detectedNanos()).isEqualTo(14_262_764_000L);
    assertThat(recovery.connectingNanos()).hasValue(14_286_196_000L);
    assertThat(details(session, LogEvent.Closed.class))
        .containsExactly(new LogEvent.Closed(5, 2, 0));
  }

  @Test
  void coloursCarriageReturnsMarksAndBrokenBytesDoNoHarm() throws IOException {
    byte[] log =
        ("\uFEFF\u001B[32m[   14.262764] \u001B[0m\u001B[33mnvme nvme0\u001B[0m: starting error"
                + " recovery\r\n"
                + "[   14.270000] usb 1-1: Product: X\r\n"
                + "[   14.286196] nvme nvme0: Reconnecting in 2 seconds...\r\n")
            .getBytes(StandardCharsets.UTF_8);
    log[log.length - 66] = (byte) 0xFF;

    Session session = KernelLogReader.read(new ByteArrayInputStream(log), "console").orElseThrow();

    assertThat(recoveries(session).getFirst().detectedNanos()).isEqualTo(14_262_764_000L);
    assertThat(details(session, LogEvent.Closed.class))
        .containsExactly(new LogEvent.Closed(3, 2, 0));
  }

  @Test
  void aLineWithoutATimeBelongsToTheMomentOfTheLineBefore() {
    Session session =
        read(
            """
            nvme nvme0: starting error recovery
            [   14.286196] nvme nvme0: Reconnecting in 2 seconds...
            nvme nvme0: creating 1 I/O queues.
            """);

    assertThat(details(session, LogEvent.Opened.class).getFirst().clock()).isEqualTo(LogClock.BOOT);
    assertThat(session.events().getLast().nanos()).isEqualTo(14_286_196_000L);
  }

  @Test
  void aTextThatIsNotAboutNvmeIsNoLog() {
    assertThat(KernelLogReader.read("", "empty")).isEmpty();
    assertThat(KernelLogReader.read("[    1.0] usb 1-1: new device\nhello\n", "usb")).isEmpty();
  }

  @Test
  void anEndlessLineIsCutAndALongLogIsEndedWithAWarning() throws IOException {
    String endless = "x".repeat(3 * LogLines.LINE_CHARS_MAX) + "\n";
    String many =
        IntStream.range(0, 200)
            .mapToObj(i -> "[%5d.000000] nvme nvme0: starting error recovery%n".formatted(i))
            .collect(Collectors.joining());
    InputStream in = new ByteArrayInputStream((endless + many).getBytes(StandardCharsets.UTF_8));

    Session session = KernelLogReader.read(in, "long", 100).orElseThrow();

    assertThat(session.events()).hasSizeBetween(100, 120);
    assertThat(session.warnings()).singleElement().asString().contains("left out");
    assertThat(details(session, LogEvent.Closed.class).getFirst().lines()).isEqualTo(201);
  }

  /**
   * Whatever is read, the events are in order and every change of state is one that Linux makes.
   */
  @Property(tries = 300)
  void anyOrderOfMessagesMakesATimeline(
      @ForAll List<@net.jqwik.api.constraints.IntRange(min = 0, max = 500) Integer> picks) {
    List<KernelMessage> messages = KernelMessages.all();
    StringBuilder log = new StringBuilder("[    1.000000] nvme nvme0: rescanning namespaces.\n");
    int second = 1;
    for (int pick : picks) {
      second += pick % 7;
      Object[] values = new Object[12];
      java.util.Arrays.fill(values, (Object) (pick % 5));
      KernelMessage message = messages.get(pick % messages.size());
      String by = message.printer() == Printer.TCP ? "nvme_tcp" : "nvme nvme" + pick % 3;
      log.append("[%5d.000000] %s: %s%n".formatted(second, by, message.text(values)));
    }

    Session session = read(log.toString());

    assertThatCode(() -> Timeline.of(session.events())).doesNotThrowAnyException();
    assertThat(details(session, ControllerEvent.StateChanged.class))
        .allMatch(change -> change.from().canBecome(change.to()));
  }
}
