package dev.fenceline.report;

import dev.fenceline.page.HtmlPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** A report file. The ending of its name determines the form. */
public final class ReportFile {
  /** The forms of a report. */
  public enum Form {
    /** {@link HtmlReport}. */
    HTML("html"),
    /** {@link MarkdownReport}. */
    MARKDOWN("md"),
    /** {@link JsonReport}. */
    JSON("json");

    private final String ending;

    Form(String ending) {
      this.ending = ending;
    }

    /** Returns the ending of file names of this form, without the dot. */
    public String ending() {
      return ending;
    }

    private String text(TestReport report, HtmlPage page) {
      return switch (this) {
        case HTML -> HtmlReport.write(report, page);
        case MARKDOWN -> MarkdownReport.write(report);
        case JSON -> JsonReport.write(report);
      };
    }
  }

  private final Path path;
  private final Form form;

  private ReportFile(Path path, Form form) {
    this.path = path;
    this.form = form;
  }

  /**
   * Returns the report file at a path.
   *
   * @throws IllegalArgumentException if no form has the ending of its name
   */
  public static ReportFile of(Path path) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    for (Form form : Form.values()) {
      if (name.endsWith("." + form.ending)) {
        return new ReportFile(path, form);
      }
    }
    throw new IllegalArgumentException(path + ": expected a name that ends in .html, .md or .json");
  }

  /**
   * Writes a report. If it fails, the file stays as it was before.
   *
   * @param page plays the rows of a report in HTML
   * @throws IOException if it cannot be written
   */
  public void write(TestReport report, HtmlPage page) throws IOException {
    Path target = Files.exists(path) ? path.toRealPath() : path;
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try {
      Files.writeString(part, form.text(report, page));
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
