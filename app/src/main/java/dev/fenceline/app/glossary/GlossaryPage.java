package dev.fenceline.app.glossary;

import java.util.stream.Collectors;

/** The glossary as a page of Markdown. */
final class GlossaryPage {
  private static final String HEAD =
      """
      # Glossary

      The terms that the window, the command line and the pages of Fenceline use. This page is made
      from `terms.json`, which is also what `fenceline glossary`, the glossary in the help menu and
      the hovers of the window show. To change a term, edit `terms.json` and run
      `mvn -q -pl engine,app test -Dtest=GlossaryTest -Dfenceline.pages=write
      -Dsurefire.failIfNoSpecifiedTests=false`.

      | term | meaning | source |
      |---|---|---|
      """;

  private GlossaryPage() {}

  static String write(Glossary glossary) {
    return glossary.all().stream().map(GlossaryPage::row).collect(Collectors.joining("", HEAD, ""));
  }

  private static String row(Term term) {
    String also = term.also().isEmpty() ? "" : " (" + String.join(", ", term.also()) + ")";
    return "| **%s**%s | %s | %s |\n"
        .formatted(cell(term.term()), cell(also), cell(term.definition()), cell(term.source()));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
