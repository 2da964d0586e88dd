package dev.fenceline.app.cli;

import static dev.fenceline.app.cli.Fenceline.fenceline;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fenceline.session.SessionReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code fenceline convert} writes a file in the form of its name, or leaves nothing behind. */
@Tag("slow")
class ConvertCommandTest {
  private static final String SELF = "fenceline convert";
  private static final Path LOG =
      Path.of("../engine/src/test/resources/real-logs/keep-alive-timeout.log");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "out.csv, 'seq,nanos,seconds,lane,cause,kind,'",
    "out.md, '# '",
    "out.svg, '<svg '",
    "out.log, '['",
    "out.txt, '['",
    "out.html, '<!DOCTYPE html>'",
    "out.json, '{\"displayTimeUnit\":\"ns\"'",
  })
  void theNameSaysTheForm(String name, String begin) {
    Path out = folder.resolve(name);

    assertThat(fenceline("convert", LOG, out).isDone().out()).isEmpty();
    assertThat(out).content().startsWith(begin);
  }

  @Test
  void binaryFormsAreWrittenToo() throws Exception {
    Path png = folder.resolve("out.png");
    Path gif = folder.resolve("out.gif");
    Path perfetto = folder.resolve("out.pftrace");
    Path session = folder.resolve("out.fenceline");
    for (Path out : new Path[] {png, gif, perfetto, session}) {
      fenceline("convert", LOG, out).isDone();
    }

    assertThat(Files.readAllBytes(png)).startsWith(0x89, 'P', 'N', 'G');
    assertThat(Files.readAllBytes(gif))
        .startsWith("GIF89a".getBytes(StandardCharsets.US_ASCII))
        .contains("NETSCAPE2.0".getBytes(StandardCharsets.US_ASCII));
    assertThat(Files.size(perfetto)).isPositive();
    assertThat(SessionReader.read(session).events()).isNotEmpty();
  }

  @Test
  void aCaptureOfARecordingSaysWhatItLacksAndALogHasNothingForOne() {
    Path capture = folder.resolve("out.pcap");
    fenceline("convert", LOG, capture).isBadInput("no PDU was recorded in this session");
    assertThat(capture).doesNotExist();

    Fenceline convert = fenceline("convert", "../sessions/linux-relay.fenceline", capture);

    assertThat(convert.status()).isEqualTo(ExitStatus.DONE);
    assertThat(convert.err()).startsWith("fenceline: " + capture + ": ").hasLineCount(1);
    assertThat(capture).exists();
  }

  @Test
  void aRedactedSessionCanBeShared() throws Exception {
    Path log = folder.resolve("acme.log");
    Path out = folder.resolve("out.fenceline");
    Files.writeString(
        log,
        "[   10.000000] nvme nvme3: new ctrl: NQN \"nqn.2014-08.com.acme:s1\","
            + " addr 10.7.3.21:4420\n[   20.000000] nvme nvme3: starting error recovery\n");

    assertThat(fenceline("convert", log, out, "--redact").isDone().out())
        .isEqualTo(
            "1 address, 1 NQN, 0 identifiers and 0 host names were replaced. Times, device names"
                + " and messages are kept.\n");
    assertThat(SessionReader.read(out).toString())
        .doesNotContain("10.7.3.21", "acme")
        .contains("192.0.2.1:4420", "nvme3");
  }

  @Test
  void theTraceIsOneJsonObjectWithAllEvents() throws Exception {
    Path out = folder.resolve("out.json");
    fenceline("convert", LOG, out).isDone();
    JsonNode trace = new JsonMapper().readTree(out.toFile());

    assertThat(trace.get("traceEvents")).isNotEmpty();
    assertThat(trace.get("traceEvents")).allSatisfy(event -> assertThat(event.has("ph")).isTrue());
  }

  @Test
  void twoFilesAreOverlaidAndTheOffsetIsSaid() {
    Path out = folder.resolve("both.fenceline");
    Fenceline found = fenceline("convert", LOG, out, "--with", LOG).isDone();
    Fenceline given = fenceline("convert", LOG, out, "--with", LOG, "--offset", "1.5s").isDone();

    assertThat(found.out()).isNotBlank().doesNotContain("1.5s");
    assertThat(given.out()).contains("The given offset of 1.5s is used instead.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "convert | Missing required parameters: 'IN', 'OUT'",
        "convert LOG | Missing required parameter: 'OUT'",
        "convert LOG out.csv more | Unmatched argument at index 3: 'more'",
        "convert LOG out.csv --to csv | Unknown option",
        "convert LOG out.csv --offset 1s | --offset needs --with FILE",
        "convert LOG out.svg --theme blue | --theme blue: expected dark, light or contrast",
        "convert none.log out.csv | none.log: no such file, or it cannot be read",
        "convert . out.csv | .: this is a folder; name a file in it",
        "convert LOG out.csv --with none.log | none.log: no such file, or it cannot be read",
      })
  void wrongUsageIsNamed(String arguments, String message) {
    fenceline(words(arguments)).isWrongUsage(SELF, message);
    assertThat(Path.of("out.csv")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "convert LOG out.bmp | out.bmp: expected a name that ends in .svg",
        "convert LOG out | out: expected a name that ends in .svg",
        "convert LOG out.svg --lanes clouds | clouds: expected timers or places",
        "convert LOG out.csv --with LOG --offset soon | \"soon\" is not a time",
        "convert pom.xml out.csv | pom.xml: ",
      })
  void aWrongValueIsNamedWithWhatIsExpected(String arguments, String message) {
    fenceline(words(arguments)).isBadInput(message);
    assertThat(Path.of("out.csv")).doesNotExist();
  }

  @Test
  void aPictureHasMetricsOnlyIfAskedFor() throws Exception {
    Path session = folder.resolve("hold.fenceline");
    fenceline("run", "hold", "--save", session).isDone();
    Path plain = folder.resolve("plain.svg");
    fenceline("convert", session, plain).isDone();
    assertThat(plain).content().doesNotContain("throughput", "in flight");
    Path measured = folder.resolve("measured.svg");
    fenceline("convert", session, measured, "--metrics").isDone();
    assertThat(measured)
        .content()
        .contains("throughput", "latency", "p99", "in flight", "outage nvme4, path B", "20.6");
    assertThat(heightOf(measured)).isGreaterThan(heightOf(plain) + 100);
  }

  private static int heightOf(Path svg) throws IOException {
    Matcher height = Pattern.compile("height=\"(\\d+)\"").matcher(Files.readString(svg));
    assertThat(height.find()).isTrue();
    return Integer.parseInt(height.group(1));
  }

  @Test
  void aFolderThatIsNotThereIsNamedAndTheFileBeforeStays() throws Exception {
    fenceline("convert", LOG, folder.resolve("none").resolve("out.csv"))
        .failed(folder.resolve("none") + ": no such file or folder");
    Path taken = Files.createDirectory(folder.resolve("taken.svg"));
    fenceline("convert", LOG, taken).failed("fenceline: " + taken + ": Is a directory");
    Path before = Files.writeString(folder.resolve("out.csv"), "before");
    fenceline("convert", "none.log", before)
        .isWrongUsage(SELF, "none.log: no such file, or it cannot be read");
    assertThat(before).hasContent("before");
  }

  private static Object[] words(String arguments) {
    return arguments.replace("LOG", LOG.toString()).split(" ");
  }
}
