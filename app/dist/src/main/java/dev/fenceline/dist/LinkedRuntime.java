package dev.fenceline.dist;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The Java runtime of the image, with only the modules that the jars use. */
final class LinkedRuntime {
  /** Modules that are found at run time by their services: the file system of jars. */
  private static final List<String> SERVICES = List.of("jdk.zipfs");

  /**
   * Files that are left out: tools, and libraries for sound and splash screens, which need system
   * packages.
   */
  private static final String LEFT_OUT =
      String.join(
          ",",
          "/java.base/bin/keytool",
          "/jdk.jfr/bin/jfr",
          "/java.desktop/lib/libjsound.so",
          "/java.desktop/lib/libsplashscreen.so");

  private LinkedRuntime() {}

  /** Links the runtime for the jars in the folder. */
  static Path make(Path jars, Path runtime) throws IOException {
    Folders.remove(runtime);
    Tool.run(
        "jlink",
        List.of(
            "--add-modules",
            String.join(",", modules(jars)),
            "--strip-java-debug-attributes",
            "--no-header-files",
            "--no-man-pages",
            "--exclude-files=" + LEFT_OUT,
            "--output",
            runtime.toString()));
    return runtime;
  }

  private static Set<String> modules(Path jars) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--ignore-missing-deps",
                "--print-module-deps",
                "--multi-release",
                Integer.toString(Runtime.version().feature()),
                "--class-path",
                jars + "/*"));
    Folders.files(jars).stream()
        .map(Path::toString)
        .filter(file -> file.endsWith(".jar"))
        .forEach(arguments::add);
    String lastLine = Tool.run("jdeps", arguments).strip().lines().toList().getLast();
    Set<String> modules = new TreeSet<>(List.of(lastLine.split(",")));
    modules.addAll(SERVICES);
    return modules;
  }
}
