package dev.fenceline.scenario;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The identity by which a target recognizes a host. It is the same on every path and in every run:
 * a target may admit only hosts that it has been configured to allow, and keeps reservations for
 * them.
 *
 * @param hostNqn its NQN, in the form that {@link NqnText} requires
 * @param hostId a UUID
 */
public record HostIdentity(String hostNqn, String hostId) {
  private static final String NQN_KEY = "hostnqn";
  private static final String ID_KEY = "hostid";

  /**
   * @throws IllegalArgumentException if one of them is not valid
   */
  public HostIdentity {
    NqnText.chosen(hostNqn);
    if (!hostId.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
      throw new IllegalArgumentException(
          "host ID \"%s\": expected a UUID, such as f37c1a5e-0000-4000-8000-000000000001"
              .formatted(hostId));
    }
    hostId = hostId.toLowerCase(Locale.ROOT);
  }

  /** Returns the identity that nvme-cli makes from a UUID. */
  static HostIdentity of(UUID uuid) {
    return new HostIdentity("nqn.2014-08.org.nvmexpress:uuid:" + uuid, uuid.toString());
  }

  /**
   * Returns the file that keeps a user's identity, below {@code XDG_CONFIG_HOME} if that is set, or
   * else below {@code ~/.config}.
   */
  public static Path defaultFile() {
    String configured = System.getenv("XDG_CONFIG_HOME");
    Path folder =
        configured == null || configured.isBlank()
            ? Path.of(System.getProperty("user.home", "."), ".config")
            : Path.of(configured);
    return folder.resolve("fenceline").resolve("host.properties");
  }

  /**
   * Returns the identity in a file. If there is no file, creates an identity and saves it in the
   * file.
   *
   * @param fresh creates a new UUID
   * @throws IOException if the file cannot be read or written, or holds no identity
   */
  public static HostIdentity kept(Path file, Supplier<UUID> fresh) throws IOException {
    Properties values = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      values.load(reader);
    } catch (NoSuchFileException first) {
      HostIdentity made = of(fresh.get());
      made.keep(file);
      return made;
    }
    try {
      return new HostIdentity(values.getProperty(NQN_KEY, ""), values.getProperty(ID_KEY, ""));
    } catch (IllegalArgumentException damaged) {
      throw new IOException(
          "%s: %s; correct it, or remove the file for a new identity"
              .formatted(file, damaged.getMessage()),
          damaged);
    }
  }

  private void keep(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("no folder to write " + file + " to");
    }
    Files.createDirectories(folder);
    Properties values = new Properties();
    values.setProperty(NQN_KEY, hostNqn);
    values.setProperty(ID_KEY, hostId);
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (Writer writer = Files.newBufferedWriter(fresh)) {
      values.store(writer, "Who this host is to NVMe targets");
    }
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
