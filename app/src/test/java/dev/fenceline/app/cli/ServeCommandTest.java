package dev.fenceline.app.cli;

import static dev.fenceline.app.cli.Fenceline.fenceline;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.session.Session;
import dev.fenceline.session.SessionReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code fenceline serve} serves until it is told to quit, takes faults, and saves what it saw. */
@Timeout(120)
class ServeCommandTest {
  private static final String SELF = "fenceline serve";

  @TempDir private Path folder;

  @Test
  void itServesTakesFaultsAndSavesItsRecordingWhenItQuits() throws Exception {
    Path recording = folder.resolve("served.fenceline");
    try (RunningFenceline serve =
        new RunningFenceline(
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--record",
            recording.toString(),
            "--title",
            "A test")) {
      serve.address();
      serve.type("fault path 1 stall to-host");
      assertThat(serve.nextLine()).isEqualTo("done: fault path 1 stall to-host");
      serve.type("fault path 7 stall");
      assertThat(serve.nextComplaint()).startsWith("fenceline: ").contains("7");
      serve.type("break everything");
      assertThat(serve.nextComplaint())
          .startsWith("fenceline: ")
          .endsWith("; help lists the commands");
      serve.type("help");
      assertThat(serve.nextLine()).startsWith("fault path ");

      assertThat(serve.quit()).isEqualTo(ExitStatus.DONE);
    }
    Session session = SessionReader.read(recording);
    assertThat(session.warnings()).isEmpty();
    assertThat(session.header().title()).isEqualTo("A test");
    fenceline("info", recording, "--json").isDone().printsJson("summary");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--port 4420 | Unknown option",
        "now | Unmatched argument",
        "--seed nine | Invalid value for option '--seed': 'nine' is not a whole number",
        "--set delay | --set delay: expected KEY=VALUE, such as --set delay=2ms",
        "--listen | Missing required parameter for option '--listen' (HOST:PORT)",
      })
  void wrongUsageIsNamed(String arguments, String message) {
    fenceline(words(arguments)).isWrongUsage(SELF, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--listen here | \"here\" is not an address: expected HOST:PORT, such as 127.0.0.1:4420",
        "--listen 127.0.0.1:99999 | \"127.0.0.1:99999\" is not an address",
        "--subnqn x | \"x\" is not an NQN: expected nqn.YYYY-MM.DOMAIN:NAME of at most 223 bytes",
        "--subnqn nqn.2014-08 | \"nqn.2014-08\" is not an NQN",
        "--size 3x | \"3x\" is not a size; write a number and KiB, MiB, GiB or TiB",
        "--cqt soon | \"soon\" is not a time; write a number and a unit",
        "--ccrl many | ccrl=many: \"many\" is not a whole number; it takes 0 to 255",
        "--set katoo=5s | there is no parameter \"katoo\"; did you mean \"kato\"?",
      })
  void aWrongValueIsNamedWithWhatIsExpected(String arguments, String message) {
    fenceline(words(arguments)).isBadInput(message);
  }

  @Test
  void whatTheMachineRefusesEndsWith3() throws Exception {
    Path none = folder.resolve("none").resolve("file");
    fenceline("serve", "--listen", "127.0.0.1:0", "--record", none)
        .failed(none + ": no such file or folder");
    fenceline("serve", "--listen", "127.0.0.1:0", "--data", none)
        .failed(none + ": there is no such folder");
    fenceline("serve", "--listen", "127.0.0.1:0", "--data", folder)
        .failed(folder + ": is not a file; data is kept in a file");
    fenceline("serve", "--listen", "192.0.2.1:4420").failed("cannot listen on 192.0.2.1:4420");
    try (RunningFenceline first = new RunningFenceline("serve", "--listen", "127.0.0.1:0")) {
      String taken = first.address();
      fenceline("serve", "--listen", taken).failed("cannot listen on " + taken);
    }
  }

  @Test
  void dataIsKeptInAFileOfTheSizeThatItHas() throws Exception {
    Path data = folder.resolve("disk");
    try (RunningFenceline serve =
        new RunningFenceline(
            "serve", "--listen", "127.0.0.1:0", "--data", data.toString(), "--size", "1MiB")) {
      serve.address();
      assertThat(serve.quit()).isEqualTo(ExitStatus.DONE);
    }
    assertThat(Files.size(data)).isEqualTo(1 << 20);
    Fenceline other =
        fenceline("serve", "--listen", "127.0.0.1:0", "--data", data, "--size", "2MiB");
    assertThat(other.status()).isNotEqualTo(ExitStatus.DONE);
    assertThat(other.err()).startsWith("fenceline: " + data).hasLineCount(1);
  }

  private static Object[] words(String arguments) {
    return ("serve " + arguments).split(" ");
  }
}
