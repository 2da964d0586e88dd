package dev.fenceline.dist;

import dev.fenceline.app.cli.Commands;
import dev.fenceline.app.window.DesktopApp;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.event.ActionEvent;
import javafx.event.EventHandler;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.util.Duration;

/**
 * Does once what users do most, so that the JVM loads the classes for it. Needs no display. Runs
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

  /**
   * Time without a newly loaded class after which the window, which shows the session, is closed.
   * It is drawn by then, however busy the machine is.
   */
  private static final int QUIET_SECONDS = 8;

  private Training() {}

  /** Runs commands, then opens the window and closes it. The argument is a folder for its files. */
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
    Platform.startup(Training::closeWhenQuiet);
    Optional<String> problem = DesktopApp.openOnce(List.of(Path.of(session)), "", true);
    problem.ifPresent(words -> {
      throw new IllegalStateException(words);
    });
    System.exit(0);
  }

  private static void run(String... arguments) {
    int status = Commands.execute(arguments, (_, _, _) -> Optional.empty());
    if (status != 0) {
      throw new IllegalStateException(List.of(arguments) + " ended with " + status);
    }
  }

  private static void closeWhenQuiet() {
    Timeline clock = new Timeline();
    AtomicLong loaded = new AtomicLong();
    AtomicInteger quietSeconds = new AtomicInteger();
    EventHandler<ActionEvent> look =
        _ -> {
          long now = ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
          boolean quiet = loaded.getAndSet(now) == now && showsSession();
          if (quietSeconds.updateAndGet(seconds -> quiet ? seconds + 1 : 0) >= QUIET_SECONDS) {
            clock.stop();
            List.copyOf(Window.getWindows()).forEach(Window::hide);
          }
        };
    clock.getKeyFrames().add(new KeyFrame(Duration.seconds(1), look));
    clock.setCycleCount(Animation.INDEFINITE);
    clock.play();
  }

  private static boolean showsSession() {
    return Window.getWindows().stream()
        .anyMatch(window -> window instanceof Stage stage && !stage.getTitle().equals("Fenceline"));
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
