package dev.fenceline.app.workspace;

import dev.fenceline.exchange.FormatException;
import dev.fenceline.exchange.Formats;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.scenario.setting.ScenarioException;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionException;
import dev.fenceline.session.SessionFile;
import dev.fenceline.session.SessionReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import org.jspecify.annotations.Nullable;

/** Opens and saves sessions off the application thread. Used on the application thread. */
public final class SessionFiles {
  private static final String SCENARIO_ENDING = ".json";

  /** The size of a file from which on it is shown while it is read: about 50,000 events. */
  private static final long BIG_BYTES = 8 << 20;

  private final BackgroundJobs jobs;
  private final UserMessages messages;
  private final Preferences preferences;
  private final OpenSessions sessions;
  private final Runs runs;
  private final Readings readings;

  SessionFiles(
      BackgroundJobs jobs,
      UserMessages messages,
      Preferences preferences,
      OpenSessions sessions,
      Runs runs) {
    this.jobs = jobs;
    this.messages = messages;
    this.preferences = preferences;
    this.sessions = sessions;
    this.runs = runs;
    this.readings = new Readings(jobs, sessions);
  }

  /**
   * Opens a session, a kernel log or a capture and shows it, or runs a scenario. A session that is
   * open already is only shown.
   */
  public void open(Path file) {
    open(file, "");
  }

  /**
   * Does the same as {@link #open(Path)}, but reads only the lines of one host from a log of
   * several hosts.
   *
   * @param host the name of the host; empty for all
   */
  public void open(Path file, String host) {
    Path absolute = file.toAbsolutePath().normalize();
    if (absolute.toString().endsWith(SCENARIO_ENDING)) {
      readScenarioOrLog(absolute, host);
      return;
    }
    openSession(absolute, host);
  }

  private void openSession(Path file, String host) {
    sessions.all().stream()
        .filter(session -> isOf(session, file, host))
        .findFirst()
        .ifPresentOrElse(sessions::show, () -> read(file, host));
  }

  private static boolean isOf(OpenSession session, Path file, String host) {
    return file.equals(session.file().get())
        || (file.equals(session.importedFrom().get()) && session.importedHost().get().equals(host));
  }

  /**
   * Decides whether a .json file is a scenario or a kernel log, because the journal can write JSON.
   */
  private void readScenarioOrLog(Path file, String host) {
    jobs.start(
        "Opening " + file.getFileName(),
        _ -> Formats.beginsAsKernelLog(file),
        isLog -> {
          if (isLog) {
            openSession(file, host);
          } else {
            readScenario(file);
          }
        },
        error -> messages.problem(problem("The file cannot be opened", file, error)));
  }

  private void readScenario(Path file) {
    jobs.start(
        "Reading " + file.getFileName(),
        _ -> ScenarioReader.read(file),
        scenario -> {
          runs.scenario().set(scenario);
          runs.start();
        },
        error -> messages.problem(problem("The scenario cannot be read", file, error)));
  }

  private void read(Path file, String host) {
    jobs.start(
        "Opening " + file.getFileName(),
        job -> {
          Formats format = Formats.of(file);
          String ofHost = format == Formats.KERNEL_LOG ? host : "";
          boolean isBig = Files.size(file) >= BIG_BYTES;
          Session session =
              Formats.read(
                  file,
                  ofHost,
                  (_, soFar) -> {
                    if (isBig) {
                      jobs.tell(() -> readings.begin(new Reading(file, soFar, job::cancel), job));
                    }
                  });
          return Read.of(session, format != Formats.SESSION);
        },
        read -> {
          OpenSession session = read.session();
          (read.isImport() ? session.importedFrom() : session.file()).set(file);
          session.importedHost().set(host);
          preferences.remember(file);
          show(read, file.toString());
          readings.end(file);
        },
        error -> {
          readings.breakOff(file);
          messages.problem(problem("The file cannot be opened", file, error));
        });
  }

  /** Returns the big session that is being read; null if there is none. */
  public ReadOnlyObjectProperty<@Nullable Reading> reading() {
    return readings.now();
  }

  /**
   * Opens a shipped session. It has no file, so saving asks for one.
   *
   * @param resource its name on the class path
   * @param opened called with the session before it is shown
   */
  public void openShipped(String resource, Consumer<OpenSession> opened) {
    jobs.start(
        "Opening " + resource.substring(resource.lastIndexOf('/') + 1),
        _ -> {
          try (InputStream in = SessionFiles.class.getResourceAsStream(resource)) {
            return Read.of(SessionReader.read(Objects.requireNonNull(in, resource)), false);
          }
        },
        read -> {
          opened.accept(read.session());
          show(read, resource);
        },
        error ->
            messages.problem(
                new Problem(
                    "The session cannot be opened", resource, String.valueOf(error.getMessage()))));
  }

  private record Read(
      OpenSession session, boolean isImport, Optional<Highlight> highlight, List<String> warnings) {
    static Read of(Session session, boolean isImport) {
      OpenSession open = OpenSession.of(session);
      return new Read(open, isImport, Highlight.of(open.timeline()), session.warnings());
    }
  }

  private void show(Read read, String from) {
    if (!read.isImport()) {
      read.session().isSavedAs(read.session().toSession());
    }
    read.highlight().ifPresent(read.session()::goTo);
    sessions.show(read.session());
    if (!read.warnings().isEmpty()) {
      messages.remark(
          new Problem(
              read.isImport() ? "Opened with a warning" : "The session is incomplete",
              from,
              String.join("\n", read.warnings())),
          read.session());
    }
  }

  /** Saves a session. */
  public void save(OpenSession session, Path file) {
    save(session, file, () -> {});
  }

  /** Saves a session and runs {@code afterwards} if it was saved. */
  public void save(OpenSession session, Path file, Runnable afterwards) {
    Session content = session.toSession();
    write(
        "Saving " + file.getFileName(),
        file,
        () -> SessionFile.save(file, content),
        () -> {
          session.file().set(file.toAbsolutePath().normalize());
          session.isSavedAs(content);
          preferences.remember(file);
          afterwards.run();
        });
  }

  /** Writes a file. */
  public interface Writing {
    /** Writes the file, on a separate thread. */
    void write() throws IOException;
  }

  /**
   * Writes a file off the application thread. Then runs {@code afterwards} on the application
   * thread and shows that the file was saved.
   */
  public void write(String title, Path file, Writing writing, Runnable afterwards) {
    jobs.start(
        title,
        _ -> {
          writing.write();
          return file;
        },
        written -> {
          afterwards.run();
          messages.news("Saved", written.toString());
        },
        error -> messages.problem(problem("The file cannot be written", file, error)));
  }

  /** Returns in plain words why a file cannot be read or written. */
  public static Problem problem(String what, Path file, Exception error) {
    return switch (error) {
      case SessionException _, FormatException _, ScenarioException _ ->
          ofContent(what, file, error);
      case IOException reason -> Problem.of(what, file.toString(), reason);
      default -> ofContent(what, file, error);
    };
  }

  /** A message on the content begins with the file, which the problem names already. */
  private static Problem ofContent(String what, Path file, Exception error) {
    String message = String.valueOf(error.getMessage());
    String beginning = file + ": ";
    return new Problem(
        what,
        file.toString(),
        message.startsWith(beginning) ? message.substring(beginning.length()) : message);
  }
}
