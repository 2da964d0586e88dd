package dev.fenceline.app.closing;

import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.Key;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.closing.ClosingViewModel.LeftBehind;
import dev.fenceline.app.feature.Feature;
import dev.fenceline.app.feature.QuestionSheet;
import dev.fenceline.app.feature.QuestionSheet.Answer;
import dev.fenceline.app.feature.UnsavedWork;
import dev.fenceline.app.feature.WindowParts;
import dev.fenceline.app.workspace.Drafts;
import dev.fenceline.app.workspace.OpenSession;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.stage.FileChooser.ExtensionFilter;

/** Closing a session and leaving the program, with a question if work would be lost. */
public final class ClosingFeature implements Feature {
  private static final ExtensionFilter SESSIONS =
      new ExtensionFilter("Fenceline sessions", "*.fenceline", "*.fenceline.gz");

  @Override
  public void addTo(WindowParts window) {
    Drafts drafts =
        Drafts.ofThisProgram(window.workspace().preferences(), ".fenceline").orElse(null);
    ClosingViewModel closing = new ClosingViewModel(window.workspace(), drafts);
    window.add(
        UserAction.of(
                "file.window.close",
                Group.FILE,
                "Close session",
                () -> window.workspace().withCurrent(session -> close(session, closing, window)))
            .withKey(Key.chord("Shortcut+W"))
            .withDisabled(window.workspace().whyNoSession()));
    window.add(
        UserAction.of("file.window.quit", Group.FILE, "Quit", () -> quit(closing, window))
            .withKey(Key.chord("Shortcut+Q")));
    window
        .stage()
        .setOnCloseRequest(event -> {
          event.consume();
          quit(closing, window);
        });
    window.whenStarted(_ -> closing.findLeftBehind(left -> offer(left, closing, window)));
  }

  private static void close(OpenSession session, ClosingViewModel closing, WindowParts window) {
    Runnable close = () -> closing.close(session);
    if (session.unsavedWork().get()) {
      ask(
          "Save \"%s\" before closing it?".formatted(session.title()),
          "Not saved: " + session.lost() + ".",
          () -> save(List.of(session), closing, window, close),
          close,
          window);
    } else {
      close.run();
    }
  }

  /** Closes the only window, which ends the program, and asks first if work would be lost. */
  private static void quit(ClosingViewModel closing, WindowParts window) {
    List<OpenSession> unsaved = closing.unsaved();
    List<UnsavedWork> others = window.unsavedWork();
    Runnable leave =
        () -> {
          closing.discardAll();
          others.forEach(UnsavedWork::discard);
          window.workspace().runs().stop(); // the window would wait for it, and a target serves on
          closing.whenIdle(window.stage()::close);
        };
    if (unsaved.isEmpty() && others.isEmpty()) {
      window.stage().close();
      return;
    }
    List<String> losses =
        Stream.concat(
                unsaved.stream().map(session -> ClosingViewModel.losses(List.of(session))),
                others.stream().map(UnsavedWork::lost))
            .toList();
    ask(
        "Save your work before leaving?",
        String.join("\n", losses),
        () -> save(unsaved, closing, window, () -> saveAll(others, leave)),
        leave,
        window);
  }

  private static void save(
      List<OpenSession> sessions, ClosingViewModel closing, WindowParts window, Runnable saved) {
    closing.saveAll(sessions, session -> choose(session, window), saved);
  }

  /** Saves works one after another, then runs {@code saved}. Stops at the first not saved. */
  private static void saveAll(List<UnsavedWork> works, Runnable saved) {
    if (works.isEmpty()) {
      saved.run();
    } else {
      works.getFirst().save(() -> saveAll(works.subList(1, works.size()), saved));
    }
  }

  private static void ask(
      String question, String losses, Runnable save, Runnable leave, WindowParts window) {
    Runnable hide = window.overlay()::close;
    window
        .overlay()
        .show(
            new QuestionSheet(
                question,
                losses,
                List.of(
                    new Answer(
                        "closing-save",
                        "Save",
                        () -> {
                          hide.run();
                          save.run();
                        }),
                    new Answer(
                        "closing-discard",
                        "Don't save",
                        () -> {
                          hide.run();
                          leave.run();
                        }),
                    new Answer("closing-cancel", "Cancel", hide))),
            Pos.CENTER);
  }

  private static Optional<Path> choose(OpenSession session, WindowParts window) {
    return window.fileDialogs().save("Save session", session.title() + ".fenceline", SESSIONS);
  }

  private static void offer(List<LeftBehind> left, ClosingViewModel closing, WindowParts window) {
    Runnable hide = window.overlay()::close;
    window
        .overlay()
        .show(
            new QuestionSheet(
                "Open the work that was not saved?",
                "Fenceline ended before it could ask about:\n"
                    + String.join(
                        "\n", left.stream().map(it -> it.session().header().title()).toList()),
                List.of(
                    new Answer(
                        "drafts-open",
                        "Open",
                        () -> {
                          hide.run();
                          closing.recover(left);
                        }),
                    new Answer(
                        "drafts-delete",
                        "Delete",
                        () -> {
                          hide.run();
                          closing.forget(left);
                        }),
                    new Answer("drafts-later", "Ask again later", hide))),
            Pos.CENTER);
  }
}
