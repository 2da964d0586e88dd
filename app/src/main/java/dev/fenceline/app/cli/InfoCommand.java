package dev.fenceline.app.cli;

import dev.fenceline.event.LogEvent;
import dev.fenceline.exchange.Formats;
import dev.fenceline.exchange.kernellog.LogAccount;
import dev.fenceline.lesson.Lesson;
import dev.fenceline.lesson.LessonOnRun;
import dev.fenceline.lesson.LessonReader;
import dev.fenceline.scenario.setting.ScenarioException;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionHeader;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Summary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fenceline info}: prints what a file contains. */
@Command(
    name = "info",
    description =
        "Prints what a session, kernel log or network capture contains: source, controllers, "
            + "recoveries, findings, verdict.",
    mixinStandardHelpOptions = true)
final class InfoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      description = "A session, a kernel log or a capture (pcap, pcapng).")
  private Path file = Path.of("");

  @Option(names = "--json", description = "Prints the summary as JSON.")
  private boolean json;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description = "Reads only the lines of this host from a kernel log of several hosts.")
  private String host = "";

  @SuppressWarnings("NullAway.Init") // picocli sets the annotated fields before call()
  InfoCommand() {}

  @Override
  public Integer call() throws IOException {
    Session session = InputFile.read(file, host, spec.commandLine());
    Timeline timeline = Timeline.of(session.events());
    Summary summary = Summary.of(timeline);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonPrinter.print(summary.fields(), out);
    } else {
      head(session, out);
      out.print(summary.text());
      session.lesson().ifPresent(lesson -> lesson(lesson, timeline, out));
      LogAccount.of(timeline).map(LogAccount::lines).ifPresent(all -> all.forEach(out::println));
      out.flush();
    }
    return ExitStatus.DONE;
  }

  /** Says what the lesson in the file is, and whether it fits the session. */
  private void lesson(String written, Timeline timeline, PrintWriter out) {
    try {
      Lesson lesson = LessonReader.readWithin(written, file.toString());
      List<String> misfits = LessonOnRun.misfits(lesson, timeline);
      out.printf(
          "Lesson \"%s\": %s, %s%n",
          lesson.title(),
          Text.count(lesson.steps().size(), "step"),
          misfits.isEmpty() ? "each fits the session." : "not all fit the session:");
      misfits.forEach(out::println);
    } catch (ScenarioException wrong) {
      out.printf("The lesson cannot be read: %s%n", wrong.getMessage());
    }
  }

  private void head(Session session, PrintWriter out) throws IOException {
    SessionHeader header = session.header();
    boolean isOurs = Formats.of(file) == Formats.SESSION;
    String by = isOurs ? ", made by Fenceline " + header.program() : "";
    out.printf("%s: %s%s%n", header.title(), header.source(), by);
    if (!session.events().isEmpty()
        && session.events().getLast().detail() instanceof LogEvent.Closed log) {
      out.println(log.explanation());
    }
  }
}
