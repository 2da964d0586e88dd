package dev.fenceline.realpeers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

/** Whether this machine can boot the guests. */
public final class RealPeers {
  private static final String HOW = "run engine/src/test/real-peers/install";

  private RealPeers() {}

  /** Skips the test where QEMU or a kernel is not installed, and says how to install them. */
  public static void assumeInstalled() {
    assumeTrue(hasQemu(), "QEMU is not installed: " + HOW);
    assumeTrue(hasKernel(), "no Linux kernel for the guests: " + HOW);
  }

  private static boolean hasQemu() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "qemu-system-x86_64")));
  }

  private static boolean hasKernel() {
    Path kernels = cache().resolve("kernel");
    if (!Files.isDirectory(kernels)) {
      return false;
    }
    try (Stream<Path> versions = Files.list(kernels)) {
      return versions.anyMatch(version -> Files.exists(version.resolve("initramfs.cpio")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As in {@code lib.sh}. */
  private static Path cache() {
    Map<String, String> environment = System.getenv();
    String own = environment.getOrDefault("NVME_REAL_PEERS_CACHE", "");
    if (!own.isEmpty()) {
      return Path.of(own);
    }
    String caches = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path folder =
        caches.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(caches);
    return folder.resolve("nvme-real-peers");
  }
}
