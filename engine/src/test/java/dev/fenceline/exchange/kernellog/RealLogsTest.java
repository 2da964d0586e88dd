package dev.fenceline.exchange.kernellog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.LogEvent;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.session.Session;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Recovery;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs of Linux 6.12.117 (Debian 6.12.117-1~deb12u1), host and nvmet target in QEMU. */
class RealLogsTest {
  private static Session read(String name) {
    try (InputStream in = RealLogsTest.class.getResourceAsStream("/real-logs/" + name)) {
      return KernelLogReader.read(Objects.requireNonNull(in, name), name).orElseThrow();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Recovery recovery(Session session) {
    List<Recovery> recoveries = Recoveries.of(Timeline.of(session.events()));
    assertThat(recoveries).hasSize(1);
    return recoveries.getFirst();
  }

  @Test
  void anIdlePathThatFallsSilentIsNoticedByKeepAliveAndReconnectedAtTheSecondAttempt() {
    Session session = read("keep-alive-timeout.log");
    Recovery recovery = recovery(session);

    assertThat(recovery.controller()).isEqualTo("nvme0");
    assertThat(recovery.trigger()).isEqualTo("Keep Alive timeout");
    assertThat(recovery.detectedNanos()).isEqualTo(14_262_764_000L);
    assertThat(recovery.fencedNanos()).isEmpty();
    assertThat(recovery.connectingNanos()).hasValue(14_286_196_000L);
    assertThat(recovery.attempts()).isEqualTo(2);
    assertThat(recovery.outcome()).isEqualTo(Recovery.Outcome.RECONNECTED);
    assertThat(recovery.reconnectedNanos()).hasValue(28_629_220_000L);
    assertThat(details(session, ReconnectEvent.class))
        .containsExactly(
            new ReconnectEvent.Scheduled(2_000, 1, 300),
            new ReconnectEvent.Attempted(1, 300),
            new ReconnectEvent.Failed(1, 300, "queue 0: failed to receive icresp, error -11"),
            new ReconnectEvent.Scheduled(2_000, 2, 300),
            new ReconnectEvent.Attempted(2, 300),
            new ReconnectEvent.Succeeded(2, 300));
  }

  @Test
  void aTargetThatClosesItsConnectionsIsALostConnectionAndTwoFailedAttempts() {
    Recovery recovery = recovery(read("reset-reconnect.log"));

    assertThat(recovery.trigger()).isEqualTo("connection lost");
    assertThat(recovery.detectedNanos()).isEqualTo(7_914_347_000L);
    assertThat(recovery.attempts()).isEqualTo(3);
    assertThat(recovery.reconnectedNanos()).hasValue(17_136_770_000L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"keep-alive-timeout.log", "reset-reconnect.log"})
  void everyChangeOfStateIsOneThatLinuxMakes(String name) {
    List<ControllerState> states = new ArrayList<>(List.of(ControllerState.NEW));
    for (ControllerEvent.StateChanged change :
        details(read(name), ControllerEvent.StateChanged.class)) {
      assertThat(change.from()).isEqualTo(states.getLast());
      assertThat(change.from().canBecome(change.to())).isTrue();
      states.add(change.to());
    }
    assertThat(states)
        .containsExactly(
            ControllerState.NEW,
            ControllerState.CONNECTING,
            ControllerState.LIVE,
            ControllerState.RESETTING,
            ControllerState.CONNECTING,
            ControllerState.LIVE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"keep-alive-timeout.log", "reset-reconnect.log"})
  void everyLineAboutNvmeIsKnownAndTheOthersAreCounted(String name) {
    LogEvent.Closed closed = details(read(name), LogEvent.Closed.class).getFirst();

    assertThat(closed.lines()).isEqualTo(name.startsWith("keep") ? 19 : 20);
    assertThat(closed.unknown()).isZero();
    assertThat(closed.lines() - closed.messages()).isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"keep-alive-timeout.log", "reset-reconnect.log"})
  void theSessionGivesTheLinesOfTheLogAgain(String name) throws IOException {
    try (InputStream in = RealLogsTest.class.getResourceAsStream("/real-logs/" + name)) {
      List<String> about =
          new String(
                  Objects.requireNonNull(in).readAllBytes(),
                  java.nio.charset.StandardCharsets.UTF_8)
              .lines()
              .filter(line -> line.contains("nvme nvme") || line.contains("nvme_tcp"))
              .toList();
      assertThat(KernelLogWriter.toText(KernelLogWriter.lines(read(name).events())).lines())
          .containsExactlyElementsOf(about);
    }
  }

  private static <T> List<T> details(Session session, Class<T> type) {
    return session.events().stream()
        .map(Event::detail)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }
}
