package dev.fenceline.app.cli;

import dev.fenceline.session.Session;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Comparison;
import dev.fenceline.timeline.recovery.Comparison.Side;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fenceline compare}: prints what differs between sessions. */
@Command(
    name = "compare",
    description =
        "Prints sessions, kernel logs or captures side by side: data, outage, fencing, phases. "
            + "A star marks what differs; a dash is not known.",
    mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "2..6",
      description = "Sessions, kernel logs or captures (pcap, pcapng).")
  private List<Path> files = List.of();

  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields before call()
  CompareCommand() {}

  @Override
  public Integer call() throws IOException {
    List<Side> sides = new ArrayList<>();
    for (Path file : files) {
      Session session = InputFile.read(file, "", spec.commandLine());
      sides.add(new Side(session.header().title(), Timeline.of(session.events())));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(Comparison.of(sides).text());
    out.flush();
    return ExitStatus.DONE;
  }
}
