package dev.fenceline.app.window;

import static dev.fenceline.app.window.TestWindow.ask;
import static dev.fenceline.app.window.TestWindow.on;
import static dev.fenceline.app.window.TestWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.clock.ClockKind;
import dev.fenceline.scenario.Fault;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionFile;
import dev.fenceline.session.SessionNote;
import dev.fenceline.session.SessionReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testfx.api.FxRobot;

/** No way out of a session or of the window loses work without a question. */
@Timeout(180)
@Tag("slow")
class WindowClosingTest {
  @RegisterExtension private final TestWindow window = TestWindow.withPreferences();

  private OpenSession withNote() {
    OpenSession session = window.openCcr();
    on(() -> session.notes().add(new SessionNote("1", 5, "", "look here")));
    return session;
  }

  private void closeRequest() {
    Stage stage = window.parts.stage();
    stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
  }

  private boolean isAsked() {
    return ask(() -> window.scene.lookup("#closing-save") != null);
  }

  private void answer(FxRobot robot, String id) {
    window.settle();
    robot.clickOn(ask(() -> window.scene.lookup("#" + id)));
    window.settle();
  }

  private List<Path> drafts() throws IOException {
    Path place = window.drafts();
    if (!Files.isDirectory(place)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(place)) {
      return files.toList();
    }
  }

  @Test
  void aTypedNoteIsAskedAboutWhenItsSessionIsClosed(FxRobot robot) throws IOException {
    OpenSession session = window.openCcr();
    on(() -> {
      TabPane tabs = (TabPane) window.scene.lookup("#lower-tabs");
      tabs.getTabs().stream()
          .filter(tab -> tab.getText().startsWith("Notes"))
          .forEach(tabs.getSelectionModel()::select);
    });
    window.settle();
    robot.clickOn(ask(() -> window.shell.lookup(".notes .text-field")));
    robot.write("look here").type(KeyCode.ENTER);
    robot.press(KeyCode.CONTROL).type(KeyCode.W).release(KeyCode.CONTROL);
    assertThat(isAsked()).isTrue();
    assertThat(ask(() -> window.says("Not saved: 1 note."))).isTrue();
    robot.type(KeyCode.ESCAPE);
    assertThat(ask(() -> window.workspace.sessions())).containsExactly(session);
    window.perform("file.window.close");
    answer(robot, "closing-save");
    until("it is closed", () -> window.workspace.sessions().isEmpty());
    assertThat(SessionReader.read(window.ccr).notes())
        .extracting(SessionNote::text)
        .contains("look here");
    assertThat(drafts()).isEmpty();
  }

  @Test
  void theCornerOfTheWindowAsksAndMayBeCancelledOrDiscard(FxRobot robot) throws IOException {
    withNote();
    on(this::closeRequest);
    assertThat(isAsked()).isTrue();
    assertThat(ask(() -> window.parts.stage().isShowing())).isTrue();
    answer(robot, "closing-cancel");
    assertThat(ask(() -> window.parts.stage().isShowing())).isTrue();
    window.perform("file.window.quit");
    assertThat(isAsked()).isTrue();
    answer(robot, "closing-discard");
    until("it is gone", () -> !window.parts.stage().isShowing());
    assertThat(drafts()).isEmpty();
    assertThat(SessionReader.read(window.ccr).notes()).isEmpty();
  }

  @Test
  void nothingIsAskedWhenNothingIsLost() {
    OpenSession session = window.openCcr();
    on(() -> session.notes().add(new SessionNote("1", 5, "", "look here")));
    on(() -> session.notes().clear());
    window.settle();
    window.perform("file.window.close");
    assertThat(ask(() -> window.workspace.sessions().isEmpty())).isTrue();
    on(this::closeRequest);
    assertThat(ask(() -> window.parts.stage().isShowing())).isFalse();
  }

  @Test
  void aRunWithAFaultByHandIsAskedAboutWhileItRunsAndAfterwards(FxRobot robot) {
    on(() -> {
      window.workspace.runs().scenario().set(ScenarioLibrary.find("ccr").orElseThrow());
      window.workspace.runs().clock().set(ClockKind.REAL);
      window.workspace.runs().start();
    });
    until("it runs", () -> window.workspace.current().get() != null);
    OpenSession session = Objects.requireNonNull(ask(() -> window.workspace.current().get()));
    on(() -> window.workspace.runs().inject(new Fault.Reset("A")));
    window.perform("file.window.close");
    assertThat(isAsked()).isTrue();
    robot.type(KeyCode.ESCAPE);
    window.perform("run.stop");
    until("it has ended", () -> window.workspace.runs().live().get() == null);
    window.perform("file.window.close");
    assertThat(isAsked()).isTrue();
    answer(robot, "closing-discard");
    assertThat(ask(() -> window.workspace.sessions().contains(session))).isFalse();
  }

  @Test
  void aLiveRunThatIsClosedEndsAndDoesNotComeBack() {
    on(() -> {
      window.workspace.runs().scenario().set(ScenarioLibrary.find("ccr").orElseThrow());
      window.workspace.runs().clock().set(ClockKind.REAL);
      window.workspace.runs().start();
    });
    until("it runs", () -> window.workspace.current().get() != null);
    window.perform("file.window.close");
    until("it has ended", () -> window.workspace.runs().live().get() == null);
    window.settle();
    assertThat(ask(() -> window.workspace.sessions().isEmpty())).isTrue();
    assertThat(ask(() -> window.workspace.current().get())).isNull();
  }

  @Test
  void theWindowClosesWhileItServesAndItsPortIsFreeThen() throws IOException {
    window.perform("run.serve.show");
    TextField listen = (TextField) ask(() -> window.scene.lookup(".form .text-field"));
    on(() -> listen.setText("127.0.0.1:0"));
    on(() -> ((Button) window.scene.lookup(".form .primary")).fire());
    until("it serves", () -> servedAddress().startsWith("127.0.0.1:"));
    int port = Integer.parseInt(ask(this::servedAddress).substring("127.0.0.1:".length()));
    new Socket(InetAddress.getLoopbackAddress(), port).close();

    window.perform("file.window.quit");
    String title = ask(() -> Objects.requireNonNull(window.workspace.current().get()).title());
    assertThat(ask(() -> window.says(title + ": a run that cannot be repeated"))).isTrue();
    on(() -> ((Button) window.scene.lookup("#closing-discard")).fire());
    until("it is gone", () -> !window.parts.stage().isShowing());
    window.close();
    until("nobody listens", () -> isFree(port));
  }

  /** Returns where the sheet says that hosts connect to; empty if it does not serve. */
  private String servedAddress() {
    return window.scene.getRoot().lookupAll(".form .heading").stream()
        .map(heading -> ((Labeled) heading).getText())
        .filter(text -> text.startsWith("Serving on "))
        .map(text -> text.substring("Serving on ".length()))
        .findFirst()
        .orElse("");
  }

  private static boolean isFree(int port) {
    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return false;
    } catch (IOException refused) {
      return true;
    }
  }

  @Test
  void theSessionWithWorkIsNotTheOneThatManyOthersPushOut() {
    OpenSession session = window.openCcr();
    on(() -> session.notes().add(new SessionNote("1", 5, "", "look here")));
    Session content = ask(session::toSession);
    for (int i = 0; i < 14; i++) {
      OpenSession other = OpenSession.of(content);
      on(() -> window.workspace.show(other));
    }
    assertThat(ask(() -> window.workspace.sessions())).contains(session).hasSize(12);
  }

  @Test
  void aDraftIsKeptWhileThereIsUnsavedWork() throws IOException {
    OpenSession session = withNote();
    window.settle();
    assertThat(drafts()).hasSize(1);
    assertThat(SessionReader.read(drafts().getFirst()).notes()).hasSize(1);
    on(() -> window.workspace.files().save(session, window.ccr));
    window.settle();
    assertThat(drafts()).isEmpty();
  }

  @Test
  void workThatAnEarlierProgramLeftBehindIsOffered(FxRobot robot) throws IOException {
    Path left = window.drafts().resolve("999999999-1-1.fenceline");
    Files.createDirectories(Objects.requireNonNull(left.getParent()));
    Session content = SessionReader.read(window.ccr);
    SessionFile.save(
        left,
        new Session(
            content.header(),
            content.events(),
            List.of(new SessionNote("1", 5, "", "look here")),
            content.view(),
            content.extras(),
            content.others(),
            List.of()));
    on(() -> window.parts.start(""));
    until("it is offered", () -> window.scene.lookup("#drafts-open") != null);
    // The library still runs its scenarios, which nobody needs here.
    robot.clickOn(ask(() -> window.scene.lookup("#drafts-open")));
    until("it is open", () -> window.workspace.current().get() != null);
    until("it is a draft of this program", () -> !Files.exists(left) && drafts().size() == 1);
    OpenSession session = Objects.requireNonNull(ask(() -> window.workspace.current().get()));
    assertThat(ask(() -> session.notes().getFirst().text())).isEqualTo("look here");
    assertThat(ask(() -> session.unsavedWork().get())).isTrue();
    assertThat(drafts()).doesNotContain(left).hasSize(1);
  }
}
