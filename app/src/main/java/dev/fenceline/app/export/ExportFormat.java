package dev.fenceline.app.export;

import dev.fenceline.app.workspace.SessionOrigin;
import dev.fenceline.exchange.kernellog.KernelLogWriter;
import dev.fenceline.exchange.table.CsvSession;
import dev.fenceline.exchange.table.MarkdownSession;
import dev.fenceline.exchange.trace.ChromeTrace;
import dev.fenceline.exchange.trace.PerfettoTrace;
import dev.fenceline.page.StepPictures;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionFile;
import dev.fenceline.session.SessionNote;
import dev.fenceline.swimlane.paint.MarkPainter;
import dev.fenceline.swimlane.paint.SessionPicture;
import dev.fenceline.swimlane.paint.SheetPicture;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.pen.SvgPen;
import dev.fenceline.swimlane.pen.TextWidths;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.metrics.Metrics;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The formats in which a session can be written, each with its endings and its writer. */
enum ExportFormat {
  SVG("picture as SVG", "SVG pictures", ".svg") {
    @Override
    void write(Content content, Path file) throws IOException {
      DrawnSession drawing = content.drawing();
      SvgPen pen = new SvgPen(new TextWidths());
      drawing.painter().accept(pen);
      Files.writeString(file, pen.document(drawing.width(), drawing.height(), drawing.title()));
    }
  },
  PNG("picture as PNG", "PNG pictures", ".png") {
    @Override
    void write(Content content, Path file) throws IOException {
      PngPicture.write(content.drawing(), file);
    }
  },
  PDF("picture as PDF", "PDF documents", ".pdf") {
    @Override
    void write(Content content, Path file) throws IOException {
      PdfPicture.write(content.drawing(), file);
    }
  },
  GIF("steps as animated GIF", "GIF pictures", ".gif") {
    @Override
    void write(Content content, Path file) throws IOException {
      PictureStyle style = content.style();
      GifPicture.write(
          content.steps(), SessionPicture.DEFAULT_WIDTH, style.palette(), style.elastic(), file);
    }
  },
  HTML("page that plays in a browser", "HTML pages", ".html .htm") {
    @Override
    void write(Content content, Path file) throws IOException {
      Session session = content.session();
      String page =
          session.lesson().isPresent()
              ? BrowserPage.ofLessonIn(session, file.getFileName().toString())
              : BrowserPage.ofSession(session.header(), content.purpose(), content.timeline());
      Files.writeString(file, page);
    }
  },
  MARKDOWN("summary as Markdown", "Markdown", ".md") {
    @Override
    void write(Content content, Path file) throws IOException {
      Files.writeString(
          file, MarkdownSession.write(content.session().header(), content.timeline()));
    }
  },
  KERNEL_LOG("kernel log", "Kernel logs", ".log .txt") {
    @Override
    void write(Content content, Path file) throws IOException {
      Files.writeString(
          file, KernelLogWriter.toText(KernelLogWriter.all(content.session().events())));
    }
  },
  CSV("events as CSV", "CSV files", ".csv") {
    @Override
    void write(Content content, Path file) throws IOException {
      try (Writer out = Files.newBufferedWriter(file)) {
        CsvSession.write(content.timeline(), out);
      }
    }
  },
  PERFETTO("trace for Perfetto", "Perfetto traces", ".pftrace .perfetto-trace") {
    @Override
    void write(Content content, Path file) throws IOException {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
        PerfettoTrace.write(content.timeline(), content.title(), out);
      }
    }
  },
  CHROME_TRACE("Chrome trace as JSON", "Chrome traces", ".json") {
    @Override
    void write(Content content, Path file) throws IOException {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
        ChromeTrace.write(content.timeline(), content.title(), out);
      }
    }
  },
  CAPTURE("network capture", "Network captures", ".pcap .pcapng") {
    @Override
    void write(Content content, Path file) throws IOException {
      CaptureFile.write(content.session(), file);
    }
  },
  SESSION("session", "Fenceline sessions", ".fenceline .fenceline.gz") {
    @Override
    void write(Content content, Path file) throws IOException {
      SessionFile.save(file, content.session());
    }
  };

  /**
   * The content to write.
   *
   * @param session the session
   * @param timeline its events
   * @param style the style of pictures
   */
  record Content(Session session, Timeline timeline, PictureStyle style) {
    String title() {
      return session.header().title();
    }

    /** Returns what the scenario of the session is for; empty if there is none. */
    String purpose() {
      return SessionOrigin.scenario(session.header()).map(Scenario::summary).orElse("");
    }

    /** Returns the steps of the session, each as a picture. */
    StepPictures steps() {
      return StepPictures.ofSession(timeline, title(), purpose());
    }

    /** Returns the picture of the session in its style. */
    DrawnSession drawing() {
      int width = SessionPicture.DEFAULT_WIDTH;
      Palette palette = style.palette();
      if (style.sheet().isPresent()) {
        SheetPicture sheet = sheet(style.sheet().get());
        return new DrawnSession(
            title(),
            width,
            sheet.height(width),
            pen -> sheet.paint(pen, width, palette, style.elastic()));
      }
      SessionPicture lanes =
          new SessionPicture(Picture.of(timeline), title(), style.extra(), metrics());
      return new DrawnSession(
          title(), width, lanes.height(), pen -> lanes.paint(pen, width, palette, style.elastic()));
    }

    private SheetPicture sheet(PictureStyle.Sheet sheet) {
      List<MarkPainter.Note> notes =
          session.notes().stream()
              .sorted(Comparator.comparingLong(SessionNote::nanos))
              .map(it -> new MarkPainter.Note(it.nanos(), it.toNanos(), it.text()))
              .toList();
      return new SheetPicture(
          timeline,
          title(),
          style.extra(),
          new SheetPicture.Marks(notes, sheet.aNanos(), sheet.bNanos()),
          sheet.range(),
          metrics());
    }

    private Optional<Metrics> metrics() {
      return style.metrics() ? Optional.of(Metrics.of(timeline)) : Optional.empty();
    }
  }

  private final String words;
  private final String plural;
  private final String endings;

  /** Creates a format. The endings are separated by spaces, the usual one first. */
  ExportFormat(String words, String plural, String endings) {
    this.words = words;
    this.plural = plural;
    this.endings = endings;
  }

  /** Returns the name of the format as a menu shows it: {@code events as CSV}. */
  String words() {
    return words;
  }

  /** Returns the name for files of this format in a file chooser. */
  String plural() {
    return plural;
  }

  /** Returns the endings of file names in this format, the usual one first. */
  List<String> endings() {
    return List.of(endings.split(" "));
  }

  /** Reports whether it is a picture of the lanes. */
  boolean isPicture() {
    return this == SVG || this == PNG || this == PDF;
  }

  /** Reports whether the name of a file has an ending of this format. */
  boolean isEndingOf(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return endings().stream().anyMatch(name::endsWith);
  }

  /** Returns the format of a file by its name; empty if no format has its ending. */
  static Optional<ExportFormat> of(Path file) {
    return Arrays.stream(values()).filter(format -> format.isEndingOf(file)).findFirst();
  }

  /** Returns all endings with their formats, for an error message. */
  static String list() {
    return Arrays.stream(values())
        .map(format -> String.join(" or ", format.endings()) + " (" + format.words + ")")
        .collect(Collectors.joining(", "));
  }

  /**
   * Writes the file in this format, whatever its name. Must not be called on the application
   * thread.
   */
  abstract void write(Content content, Path file) throws IOException;
}
