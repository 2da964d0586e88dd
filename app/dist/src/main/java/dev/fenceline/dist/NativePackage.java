package dev.fenceline.dist;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The package for a platform, which the JDK's {@code jpackage} builds from the image. */
final class NativePackage {
  private static final int LIMIT_MINUTES = 30;

  private NativePackage() {}

  /** Builds it in {@code target/package}. */
  static void make(Path module, String version, Instant time, Image image, String type)
      throws IOException, InterruptedException {
    Path target = module.resolve("target");
    Path work = target.resolve("package-work");
    Folders.remove(work);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "jpackage").toString(),
                "--type",
                type.isEmpty() ? Platform.here().type() : type,
                "--app-image",
                image.root().toString(),
                "--name",
                "fenceline",
                "--app-version",
                version,
                "--description",
                "a lab that makes NVMe/TCP path-failure recovery visible",
                "--vendor",
                "Fenceline",
                "--file-associations",
                module.resolve("src/main/fenceline.properties").toString(),
                "--temp",
                work.toString(),
                "--dest",
                Folders.empty(target.resolve("package")).toString()));
    if (Platform.here() == Platform.LINUX) {
      command.addAll(
          List.of(
              "--resource-dir",
              module.resolve("src/main/deb").toString(),
              "--linux-shortcut",
              "--icon",
              icon(module).toString()));
    }
    ProcessBuilder jpackage = new ProcessBuilder(command);
    // limits the times of the files in the package; level 2 takes a fifth of the time of the best
    // level
    jpackage.environment().put("SOURCE_DATE_EPOCH", Long.toString(time.getEpochSecond()));
    jpackage.environment().putIfAbsent("DPKG_DEB_COMPRESSOR_LEVEL", "2");
    Tool.start(jpackage, LIMIT_MINUTES);
  }

  /** Returns the icon of the program for this platform. It need not exist. */
  static Path icon(Path module) {
    return module.resolve("../../assets/icons").resolve(Platform.here().icon()).normalize();
  }
}
