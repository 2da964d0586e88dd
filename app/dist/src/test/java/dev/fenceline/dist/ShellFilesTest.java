package dev.fenceline.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.cli.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class ShellFilesTest {
  private static final Instant TIME = Instant.parse("2026-11-23T00:00:00Z");

  @TempDir private Path folder = Path.of("");

  @Test
  void manualNamesEveryCommandAndOption() throws IOException {
    ShellFiles.write(folder, TIME);

    String manual = Files.readString(folder.resolve(ShellFiles.MANUAL)).replace("\\-", "-");
    CommandLine line = Commands.commandLine((_, _, _) -> Optional.empty());
    assertThat(manual).startsWith(".TH FENCELINE 1 2026-11-23 ");
    for (CommandLine command : line.getSubcommands().values()) {
      assertThat(manual).contains(".SS \"fenceline " + command.getCommandName() + "\"");
      for (OptionSpec option : command.getCommandSpec().options()) {
        assertThat(manual).contains(option.longestName());
      }
    }
  }

  @Test
  void textOfTheManualIsNeverAnOrderToMan() throws IOException {
    ShellFiles.write(folder, TIME);

    assertThat(Files.readAllLines(folder.resolve(ShellFiles.MANUAL)))
        .filteredOn(line -> line.startsWith(".") || line.startsWith("'"))
        .allMatch(line -> line.matches("\\.(TH|SH|SS|TP|PP|nf|fi|nh|hy)( .*)?"));
  }

  @Test
  void completionKnowsTheCommands() throws IOException {
    ShellFiles.write(folder, TIME);

    assertThat(Files.readString(folder.resolve(ShellFiles.COMPLETION)))
        .contains("sweep", "glossary", "complete -F _complete_fenceline");
  }
}
