package dev.fenceline.realpeers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Linux host with what it does to the target in {@link Served}, in one word each. */
final class ServedHost implements AutoCloseable {
  static final String NQN = "nqn.2026-11.dev.fenceline:lab";

  /** The one device of both paths; its number is that of the first controller. */
  static final String DEVICE = "/dev/nvme?n1";

  /** Enough for several attempts to reconnect. */
  private static final int PATIENCE_SECONDS = 90;

  private static final Pattern ABOUT_NVME =
      Pattern.compile("<(?<level>\\d)>.*(?<device>nvme\\w*): .*");

  private final LinuxHost guest;

  private ServedHost(LinuxHost guest) {
    this.guest = guest;
  }

  /** Boots it, with a timeout of I/O that a test can wait for. */
  static ServedHost start() {
    return new ServedHost(LinuxHost.start("--kernel-args", "nvme_core.io_timeout=8"));
  }

  String run(String command) {
    return guest.run(command);
  }

  /** Writes to the device and reads it back. */
  void checkIo(int kib) {
    assertThat(run("io-check %s %d".formatted(DEVICE, kib))).endsWith(": equal");
  }

  /** The bytes that a command prints. */
  byte[] bytes(String command) {
    return HexFormat.of().parseHex(run(command + " | od -An -v -tx1").replaceAll("\\s", ""));
  }

  static String withoutSpaces(String line) {
    return line.replaceAll("\\s", "");
  }

  void connect(Served served, int path, String options) {
    run("nvme connect %s -n %s %s".formatted(served.path(path), NQN, options));
  }

  /** Connects both paths, and has I/O take turns on them. */
  void connectBoth(Served served, String options) {
    connect(served, 1, options);
    connect(served, 2, options);
    waitForLive(2);
    run("echo round-robin >$(ls /sys/class/nvme-subsystem/*/iopolicy)");
  }

  /** Waits until as many controllers are live, and their namespace is there. */
  void waitForLive(int controllers) {
    guest.waitFor(
        PATIENCE_SECONDS,
        "[ $(cat /sys/class/nvme/*/state | grep -cx live) = %d ] && [ -b %s ]"
            .formatted(controllers, DEVICE));
  }

  /** Disconnects whatever is connected. */
  void disconnectAll() {
    run("nvme disconnect-all");
  }

  /** The same, and waits until the target has seen the end of it. */
  void disconnect(Served served) {
    disconnectAll();
    served.awaitNoController();
  }

  /** Begins to write and verify without end in the background. */
  void beginIo() {
    run("rm -f /tmp/io-loop.out; io-loop %s 600 16 >/tmp/io-loop.out 2>&1 &".formatted(DEVICE));
  }

  /** Ends it; returns what it has to say, whose last line is the summary. */
  List<String> endIo() {
    run(
        "touch /tmp/io-loop.stop; wait-for %d grep -q requests, /tmp/io-loop.out"
            .formatted(PATIENCE_SECONDS));
    return run("cat /tmp/io-loop.out").lines().toList();
  }

  void forgetLog() {
    run("dmesg -c >/dev/null");
  }

  /**
   * What the kernel has said about NVMe since then, as a warning or worse. Not what it says of a
   * controller that it is removing: Linux 6.12 fails a Keep Alive there that it never sent.
   */
  List<String> warnings() {
    Set<String> removed = new HashSet<>();
    List<String> warnings = new ArrayList<>();
    for (String line : run("dmesg -r").lines().toList()) {
      Matcher about = ABOUT_NVME.matcher(line);
      if (!about.matches()) {
        continue;
      }
      String device = about.group("device");
      if (line.contains("Removing ctrl")) {
        removed.add(device);
      } else if (line.contains("creating ")) {
        removed.remove(device);
      }
      if ("01234".contains(about.group("level")) && !removed.contains(device)) {
        warnings.add(line);
      }
    }
    return warnings;
  }

  @Override
  public void close() {
    guest.close();
  }
}
