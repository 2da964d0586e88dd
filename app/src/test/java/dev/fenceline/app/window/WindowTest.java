package dev.fenceline.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.workspace.BackgroundJobs;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Preferences;
import dev.fenceline.app.workspace.Preferences.Appearance;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.clock.ClockKind;
import dev.fenceline.exchange.kernellog.KernelLogWriter;
import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionFile;
import dev.fenceline.session.SessionReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.event.ActionEvent;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The whole window, on a toolkit without a display. */
@ExtendWith(ApplicationExtension.class)
@Timeout(180)
class WindowTest {
  /** The screen of the toolkit without a display is 1000 by 1000; a window beyond it fails. */
  private static final int WIDTH = 1000;

  private static final int HEIGHT = 960;
  private static final int DEADLINE_SECONDS = 60;

  @TempDir private static Path folder = Path.of("");
  private static Path ccr = Path.of("");

  private final BackgroundJobs jobs = new BackgroundJobs(Platform::runLater);
  private final Preferences preferences = Preferences.load(Path.of("no such file"));
  private final Messages messages = new Messages();
  private final Workspace workspace = new Workspace(jobs, preferences, messages);
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final Logger toolkitLog = Logger.getLogger("javafx");
  private final Handler listening =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          complaints.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private Features features;
  private Scene scene;

  @SuppressWarnings("NullAway.Init") // start() comes first
  WindowTest() {}

  @BeforeAll
  static void recordASession() throws IOException {
    Scenario scenario = ScenarioLibrary.find("ccr").orElseThrow();
    Lab lab = new Lab(scenario, scenario.seed(), ClockKind.VIRTUAL);
    lab.run();
    ccr = folder.resolve("ccr.fenceline");
    SessionFile.save(ccr, Session.of(lab.header(), lab.timeline().events()));
  }

  @Start
  void start(Stage stage) {
    toolkitLog.addHandler(listening);
    preferences.appearance().set(Appearance.DARK);
    Theme theme = new Theme(preferences);
    features = new Features(workspace, messages, theme.dark(), stage);
    scene = new Scene(features.shell(), WIDTH, HEIGHT);
    theme.dress(scene);
    stage.setScene(scene);
    stage.titleProperty().bind(Shell.title(workspace));
    stage.setX(0);
    stage.setY(0);
    stage.show();
  }

  @AfterEach
  void close() {
    toolkitLog.removeHandler(listening);
    jobs.close();
  }

  /** Does something on the application thread and waits for it. */
  private static void on(Runnable task) {
    WaitForAsyncUtils.waitForAsyncFx(TimeUnit.SECONDS.toMillis(DEADLINE_SECONDS), task);
  }

  /** Asks something on the application thread. */
  private static <T> T ask(Callable<T> question) {
    return WaitForAsyncUtils.waitForAsyncFx(TimeUnit.SECONDS.toMillis(DEADLINE_SECONDS), question);
  }

  private static void until(String what, Callable<Boolean> condition) {
    try {
      WaitForAsyncUtils.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS, () -> ask(condition));
    } catch (TimeoutException late) {
      throw new AssertionError(what, late);
    }
  }

  private void perform(String action) {
    on(() -> features.actions().get(action).perform());
  }

  private OpenSession open(Path file) {
    on(() -> workspace.files().open(file));
    until("the session is shown", () -> workspace.current().get() != null);
    settle();
    return Objects.requireNonNull(ask(() -> workspace.current().get()));
  }

  /** Waits until nothing is left to compute and the next frame is drawn. */
  private void settle() {
    until("no job is left", () -> jobs.running().isEmpty());
    WaitForAsyncUtils.waitForFxEvents();
  }

  private boolean says(String text) {
    return features.shell().lookupAll(".label").stream()
        .anyMatch(node -> node instanceof Labeled label && text.equals(label.getText()));
  }

  @Test
  void aScenarioRunFromTheWindowGetsItsVerdict() {
    on(() -> features.library().load("ccr"));
    until("the verdict of the first scenario", () -> says("INTACT") && says("fenced in 1.50 s"));
    until(
        "every scenario has a verdict",
        () -> says("held for 15.0 s") && says("stale write at 15.6 s"));
    settle();
    OpenSession first = ask(() -> workspace.current().get());
    perform("run.start");
    until("the run is shown", () -> workspace.current().get() != first);
    settle();
    assertThat(ask(() -> says("Cross-Controller Reset"))).isTrue();
    assertThat(ask(() -> Shell.title(workspace).getValue()))
        .isEqualTo("CCR via survivor (not saved) \u2014 Fenceline");
  }

  @Test
  void aChosenLineOfTheKernelLogIsShownByTheInspector() {
    OpenSession session = open(ccr);
    on(session::selectNothing);
    assertThat(ask(() -> says("Cross-Controller Reset"))).isFalse();
    on(() -> {
      ListView<?> log = (ListView<?>) features.shell().lookup(".kernel-log");
      int line = line(log, "CCR succeeded using nvme3");
      log.getSelectionModel().select(line);
      log.fireEvent(
          new javafx.scene.input.KeyEvent(
              javafx.scene.input.KeyEvent.KEY_RELEASED,
              "",
              "",
              javafx.scene.input.KeyCode.DOWN,
              false,
              false,
              false,
              false));
    });
    until("the inspector shows it", () -> says("Cross-Controller Reset") && says("nvme3 (source)"));
  }

  private static int line(ListView<?> log, String text) {
    for (int i = 0; i < log.getItems().size(); i++) {
      if (log.getItems().get(i).toString().contains(text)) {
        return i;
      }
    }
    throw new AssertionError("no line says " + text);
  }

  @Test
  void whoLooksForEventsSeesThem() {
    on(() -> workspace.files().open(ccr));
    until("the session is shown", () -> workspace.current().get() != null);
    settle();
    perform("edit.find.focus");
    on(() -> ((TextField) scene.getFocusOwner()).setText("lane:nvme4 keep-alive-expired"));

    until(
        "the only match is counted",
        () -> ((Label) scene.lookup(".find-count")).getText().equals("1"));
    assertThat(ask(() -> selectedTab())).startsWith("Events");
  }

  private String selectedTab() {
    TabPane tabs = (TabPane) scene.lookup(".tab-pane");
    return tabs.getSelectionModel().getSelectedItem().getText();
  }

  @Test
  void playMovesThePlayheadAndPauseStopsIt() {
    OpenSession session = open(ccr);
    on(() -> session.seek(0));
    perform("playback.play");
    until("the playhead moves", () -> session.playheadNanos().get() > 0);
    perform("playback.play");
    long paused = ask(() -> session.playheadNanos().get());
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(ask(() -> session.playheadNanos().get())).isEqualTo(paused);
  }

  @Test
  void aSessionThatIsSavedAndOpenedAgainDrawsTheSamePicture() {
    OpenSession first = open(ccr);
    int[] before = pixels();
    assertThat(Arrays.stream(before).distinct().count()).as("colours").isGreaterThan(20);
    Path copy = folder.resolve("copy.fenceline");
    on(() -> workspace.files().save(first, copy));
    until("it is saved", () -> says(copy.toString()));
    on(() -> workspace.close(first));
    OpenSession second = open(copy);
    assertThat(second).isNotSameAs(first);
    assertThat(pixels()).isEqualTo(before);
  }

  private int[] pixels() {
    return ask(() -> {
      Node lanes = features.shell().lookup(".swimlanes");
      WritableImage image = lanes.snapshot(null, null);
      int width = (int) image.getWidth();
      int height = (int) image.getHeight();
      int[] pixels = new int[width * height];
      image
          .getPixelReader()
          .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
      return pixels;
    });
  }

  @Test
  void aTruncatedSessionOpensWithAWarning() throws IOException {
    byte[] whole = Files.readAllBytes(ccr);
    Path cut = folder.resolve("cut.fenceline");
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
    OpenSession session = open(cut);
    assertThat(ask(() -> says("Something is missing from the session"))).isTrue();
    assertThat(ask(() -> session.count().get())).isGreaterThan(1_000);
  }

  @Test
  void aFileThatIsNoSessionIsRefusedWithAWord() throws IOException {
    Path other = folder.resolve("other.fenceline");
    Files.writeString(other, "no session at all\n");
    on(() -> workspace.files().open(other));
    until("the message", () -> says("The file cannot be opened"));
    assertThat(ask(() -> workspace.current().get())).isNull();
  }

  @Test
  void theWorstOfManySeedsIsOneClickFromItsTimeline() {
    perform("run.explore.seeds");
    until("there is something to run", () -> !button("Run").isDisabled());
    on(() -> {
      ((TextField) scene.lookup("#explorer-seeds")).setText("1");
      ((TextField) scene.lookup("#explorer-first")).setText("7");
      button("Run").fire();
    });
    until("the run was corrupt", () -> says("1 of 1"));
    settle();
    on(() -> {
      scene.lookup(".chart-point").requestFocus();
      press(KeyCode.TAB);
    });
    assertThat(ask(scene::getFocusOwner))
        .as("the keyboard goes on from a point of a chart")
        .isNotSameAs(ask(() -> scene.lookup(".chart-point")));
    until("its seed is listed", () -> scene.lookup(".worst-seeds .hyperlink") != null);
    on(() -> ((Hyperlink) scene.lookup(".worst-seeds .hyperlink")).fire());
    assertThat(ask(() -> features.shell().lookup(".veil").isVisible())).isFalse();
    until("its session is shown", () -> workspace.current().get() != null);
    assertThat(Objects.requireNonNull(ask(() -> workspace.current().get())).header().seed())
        .isEqualTo(7);
  }

  @Test
  void aNarrowWindowCutsNothingOffTheTools() {
    open(ccr);
    for (double width : new double[] {1040, 1200, 1600}) {
      on(() -> scene.getWindow().setWidth(width));
      until("the window has its width", () -> scene.getWidth() <= width);
      settle();
      List<Bounds> tools = ask(this::tools);
      assertThat(tools)
          .isNotEmpty()
          .allSatisfy(tool -> {
            assertThat(tool.getMinX()).isNotNegative();
            assertThat(tool.getMaxX()).isLessThanOrEqualTo(scene.getWidth());
          });
    }
  }

  private static boolean isSeen(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return true;
  }

  private List<Bounds> tools() {
    return Stream.of(".button", ".toggle-button", ".menu-button", ".text-field")
        .flatMap(kind -> scene.lookup(".tool-strip").lookupAll(kind).stream())
        .filter(WindowTest::isSeen)
        .map(node -> node.localToScene(node.getBoundsInLocal()))
        .toList();
  }

  @Test
  void anotherSessionIsLaidOverTheShownOneAndMoved() {
    open(ccr);
    Path log = folder.resolve("host.log");
    on(() -> workspace.files().write("Log", log, () -> writeLog(log), () -> {}));
    settle();
    on(() -> workspace.files().open(log));
    until("the log is shown", () -> workspace.sessions().size() == 2);
    settle();
    perform(ToolStrip.COMPARE);
    until("there is a sheet", () -> scene.lookup("#compare-lay") != null);
    on(() -> ((Button) scene.lookup("#compare-lay")).fire());
    until("both are shown", () -> workspace.sessions().size() == 3);
    settle();
    TextField offset = (TextField) scene.lookup("#compare-offset");
    String found = ask(offset::getText);
    OpenSession both = ask(() -> workspace.current().get());
    on(() -> {
      offset.setText("1.5 s");
      offset.fireEvent(new ActionEvent());
    });
    until("it is moved", () -> workspace.current().get() != both);
    settle();
    assertThat(ask(() -> workspace.sessions().size())).isEqualTo(3);
    on(() -> ((Button) scene.lookup("#compare-back")).fire());
    String back = ask(offset::getText);
    assertThat(back).isEqualTo(found);
    settle();
    assertThat(complaints).isEmpty();
  }

  private static void writeLog(Path log) throws IOException {
    Files.writeString(
        log, KernelLogWriter.toText(KernelLogWriter.lines(SessionReader.read(ccr).events())));
  }

  private void press(KeyCode code) {
    KeyEvent pressed = new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false);
    Event.fireEvent(scene.getFocusOwner(), pressed);
  }

  private Button button(String words) {
    return scene.getRoot().lookupAll(".explorer .button").stream()
        .map(Button.class::cast)
        .filter(each -> words.equals(each.getText()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aTestOfTheReportOpensItsTimelineWithEnterAndThePageComesBack() {
    perform("run.report.show");
    until("the page is laid out", () -> features.shell().lookup(".report-list") != null);
    ListView<?> tests = (ListView<?>) features.shell().lookup(".report-list");
    Button run = (Button) features.shell().lookup(".report-head .primary");
    until("the tests are listed", () -> tests.getItems().size() > 4 && says("CCR via survivor"));
    on(() -> {
      ((CheckBox) features.shell().lookup(".report-columns .check-box")).fire();
      tests.getSelectionModel().select(2);
      press(tests, KeyCode.SPACE);
    });
    until("one test is chosen", () -> run.getText().equals("Run 1 test"));
    assertThat(ask(() -> says("1 of 4 chosen"))).isTrue();
    on(run::fire);
    until("its verdict", () -> says("\u2713 passed") && says("CCR through nvme3"));
    settle();
    on(() -> press(tests, KeyCode.ENTER));
    until("its timeline", () -> workspace.current().get() != null);
    settle();
    assertThat(ask(() -> features.shell().lookup(".report"))).isNull();
    assertThat(ask(() -> Shell.title(workspace).getValue())).startsWith("CCR via survivor");
    perform("run.report.show");
    assertThat(ask(() -> says("\u2713 passed"))).isTrue();
    on(() -> press(tests, KeyCode.ESCAPE));
    assertThat(ask(() -> features.shell().lookup(".report"))).isNull();
  }

  private static void press(Node node, KeyCode key) {
    node.fireEvent(
        new KeyEvent(KeyEvent.KEY_PRESSED, "", key.getName(), key, false, false, false, false));
  }

  @Test
  void bothThemesKnowEveryColourTheyUse() {
    open(ccr);
    for (Appearance appearance : List.of(Appearance.LIGHT, Appearance.DARK)) {
      on(() -> preferences.appearance().set(appearance));
      for (String sheet :
          List.of(
              "help.find.keys",
              "help.find.action",
              "help.about.program",
              "run.explore.seeds",
              "run.report.show")) {
        perform(sheet);
        WaitForAsyncUtils.waitForFxEvents();
      }
      on(() -> ((Veil) features.shell().lookup(".veil")).lift());
    }
    assertThat(complaints).isEmpty();
  }
}
