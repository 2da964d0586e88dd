package dev.fenceline.report;

import static j2html.TagCreator.attrs;
import static j2html.TagCreator.each;
import static j2html.TagCreator.span;
import static j2html.TagCreator.table;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import j2html.Config;
import j2html.rendering.FlatHtml;
import j2html.tags.DomContent;
import j2html.tags.Renderable;
import j2html.utils.EscapeUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Parts that the table of the HTML document and its sections share, and their conversion to text.
 */
final class HtmlParts {
  private HtmlParts() {}

  /**
   * Returns the markup of a part. It is well-formed XML too, so that any tool can read it: empty
   * elements are closed, and control characters, which XML cannot have, are replaced.
   */
  static String markup(Renderable part) {
    Config config = Config.defaults().withEmptyTagsClosed(true).withTextEscaper(HtmlParts::escaped);
    try {
      return part.render(FlatHtml.into(new StringBuilder(), config)).toString();
    } catch (IOException e) {
      throw new UncheckedIOException("a text cannot be written to memory", e);
    }
  }

  /** Returns words as text of an element or an attribute. */
  static String escaped(String words) {
    return EscapeUtil.escape(words.replaceAll("[\\p{Cc}&&[^\n\t]]", "\uFFFD"));
  }

  /** Returns the result of a row as a coloured badge. */
  static DomContent badge(ReportRow row) {
    return span(row.verdict().words()).withClasses("badge", row.verdict().key());
  }

  /** Returns names and values as a table of two columns. */
  static DomContent facts(List<Fact> facts) {
    return table(attrs(".facts"), each(facts, fact -> tr(th(fact.name()), td(fact.value()))));
  }

  /** Returns the head of a table: a column for each name, aligned as numbers if it holds such. */
  static DomContent head(List<Column> columns) {
    return thead(
        tr(
            each(
                columns,
                column -> column.isNumber ? th(attrs(".num"), column.name) : th(column.name))));
  }

  /** The name of a column, and whether it holds numbers. */
  record Column(String name, boolean isNumber) {
    static Column words(String name) {
      return new Column(name, false);
    }

    static Column number(String name) {
      return new Column(name, true);
    }
  }
}
