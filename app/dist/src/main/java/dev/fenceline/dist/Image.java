package dev.fenceline.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The self-contained program: launcher, jars and a Java runtime.
 *
 * @param root its folder
 * @param jars the folder of its jars
 * @param java its {@code java} command
 */
record Image(Path root, Path jars, Path java) {
  /** The main jar, whose manifest names the other jars. */
  static final String MAIN_JAR = "fenceline.jar";

  /** The options of all commands if the launcher of jpackage starts them. */
  private static final List<String> OPTIONS =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-XX:+UseSerialGC",
          "-XX:SharedArchiveFile=$APPDIR/" + ClassArchive.NAME,
          "-Xlog:cds=off");

  /** Creates the image. */
  static Image make(Path module, String version, Path input, Path runtime) throws IOException {
    Path place = Folders.empty(module.resolve("target/image"));
    Tool.run("jpackage", arguments(module, version, input, runtime, place));
    Image image = of(place);
    nameOneJar(image.jars().resolve("fenceline.cfg"));
    if (Platform.here() == Platform.LINUX) {
      useShellLauncher(image, module.resolve("../src/main/launch/fenceline"));
    }
    return image;
  }

  private static List<String> arguments(
      Path module, String version, Path input, Path runtime, Path place) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--type",
                "app-image",
                "--name",
                "fenceline",
                "--app-version",
                version,
                "--input",
                input.toString(),
                "--main-jar",
                MAIN_JAR,
                "--main-class",
                "dev.fenceline.app.Main",
                "--runtime-image",
                runtime.toString(),
                "--dest",
                place.toString()));
    Path icon = NativePackage.icon(module);
    if (Files.exists(icon)) {
      arguments.addAll(List.of("--icon", icon.toString()));
    }
    for (String option : OPTIONS) {
      arguments.addAll(List.of("--java-options", option));
    }
    if (Platform.here() == Platform.WINDOWS) {
      arguments.add("--win-console");
    }
    return arguments;
  }

  private static Image of(Path place) {
    return switch (Platform.here()) {
      case LINUX -> {
        Path root = place.resolve("fenceline");
        yield new Image(root, root.resolve("lib/app"), root.resolve("lib/runtime/bin/java"));
      }
      case MAC -> {
        Path root = place.resolve("fenceline.app");
        Path home = root.resolve("Contents/runtime/Contents/Home");
        yield new Image(root, root.resolve("Contents/app"), home.resolve("bin/java"));
      }
      case WINDOWS -> {
        Path root = place.resolve("fenceline");
        yield new Image(root, root.resolve("app"), root.resolve("runtime/bin/java.exe"));
      }
    };
  }

  /**
   * Removes the other jars from the class path: the main jar names them, and jpackage names them
   * again.
   */
  private static void nameOneJar(Path settings) throws IOException {
    List<String> lines =
        Files.readAllLines(settings).stream()
            .filter(line -> !line.startsWith("app.classpath=") || line.endsWith("/" + MAIN_JAR))
            .toList();
    Files.write(settings, lines);
  }

  /**
   * Replaces the launcher of jpackage, which uses the same options for all commands, by the
   * program's own, which does not.
   */
  private static void useShellLauncher(Image image, Path launcher) throws IOException {
    Path target = image.root().resolve("bin/fenceline");
    Files.copy(launcher, target, StandardCopyOption.REPLACE_EXISTING);
    if (!target.toFile().setExecutable(true, false)) {
      throw new IOException(target + " cannot be made executable");
    }
    Files.delete(image.root().resolve("lib/libapplauncher.so"));
    Files.delete(image.jars().resolve("fenceline.cfg"));
  }

  /** Returns the folder of the manual and the shell completion. */
  Path shellFiles() {
    return Platform.here() == Platform.LINUX ? root.resolve("lib/share") : jars.resolve("share");
  }
}
