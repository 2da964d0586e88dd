package dev.fenceline.realpeers;

import java.util.List;

/**
 * A Linux NVMe/TCP host with native multipath and nvme-cli, in QEMU. It sees this machine's
 * loopback under two addresses, one for each of its network cards. Belongs to one thread.
 */
public final class LinuxHost implements AutoCloseable {
  /** This machine's 127.0.0.1, seen through the first network card. */
  public static final String FIRST_ADDRESS = "10.0.2.2";

  /** This machine's 127.0.0.1, seen through the second network card. */
  public static final String SECOND_ADDRESS = "10.0.3.2";

  private final Guest guest;

  private LinuxHost(Guest guest) {
    this.guest = guest;
  }

  /**
   * Boots it; the test is skipped where the real peers are not installed.
   *
   * @param options further ones of {@code linux-host start}
   */
  public static LinuxHost start(String... options) {
    RealPeers.assumeInstalled();
    return new LinuxHost(Guest.start("linux-host", List.of(options)));
  }

  /** Runs a shell command in it, with nvme-cli, io-check, io-loop and wait-for. */
  public Answer exec(String command) {
    return guest.exec(command);
  }

  /** Runs a shell command in it that must succeed; returns what it printed. */
  public String run(String command) {
    return guest.run(command);
  }

  /** Waits until a shell command succeeds in it. */
  public void waitFor(int seconds, String condition) {
    guest.run("wait-for %d '%s'".formatted(seconds, condition));
  }

  /** What its kernel has logged since it was booted. */
  public String log() {
    return guest.log();
  }

  /** Stops all of it at once, as if it had lost power for a while; its connections stay open. */
  public void freeze() {
    guest.must(List.of("freeze"));
  }

  /** Lets it go on after {@link #freeze}. */
  public void thaw() {
    guest.must(List.of("thaw"));
  }

  /** Cuts a network card, from 1, off its network, or gives it back. */
  public void link(int card, boolean up) {
    guest.must(List.of("link", Integer.toString(card), up ? "up" : "down"));
  }

  @Override
  public void close() {
    guest.close();
  }
}
