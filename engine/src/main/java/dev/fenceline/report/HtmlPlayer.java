package dev.fenceline.report;

import static j2html.TagCreator.attrs;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.script;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fenceline.page.HtmlPage;
import dev.fenceline.page.PageContent;
import j2html.TagCreator;
import j2html.tags.DomContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * The player of the rows of an HTML document: once the page that plays sessions, and for each row
 * what it shows, both compressed. A short script puts them together in a frame of the row when a
 * reader asks for it. Without it the pictures of the rows stay as they are.
 */
final class HtmlPlayer {
  private static final String SCRIPT = "rows.js";

  private final HtmlPage page;

  HtmlPlayer(HtmlPage page) {
    this.page = page;
  }

  /** Returns the policy of the document: its own script and that of the player, and no request. */
  DomContent policy() {
    return meta()
        .attr("http-equiv", "Content-Security-Policy")
        .withContent(
            "default-src 'none'; script-src 'sha256-%s' 'sha256-%s'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'"
                .formatted(digest(rows()), HtmlPage.scriptDigest()));
  }

  /** Returns what stands at the end of the document. */
  DomContent end() {
    return each(
        div().withId("player").attr("hidden", "hidden").attr("data-page", packed(page.frame())),
        script(rawHtml(rows())));
  }

  /** Returns the button of a row, which plays it. The script shows it. */
  DomContent button(PageContent content) {
    Map<String, String> places = new TreeMap<>(page.places(content));
    return TagCreator.button(attrs(".play"), "Play it step by step")
        .attr("hidden", "hidden")
        .attr("type", "button")
        .attr("data-run", packed(json(places)));
  }

  private static String json(Map<String, String> places) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    places.forEach(json::put);
    return json.toString();
  }

  /** Returns a text as a script can unpack it: compressed, in Base64. */
  private static String packed(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("a text cannot be written to memory", e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static String digest(String content) {
    try {
      byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String rows() {
    try (InputStream in = HtmlPlayer.class.getResourceAsStream(SCRIPT)) {
      if (in == null) {
        throw new IllegalStateException(SCRIPT + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
