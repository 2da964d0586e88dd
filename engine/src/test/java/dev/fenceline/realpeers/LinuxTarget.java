package dev.fenceline.realpeers;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * The Linux kernel's NVMe/TCP target, nvmet, in QEMU, on free ports of this machine's loopback. Its
 * data is in memory and gone when it is closed. Belongs to one thread.
 */
public final class LinuxTarget implements AutoCloseable {
  private final Guest guest;
  private final String nqn;
  private final List<InetSocketAddress> ports;

  private LinuxTarget(Guest guest) {
    this.guest = guest;
    List<String> status = guest.must(List.of("status")).lines().toList();
    nqn = value(status, "nqn=");
    ports = new ArrayList<>();
    for (String line : status) {
      if (line.matches("port\\d+=.*")) {
        ports.add(address(line.substring(line.indexOf('=') + 1)));
      }
    }
  }

  /**
   * Boots it, and waits until each port answers; the test is skipped where the real peers are not
   * installed.
   *
   * @param options further ones of {@code linux-target start}
   */
  public static LinuxTarget start(String... options) {
    RealPeers.assumeInstalled();
    List<String> all = new ArrayList<>(List.of("--base-port", "auto"));
    all.addAll(List.of(options));
    return new LinuxTarget(Guest.start("linux-target", all));
  }

  private static String value(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " in " + lines));
  }

  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    return new InetSocketAddress(
        InetAddress.ofLiteral(text.substring(0, colon)),
        Integer.parseInt(text.substring(colon + 1)));
  }

  /** The NQN of its subsystem. */
  public String nqn() {
    return nqn;
  }

  /** Where its ports are, in order: port 1 is the first. */
  public List<InetSocketAddress> ports() {
    return List.copyOf(ports);
  }

  /** Runs a shell command in it; {@code $cfg} and {@code $sub} are nvmet's folders. */
  public Answer exec(String command) {
    return guest.exec(command);
  }

  /** Runs a shell command in it that must succeed; returns what it printed. */
  public String run(String command) {
    return guest.run(command);
  }

  /** What its kernel has logged since it was booted. */
  public String log() {
    return guest.log();
  }

  /** Stops all of it at once: connections stay open, new ones are even taken, nothing answers. */
  public void freeze() {
    guest.must(List.of("freeze"));
  }

  /** Lets it go on after {@link #freeze}. */
  public void thaw() {
    guest.must(List.of("thaw"));
  }

  /** Cuts a port, from 1, or gives it back: its connections stay open and nothing answers. */
  public void link(int port, boolean up) {
    guest.must(List.of("link", Integer.toString(port), up ? "up" : "down"));
  }

  /** Takes the subsystem off a port, from 1, which closes its connections, or puts it back. */
  public void serve(int port, boolean on) {
    guest.must(List.of("port", Integer.toString(port), on ? "on" : "off"));
  }

  /** Changes the ANA state of a port, in nvmet's words, such as {@code inaccessible}. */
  public void ana(int port, String state) {
    guest.must(List.of("ana", Integer.toString(port), state));
  }

  @Override
  public void close() {
    guest.close();
  }
}
