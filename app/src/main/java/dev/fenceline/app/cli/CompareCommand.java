package dev.fenceline.app.cli;

import dev.fenceline.session.Session;
import dev.fenceline.swimlane.paint.ComparisonPicture;
import dev.fenceline.swimlane.paint.SessionPicture;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Anchor;
import dev.fenceline.timeline.recovery.Comparison;
import dev.fenceline.timeline.recovery.Comparison.Side;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
  private static final int FILES_MIN = 2;
  private static final int FILES_MAX = 6;
  private static final String PICTURE = ".svg";
  private static final String REPORT = ".txt";
  private static final String MARKDOWN = ".md";

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Two to six sessions, kernel logs or captures (pcap, pcapng).")
  private List<Path> files = List.of();

  @Option(names = "--json", description = "Prints the comparison as JSON.")
  private boolean json;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Writes a picture (.svg) with the lanes one above the other and the table, or a report "
              + "(.txt, or .md in Markdown). May be given more than once.")
  private List<Path> out = new ArrayList<>();

  @Option(
      names = "--theme",
      paramLabel = "THEME",
      description = "Theme of the picture: dark or light.")
  private Theme theme = Theme.dark;

  /** The themes, as they are named on the command line. */
  private enum Theme {
    dark(Palette.DARK),
    light(Palette.LIGHT);

    private final Palette palette;

    Theme(Palette palette) {
      this.palette = palette;
    }
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields before call()
  CompareCommand() {}

  @Override
  public Integer call() throws IOException {
    checkArguments();
    OutputFile.demand(out.toArray(Path[]::new));
    List<Side> sides = new ArrayList<>();
    for (Path file : files) {
      Session session = InputFile.read(file, "", spec.commandLine());
      sides.add(new Side(session.header().title(), Timeline.of(session.events())));
    }
    for (Path file : out) {
      Files.writeString(file, written(file, sides));
    }
    PrintWriter printer = spec.commandLine().getOut();
    if (json) {
      JsonPrinter.print(Comparison.fields(sides), printer);
    } else {
      printer.print(Comparison.of(sides).text());
      printer.flush();
    }
    return ExitStatus.DONE;
  }

  private void checkArguments() {
    if (files.size() < FILES_MIN || files.size() > FILES_MAX) {
      throw new ParameterException(
          spec.commandLine(),
          "expected %d to %d files, found %d".formatted(FILES_MIN, FILES_MAX, files.size()));
    }
    for (Path file : out) {
      if (Stream.of(PICTURE, REPORT, MARKDOWN).noneMatch(file.toString()::endsWith)) {
        throw new ParameterException(
            spec.commandLine(),
            "%s: expected a name that ends in .svg, .txt or .md".formatted(file));
      }
    }
  }

  private String written(Path file, List<Side> sides) {
    if (file.toString().endsWith(REPORT)) {
      return Comparison.report(sides);
    }
    if (file.toString().endsWith(MARKDOWN)) {
      return Comparison.markdown(sides);
    }
    Anchor anchor = Anchor.of(sides.stream().map(Side::timeline).toList());
    return new ComparisonPicture(sides, anchor).svg(SessionPicture.DEFAULT_WIDTH, theme.palette);
  }
}
