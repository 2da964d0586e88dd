package dev.fenceline.app.closing;

import dev.fenceline.app.workspace.Drafts;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Problem;
import dev.fenceline.app.workspace.SessionFiles;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.collections.ListChangeListener;
import org.jspecify.annotations.Nullable;

/**
 * Closes sessions, asks before work is lost, and keeps drafts of unsaved work. Used on the
 * application thread.
 */
final class ClosingViewModel {
  private final Workspace workspace;
  private final @Nullable Drafts drafts;
  private final Map<OpenSession, Draft> kept = new HashMap<>();

  /**
   * Unsaved work of an earlier process that ended without asking.
   *
   * @param file its draft
   * @param session what the draft holds
   */
  record LeftBehind(Path file, Session session) {}

  /**
   * Creates a model that keeps drafts from now on.
   *
   * @param drafts where to keep drafts; null for nowhere
   */
  ClosingViewModel(Workspace workspace, @Nullable Drafts drafts) {
    this.workspace = workspace;
    this.drafts = drafts;
    if (drafts != null) {
      workspace.sessions().addListener((ListChangeListener<OpenSession>) _ -> keepDrafts(drafts));
    }
  }

  private void keepDrafts(Drafts store) {
    workspace
        .sessions()
        .forEach(session ->
            kept.computeIfAbsent(session, it -> new Draft(workspace.jobs(), it, store.next())));
    kept.keySet().stream()
        .filter(session -> !workspace.sessions().contains(session))
        .toList()
        .forEach(closed -> Optional.ofNullable(kept.remove(closed)).ifPresent(Draft::end));
  }

  /** Returns the open sessions whose work would be lost. */
  List<OpenSession> unsaved() {
    return workspace.sessions().stream().filter(session -> session.unsavedWork().get()).toList();
  }

  /** Returns what would be lost with the sessions, one line each. */
  static String losses(List<OpenSession> sessions) {
    return String.join(
        "\n", sessions.stream().map(each -> each.title() + ": " + each.lost()).toList());
  }

  /** Closes a session without asking. */
  void close(OpenSession session) {
    workspace.close(session);
  }

  /** Marks the unsaved work of all sessions as unwanted, so that its drafts are deleted. */
  void discardAll() {
    unsaved().forEach(OpenSession::losesNothing);
  }

  /**
   * Saves sessions one after another, then runs {@code saved}. Stops at the first session that is
   * not saved.
   *
   * @param choose asks for the file of a session that has none
   */
  void saveAll(
      List<OpenSession> sessions, Function<OpenSession, Optional<Path>> choose, Runnable saved) {
    if (sessions.isEmpty()) {
      saved.run();
      return;
    }
    OpenSession first = sessions.getFirst();
    List<OpenSession> others = sessions.subList(1, sessions.size());
    Optional.ofNullable(first.file().get())
        .or(() -> choose.apply(first))
        .ifPresent(
            file -> workspace.files().save(first, file, () -> saveAll(others, choose, saved)));
  }

  /** Runs a task as soon as all jobs have ended, for example the deletion of drafts. */
  void whenIdle(Runnable task) {
    workspace.jobs().whenIdle(task);
  }

  /** Looks for work of processes that ended without asking, and passes it on if there is any. */
  void findLeftBehind(Consumer<List<LeftBehind>> found) {
    Drafts store = drafts;
    if (store == null) {
      return;
    }
    workspace
        .jobs()
        .start(
            "Looking for drafts",
            _ -> read(store.leftBehind()),
            left -> {
              if (!left.isEmpty()) {
                found.accept(left);
              }
            },
            error -> unusable("The drafts cannot be read", error));
  }

  private static List<LeftBehind> read(List<Path> files) throws IOException {
    List<LeftBehind> left = new ArrayList<>();
    for (Path file : files) {
      left.add(new LeftBehind(file, SessionReader.read(file)));
    }
    return left;
  }

  /** Opens the drafts as sessions that are not saved yet. */
  void recover(List<LeftBehind> left) {
    for (LeftBehind each : left) {
      workspace
          .jobs()
          .start(
              "Opening " + each.session().header().title(),
              _ -> OpenSession.of(each.session()),
              session -> {
                session.cannotBeRepeated();
                workspace.show(session);
                // Its new draft is written first: showing the session has started that job.
                workspace.jobs().whenIdle(() -> delete(each.file()));
              },
              error -> unusable("The draft cannot be opened", error));
    }
  }

  /** Deletes the drafts. */
  void forget(List<LeftBehind> left) {
    left.forEach(each -> delete(each.file()));
  }

  private void delete(Path file) {
    workspace
        .jobs()
        .start(
            "Deleting a draft",
            _ -> {
              Drafts.delete(file);
              return file;
            },
            _ -> {},
            error -> unusable("The draft cannot be deleted", error));
  }

  private void unusable(String what, Exception error) {
    Problem problem = SessionFiles.problem(what, Path.of("drafts"), error);
    workspace.messages().problem(problem);
  }
}
