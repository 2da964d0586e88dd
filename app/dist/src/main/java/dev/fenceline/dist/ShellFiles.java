package dev.fenceline.dist;

import dev.fenceline.app.cli.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Files for the shell, generated from the description of the command line. */
final class ShellFiles {
  /** The manual page, below the folder of shell files. */
  static final String MANUAL = "man/man1/fenceline.1";

  /** The completion for bash and, with bashcompinit, for zsh. */
  static final String COMPLETION = "bash-completion/completions/fenceline";

  private ShellFiles() {}

  /** Writes both below the folder. */
  static void write(Path folder, Instant time) throws IOException {
    CommandLine line = Commands.commandLine((_, _, _) -> Optional.empty());
    write(folder.resolve(MANUAL), ManualPage.of(line.getCommandSpec(), time));
    write(folder.resolve(COMPLETION), AutoComplete.bash("fenceline", line));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
