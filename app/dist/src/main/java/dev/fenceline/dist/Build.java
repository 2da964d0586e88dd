package dev.fenceline.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Builds the image and the package for this platform from the jars that Maven has built in {@code
 * target}. Maven starts it; it can also be started by hand.
 */
public final class Build {
  private Build() {}

  /**
   * Builds both.
   *
   * @param arguments folder of the module, its jar, version of the package, time of all files in
   *     ISO 8601, and {@code type=} with the type of the package
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path module = Path.of(arguments[0]).toAbsolutePath();
    Path target = module.resolve("target");
    Path jar = target.resolve(arguments[1]);
    String version = arguments[2];
    Instant time = Instant.parse(arguments[3]);
    String type = arguments[4].substring("type=".length());

    Path input = input(target, jar);
    Path runtime = LinkedRuntime.make(input, target.resolve("runtime"));
    Image image = Image.make(module, version, input, runtime);
    ShellFiles.write(image.shellFiles(), time);
    FixedTimes.set(image.root(), time);
    ClassArchive.make(image, target.resolve("training"));
    FixedTimes.set(image.root(), time);
    if (!type.equals("none")) {
      NativePackage.make(module, version, time, image, type);
    }
  }

  /**
   * Collects the content of the image except the runtime: jars, and the native libraries in them.
   */
  private static Path input(Path target, Path mainJar) throws IOException {
    Path input = Folders.empty(target.resolve("input"));
    for (Path jar : Folders.files(target.resolve("jars"))) {
      Files.copy(jar, input.resolve(jar.getFileName()));
      Folders.takeNativeLibraries(jar, input);
    }
    Files.copy(mainJar, input.resolve(Image.MAIN_JAR));
    return input;
  }
}
