package dev.fenceline.app.cli;

import dev.fenceline.app.window.CaptureFile;
import dev.fenceline.app.window.ExportFile;
import dev.fenceline.app.window.PictureStyle;
import dev.fenceline.exchange.Formats;
import dev.fenceline.session.Session;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fenceline convert}: writes what a file holds in another form. */
@Command(
    name = "convert",
    description = {
      "Writes a session, kernel log or capture in the form that the name of OUT ends with:",
      "  .fenceline, .fenceline.gz  session",
      "  .json                      trace for Perfetto and chrome://tracing",
      "  .pftrace, .perfetto-trace  trace for Perfetto, to the nanosecond",
      "  .csv                       a line for each event",
      "  .md                        summary: recoveries, phases, findings, kernel log",
      "  .svg, .png                 swimlanes",
      "  .log, .txt                 kernel log",
      "  .pcap, .pcapng             network capture; with data if a run in virtual time is given",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  fenceline convert dmesg.log recovery.svg",
      "  fenceline convert run.fenceline run.pftrace"
    },
    mixinStandardHelpOptions = true)
final class ConvertCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "IN", description = "A session, kernel log or capture.")
  private Path in = Path.of("");

  @Parameters(index = "1", paramLabel = "OUT", description = "The file to write.")
  private Path out = Path.of("");

  @Mixin private PictureOptions pictureOptions;

  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields before call()
  ConvertCommand() {}

  @Override
  public Integer call() throws IOException {
    ExportFile file = ExportFile.of(out);
    PictureStyle style = pictureOptions.style(spec.commandLine());
    if (!Files.isReadable(in)) {
      throw new ParameterException(spec.commandLine(), in + ": there is no such file to read");
    }
    Session session = Formats.read(in);
    PrintWriter err = spec.commandLine().getErr();
    session.warnings().forEach(warning -> err.println("fenceline: " + in + ": " + warning));
    err.flush();
    file.write(session, style);
    if (out.toString().toLowerCase(Locale.ROOT).matches(".*\\.pcap(ng)?")) {
      CaptureFile.note(session).ifPresent(note -> err.println("fenceline: " + out + ": " + note));
      err.flush();
    }
    return Main.DONE;
  }
}
