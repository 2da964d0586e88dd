package dev.fenceline.app.export;

import dev.fenceline.app.glossary.Glossary;
import dev.fenceline.app.workspace.SessionOrigin;
import dev.fenceline.page.HtmlPage;
import dev.fenceline.page.PageFont;
import dev.fenceline.page.PageTerm;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.session.SessionHeader;
import dev.fenceline.timeline.Timeline;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** A session as a page for a browser, with the glossary and the typefaces of the window. */
final class PageFile {
  private static final String FONTS = "/assets/fonts/";

  private PageFile() {}

  /**
   * Returns the document.
   *
   * @throws IOException if a typeface cannot be read
   */
  static String html(SessionHeader header, Timeline timeline) throws IOException {
    List<PageTerm> terms =
        Glossary.shipped().all().stream()
            .map(term -> new PageTerm(term.term(), term.also(), term.definition()))
            .toList();
    List<PageFont> fonts =
        List.of(
            font("Inter", 400, "inter-latin-400-normal.woff"),
            font("Inter", 600, "inter-latin-600-normal.woff"),
            font("JetBrains Mono", 500, "jetbrains-mono-latin-500-normal.woff"));
    String purpose = SessionOrigin.scenario(header).map(Scenario::summary).orElse("");
    return HtmlPage.write(header, purpose, timeline, terms, fonts);
  }

  private static PageFont font(String family, int weight, String file) throws IOException {
    try (InputStream in = PageFile.class.getResourceAsStream(FONTS + file)) {
      return PageFont.of(family, weight, Objects.requireNonNull(in, file).readAllBytes());
    }
  }
}
