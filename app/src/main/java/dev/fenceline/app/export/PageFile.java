package dev.fenceline.app.export;

import dev.fenceline.app.glossary.Glossary;
import dev.fenceline.lab.Lab;
import dev.fenceline.lesson.Lesson;
import dev.fenceline.lesson.Played;
import dev.fenceline.page.HtmlPage;
import dev.fenceline.page.PageFont;
import dev.fenceline.page.PageTerm;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A session or a lesson as a page for a browser, with the glossary and the typefaces of the window.
 */
public final class PageFile {
  private static final String FONTS = "/assets/fonts/";

  private PageFile() {}

  /** Reports whether the name of a file is that of a page. */
  public static boolean isNamed(Path file) {
    return ExportFormat.HTML.isEndingOf(file);
  }

  /** Returns the page of a session. */
  static String session(ExportFormat.Content content) throws IOException {
    return page().session(content.session().header(), content.purpose(), content.timeline());
  }

  /**
   * Writes the page of a lesson, with the scenarios that it plays, which are run for it. The file
   * is replaced as a whole or stays as it was.
   *
   * @throws IOException if it cannot be written, or if a session that it plays cannot be read
   */
  public static void write(Lesson lesson, Path file) throws IOException {
    try {
      String html = page().lesson(lesson, PageFile::play);
      ExportFile.replace(file, part -> Files.writeString(part, html));
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
  }

  private static Session play(Played played) {
    String session = played.session();
    if (session == null) {
      Scenario scenario = played.toRun();
      Lab lab = Lab.inVirtualTime(scenario, scenario.seed());
      lab.run();
      return Session.of(lab.header(), lab.timeline().events());
    }
    String resource = "/sessions/" + session + Played.SUFFIX;
    try (InputStream in = PageFile.class.getResourceAsStream(resource)) {
      return SessionReader.read(Objects.requireNonNull(in, resource));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static HtmlPage page() throws IOException {
    List<PageTerm> terms =
        Glossary.shipped().all().stream()
            .map(term -> new PageTerm(term.term(), term.also(), term.definition()))
            .toList();
    List<PageFont> fonts =
        List.of(
            font("Inter", 400, "inter-latin-400-normal.woff"),
            font("Inter", 600, "inter-latin-600-normal.woff"),
            font("JetBrains Mono", 500, "jetbrains-mono-latin-500-normal.woff"));
    return new HtmlPage(terms, fonts);
  }

  private static PageFont font(String family, int weight, String file) throws IOException {
    try (InputStream in = PageFile.class.getResourceAsStream(FONTS + file)) {
      return PageFont.of(family, weight, Objects.requireNonNull(in, file).readAllBytes());
    }
  }
}
