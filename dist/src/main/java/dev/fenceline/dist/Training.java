package dev.fenceline.dist;

import dev.fenceline.app.cli.Commands;
import dev.fenceline.app.window.DesktopApp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Window;
import javafx.util.Duration;

/**
 * Does once what people do most, so that the JVM loads the classes for it. Needs no display; runs
 * when a package is built.
 */
public final class Training {
  /** Classes of JavaFX that a run without a display does not load. */
  private static final List<String> DISPLAY_PACKAGES =
      List.of(
          "com/sun/glass/ui/gtk/",
          "com/sun/glass/ui/mac/",
          "com/sun/glass/ui/win/",
          "com/sun/prism/d3d/",
          "com/sun/prism/es2/",
          "com/sun/prism/mtl/");

  /** Time in which the lanes are drawn, even on a busy machine. */
  private static final Duration WINDOW_OPEN = Duration.seconds(6);

  private Training() {}

  /** Runs commands, then opens the window and closes it. The argument is a folder for files. */
  public static void main(String[] arguments) throws IOException, ClassNotFoundException {
    Path folder = Path.of(arguments[0]);
    String session = folder.resolve("ccr.fenceline").toString();
    String picture = folder.resolve("ccr.svg").toString();
    run("--version");
    run("--help");
    run("run", "ccr", "--save", session, "--picture", picture);
    run("info", session);
    run("glossary", "CQT");
    loadDisplayClasses();
    Platform.startup(Training::closeLater);
    Optional<String> problem = DesktopApp.open(List.of(Path.of(session)), "");
    problem.ifPresent(words -> {
      throw new IllegalStateException(words);
    });
    System.exit(0);
  }

  private static void run(String... arguments) {
    int status = Commands.execute(arguments, (_, _) -> Optional.empty());
    if (status != 0) {
      throw new IllegalStateException(List.of(arguments) + " ended with " + status);
    }
  }

  private static void closeLater() {
    new Timeline(
            new KeyFrame(WINDOW_OPEN, _ -> List.copyOf(Window.getWindows()).forEach(Window::hide)))
        .play();
  }

  private static void loadDisplayClasses() throws IOException, ClassNotFoundException {
    String jar = Application.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    try (JarFile file = new JarFile(jar)) {
      for (JarEntry entry : file.stream().toList()) {
        String name = entry.getName();
        if (name.endsWith(".class") && DISPLAY_PACKAGES.stream().anyMatch(name::startsWith)) {
          String type = name.substring(0, name.length() - ".class".length()).replace('/', '.');
          Class.forName(type, false, Training.class.getClassLoader());
        }
      }
    }
  }
}
