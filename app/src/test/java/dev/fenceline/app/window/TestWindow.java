package dev.fenceline.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.feature.FileChoice;
import dev.fenceline.app.feature.WindowParts;
import dev.fenceline.app.workspace.BackgroundJobs;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Preferences;
import dev.fenceline.app.workspace.Preferences.Appearance;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.clock.ClockKind;
import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionFile;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.robot.Robot;
import javafx.scene.text.Text;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import javafx.stage.StageStyle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/**
 * The whole window with a workspace of its own, as a test uses it: registered as an extension, it
 * is shown before each test and let go after it. A test fails if the toolkit complains.
 */
final class TestWindow implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
  /** The screen of the toolkit without a display is 1000 by 1000; a window beyond it fails. */
  private static final int WIDTH = 1000;

  static final int HEIGHT = 960;
  private static final int DEADLINE_SECONDS = 60;

  /**
   * One for all tests, as there is one mouse. The first keys of a new one go to the tooltip under
   * it, which has no focus on a real screen.
   */
  private static final FxRobot ROBOT = new FxRobot();

  private final boolean keepsPreferences;
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final Logger toolkitLog = Logger.getLogger("javafx");
  private final Handler listening =
      new Handler() {
        // A table that is scrolled to its end while it becomes lower tells of it, in vain.
        @Override
        public void publish(LogRecord line) {
          if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
            complaints.add(line.getMessage());
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private @Nullable Path chosen;

  /** Where the last file chooser began; null if it was not told where. */
  @Nullable File chooserFolder;

  /** A folder for this test alone; the recorded session is in it. */
  Path folder;

  /** The recorded run of the cross-controller reset. */
  Path ccr;

  Preferences preferences;
  Workspace workspace;
  WindowParts parts;
  Shell shell;
  Scene scene;
  Stage stage;
  private BackgroundJobs jobs;

  /** A window that keeps no preferences and no drafts. */
  TestWindow() {
    this(false);
  }

  @SuppressWarnings("NullAway.Init") // beforeEach() comes first
  private TestWindow(boolean keepsPreferences) {
    this.keepsPreferences = keepsPreferences;
  }

  /** A window that keeps its preferences and drafts in its folder. */
  static TestWindow withPreferences() {
    return new TestWindow(true);
  }

  @Override
  public void beforeEach(ExtensionContext test) throws Exception {
    FxToolkit.registerPrimaryStage();
    folder = Files.createTempDirectory("window");
    ccr = folder.resolve("ccr.fenceline");
    Files.write(ccr, Recorded.CCR);
    toolkitLog.addHandler(listening);
    show();
  }

  @Override
  public void afterEach(ExtensionContext test) throws Exception {
    close();
    FxToolkit.cleanupStages();
    FxToolkit.cleanupInput(ROBOT);
    WaitForAsyncUtils.waitForFxEvents(1);
    toolkitLog.removeHandler(listening);
    deleteFolder();
    assertThat(complaints).as("complaints of the toolkit").isEmpty();
  }

  private void deleteFolder() throws IOException {
    try (Stream<Path> content = Files.walk(folder)) {
      content.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == FxRobot.class;
  }

  @Override
  public FxRobot resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return ROBOT;
  }

  /** Where it keeps its preferences. */
  Path preferencesFile() {
    return folder.resolve("config").resolve("preferences.properties");
  }

  /** Where it keeps its drafts. */
  Path drafts() {
    return preferencesFile().resolveSibling("drafts");
  }

  /** Shows it, as the program does when it starts. */
  void show() {
    on(() -> {
      jobs = new BackgroundJobs(Platform::runLater);
      preferences =
          Preferences.load(keepsPreferences ? preferencesFile() : Path.of("no such file"));
      preferences.appearance().set(Appearance.DARK);
      Messages messages = new Messages();
      workspace = new Workspace(jobs, preferences, messages);
      messages.follow(workspace.current());
      fill(messages);
    });
    WaitForAsyncUtils.waitForFxEvents(1);
  }

  /**
   * Each window gets a stage of its own: what listens to the one that all classes of one JVM share
   * would keep every window that was ever shown in it.
   */
  private void fill(Messages messages) {
    stage = new Stage(StageStyle.UNDECORATED);
    Theme theme = new Theme(preferences);
    parts = new WindowParts(workspace, theme.palette(), stage, this::choose);
    Features.addTo(parts);
    shell = new Shell(parts, messages);
    scene = new Scene(shell, WIDTH, HEIGHT);
    theme.dress(scene);
    stage.setScene(scene);
    stage.titleProperty().bind(Shell.title(workspace));
    stage.setX(0);
    stage.setY(0);
    stage.show();
  }

  /** Chooses the file in every chooser from now on, as the user would. */
  void choose(Path file) {
    on(() -> chosen = file);
  }

  private List<File> choose(FileChooser chooser, FileChoice.Purpose purpose) {
    chooserFolder = chooser.getInitialDirectory();
    Path file = chosen;
    return file == null ? List.of() : List.of(file.toFile());
  }

  /** Closes it; show() opens it again. */
  void close() {
    on(this::hide);
    jobs.close();
  }

  /**
   * Hides the stage. The latest robot of the toolkit without a display keeps the stage that it saw,
   * and with it all that listens to that stage, so one comes after it that sees none.
   */
  private void hide() {
    parts.presenting().set(false);
    stage.hide();
    new Robot().getMousePosition();
  }

  /** Does something on the application thread and waits for it. */
  static void on(Runnable task) {
    WaitForAsyncUtils.waitForAsyncFx(TimeUnit.SECONDS.toMillis(DEADLINE_SECONDS), task);
  }

  /** Asks something on the application thread. */
  static <T> T ask(Callable<T> question) {
    return WaitForAsyncUtils.waitForAsyncFx(TimeUnit.SECONDS.toMillis(DEADLINE_SECONDS), question);
  }

  static void until(String what, Callable<Boolean> condition) {
    try {
      WaitForAsyncUtils.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS, () -> ask(condition));
    } catch (TimeoutException late) {
      throw new AssertionError(what, late);
    }
  }

  void perform(String action) {
    on(() -> parts.actions().get(action).perform());
  }

  /**
   * Presses and releases keys, one after the other. Unlike the robot of the test library, it waits
   * only until their events are handled.
   */
  static void type(KeyCode... keys) {
    for (KeyCode key : keys) {
      press(key);
    }
  }

  /** Does the same with one key while a modifier is held. */
  static void typeWith(KeyCode modifier, KeyCode key) {
    press(modifier, key);
  }

  /** Presses keys, and releases them in the opposite order. */
  private static void press(KeyCode... together) {
    on(() -> {
      Robot keyboard = new Robot();
      List.of(together).forEach(keyboard::keyPress);
      List.of(together).reversed().forEach(keyboard::keyRelease);
    });
    WaitForAsyncUtils.waitForFxEvents(1);
  }

  /** Opens the recorded run of the cross-controller reset. */
  OpenSession openCcr() {
    return open(ccr);
  }

  OpenSession open(Path file) {
    on(() -> workspace.files().open(file));
    until("the session is shown", () -> workspace.current().get() != null);
    settle();
    return Objects.requireNonNull(ask(() -> workspace.current().get()));
  }

  /** Waits until nothing is left to compute and the next frame is drawn. */
  void settle() {
    do {
      until("no job is left", () -> jobs.running().isEmpty());
      nextFrame();
    } while (ask(() -> !jobs.running().isEmpty()));
  }

  /**
   * Waits until a frame is laid out, and until what that gave rise to on the application thread is
   * done. Also ends if no window is shown.
   */
  static void nextFrame() {
    CompletableFuture<Void> drawn = new CompletableFuture<>();
    on(() ->
        new AnimationTimer() {
          private boolean isLaidOut;

          // Is called before the layout of each frame.
          @Override
          public void handle(long nanos) {
            if (isLaidOut) {
              stop();
              Platform.runLater(() -> drawn.complete(null));
            }
            isLaidOut = true;
          }
        }.start());
    drawn.orTimeout(DEADLINE_SECONDS, TimeUnit.SECONDS).join();
  }

  /** Whether a person sees a label, a line of a message, or a text of the glossary or the keys. */
  boolean seen(String text) {
    return shown(text).anyMatch(TestWindow::isSeen);
  }

  static boolean isSeen(Node node) {
    return node.isVisible() && (node.getParent() == null || isSeen(node.getParent()));
  }

  boolean says(String text) {
    return shown(text).findAny().isPresent();
  }

  /** Returns the lines of text on the messages over the window. */
  List<String> notifications() {
    return shell.lookupAll(".notification Text").stream()
        .map(node -> ((Text) node).getText().strip())
        .toList();
  }

  private Stream<Node> shown(String text) {
    String words = plain(text);
    Stream<Node> labels =
        shell.lookupAll(".label").stream()
            .filter(node -> node instanceof Labeled label && words.equals(plain(label.getText())));
    Stream<Node> messages =
        Stream.of(".notification Text", ".glossary-entry Text", ".shortcuts Text")
            .flatMap(where -> shell.lookupAll(where).stream())
            .filter(node -> node instanceof Text line && text.equals(line.getText().strip()));
    return Stream.concat(labels, messages);
  }

  /** Returns the words of a label without what says where its lines may break. */
  static String plain(@Nullable String text) {
    return text == null ? "" : text.replace('\u00a0', ' ').replace("\u200b", "");
  }

  /** The bytes of the session's file; it is run once, for the first window. */
  private static final class Recorded {
    static final byte[] CCR = run(ScenarioLibrary.find("ccr").orElseThrow());

    private static byte[] run(Scenario scenario) {
      Lab lab = new Lab(scenario, scenario.seed(), ClockKind.VIRTUAL);
      lab.run();
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      try {
        SessionFile.write(Session.of(lab.header(), lab.timeline().events()), file);
      } catch (IOException never) {
        throw new UncheckedIOException(never);
      }
      return file.toByteArray();
    }
  }
}
