package dev.fenceline.realpeers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.exchange.kernellog.KernelLogReader;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.session.Session;
import dev.fenceline.timeline.Alignment;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Recovery;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Linux host writes and verifies on two paths, one of which breaks. */
@Tag("real-peers")
@Timeout(600)
class ServeFaultsRealPeersTest {
  private static final String OPTIONS = "-k 2 --reconnect-delay 1 --ctrl-loss-tmo 300";

  /**
   * What Linux says of a path that fails and comes back; it has nothing to say of the target. A
   * Keep Alive that is being sent then ends with 4 (transport) and without a time of its beginning.
   */
  private static final String OF_A_LOST_PATH =
      ".*(timeout|starting error recovery|failed nvme_keep_alive_end_io error=(4|10)"
          + "|long keepalive RTT \\(\\d+ ms\\)"
          + "|failed to connect socket: -\\d+|failed to (receive icresp|send icreq), error -\\d+"
          + "|failed to send request -\\d+|Failed reconnect attempt \\d+/\\d+"
          + "|Connect command failed.*|queue_rq.*|Abort status.*|Property Set error.*)";

  private static final long WITHIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static ServedHost host;

  @BeforeAll
  static void start() {
    host = ServedHost.start();
  }

  @AfterAll
  static void stop() {
    if (host != null) {
      host.close();
    }
  }

  @BeforeEach
  void forgetTheLog() {
    host.forgetLog();
  }

  /** Whatever a test that failed has left. */
  @AfterEach
  void disconnect() {
    host.disconnectAll();
  }

  @ParameterizedTest
  @ValueSource(strings = {"stall", "black-hole", "reset", "refuse"})
  void aPathThatFailsAndComesBackLosesNothing(String fault) {
    try (Served served = Served.start()) {
      host.connectBoth(served, OPTIONS);
      InstanceId lost = served.instance(1);
      host.beginIo();
      awaitWrites(served, 20);

      long broken = served.last();
      served.fault("fault path 1 " + fault);
      served.awaitAfter(broken, 1, InstanceEvent.Noticed.class, "the target notices the loss");
      if (fault.equals("refuse")) {
        served.awaitAfter(broken, 2, ConnectionEvent.Refused.class, "the host tries again");
      }
      awaitWrites(served, 20);
      served.fault("heal path 1");
      host.waitForLive(2);
      awaitWrites(served, 20);

      assertThat(served.instance(1)).isNotEqualTo(lost);
      nothingIsLost();
      theHostsLogFits(served, fault.equals("reset") || fault.equals("refuse"));
      host.disconnect(served);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fault path 1 delay 100ms jitter 20ms", "slow-write 2s"})
  void whatIsSlowIsWaitedFor(String fault) {
    try (Served served = Served.start()) {
      host.connectBoth(served, "-k 5");
      host.beginIo();
      awaitWrites(served, 20);
      served.fault(fault);
      awaitWrites(served, 6);
      served.fault(fault.startsWith("slow") ? "slow-write off" : "heal path 1");
      awaitWrites(served, 20);

      assertThat(served.details(InstanceEvent.Noticed.class)).isEmpty();
      nothingIsLost();
      assertThat(host.warnings()).isEmpty();
      host.disconnect(served);
    }
  }

  /** The connection stays; Linux reads the log of ANA states and goes where the namespace is. */
  @Test
  void aPathWhoseNamespaceIsInaccessibleIsLeftAndComesBack() {
    try (Served served = Served.start()) {
      host.connectBoth(served, OPTIONS);
      Lane second = served.lane(served.instance(2));
      host.beginIo();
      awaitWrites(served, 20);

      served.fault("fault path 1 ana inaccessible");
      long now = served.last();
      served.await(
          "writes over the other path",
          all ->
              all.stream()
                      .skip(now)
                      .filter(event -> event.lane().equals(second) && wrote(event))
                      .limit(5)
                      .count()
                  == 5);
      assertThat(host.run("cat /sys/class/nvme/nvme?/nvme*c*n*/ana_state"))
          .contains("inaccessible");
      served.fault("fault path 1 ana optimized");
      host.run("wait-for 30 '! grep -q inaccessible /sys/class/nvme/nvme?/nvme*c*n*/ana_state'");
      awaitWrites(served, 20);

      assertThat(served.details(InstanceEvent.Noticed.class)).isEmpty();
      nothingIsLost();
      host.disconnect(served);
    }
  }

  /** Linux gives up waiting for the command, and uses the other path. */
  @Test
  void aWriteThatHangsIsTakenBackBeforeItsRetryCanBeOvertaken() {
    try (Served served = Served.start()) {
      host.connectBoth(served, OPTIONS);
      int cntlid = served.instance(1).cntlid();
      host.beginIo();
      awaitWrites(served, 20);
      long hung = served.last();
      served.fault("hang on controller " + cntlid);
      served.awaitAfter(hung, 1, CommandEvent.Revoked.class, "the target takes it back");
      served.fault("hang off");
      host.waitForLive(2);
      awaitWrites(served, 20);
      nothingIsLost();
      host.disconnect(served);
    }
  }

  /**
   * Why there is command quiesce time: the path falls silent, the host writes on over the other
   * one, and what the target still works on lands afterwards. A host without the series cannot
   * know.
   */
  @Test
  void aSilentPathWithASlowWriteDestroysTheDataOfAHostThatRetriesAtOnce() {
    try (Served served = Served.start("cqt=30s", "quiesce=30s")) {
      host.connect(served, 1, OPTIONS);
      host.waitForLive(1);
      InstanceId silent = served.instance(1);
      long slow = served.last();
      served.fault("slow-write 25s controller " + silent.cntlid());
      host.run("(%s; echo done >/tmp/old) >/dev/null 2>&1 &".formatted(write("old")));
      served.awaitAfter(slow, 1, CommandEvent.Executing.class, "the target works on the write");
      host.connect(served, 2, OPTIONS);
      host.waitForLive(2);

      served.fault("fault path 1 black-hole");
      host.run("wait-for 90 test -e /tmp/old");
      host.run(write("new"));
      assertThat(host.run(READ)).isEqualTo("new");
      Lane lane = served.lane(silent);
      served.await(
          "the first copy lands",
          all -> all.stream().anyMatch(event -> event.lane().equals(lane) && wrote(event)));
      assertThat(host.run(READ)).as("the newer data is gone").isEqualTo("old");

      List<Event> writes =
          served.events().stream().filter(ServeFaultsRealPeersTest::wrote).toList();
      assertThat(writes).hasSize(3);
      assertThat(writes.getLast().lane()).as("the late copy is the last to land").isEqualTo(lane);
      assertThat(served.details(Finding.class))
          .as("the recording says what was lost")
          .singleElement()
          .satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.CORRUPTION);
            assertThat(finding.text()).contains("lost newer data").contains("sent on nvme0");
          });
      served.fault("heal path 1");
      host.waitForLive(2);
      host.disconnect(served);
    }
  }

  /**
   * What the host's kernel says lies where the host's lanes say it, which no one has told: its
   * detection within 0.1 s. A guest on busy cores closes its connections later, by no more than its
   * own log says that it took to tear them down. Where its Keep Alives do not show when it knew,
   * that is not said.
   */
  private static void theHostsLogFits(Served served, boolean isCutOff) {
    Timeline told = Timeline.of(served.events());
    List<Recovery> recoveries = Recoveries.of(told);
    assertThat(recoveries)
        .singleElement()
        .extracting(Recovery::outcome)
        .isEqualTo(Recovery.Outcome.RECONNECTED);

    Session log = KernelLogReader.read(host.run("dmesg"), "dmesg").orElseThrow();
    Alignment fit = Alignment.of(told.events(), log.events());
    assertThat(fit.isFound()).as(fit.words("dmesg")).isTrue();
    Recovery kernels = Recoveries.of(Timeline.of(log.events())).getFirst();
    long its = kernels.detectedNanos() + fit.offsetNanos();
    OptionalLong ours = recoveries.getFirst().seenDetectedNanos();
    assertThat(ours.isPresent() || !isCutOff).as("a connection that is cut off is seen").isTrue();
    ours.ifPresent(nanos ->
        assertThat(nanos)
            .as(fit.words("dmesg"))
            .isBetween(its - WITHIN_NANOS, its + WITHIN_NANOS + tornDownNanos(log)));
  }

  /** How long the kernel took from the beginning of error recovery until it waits to reconnect. */
  private static long tornDownNanos(Session log) {
    long begun =
        log.events().stream()
            .filter(event -> event.detail() instanceof ControllerEvent.ErrorRecovery)
            .mapToLong(Event::nanos)
            .findFirst()
            .orElseThrow();
    return log.events().stream()
            .filter(event ->
                event.detail() instanceof ReconnectEvent.Scheduled && event.nanos() >= begun)
            .mapToLong(Event::nanos)
            .findFirst()
            .orElse(begun)
        - begun;
  }

  private static final String READ =
      "dd if=$(ls %s) bs=4k count=1 iflag=direct 2>/dev/null | tr -d '\\0'"
          .formatted(ServedHost.DEVICE);

  private static String write(String text) {
    return "printf %s | dd of=$(ls %s) bs=4k count=1 conv=sync,notrunc oflag=direct"
        .formatted(text, ServedHost.DEVICE);
  }

  private static boolean wrote(Event event) {
    return event.detail() instanceof CommandEvent.Executed executed
        && executed.blocks() > 0
        && executed.opcode() == Opcode.Nvm.WRITE.code();
  }

  private static void awaitWrites(Served served, int count) {
    long now = served.last();
    served.await(
        count + " further writes",
        all ->
            all.stream().skip(now).filter(ServeFaultsRealPeersTest::wrote).limit(count).count()
                == count);
  }

  private static void nothingIsLost() {
    assertThat(host.endIo()).last().asString().contains(" 0 failed");
    assertThat(host.warnings()).allMatch(line -> line.matches(OF_A_LOST_PATH));
  }
}
