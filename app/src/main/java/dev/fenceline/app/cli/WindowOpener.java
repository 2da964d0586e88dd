package dev.fenceline.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Opens the window of the program, so that the command line does not depend on it. */
@FunctionalInterface
public interface WindowOpener {
  /**
   * Opens the window and returns when it is closed, or passes the files to a window that is open.
   *
   * @param files sessions and scenarios to open in it
   * @param host reads only the lines of this host from logs of several hosts; empty for all
   * @param isAnother always opens a window, whether one is open or not
   * @return why no window could be opened, as one sentence without a full stop; empty if one was
   */
  Optional<String> open(List<Path> files, String host, boolean isAnother);
}
