package dev.fenceline.realpeers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.ReconnectEvent;
import dev.fenceline.event.RunEvent;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.exchange.kernellog.KernelLogWriter;
import dev.fenceline.lab.Lab;
import dev.fenceline.nvme.log.DiscoveryLog;
import dev.fenceline.remote.LabTarget;
import dev.fenceline.remote.RemoteScenario;
import dev.fenceline.remote.TargetProbe;
import dev.fenceline.scenario.HostIdentity;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.scenario.TargetSettings;
import dev.fenceline.timeline.recovery.Summary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The built-in host uses the Linux kernel's target over two paths, while a Linux host does the same
 * beside it: both see the same faults at the same time.
 */
@Tag("real-peers")
@Timeout(900)
class BuiltInHostRealPeersTest {
  private static final String TIMEOUT = "timeout";

  /** Lines that the kernel writes or not, by how fast the machine is. */
  private static final List<String> OF_THE_MACHINE = List.of("long keepalive RTT", "socket state");

  private static final HostIdentity IDENTITY =
      new HostIdentity(
          "nqn.2014-08.org.nvmexpress:uuid:77777777-2222-4333-8444-555555555555",
          "77777777-2222-4333-8444-555555555555");

  private static final long NOTICED_SECONDS = 60;

  /**
   * Like a Linux host without the series. It ends when all paths have been live for a minute, which
   * is longer than the faults below are apart.
   */
  private static final String SCENARIO =
      """
      {"id": "beside-linux", "title": "Beside a Linux host",
       "host": {"policy": "none", "kato": "5 s", "firstDevice": 0, "reconnectDelay": "10 s"},
       "workload": {"stopAfterRecovery": "60 s", "longest": "300 s"},
       "limit": "400 s", "permits": ["H1"]}
      """;

  private static LinuxTarget target;
  private static LinuxHost host;

  @BeforeAll
  static void start() {
    target = LinuxTarget.start();
    host = LinuxHost.start();
  }

  @AfterAll
  static void stop() {
    if (host != null) {
      host.close();
    }
    if (target != null) {
      target.close();
    }
  }

  @Test
  void discoveryAndIdentifySayWhatNvmetIs() {
    TargetProbe probe = new TargetProbe(IDENTITY);

    DiscoveryLog log = probe.discover(target.ports().getFirst());
    assertThat(log.entries()).extracting(DiscoveryLog.Entry::subsystem).contains(target.nqn());

    TargetSettings found = probe.identify(target.ports(), target.nqn());
    assertThat(found.namespaces()).isNotEmpty();
    assertThat(found.ccrLimit()).as("nvmet has no cross-controller reset").isZero();
    assertThat(found.trafficBasedKeepAlive()).isTrue();
  }

  /** The run, and what it has said so far. */
  private static final class Running {
    final Lab lab;
    final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    final CompletableFuture<Void> ended;

    Running() {
      TargetSettings found = new TargetProbe(IDENTITY).identify(target.ports(), target.nqn());
      Scenario scenario =
          RemoteScenario.of(
              ScenarioReader.read(SCENARIO, "test"),
              found,
              target.ports(),
              IDENTITY,
              new RemoteScenario.Area(1, 4096, 4111));
      lab = Lab.against(new LabTarget.Remote(target.ports(), false), scenario, 1);
      lab.addWriter(events::add);
      ended = CompletableFuture.runAsync(lab::run, task -> new Thread(task, "lab").start());
    }

    /** Waits until such an event has happened on every one of these controllers, in any order. */
    void await(Class<?> detail, String... devices) throws InterruptedException {
      Set<Lane> missing = new HashSet<>();
      for (String device : devices) {
        missing.add(Lane.host(device));
      }
      while (!missing.isEmpty()) {
        Event event = events.poll(NOTICED_SECONDS, TimeUnit.SECONDS);
        assertThat(event).as("%s on %s", detail.getSimpleName(), missing).isNotNull();
        if (detail.isInstance(event.detail())) {
          missing.remove(event.lane());
        }
      }
    }

    /** Waits until every path is up and the area was looked at: there its log begins. */
    void awaitReady() throws InterruptedException {
      RunEvent.Reached ready = new RunEvent.Reached(RunEvent.Stage.READY);
      Event event;
      do {
        event = events.poll(NOTICED_SECONDS, TimeUnit.SECONDS);
        assertThat(event).as("the run is ready").isNotNull();
      } while (!event.detail().equals(ready));
    }
  }

  @Test
  void aFrozenTargetADroppedLinkAndAClosedPortLoseNothingAndAreToldAsLinuxTellsThem()
      throws InterruptedException {
    for (var port : target.ports()) {
      host.run(
          "nvme connect -t tcp -a %s -s %d -n %s -k 5"
              .formatted(LinuxHost.FIRST_ADDRESS, port.getPort(), target.nqn()));
    }
    host.waitFor(30, "test -b /dev/nvme0n1");
    Running running = new Running();
    running.awaitReady();

    target.link(2, false);
    running.await(ControllerEvent.ErrorRecovery.class, "nvme1");
    awaitRecoveries(1, "nvme1");
    target.link(2, true);
    running.await(ReconnectEvent.Succeeded.class, "nvme1");
    awaitReconnects(1, "nvme1");

    target.serve(2, false);
    running.await(ControllerEvent.ErrorRecovery.class, "nvme1");
    awaitRecoveries(2, "nvme1");
    target.serve(2, true);
    running.await(ReconnectEvent.Succeeded.class, "nvme1");
    awaitReconnects(2, "nvme1");

    target.freeze();
    running.await(ControllerEvent.ErrorRecovery.class, "nvme0", "nvme1");
    awaitRecoveries(3, "nvme1");
    awaitRecoveries(1, "nvme0");
    target.thaw();
    awaitReconnects(3, "nvme1");
    awaitReconnects(1, "nvme0");

    running.ended.orTimeout(400, TimeUnit.SECONDS).join();
    Summary summary = Summary.of(running.lab.timeline());
    assertThat(summary.verdict()).isEqualTo(Verdict.INTACT);
    assertThat(summary.recoveries()).hasSize(4);
    assertThat(summary.breaches()).isZero();
    for (String device : List.of("nvme0", "nvme1")) {
      assertThat(ours(running.lab, device)).isEqualTo(linux(device));
    }
  }

  private static void awaitRecoveries(int count, String device) {
    // what comes after the tear-down: an answer that comes before it would still be taken
    awaitLines(count, device, "Reconnecting in");
  }

  private static void awaitReconnects(int count, String device) {
    awaitLines(count, device, "Successfully reconnected");
  }

  private static void awaitLines(int count, String device, String text) {
    host.waitFor(
        (int) NOTICED_SECONDS,
        "test $(dmesg | grep -c \"%s: %s\") -ge %d".formatted(device, text, count));
  }

  private static List<String> ours(Lab lab, String device) {
    return kinds(KernelLogWriter.toText(KernelLogWriter.lines(lab.timeline().events())), device);
  }

  private static List<String> linux(String device) {
    List<String> all = kinds(host.log(), device);
    int connected = all.lastIndexOf("new ctrl");
    return all.subList(connected + 1, all.size());
  }

  /**
   * What kinds of lines there are about a controller, in their order: the words without times,
   * numbers and what else differs from kernel to kernel. That a Keep Alive took long (6.1), which
   * end of a connection was the first to close it, and how many commands besides were out when the
   * target fell silent, says something of the machine, not of the situation.
   */
  private static List<String> kinds(String log, String device) {
    String prefix = "nvme " + device + ": ";
    List<String> kinds = new ArrayList<>();
    boolean isRecovering = false;
    for (String line : log.lines().toList()) {
      if (!line.contains(prefix) || OF_THE_MACHINE.stream().anyMatch(line::contains)) {
        continue;
      }
      String kind = kind(line.substring(line.indexOf(prefix) + prefix.length()));
      if (!(isRecovering && kind.equals(TIMEOUT))) {
        kinds.add(kind);
      }
      isRecovering |= kind.equals(TIMEOUT) || kind.equals("starting error recovery");
      isRecovering &= !kind.equals("Successfully reconnected");
    }
    return kinds;
  }

  private static String kind(String text) {
    if (text.startsWith("new ctrl")) {
      return "new ctrl";
    }
    if (text.contains("timeout") && text.contains("type 4")) {
      return TIMEOUT;
    }
    return text.replaceAll(" ?\\(.*", "").replaceAll("\\d+(/\\d+)*", "#");
  }
}
