package dev.fenceline.app.window;

import dev.fenceline.app.feature.FileChoice;
import dev.fenceline.app.feature.WindowParts;
import dev.fenceline.app.workspace.BackgroundJobs;
import dev.fenceline.app.workspace.Preferences;
import dev.fenceline.app.workspace.ToolkitLog;
import dev.fenceline.app.workspace.WindowFrame;
import dev.fenceline.app.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javafx.animation.AnimationTimer;
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

  /** The largest part of the screen that a window must have; its frame needs room, too. */
  private static final double SCREEN_PART = 0.9;

  private static final String DEFAULT_SCENARIO = "ccr";
  private static final String IN_OPEN_WINDOW =
      "Opened in the window that is already there; --new-window opens another.";

  private static final int[] ICON_SIZES = {16, 32, 48, 128, 256};

  /** What a window has to do with other windows of the program. */
  private enum Company {
    /** Neither takes the files of later starts nor passes on its own. */
    ALONE,
    /** Takes the files of later starts, unless another window does. */
    LISTEN,
    /** The same, but a window that has come to listen in the meantime gets the files. */
    LISTEN_OR_PASS_ON
  }

  private final Path preferencesFile = Preferences.defaultFile();
  private final Preferences preferences = Preferences.load(preferencesFile);
  private final Mailbox mailbox = Mailbox.ofThisUser();
  private final BackgroundJobs jobs = new BackgroundJobs(Platform::runLater);

  private CompletableFuture<Boolean> listens = CompletableFuture.completedFuture(false);

  /** Called by JavaFX. */
  public DesktopApp() {}

  /**
   * Passes the files to a window that is open. If there is none, opens one, which takes the files
   * of later starts, and returns when it is closed.
   *
   * @param files sessions and scenarios to open in it
   * @param host reads only the lines of this host from logs of several hosts; empty for all
   * @param isAnother always opens a window, whether one is open or not
   * @return why no window could be opened; empty if one was
   */
  public static Optional<String> openOnce(List<Path> files, String host, boolean isAnother) {
    Mailbox.Outcome outcome =
        isAnother ? Mailbox.Outcome.NOBODY : Mailbox.ofThisUser().deliver(new Letter(files, host));
    return switch (outcome) {
      case TAKEN -> {
        System.out.println(IN_OPEN_WINDOW);
        yield Optional.empty();
      }
      case NOBODY -> open(files, host, isAnother ? Company.LISTEN : Company.LISTEN_OR_PASS_ON);
      case SILENT -> open(files, host, Company.ALONE);
    };
  }

  private static Optional<String> open(List<Path> files, String host, Company company) {
    ToolkitLog.quiet();
    try {
      Stream<String> names = files.stream().map(Path::toString);
      launch(
          DesktopApp.class,
          Stream.concat(Stream.of(company.name(), host), names).toArray(String[]::new));
      return Optional.empty();
    } catch (UnsupportedOperationException | LinkageError error) {
      return Optional.of("JavaFX does not start on this system (" + error.getMessage() + ")");
    }
  }

  /** Becomes the window that later starts pass their files to, while the window is made. */
  @Override
  public void init() {
    if (company() != Company.ALONE) {
      listens = CompletableFuture.supplyAsync(mailbox::claim);
    }
  }

  private Company company() {
    return Company.valueOf(getParameters().getRaw().getFirst());
  }

  private Letter letter() {
    List<String> arguments = getParameters().getRaw();
    return new Letter(arguments.stream().skip(2).map(Path::of).toList(), arguments.get(1));
  }

  @Override
  public void start(Stage stage) {
    Messages messages = new Messages();
    Workspace workspace = new Workspace(jobs, preferences, messages);
    Theme theme = new Theme(preferences);
    messages.follow(workspace.current());
    WindowParts window = new WindowParts(workspace, theme.palette(), stage, FileChoice.over(stage));
    Features.addTo(window);
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    Scene scene = new Scene(new Shell(window, messages));
    theme.dress(scene);
    stage.setScene(scene);
    // The size of the window with its frame, which would else reach beyond a small screen.
    stage.setWidth(Math.min(WIDTH, screen.getWidth()));
    stage.setHeight(Math.min(HEIGHT, screen.getHeight()));
    // JavaFX would centre the window before it knows its frame, and put the frame above the screen.
    stage.setX(screen.getMinX() + (screen.getWidth() - stage.getWidth()) / 2);
    stage.setY(screen.getMinY() + (screen.getHeight() - stage.getHeight()) / 2);
    preferences
        .sizePercent()
        .subscribe(percent -> {
          double larger = percent.doubleValue() / 100;
          stage.setMinWidth(Math.min(larger * WIDTH_MIN, SCREEN_PART * screen.getWidth()));
          stage.setMinHeight(Math.min(larger * HEIGHT_MIN, SCREEN_PART * screen.getHeight()));
        });
    stage.titleProperty().bind(Shell.title(workspace));
    for (int size : ICON_SIZES) {
      stage.getIcons().add(icon(size));
    }
    preferences.frame().ifPresent(frame -> place(stage, frame));
    stage.setOnHiding(_ -> rememberFrame(stage));
    Letter letter = letter();
    if (isPassedOn(letter)) {
      System.out.println(IN_OPEN_WINDOW);
      Platform.exit();
      return;
    }
    stage.show();
    afterFirstFrame(() -> window.start(letter.files().isEmpty() ? DEFAULT_SCENARIO : ""));
    letter.files().forEach(file -> workspace.files().open(file, letter.host()));
    mailbox.listen(Platform::runLater, later -> take(later, workspace, stage));
  }

  /**
   * Runs a task when the window has been drawn, because its jobs would take the cores that draw.
   */
  private static void afterFirstFrame(Runnable task) {
    new AnimationTimer() {
      private int frames;

      @Override
      public void handle(long now) {
        if (frames++ == 1) {
          stop();
          task.run();
        }
      }
    }.start();
  }

  /** Puts the window where it was, if a screen is there and it is not smaller than it may be. */
  private static void place(Stage stage, WindowFrame frame) {
    boolean isOnScreen =
        !Screen.getScreensForRectangle(frame.x(), frame.y(), frame.width(), frame.height())
            .isEmpty();
    if (isOnScreen
        && frame.width() >= stage.getMinWidth()
        && frame.height() >= stage.getMinHeight()) {
      stage.setX(frame.x());
      stage.setY(frame.y());
      stage.setWidth(frame.width());
      stage.setHeight(frame.height());
      stage.setMaximized(frame.isMaximized());
    }
  }

  private void rememberFrame(Stage stage) {
    if (!stage.isFullScreen() && !stage.isIconified()) {
      preferences.rememberFrame(
          new WindowFrame(
              (int) stage.getX(),
              (int) stage.getY(),
              (int) stage.getWidth(),
              (int) stage.getHeight(),
              stage.isMaximized()));
    }
  }

  /** Passes a letter on to a window that has opened since this start looked for one. */
  private boolean isPassedOn(Letter letter) {
    return !listens.join()
        && company() == Company.LISTEN_OR_PASS_ON
        && mailbox.deliver(letter) == Mailbox.Outcome.TAKEN;
  }

  private static void take(Letter letter, Workspace workspace, Stage stage) {
    stage.setIconified(false);
    stage.toFront();
    stage.requestFocus();
    letter.files().forEach(file -> workspace.files().open(file, letter.host()));
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
    mailbox.close();
    jobs.close();
    try {
      Preferences.save(preferences.snapshot(), preferencesFile);
    } catch (IOException error) {
      System.err.println("fenceline: the preferences cannot be saved: " + error.getMessage());
    }
  }
}
