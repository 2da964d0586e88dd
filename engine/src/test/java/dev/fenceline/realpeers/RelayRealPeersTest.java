package dev.fenceline.realpeers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PduEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.scenario.FaultPrompt;
import dev.fenceline.service.RelayService;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Recovery;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A Linux host reaches a Linux target through a relay: what it tells is what the host's log says.
 */
@Tag("real-peers")
@Timeout(900)
class RelayRealPeersTest {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

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

  @ParameterizedTest
  @ValueSource(strings = {"", "-g -G"})
  void aBlackHoleIsToldAsTheHostsKernelLogsIt(String digests) throws Exception {
    RelayService relay =
        new RelayService(
            null, target.ports().stream().map(port -> new RelayService.Pair(ANY, port)).toList());
    List<Event> events = new ArrayList<>();
    relay.addWriter(events::add);
    CompletableFuture<List<InetSocketAddress>> ready = new CompletableFuture<>();
    Thread thread = Thread.ofPlatform().start(() -> run(relay, ready));
    List<InetSocketAddress> fronts = ready.get(30, TimeUnit.SECONDS);
    try {
      connect(fronts.getFirst(), LinuxHost.FIRST_ADDRESS, digests);
      connect(fronts.getLast(), LinuxHost.SECOND_ADDRESS, digests);
      host.waitFor(60, "[ $(nvme list-subsys | grep -c \" live\") = 2 ]");
      relay.inject(FaultPrompt.parse("fault path 1 black-hole"));
      host.waitFor(120, "nvme list-subsys | grep -q connecting");
      relay.inject(FaultPrompt.parse("heal path 1"));
      host.waitFor(120, "[ $(nvme list-subsys | grep -c \" live\") = 2 ]");
      host.run("nvme disconnect -n " + target.nqn());
    } finally {
      relay.stop();
      thread.join(TimeUnit.SECONDS.toMillis(30));
    }

    assertThat(events).noneMatch(event -> event.detail() instanceof PduEvent.Malformed);
    Timeline timeline = Timeline.of(events);
    assertThat(Recoveries.of(timeline))
        .filteredOn(recovery -> recovery.lane().equals(Lane.host("nvme0")))
        .first()
        .satisfies(recovery -> {
          assertThat(recovery.trigger()).isEqualTo("Keep Alive timeout");
          assertThat(recovery.outcome()).isEqualTo(Recovery.Outcome.RECONNECTED);
        });
    assertThat(host.log()).contains("0x18", "starting error recovery", "Successfully reconnected");
    assertThat(events)
        .filteredOn(event -> isGone(event))
        .extracting(Event::lane)
        .contains(Lane.host("nvme0"), Lane.host("nvme1"));
  }

  private static boolean isGone(Event event) {
    return event.detail() instanceof ControllerEvent.StateChanged change
        && change.to() == ControllerState.DEAD;
  }

  private static void run(RelayService relay, CompletableFuture<List<InetSocketAddress>> ready) {
    try {
      relay.run(ready::complete);
    } catch (IOException | RuntimeException failed) {
      ready.completeExceptionally(failed);
    }
  }

  private static void connect(InetSocketAddress front, String address, String digests) {
    host.run(
        "nvme connect -t tcp -a %s -s %d -n %s -k 2 -c 2 -i 1 %s"
            .formatted(address, front.getPort(), target.nqn(), digests));
  }
}
