package dev.fenceline.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fenceline.clock.ClockKind;
import dev.fenceline.event.Cause;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionHeader;
import dev.fenceline.session.SessionReader;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Headline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page is one file that asks for nothing, and says what the engine says. */
@Tag("slow")
class HtmlPageTest {
  private static final int SIZE_MAX_BYTES = 2_000_000;

  private static Session session(String name) throws IOException {
    return SessionReader.read(Path.of("../sessions", name + ".fenceline"));
  }

  private static String page(Session session, String purpose) {
    return new HtmlPage(List.of(), List.of())
        .session(session.header(), purpose, Timeline.of(session.events()));
  }

  private static String part(String page, String pattern) {
    Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(page);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }

  private static JsonNode data(String page) throws IOException {
    return new ObjectMapper()
        .readTree(part(page, "<script id=\"data\" type=\"application/json\">(.*?)</script>"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "baseline",
        "ccr",
        "hold",
        "unprotected",
        "linux-relay",
        "linux-black-hole",
        "linux-black-hole-dmesg"
      })
  void everyShippedSessionIsASmallPageThatNamesNoOtherFile(String name) throws IOException {
    String page = page(session(name), "");

    assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(SIZE_MAX_BYTES);
    assertThat(page).doesNotContain("<link", "@import", " src=", "href=", "url(", "fetch(");
    assertThat(data(page).path("pictures").path(0).path("items")).isNotEmpty();
  }

  @Test
  void thePolicyAllowsThisScriptAndThisStyleOnly() throws Exception {
    String page = page(session("hold"), "");

    assertThat(part(page, "Content-Security-Policy\" content=\"(.*?)\""))
        .startsWith("default-src 'none';")
        .contains("script-src 'sha256-" + digest(part(page, "<script>(.*?)</script>")) + "'")
        .contains("style-src 'sha256-" + digest(part(page, "<style>(.*?)</style>")) + "'");
  }

  private static String digest(String content) throws NoSuchAlgorithmException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void aTextCannotEndTheScriptNorFillAPlaceOfThePage() throws IOException {
    String title = "</script><!-- <b> \u2028 & @DATA@ @STEPS@ $1";
    Session hold = session("hold");
    SessionHeader header =
        SessionHeader.of("0", title, null, 1, ClockKind.VIRTUAL.word(), SessionHeader.EMULATED);

    String page = page(Session.of(header, hold.events()), title);

    assertThat(page.split("</script>", -1)).hasSize(3);
    assertThat(page).doesNotContain("\u2028</b>", "<!-- <b>");
    assertThat(data(page).path("steps").path(0).path("title").textValue()).isEqualTo(title);
    assertThat(part(page, "<title>(.*?)</title>")).startsWith("&lt;/script&gt;");
  }

  @Test
  void theStepsAreInTheOrderOfTimeAndEndWithTheHeadline() throws IOException {
    Session baseline = session("baseline");
    JsonNode steps = data(page(baseline, "Why it is there.")).path("steps");

    List<Long> moments = steps.findValues("at").stream().map(JsonNode::longValue).toList();
    assertThat(moments).isSorted().hasSizeGreaterThan(5);
    assertThat(steps.path(0).path("text").textValue()).isEqualTo("Why it is there.");
    assertThat(steps.path(steps.size() - 1).path("text").textValue())
        .isEqualTo(Headline.of(Timeline.of(baseline.events())).words());
  }

  @Test
  void aStepAboutAPhaseComesWhenThePhaseIsOver() throws IOException {
    JsonNode data = data(page(session("hold"), ""));

    for (JsonNode piece : data.path("pictures").path(0).path("strip")) {
      String words = piece.path("w").path(0).textValue();
      for (JsonNode step : data.path("steps")) {
        if (step.path("title").textValue().endsWith(": " + words)) {
          assertThat(step.path("at").longValue()).isEqualTo(piece.path("t").longValue());
        }
      }
      if (!piece.path("steady").booleanValue()) {
        assertThat(piece.path("now").path(0).textValue()).endsWith(", not over");
      }
    }
  }

  @Test
  void whatIsNotDrawnIsSaid() throws IOException {
    List<Event> events = new ArrayList<>();
    Lane lane = Lane.host("nvme0");
    ControllerEvent live =
        new ControllerEvent.StateChanged(ControllerState.NEW, ControllerState.LIVE, "");
    events.add(new Event(1, 0, lane, Cause.NONE, live));
    for (long i = 1; i < 20_000; i += 2) {
      long nanos = i * 1_000_000;
      events.add(new Event(i + 1, nanos, lane, Cause.NONE, new KeepAliveEvent.Sent(1)));
      events.add(
          new Event(i + 2, nanos + 100, lane, Cause.NONE, new KeepAliveEvent.Answered(1, 100)));
    }
    SessionHeader header = session("hold").header();

    JsonNode data = data(page(Session.of(header, events), ""));

    assertThat(data.path("pictures").path(0).path("notes").path(1).textValue())
        .startsWith("Not everything is drawn: ");
  }
}
