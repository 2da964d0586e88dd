package dev.fenceline.app.lessons;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Problem;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.lab.Lab;
import dev.fenceline.lesson.Played;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.session.SessionReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Runs or reads what a lesson plays, off the application thread, each thing once. Used on the
 * application thread.
 */
final class LessonRuns {
  private static final String FOLDER = "/sessions/";

  private final Workspace workspace;
  private final Map<Played, OpenSession> known = new HashMap<>();
  private final Set<OpenSession> made = new HashSet<>();

  LessonRuns(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Forgets all runs; one that is still open is closed by {@link #closeOthers}. */
  void clear() {
    known.clear();
    made.retainAll(workspace.sessions());
  }

  /**
   * Closes the runs of this lesson and of former ones that are still open, except the one that is
   * shown now, and those that the user has saved or in which closing would lose something.
   */
  void closeOthers(OpenSession shown) {
    made.stream()
        .filter(run -> run != shown && workspace.sessions().contains(run))
        .filter(run -> run.file().get() == null && !run.unsavedWork().get())
        .toList()
        .forEach(workspace::close);
  }

  /** Makes a session known as the one in whose file the lesson is. */
  void own(OpenSession session) {
    known.put(Played.own(), session);
  }

  /**
   * Passes the run of what is played to {@code effect}, at once or when it has ended.
   *
   * @param failed called if it cannot be played
   */
  void with(Played played, Consumer<OpenSession> effect, Runnable failed) {
    OpenSession ready = known.get(played);
    if (ready != null) {
      effect.accept(ready);
      return;
    }
    workspace
        .jobs()
        .start(
            "Preparing the lesson",
            _ -> played.session() == null ? run(played) : read(played),
            session -> {
              known.put(played, session);
              made.add(session);
              effect.accept(session);
            },
            error -> {
              failed.run();
              workspace
                  .messages()
                  .problem(
                      new Problem(
                          "The lesson cannot be played",
                          String.valueOf(
                              played.session() == null ? played.scenario() : played.session()),
                          String.valueOf(error.getMessage())));
            });
  }

  private static OpenSession run(Played played) {
    Scenario scenario = played.toRun();
    Lab lab = Lab.inVirtualTime(scenario, scenario.seed());
    lab.run();
    return new OpenSession(lab.header(), lab.timeline());
  }

  private static OpenSession read(Played played) throws IOException {
    String resource = FOLDER + played.session() + Played.SUFFIX;
    try (InputStream in = LessonRuns.class.getResourceAsStream(resource)) {
      return OpenSession.of(SessionReader.read(Objects.requireNonNull(in, resource)));
    }
  }
}
