package dev.fenceline.exchange.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.exchange.Formats;
import dev.fenceline.session.Session;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.recovery.Summary;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Connections that do not get as far as NVMe: a capture of a loopback on which a path's server was
 * killed. Its port refused SYNs, then its full backlog left one SYN unanswered, then it refused
 * again, and at last the server was back. The expected numbers are those of tshark.
 */
class RefusedConnectionsTest {
  /**
   * The SYNs that are not sent again, by {@code tshark -Y "tcp.flags.syn==1 && !tcp.flags.ack"}.
   */
  private static final int SYNS = 17;

  private static final int SYNS_BEFORE_THE_END = 10;

  private static Session session(String name) throws IOException, URISyntaxException {
    return Formats.read(
        Path.of(
            Objects.requireNonNull(
                    RefusedConnectionsTest.class.getResource("/refused-connections/" + name))
                .toURI()));
  }

  private static Recovery onlyRecovery(Session session) {
    List<Recovery> recoveries = Recoveries.of(Timeline.of(session.events()));
    assertThat(recoveries).hasSize(1);
    return recoveries.getFirst();
  }

  private static long count(Session session, Class<?> kind) {
    return session.events().stream().filter(event -> kind.isInstance(event.detail())).count();
  }

  @Test
  void refusedConnectionsAreNotCountedAsNoAttempts() throws IOException, URISyntaxException {
    Session session = session("syn-refused.pcap");
    Recovery recovery = onlyRecovery(session);
    assertThat(recovery.outcome()).isEqualTo(Recovery.Outcome.RECONNECTED);
    assertThat(recovery.attemptsAreAll()).isFalse();
    assertThat(recovery.attempts()).as("the one that got as far as NVMe").isEqualTo(1);
    assertThat(count(session, ReconnectEvent.Failed.class)).isZero();
    assertThat(count(session, ConnectionEvent.Accepted.class)).isEqualTo(SYNS);
    assertThat(Summary.of(Timeline.of(session.events())).text()).contains("1 or a later one");
  }

  /** The capture ends while a SYN is unanswered: nothing is over, and nothing is said to be. */
  @Test
  void unansweredConnectionAtTheEndLeavesTheRecoveryOpen() throws IOException, URISyntaxException {
    Session session = session("syn-unanswered.pcap");
    Recovery recovery = onlyRecovery(session);
    assertThat(recovery.outcome()).isEqualTo(Recovery.Outcome.OPEN);
    assertThat(recovery.reconnectedNanos()).isEmpty();
    assertThat(recovery.attemptsAreAll()).isFalse();
    assertThat(recovery.attempts()).isZero();
    assertThat(count(session, ReconnectEvent.Failed.class)).isZero();
    assertThat(count(session, ConnectionEvent.Accepted.class)).isEqualTo(SYNS_BEFORE_THE_END);
  }
}
