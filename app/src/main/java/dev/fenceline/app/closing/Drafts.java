package dev.fenceline.app.closing;

import dev.fenceline.session.Session;
import dev.fenceline.session.SessionFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Copies of sessions with unsaved work, in a folder of their own. The name of each begins with the
 * process that wrote it, so that a process offers only the drafts of processes that have ended.
 * Called off the application thread.
 */
final class Drafts {
  private static final String ENDING = ".fenceline";
  private static final Pattern NAME = Pattern.compile("(\\d+-\\d+)-\\d+" + Pattern.quote(ENDING));

  private final Path folder;
  private final String writer;
  private final Predicate<String> isRunning;
  private final AtomicInteger written = new AtomicInteger();

  /**
   * Creates the drafts of a process.
   *
   * @param writer the process, as digits, a hyphen and digits
   * @param isRunning reports whether another process is still running
   */
  Drafts(Path folder, String writer, Predicate<String> isRunning) {
    this.folder = folder;
    this.writer = writer;
    this.isRunning = isRunning;
  }

  /** Returns the drafts of this process. */
  static Drafts ofThisProgram(Path folder) {
    return new Drafts(
        folder,
        name(ProcessHandle.current()),
        other ->
            ProcessHandle.of(Long.parseLong(other.substring(0, other.indexOf('-'))))
                .filter(ProcessHandle::isAlive)
                .map(Drafts::name)
                .filter(other::equals)
                .isPresent());
  }

  /** Returns process ID and start time: the ID alone may be reused after the process has ended. */
  private static String name(ProcessHandle program) {
    long started = program.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return program.pid() + "-" + started;
  }

  /** Returns the file of a new draft, which does not exist yet. */
  Path next() {
    return folder.resolve(writer + "-" + written.incrementAndGet() + ENDING);
  }

  /** Writes a draft. The file is replaced as a whole or stays as it was. */
  static void write(Path draft, Session session) throws IOException {
    Files.createDirectories(Optional.ofNullable(draft.getParent()).orElseThrow());
    SessionFile.save(draft, session);
  }

  /** Deletes a draft, if it exists. */
  static void delete(Path draft) throws IOException {
    Files.deleteIfExists(draft);
  }

  /** Returns the drafts of processes that have ended without asking, oldest first. */
  List<Path> leftBehind() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(this::isLeftBehind).sorted().toList();
    }
  }

  private boolean isLeftBehind(Path file) {
    Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
    return name.matches() && !name.group(1).equals(writer) && !isRunning.test(name.group(1));
  }
}
