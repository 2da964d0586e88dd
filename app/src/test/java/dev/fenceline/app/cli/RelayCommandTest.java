package dev.fenceline.app.cli;

import static dev.fenceline.app.cli.Fenceline.fenceline;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code fenceline relay} relays until it is told to quit, breaks paths, and saves what it saw. */
@Timeout(120)
class RelayCommandTest {
  private static final String SELF = "fenceline relay";

  @TempDir private Path folder;

  @Test
  void itBreaksPathsRefusesWhatIsForTheTargetAndSavesWhenItQuits() throws Exception {
    Path recording = folder.resolve("relayed.fenceline");
    try (RunningFenceline relay =
        new RunningFenceline(
            "relay",
            "--listen",
            "127.0.0.1:0",
            "--to",
            "127.0.0.1:1",
            "--record",
            recording.toString())) {
      relay.address();
      relay.type("fault path 1 stall");
      assertThat(relay.nextLine()).isEqualTo("done: fault path 1 stall");
      relay.type("hang on");
      assertThat(relay.nextComplaint())
          .startsWith("fenceline: \"hang on\" is for the emulated target");

      assertThat(relay.quit()).isEqualTo(ExitStatus.DONE);
    }
    fenceline("info", recording, "--json").isDone().printsJson("summary");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "relay | Missing required options: '--listen=HOST:PORT', '--to=HOST:PORT'",
        "relay --listen 127.0.0.1:0 | Missing required option: '--to=HOST:PORT'",
        "relay --listen 127.0.0.1:0 --to 127.0.0.1:1 --to 127.0.0.1:2 | 1 x --listen and 2 x --to",
        "relay --listen 127.0.0.1:0 --to 127.0.0.1:1 --size 1GiB | Unknown option",
      })
  void wrongUsageIsNamed(String arguments, String message) {
    fenceline((Object[]) arguments.split(" ")).isWrongUsage(SELF, message);
  }

  @Test
  void anAddressThatIsNoneIsNamed() {
    fenceline("relay", "--listen", "127.0.0.1:0", "--to", "there")
        .isBadInput("\"there\" is not an address: expected HOST:PORT");
  }

  @Test
  void whatTheMachineRefusesEndsWith3() {
    Path none = folder.resolve("none").resolve("relayed.fenceline");
    fenceline("relay", "--listen", "127.0.0.1:0", "--to", "127.0.0.1:1", "--record", none)
        .failed(none + ": no such file or folder");
    fenceline("relay", "--listen", "192.0.2.1:4420", "--to", "127.0.0.1:1")
        .failed("cannot listen on 192.0.2.1:4420");
    fenceline("relay", "--listen", "127.0.0.1:0", "--to", "there.invalid:4420")
        .failed("there.invalid: there is no such host");
  }
}
