package dev.fenceline.app.glossary;

import dev.fenceline.page.HtmlPage;
import dev.fenceline.page.PageFont;
import dev.fenceline.page.PageTerm;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** A page for a browser that explains the terms of the glossary, in the typefaces of the window. */
public final class ExplainedPage {
  private static final String FONTS = "/assets/fonts/";

  private ExplainedPage() {}

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
    try (InputStream in = ExplainedPage.class.getResourceAsStream(FONTS + file)) {
      return PageFont.of(family, weight, Objects.requireNonNull(in, file).readAllBytes());
    }
  }
}
