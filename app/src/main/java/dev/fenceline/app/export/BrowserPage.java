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
import dev.fenceline.session.SessionHeader;
import dev.fenceline.session.SessionReader;
import dev.fenceline.timeline.Timeline;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** The page of a session or a lesson, with the glossary and the typefaces of the window. */
public final class BrowserPage {
  private static final String FONTS = "/assets/fonts/";

  private BrowserPage() {}

  /** Returns the page of a session. */
  static String ofSession(SessionHeader header, String purpose, Timeline timeline)
      throws IOException {
    return empty().session(header, purpose, timeline);
  }

  /**
   * Returns the page of a lesson, with the scenarios that it plays, which are run for it.
   *
   * @throws IOException if a session that it plays cannot be read
   */
  static String ofLesson(Lesson lesson) throws IOException {
    try {
      return empty().lesson(lesson, BrowserPage::play);
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
  }

  /** Runs the scenario or reads the session that a lesson plays. */
  static Session play(Played played) {
    String session = played.session();
    if (session == null) {
      Scenario scenario = played.toRun();
      Lab lab = Lab.inVirtualTime(scenario, scenario.seed());
      lab.run();
      return Session.of(lab.header(), lab.timeline().events());
    }
    String resource = "/sessions/" + session + Played.SUFFIX;
    try (InputStream in = BrowserPage.class.getResourceAsStream(resource)) {
      return SessionReader.read(Objects.requireNonNull(in, resource));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Returns a page without content, with the glossary and the typefaces.
   *
   * @throws IOException if a typeface cannot be read
   */
  public static HtmlPage empty() throws IOException {
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
    try (InputStream in = BrowserPage.class.getResourceAsStream(FONTS + file)) {
      return PageFont.of(family, weight, Objects.requireNonNull(in, file).readAllBytes());
    }
  }
}
