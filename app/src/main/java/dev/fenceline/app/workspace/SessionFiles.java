package dev.fenceline.app.workspace;

import dev.fenceline.exchange.kernellog.KernelLogWriter;
import dev.fenceline.scenario.ScenarioException;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionException;
import dev.fenceline.session.SessionFile;
import dev.fenceline.session.SessionReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Opens and saves sessions beside the application thread. Used on the application thread. */
public final class SessionFiles {
  private static final String SCENARIO_ENDING = ".json";

  private final Workspace workspace;

  SessionFiles(Workspace workspace) {
    this.workspace = workspace;
  }

  /**
   * Opens a session and shows it, or runs a scenario; a session that is open already is only shown.
   */
  public void open(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    if (absolute.toString().endsWith(SCENARIO_ENDING)) {
      readScenario(absolute);
      return;
    }
    workspace.sessions().stream()
        .filter(session -> absolute.equals(session.file().get()))
        .findFirst()
        .ifPresentOrElse(workspace::show, () -> read(absolute));
  }

  private void readScenario(Path file) {
    workspace
        .jobs()
        .start(
            "Reading " + file.getFileName(),
            _ -> ScenarioReader.read(file),
            scenario -> {
              workspace.runs().scenario().set(scenario);
              workspace.runs().start();
            },
            error ->
                workspace.voice().problem(problem("The scenario cannot be read", file, error)));
  }

  private void read(Path file) {
    workspace
        .jobs()
        .start(
            "Opening " + file.getFileName(),
            _ -> {
              Session session = SessionReader.read(file);
              return new Read(OpenSession.of(session), session.warnings());
            },
            read -> show(read, file),
            error -> workspace.voice().problem(problem("The file cannot be opened", file, error)));
  }

  private record Read(OpenSession session, List<String> warnings) {}

  private void show(Read read, Path file) {
    read.session().file().set(file);
    read.session().saved().set(true);
    workspace.show(read.session());
    workspace.preferences().remember(file);
    read.warnings()
        .forEach(warning ->
            workspace
                .voice()
                .problem(
                    new Problem(
                        "Something is missing from the session", file.toString(), warning)));
  }

  /** Saves a session. */
  public void save(OpenSession session, Path file) {
    Session content = session.toSession();
    write(
        "Saving " + file.getFileName(),
        file,
        () -> SessionFile.save(file, content),
        () -> {
          session.file().set(file.toAbsolutePath().normalize());
          session.saved().set(true);
          workspace.preferences().remember(file);
        });
  }

  /** Writes the session's kernel log as text. */
  public void saveKernelLog(OpenSession session, Path file) {
    write(
        "Writing " + file.getFileName(),
        file,
        () ->
            Files.writeString(
                file,
                KernelLogWriter.toText(KernelLogWriter.all(session.timeline().events())),
                StandardCharsets.UTF_8),
        () -> {});
  }

  /** What is written to a file. */
  public interface Writing {
    /** Writes it, on a thread of its own. */
    void write() throws IOException;
  }

  /** Writes a file beside the application thread and says so; afterwards does the rest on it. */
  public void write(String title, Path file, Writing writing, Runnable afterwards) {
    workspace
        .jobs()
        .start(
            title,
            _ -> {
              writing.write();
              return file;
            },
            written -> {
              afterwards.run();
              workspace.voice().news("Saved", written.toString());
            },
            error -> workspace.voice().problem(problem("The file cannot be written", file, error)));
  }

  private static Problem problem(String what, Path file, Exception error) {
    return switch (error) {
      case SessionException reason ->
          new Problem(what, file.toString(), String.valueOf(reason.getMessage()));
      case ScenarioException reason ->
          new Problem(what, file.toString(), String.valueOf(reason.getMessage()));
      case IOException reason -> Problem.of(what, file.toString(), reason);
      default -> new Problem(what, file.toString(), String.valueOf(error.getMessage()));
    };
  }
}
