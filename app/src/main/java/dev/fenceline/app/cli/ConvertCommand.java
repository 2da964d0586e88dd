package dev.fenceline.app.cli;

import dev.fenceline.app.export.CaptureFile;
import dev.fenceline.app.export.ExportFile;
import dev.fenceline.app.export.LessonFile;
import dev.fenceline.app.export.NumberedPictures;
import dev.fenceline.app.export.PictureStyle;
import dev.fenceline.exchange.overlay.Overlay;
import dev.fenceline.exchange.redaction.Redaction;
import dev.fenceline.lesson.Lesson;
import dev.fenceline.lesson.LessonLibrary;
import dev.fenceline.scenario.setting.TimeText;
import dev.fenceline.session.Session;
import dev.fenceline.timeline.Alignment;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fenceline convert}: writes the content of a file in another format. */
@Command(
    name = "convert",
    description = {
      "Writes a session, kernel log or capture in another form.",
      "The name of OUT says which:",
      "  .fenceline, .fenceline.gz  session",
      "  .json                      trace for Perfetto and chrome://tracing",
      "  .pftrace, .perfetto-trace  trace for Perfetto, to the nanosecond",
      "  .csv                       a line for each event",
      "  .md                        summary: recoveries, phases, findings, kernel log",
      "  .svg, .png, .pdf           swimlanes",
      "  .gif                       swimlanes step by step, animated",
      "  NAME-%%d.png, NAME-%%02d.png a numbered picture for each step, with its words",
      "  .html, .htm                page that plays in a browser, without Fenceline or a network",
      "  .log, .txt                 kernel log",
      "  .pcap, .pcapng             network capture; with data if a run in virtual time is given",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  fenceline convert dmesg.log recovery.svg",
      "  fenceline convert run.fenceline run.pftrace",
      "  fenceline convert lesson:stale-write stale-write.html",
      "  fenceline convert lesson:stale-write stale-write-%%02d.png",
      "  fenceline convert run.fenceline both.svg --with dmesg.log"
    },
    mixinStandardHelpOptions = true)
final class ConvertCommand implements Callable<Integer> {
  /** What the name of IN begins with if it is a shipped lesson. */
  private static final String LESSON = "lesson:";

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "IN",
      description = "A session, kernel log or capture; or lesson:ID for a shipped lesson.")
  private Path in = Path.of("");

  @Parameters(index = "1", paramLabel = "OUT", description = "The file to write.")
  private Path out = Path.of("");

  @Option(
      names = "--with",
      paramLabel = "FILE",
      description =
          "Overlays a second session or log of the same events on IN, aligned where they match; "
              + "the names of its lanes have a mark.")
  private @Nullable Path with;

  @Option(
      names = "--offset",
      paramLabel = "TIME",
      description =
          "With --with: offset that is added to its times, such as 1.5s or -20ms, instead of the "
              + "one that is found.")
  private @Nullable String offset;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description = "Reads only the lines of this host from a kernel log of several hosts.")
  private String host = "";

  @Option(
      names = "--with-host",
      paramLabel = "NAME",
      description = "The same for the log of --with.")
  private String withHost = "";

  @Option(
      names = "--redact",
      description =
          "Replaces addresses, NQNs, host identifiers and host names, so that the file can be"
              + " shared, and says what was replaced.")
  private boolean redact;

  @Mixin private PictureOptions pictureOptions;

  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields before call()
  ConvertCommand() {}

  @Override
  public Integer call() throws IOException {
    if (in.toString().startsWith(LESSON)) {
      return lesson(in.toString().substring(LESSON.length()));
    }
    boolean isNumbered = NumberedPictures.isNamed(out);
    ExportFile file = ExportFile.of(out);
    PictureStyle style = pictureOptions.style(spec.commandLine());
    Path second = with;
    if (second == null && offset != null) {
      throw new ParameterException(spec.commandLine(), "--offset needs --with FILE");
    }
    Session first = InputFile.read(in, host, spec.commandLine());
    Session session =
        second == null
            ? first
            : overlay(first, InputFile.read(second, withHost, spec.commandLine()));
    if (redact) {
      Redaction redaction = Redaction.of(session);
      session = redaction.session();
      spec.commandLine().getOut().println(redaction.words());
      spec.commandLine().getOut().flush();
    }
    if (isNumbered) {
      file.writeSteps(session, style);
    } else {
      file.write(session, style);
    }
    if (CaptureFile.isNamed(out)) {
      PrintWriter err = spec.commandLine().getErr();
      CaptureFile.note(session).ifPresent(note -> err.println("fenceline: " + out + ": " + note));
      err.flush();
    }
    return ExitStatus.DONE;
  }

  private int lesson(String id) throws IOException {
    CommandLine command = spec.commandLine();
    Lesson lesson =
        LessonLibrary.find(id)
            .orElseThrow(() ->
                new ParameterException(
                    command,
                    "there is no lesson \"%s\"; there are %s"
                        .formatted(id, String.join(", ", LessonLibrary.ids()))));
    LessonFile.of(out)
        .orElseThrow(() ->
            new ParameterException(
                command,
                out + ": a lesson is written as .html, as .gif, or as numbered pictures: %d.png"))
        .write(lesson, pictureOptions.style(command), out);
    return ExitStatus.DONE;
  }

  private Session overlay(Session first, Session second) {
    Alignment alignment = Alignment.of(first.events(), second.events());
    String words = alignment.words(second.header().title());
    long nanos = alignment.isFound() ? alignment.offsetNanos() : 0;
    if (offset != null) {
      nanos = TimeText.nanos(offset);
      words += " The given offset of " + offset + " is used instead.";
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(words);
    out.flush();
    return Overlay.of(first, second, nanos, words);
  }
}
