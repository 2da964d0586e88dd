package dev.fenceline.app.workspace;

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
 * Copies of unsaved work, in a folder of their own. The name of each begins with the process that
 * wrote it, so that a process offers only the drafts of processes that have ended. Called off the
 * application thread, but for {@link #next}.
 */
public final class Drafts {
  private final Path folder;
  private final String ending;
  private final Pattern name;
  private final String writer;
  private final Predicate<String> isRunning;
  private final AtomicInteger written = new AtomicInteger();

  /**
   * Creates the drafts of a process.
   *
   * @param ending how the names of the files end
   * @param writer the process, as digits, a hyphen and digits
   * @param isRunning reports whether another process is still running
   */
  private Drafts(Path folder, String ending, String writer, Predicate<String> isRunning) {
    this.folder = folder;
    this.ending = ending;
    this.name = Pattern.compile("(\\d+-\\d+)-\\d+" + Pattern.quote(ending));
    this.writer = writer;
    this.isRunning = isRunning;
  }

  /**
   * Returns the drafts of this process; none if the preferences are not kept.
   *
   * @param ending how the names of the files end, which differs from kind to kind of work
   */
  public static Optional<Drafts> ofThisProgram(Preferences preferences, String ending) {
    return preferences.folder().map(folder -> ofThisProgram(folder.resolve("drafts"), ending));
  }

  private static Drafts ofThisProgram(Path folder, String ending) {
    return new Drafts(
        folder,
        ending,
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
  public Path next() {
    return folder.resolve(writer + "-" + written.incrementAndGet() + ending);
  }

  /** Deletes a draft, if it exists. */
  public static void delete(Path draft) throws IOException {
    Files.deleteIfExists(draft);
  }

  /** Returns the drafts of processes that have ended without asking, oldest first. */
  public List<Path> leftBehind() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(this::isLeftBehind).sorted().toList();
    }
  }

  private boolean isLeftBehind(Path file) {
    Matcher matcher = this.name.matcher(String.valueOf(file.getFileName()));
    return matcher.matches()
        && !matcher.group(1).equals(writer)
        && !isRunning.test(matcher.group(1));
  }
}
