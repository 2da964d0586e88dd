package dev.fenceline.app.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A draft, which exists while there is unsaved work, and is written again when that changes. Only
 * one write is in progress at a time. Used on the application thread.
 */
public final class DraftFile {
  private static final Logger LOG = Logger.getLogger(DraftFile.class.getName());

  private final BackgroundJobs jobs;
  private final Path file;
  private final Supplier<Optional<Writing>> content;
  private boolean isBusy;
  private boolean isOld;
  private boolean exists;

  /** Writes content, off the application thread. */
  public interface Writing {
    /** Writes the content to a file. */
    void write(Path file) throws IOException;
  }

  /**
   * Creates a draft that does not exist yet.
   *
   * @param content returns what writes the work as it is now; empty if nothing would be lost
   */
  public DraftFile(BackgroundJobs jobs, Path file, Supplier<Optional<Writing>> content) {
    this.jobs = jobs;
    this.file = file;
    this.content = content;
  }

  /** Returns what writes a text. The file is replaced as a whole or stays as it was. */
  public static Writing text(String text) {
    return file -> {
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    };
  }

  /** Writes or deletes the draft, because the work has changed. */
  public void changed() {
    isOld = true;
    if (!isBusy) {
      next();
    }
  }

  private void next() {
    isOld = false;
    Optional<Writing> wanted = content.get();
    if (wanted.isPresent()) {
      exists = true;
      work(
          "Keeping a draft",
          () -> {
            Files.createDirectories(Optional.ofNullable(file.getParent()).orElseThrow());
            wanted.get().write(file);
          });
    } else if (exists) {
      exists = false;
      work("Deleting a draft", () -> Drafts.delete(file));
    }
  }

  private interface Work {
    void work() throws IOException;
  }

  private void work(String title, Work work) {
    isBusy = true;
    jobs.start(
        title,
        _ -> {
          work.work();
          return file;
        },
        _ -> done(),
        error -> {
          // A warning is enough: the question at the end still prevents the loss of work.
          LOG.log(Level.WARNING, "no draft in {0}: {1}", new Object[] {file, error});
          done();
        });
  }

  private void done() {
    isBusy = false;
    if (isOld) {
      next();
    }
  }
}
