package dev.fenceline.app.cli;

import static dev.fenceline.app.cli.Fenceline.fenceline;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.session.ProgramVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code fenceline} without a command opens the window with the files that are named. */
class OpenCommandTest {
  private static final String PLATFORM = "glass.platform";

  private final String before = System.getProperty(PLATFORM, "");
  @TempDir private Path folder = Path.of("");
  private final List<Path> opened = new ArrayList<>();
  private final List<String> hosts = new ArrayList<>();
  private final List<Boolean> another = new ArrayList<>();
  private final WindowOpener window =
      (files, host, isAnother) -> {
        opened.addAll(files);
        hosts.add(host);
        another.add(isAnother);
        return Optional.empty();
      };

  /** So that no display is looked for. */
  @BeforeEach
  void withoutADisplay() {
    System.setProperty(PLATFORM, "Headless");
  }

  @AfterEach
  void asBefore() {
    if (before.isEmpty()) {
      System.clearProperty(PLATFORM);
    } else {
      System.setProperty(PLATFORM, before);
    }
  }

  @Test
  void theWindowIsOpenedWithTheFilesAndTheHost() throws IOException {
    Path session = Files.createFile(folder.resolve("a.fenceline"));
    Path log = Files.createFile(folder.resolve("b.log"));
    fenceline(window, session, log, "--host", "db1").isDone();

    assertThat(opened).containsExactly(session, log);
    assertThat(hosts).containsExactly("db1");
  }

  @Test
  void withoutFilesAnEmptyWindowIsOpened() {
    fenceline(window).isDone();

    assertThat(opened).isEmpty();
    assertThat(hosts).containsExactly("");
  }

  @Test
  void anotherWindowIsOpenedOnlyOnRequest() throws IOException {
    Path session = Files.createFile(folder.resolve("a.fenceline"));
    fenceline(window, session).isDone();
    fenceline(window, "--new-window", session).isDone();

    assertThat(another).containsExactly(false, true);
  }

  @Test
  void anUnknownOptionIsRefusedAndNothingIsOpened() {
    fenceline(window, "--fast").isWrongUsage("fenceline", "Unknown option: '--fast'");
    fenceline(window, "--host")
        .isWrongUsage("fenceline", "Missing required parameter for option '--host' (NAME)");

    assertThat(hosts).isEmpty();
  }

  @Test
  void whatIsNeitherAFileNorACommandOpensNothing() {
    fenceline(window, "runn")
        .isWrongUsage(
            "fenceline", "\"runn\" is neither a file nor a command; did you mean \"run\"?");
    fenceline(window, "a.fenceline").isWrongUsage("fenceline", "a.fenceline: no such file");
    fenceline(window, folder).isWrongUsage("fenceline", folder + ": this is a folder");

    assertThat(hosts).isEmpty();
  }

  /** The scenario that runs without a window has nothing to do with the file. */
  @Test
  void noScenarioRunsInsteadOfAFileThatCannotBeShown() throws IOException {
    Path session = Files.createFile(folder.resolve("a.fenceline"));
    Fenceline refused = fenceline((_, _, _) -> Optional.of("no display"), session);

    refused.failed("no window can be opened: no display", "fenceline info " + session);
    assertThat(refused.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "run",
        "discover",
        "serve",
        "relay",
        "report",
        "sweep",
        "convert",
        "info",
        "compare",
        "schema",
        "glossary"
      })
  void everyCommandHasHelpAndKnowsTheVersion(String command) {
    Object[] name = command.isEmpty() ? new Object[0] : new Object[] {command};
    Object[] help = java.util.Arrays.copyOf(name, name.length + 1);
    help[name.length] = "--help";
    Object[] version = java.util.Arrays.copyOf(name, name.length + 1);
    version[name.length] = "--version";

    assertThat(fenceline(window, help).isDone().out())
        .startsWith(("Usage: fenceline " + command).stripTrailing());
    assertThat(fenceline(window, version).isDone().out())
        .isEqualTo("fenceline " + ProgramVersion.number() + System.lineSeparator());
    assertThat(hosts).isEmpty();
  }
}
