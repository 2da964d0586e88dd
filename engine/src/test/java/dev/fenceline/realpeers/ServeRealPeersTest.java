package dev.fenceline.realpeers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A Linux host uses the emulated target over two paths. */
@Tag("real-peers")
@Timeout(600)
class ServeRealPeersTest {
  private static final String NQN = "nqn.2026-11.dev.fenceline:lab";

  private static LinuxHost host;
  private static Served served;

  @BeforeAll
  static void start() {
    host = LinuxHost.start();
    served = Served.start();
  }

  @AfterAll
  static void stop() {
    if (served != null) {
      served.close();
    }
    if (host != null) {
      host.close();
    }
  }

  @Test
  void aHostDiscoversBothPathsAndUsesThemAsOneDevice() {
    assertThat(host.run("nvme discover " + served.path(1)))
        .contains("traddr:  " + LinuxHost.FIRST_ADDRESS, "traddr:  " + LinuxHost.SECOND_ADDRESS);

    connect(1);
    connect(2);
    host.waitFor(30, "test -b /dev/nvme0n1");
    assertThat(host.run("nvme list-subsys").lines().filter(line -> line.contains(" live")))
        .hasSize(2);
    assertThat(host.run("nvme list").lines().filter(line -> line.startsWith("/dev/"))).hasSize(1);
    assertThat(host.run("io-check /dev/nvme0n1 4096")).endsWith(": equal");
    disconnect();
  }

  private static void connect(int path) {
    host.run("nvme connect %s -n %s -k 5".formatted(served.path(path), NQN));
  }

  private static void disconnect() {
    assertThat(host.run("nvme disconnect -n " + NQN)).endsWith("disconnected 2 controller(s)");
  }
}
