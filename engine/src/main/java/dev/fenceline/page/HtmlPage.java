package dev.fenceline.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fenceline.lesson.Lesson;
import dev.fenceline.lesson.Played;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionHeader;
import dev.fenceline.swimlane.pen.Palette;
import dev.fenceline.swimlane.picture.Picture;
import dev.fenceline.timeline.Timeline;
import j2html.utils.EscapeUtil;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes a session or a lesson as one HTML file. The policy in its head allows only the script and
 * the style that it contains, by their digests, and no request at all.
 */
public final class HtmlPage {
  private static final List<String> SCRIPTS =
      List.of(
          "axis.js",
          "brush.js",
          "items.js",
          "loads.js",
          "margins.js",
          "lanes.js",
          "view.js",
          "words.js",
          "player.js",
          "controls.js");

  private static final Pattern PLACE = Pattern.compile("@([A-Z]+)@");

  private final List<PageTerm> terms;
  private final List<PageFont> fonts;

  /**
   * Creates a writer of pages.
   *
   * @param terms the terms to explain where they occur
   * @param fonts the typefaces to include; a page without any uses those of the reader's system
   */
  public HtmlPage(List<PageTerm> terms, List<PageFont> fonts) {
    this.terms = List.copyOf(terms);
    this.fonts = List.copyOf(fonts);
  }

  /**
   * Returns the page of the events that a session contains at present.
   *
   * @param purpose what the scenario of the session is for; empty if there is none
   */
  public String session(SessionHeader header, String purpose, Timeline timeline) {
    String source =
        "Source: %s, made by Fenceline %s.".formatted(header.source(), header.program());
    return page(PageContent.ofRun(header.title(), purpose, source, Picture.of(timeline)));
  }

  /**
   * Returns the page of a lesson, with all that it plays.
   *
   * @param player runs a scenario or reads a session that the lesson plays
   * @throws IllegalArgumentException if a step does not fit its run
   */
  public String lesson(Lesson lesson, Function<Played, Session> player) {
    return page(PageContent.ofLesson(lesson, player));
  }

  private String page(PageContent content) {
    return filled(frame(), places(content));
  }

  /**
   * Returns a page without content. Its places, such as {@code @TITLE@}, are to be filled in by
   * {@link #places}.
   */
  public String frame() {
    String style = style();
    String script = script();
    return filled(
        resource("page.html"),
        Map.of("POLICY", policy(script, style), "STYLE", style, "SCRIPT", script));
  }

  /** Returns what is to be filled into the places of {@link #frame}. */
  public Map<String, String> places(PageContent content) {
    return Map.of(
        "TITLE", escaped(content.title()),
        "SOURCE", escaped(content.source()),
        "HEADLINE", escaped(content.headline()),
        "VERDICT", content.verdict(),
        "STEPS", list(content.steps()),
        "DATA", data(content.json()));
  }

  /** Returns the digest of the script as a policy names it. */
  public static String scriptDigest() {
    return digest(script());
  }

  private String style() {
    return fonts.stream().map(PageFont::css).collect(Collectors.joining())
        + resource("page.css")
            .replace("/*dark*/", PageColors.variables(Palette.DARK))
            .replace("/*light*/", PageColors.variables(Palette.LIGHT))
            .replace("/*contrast*/", PageColors.variables(Palette.CONTRAST));
  }

  private static String script() {
    return SCRIPTS.stream()
        .map(HtmlPage::resource)
        .collect(Collectors.joining("\n", "(() => {\n'use strict';\n", "})();\n"));
  }

  /**
   * Returns the template with each place filled in once, whatever stands in what is filled in. A
   * place without content stays.
   */
  private static String filled(String template, Map<String, String> places) {
    return PLACE
        .matcher(template)
        .replaceAll(it -> Matcher.quoteReplacement(places.getOrDefault(it.group(1), it.group())));
  }

  /** Returns a policy that allows this script and this style, and no request. */
  private static String policy(String script, String style) {
    return "default-src 'none'; script-src 'sha256-%s'; style-src 'sha256-%s'; font-src data:; base-uri 'none'; form-action 'none'"
        .formatted(digest(script), digest(style));
  }

  private static String digest(String content) {
    try {
      byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Returns the steps as a list that can be read without the script, and on paper. */
  private static String list(List<ObjectNode> steps) {
    return steps.stream()
        .map(step -> "<li><b>%s</b> %s</li>".formatted(words(step, "title"), words(step, "text")))
        .collect(Collectors.joining("\n"));
  }

  private static String words(ObjectNode step, String key) {
    return escaped(step.path(key).textValue());
  }

  private String data(ObjectNode json) {
    String text = json.toString();
    json.set("colors", PageColors.json());
    ArrayNode explained = json.putArray("terms");
    terms.stream()
        .filter(term -> occurs(term, text))
        .forEach(term -> {
          ArrayNode names = explained.addArray().add(term.definition()).add(term.term());
          term.also().forEach(names::add);
        });
    return inScript(json.toString());
  }

  private static boolean occurs(PageTerm term, String text) {
    return Stream.concat(Stream.of(term.term()), term.also().stream())
        .anyMatch(name -> text.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT)));
  }

  /**
   * Returns JSON that can stand in a script element: nothing in it ends the element or begins a
   * comment, and no line separator that a script does not know is in it.
   */
  private static String inScript(String json) {
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private static String escaped(String words) {
    return EscapeUtil.escape(words.replaceAll("[\\p{Cc}&&[^\n\t]]", "\uFFFD"));
  }

  private static String resource(String name) {
    try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
