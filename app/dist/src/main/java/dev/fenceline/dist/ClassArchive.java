package dev.fenceline.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The archive of loaded classes (CDS) from which the program starts. A training run lists the
 * classes, and the archive is made from their sorted names, so that it depends only on the names.
 * The cache that JDK 25 writes at the end of a training run has different bytes each time.
 */
final class ClassArchive {
  /** The name of its file, which is beside the jars. */
  static final String NAME = "fenceline.jsa";

  /**
   * The class path, relative to the parent of the folder that holds the jars. With the folder in
   * front of the name, the JVM finds the jars wherever the image is installed, and the archive does
   * not contain the path at which it was made.
   */
  private static final String MAIN = "app/" + Image.MAIN_JAR;

  private static final int LIMIT_MINUTES = 10;

  private ClassArchive() {}

  /** Creates the archive of the image. */
  static void make(Image image, Path work) throws IOException, InterruptedException {
    Path folder = Folders.empty(work);
    Path loaded = folder.resolve("loaded");
    Tool.start(
        java(
            image,
            "-Dglass.platform=Headless",
            "-Dprism.order=sw",
            "-Duser.home=" + folder,
            "-Xshare:off",
            "-XX:DumpLoadedClassList=" + loaded,
            "-cp",
            MAIN,
            "dev.fenceline.dist.Training",
            folder.toString()),
        LIMIT_MINUTES);
    Path names = Files.write(folder.resolve("names"), names(Files.readAllLines(loaded)));
    Path archive = folder.resolve(NAME);
    Tool.start(
        java(
            image,
            "-Xshare:dump",
            "-Xlog:disable",
            "-XX:SharedClassListFile=" + names,
            "-XX:SharedArchiveFile=" + archive,
            "-cp",
            MAIN),
        LIMIT_MINUTES);
    Files.copy(archive, image.jars().resolve(NAME));
  }

  private static ProcessBuilder java(Image image, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                image.java().toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).directory(image.jars().resolve("..").toFile());
  }

  /**
   * Returns the lines of a class list in a form that depends only on the set of loaded classes:
   * sorted, and without the IDs in loading order, the classes of other loaders, which need these
   * IDs, and the resolved constants, which differ from run to run.
   */
  static List<String> names(List<String> loaded) {
    TreeSet<String> classes = new TreeSet<>();
    TreeSet<String> lambdas = new TreeSet<>();
    for (String line : loaded) {
      if (line.startsWith("@lambda")) {
        lambdas.add(line);
      } else if (!line.startsWith("#") && !line.startsWith("@") && !line.contains(" source: ")) {
        classes.add(line.replaceFirst(" id: .*", ""));
      }
    }
    List<String> names = new ArrayList<>(classes);
    names.addAll(lambdas);
    return names;
  }
}
