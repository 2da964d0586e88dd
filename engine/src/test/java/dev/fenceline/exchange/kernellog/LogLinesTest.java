package dev.fenceline.exchange.kernellog;

import static dev.fenceline.exchange.kernellog.IncompleteLogsTest.NEW;
import static dev.fenceline.exchange.kernellog.IncompleteLogsTest.RECOVERY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.LogEvent;
import dev.fenceline.exchange.Formats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of a log that are wrapped, copied, or of another host, and how they are counted. */
class LogLinesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {45, 52, 60, 66, 72, 79})
  void linesThatAreWrappedWithinAValue(int width) {
    String log =
        NEW.strip()
            + ", hostnqn: nqn.2014-08.org.nvmexpress:uuid:5ea1ed00-0000-4000-9000-000000000001\n"
            + RECOVERY;
    String wrapped =
        log.lines()
            .map(line -> line.replaceAll("(.{" + width + "})(?=.)", "$1\n"))
            .collect(Collectors.joining("\n"));

    Told told = Told.of(wrapped + "\n");

    assertThat(told.story()).isEqualTo(Told.of(log).story());
    assertThat(told.details(ControllerEvent.Connected.class))
        .isEqualTo(Told.of(log).details(ControllerEvent.Connected.class));
    assertAddsUp(told, wrapped.lines().count(), 0);
  }

  private static void assertAddsUp(Told told, long lines, long others) {
    assertThat(told.details(LogEvent.Closed.class))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.lines()).isEqualTo(lines);
          long told0 = it.messages() + it.unknown() + it.copies() + it.parts() + it.leftOut();
          assertThat(lines - told0).isEqualTo(others);
          assertThat(it.explanation()).contains(others + " are about something else");
        });
  }

  @Test
  void copiesAreCountedAsCopies() {
    String log = RECOVERY + "[  600.0] usb 1-1: x\n";
    String doubled =
        log.lines().map(line -> line + "\n" + line + "\n").collect(Collectors.joining());

    Told told = Told.of(doubled);

    assertAddsUp(told, 22, 2);
    assertThat(told.details(LogEvent.Closed.class).getFirst().explanation())
        .contains("10 are copies of these");
  }

  @Test
  void fieldsBelongToTheirEntries() {
    String entry =
        """
        __CURSOR=s=1;i=%d
        __REALTIME_TIMESTAMP=177788882%d501000
        _HOSTNAME=srv1
        MESSAGE=%s

        """;

    Told told =
        Told.of(
            entry.formatted(1, 0, "nvme nvme3: starting error recovery")
                + entry.formatted(2, 1, "usb 1-1: x"));

    assertAddsUp(told, 10, 6);
  }

  @Test
  void linesOfAnotherHostAreLeftOut() throws IOException {
    Path file = folder.resolve("two.log");
    Files.writeString(
        file,
        """
        hosta: [  520.5] nvme nvme3: starting error recovery
        hostb: [  521.5] nvme nvme3: starting error recovery
        hostb: [  522.5] nvme nvme3: Reconnecting in 10 seconds...
        hostb: [  523.5] usb 1-1: x
        """);

    assertAddsUp(Told.of(Formats.read(file, "hosta")), 4, 1);
    assertAddsUp(Told.of(Formats.read(file)), 4, 1);
  }

  @Test
  void theLogOfEsxiIsNamed() throws IOException {
    Path file = folder.resolve("vmkernel.log");
    Files.writeString(
        file,
        "2026-05-04T10:00:20.502Z Wa(180) vmkwarning: cpu12:2098311)WARNING: NVMFDEV:1302"
            + " Controller 257 recovery is active.\n");

    assertThatThrownBy(() -> Formats.read(file))
        .hasMessageContaining("VMware ESXi")
        .hasMessageContaining("not followed");
  }

  @Test
  void aDateThatNtpSetsIsNoOtherOrderOfLines() {
    List<String> story = Told.of(RECOVERY).story();

    assertThat(Told.of(LogClocksTest.twoClocks(0, -7_200_000, false)).story()).isEqualTo(story);
    assertThat(Told.of(LogClocksTest.twoClocks(0, 0, true)).story()).isEqualTo(story);
  }
}
