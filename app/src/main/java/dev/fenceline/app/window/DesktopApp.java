package dev.fenceline.app.window;

import dev.fenceline.app.feature.WindowParts;
import dev.fenceline.app.workspace.BackgroundJobs;
import dev.fenceline.app.workspace.Preferences;
import dev.fenceline.app.workspace.ToolkitLog;
import dev.fenceline.app.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** The desktop application: creates the window and the objects behind it. */
public final class DesktopApp extends Application {
  private static final double WIDTH = 1680;
  private static final double HEIGHT = 1000;
  private static final double WIDTH_MIN = 800;
  private static final double HEIGHT_MIN = 560;
  private static final String DEFAULT_SCENARIO = "ccr";
  private static final int[] ICON_SIZES = {16, 32, 48, 128, 256};

  private final Path preferencesFile = Preferences.defaultFile();
  private final Preferences preferences = Preferences.load(preferencesFile);
  private final BackgroundJobs jobs = new BackgroundJobs(Platform::runLater);

  /** Called by JavaFX. */
  public DesktopApp() {}

  /**
   * Opens the window and returns when it is closed.
   *
   * @param files sessions and scenarios to open in it
   * @param host reads only the lines of this host from logs of several hosts; empty for all
   * @return why no window could be opened; empty if one was
   */
  public static Optional<String> open(List<Path> files, String host) {
    ToolkitLog.quiet();
    try {
      Stream<String> names = files.stream().map(Path::toString);
      launch(DesktopApp.class, Stream.concat(Stream.of(host), names).toArray(String[]::new));
      return Optional.empty();
    } catch (UnsupportedOperationException | LinkageError error) {
      return Optional.of("JavaFX does not start on this system (" + error.getMessage() + ")");
    }
  }

  @Override
  public void start(Stage stage) {
    Messages messages = new Messages();
    Workspace workspace = new Workspace(jobs, preferences, messages);
    Theme theme = new Theme(preferences);
    messages.follow(workspace.current());
    WindowParts window = new WindowParts(workspace, theme.dark(), stage);
    Features.addTo(window);
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    Scene scene =
        new Scene(
            new Shell(window, messages),
            Math.min(WIDTH, screen.getWidth()),
            Math.min(HEIGHT, screen.getHeight()));
    theme.dress(scene);
    stage.setScene(scene);
    stage.setMinWidth(Math.min(WIDTH_MIN, screen.getWidth()));
    stage.setMinHeight(Math.min(HEIGHT_MIN, screen.getHeight()));
    stage.titleProperty().bind(Shell.title(workspace));
    for (int size : ICON_SIZES) {
      stage.getIcons().add(icon(size));
    }
    List<String> arguments = getParameters().getRaw();
    String host = arguments.isEmpty() ? "" : arguments.getFirst();
    List<String> files = arguments.stream().skip(1).toList();
    // Loading begins before the window is first drawn, so that both run in parallel.
    window.start(files.isEmpty() ? DEFAULT_SCENARIO : "");
    stage.show();
    files.forEach(file -> workspace.files().open(Path.of(file), host));
  }

  private static Image icon(int size) {
    String name = "/assets/icons/fenceline-" + size + ".png";
    try (InputStream in = DesktopApp.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the icon " + name + " is not in the program");
      }
      return new Image(in);
    } catch (IOException error) {
      throw new IllegalStateException(name, error);
    }
  }

  @Override
  public void stop() {
    jobs.close();
    try {
      Preferences.save(preferences.snapshot(), preferencesFile);
    } catch (IOException error) {
      System.err.println("fenceline: the preferences cannot be saved: " + error.getMessage());
    }
  }
}
