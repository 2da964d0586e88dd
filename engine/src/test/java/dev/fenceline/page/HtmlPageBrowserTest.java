package dev.fenceline.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.lab.Lab;
import dev.fenceline.lesson.Lesson;
import dev.fenceline.lesson.LessonLibrary;
import dev.fenceline.lesson.LessonStep;
import dev.fenceline.lesson.Played;
import dev.fenceline.lesson.Question;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionReader;
import dev.fenceline.timeline.Timeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exported pages in a real browser. */
@Tag("browser")
class HtmlPageBrowserTest {
  @TempDir static Path folder = Path.of("");

  private static Chromium browser;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    browser = new Chromium(folder);
    // without motion a step is there at once
    browser.tell(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
  }

  @AfterAll
  static void end() {
    browser.close();
  }

  private static void open(String session) throws IOException {
    Session read = SessionReader.read(Path.of("../sessions", session + ".fenceline"));
    List<PageTerm> terms =
        List.of(new PageTerm("stale write", List.of(), "A late write over newer data."));
    String page =
        new HtmlPage(terms, List.of())
            .session(read.header(), "What it is for.", Timeline.of(read.events()));
    browser.open(Files.writeString(folder.resolve(session + ".html"), page));
  }

  private static String data(String name) {
    return browser.text("document.documentElement.dataset." + name);
  }

  private static String of(String id) {
    return browser.text("document.getElementById('%s').textContent".formatted(id));
  }

  /** Returns how many pixels of the lanes right of a part of the width are not the background. */
  private static int drawn(double fromPart) {
    return browser
        .value(
            """
            new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
              const canvas = document.getElementById('lanes');
              const from = Math.floor(canvas.width * %s);
              const box = canvas.getContext('2d')
                  .getImageData(from, 0, canvas.width - from, canvas.height).data;
              let count = 0;
              for (let i = 0; i < box.length; i += 4) {
                const most = Math.max(box[i], box[i + 1], box[i + 2]);
                const least = Math.min(box[i], box[i + 1], box[i + 2]);
                if (most - least > 60) count++;
              }
              done(count);
            })))\
            """
                .formatted(fromPart))
        .asInt();
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
  void everyShippedSessionPlaysFromItsFirstStepToItsLastByKeyAlone(String session)
      throws IOException {
    open(session);
    int steps = browser.value("document.querySelectorAll('#list li').length").asInt();

    for (int step = 0; step < steps; step++) {
      browser.until("document.documentElement.dataset.step === '" + step + "'");
      assertThat(of("place")).isEqualTo("Step %d of %d".formatted(step + 1, steps));
      assertThat(of("title")).isNotEmpty();
      browser.press("PageDown");
    }

    assertThat(drawn(0.12)).isGreaterThan(2_000);
    assertThat(browser.text("document.getElementById('headline').className")).contains("told");
    assertThat(browser.requests()).hasSize(1).allMatch(it -> it.startsWith("file:"));
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void everyShippedLessonPlaysToItsEndAndTellsNoAnswerBeforeItIsGiven(String id)
      throws IOException {
    Lesson lesson = LessonLibrary.find(id).orElseThrow();
    String page = new HtmlPage(List.of(), List.of()).lesson(lesson, HtmlPageBrowserTest::play);
    assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(2_000_000);
    browser.open(Files.writeString(folder.resolve(id + ".lesson.html"), page));

    int shown = 0;
    for (LessonStep step : lesson.steps()) {
      browser.until("document.documentElement.dataset.step === '" + shown + "'");
      assertThat(of("title")).startsWith(step.title());
      if (step.question() != null) {
        ask(step.question(), shown);
      }
      browser.press("PageDown");
      shown++;
    }
    assertThat(drawn(0.12)).isGreaterThan(1_000);
    assertThat(browser.requests()).hasSize(1).allMatch(it -> it.startsWith("file:"));
  }

  @Test
  void twoRunsAreDrawnOneAboveTheOtherWithTheMomentThatDecides() throws IOException {
    Lesson lesson = LessonLibrary.find("with-and-without").orElseThrow();
    String page = new HtmlPage(List.of(), List.of()).lesson(lesson, HtmlPageBrowserTest::play);
    browser.open(Files.writeString(folder.resolve("two.lesson.html"), page));
    // what a canvas is asked to write
    browser.value(
        "(() => { window.written = []; const draw = CanvasRenderingContext2D.prototype.fillText;"
            + " CanvasRenderingContext2D.prototype.fillText = function (words, x, y) {"
            + " window.written.push(words); return draw.call(this, words, x, y); }; return 1;"
            + " })()");

    for (LessonStep step : lesson.steps()) {
      int index = lesson.steps().indexOf(step);
      browser.until("document.documentElement.dataset.step === '" + index + "'");
      browser.value("window.written.length = 0, dispatchEvent(new Event('resize')), 1");
      drawn(0.12);
      assertThat(written()).contains("Without fencing", "With fencing");
      if (index == 0) {
        assertThat(written()).doesNotContain("the old write");
      }
      if (step.question() != null) {
        ask(step.question(), index);
      }
      browser.press("PageDown");
    }
    browser.value("window.written.length = 0, dispatchEvent(new Event('resize')), 1");
    drawn(0.12);
    assertThat(written()).contains("the old write lands on newer data", "the old write is stopped");
  }

  private static String written() {
    return browser.text("window.written.join('\\n')");
  }

  private static void ask(Question question, int step) {
    String now = data("now");
    browser.press("PageDown");
    browser.press("a");
    browser.press("End");
    assertThat(data("step")).isEqualTo(Integer.toString(step));
    assertThat(data("now")).isEqualTo(now);
    assertThat(data("all")).isEqualTo("false");
    assertThat(browser.text("document.body.innerText")).doesNotContain(question.because());
    if (question.isMark()) {
      browser.value("document.getElementById('mark').value = '0.1'");
      browser.value("document.querySelector('#question button').click()");
    } else {
      browser.press(Integer.toString(question.answer()));
      assertThat(of("answer")).startsWith("Right.");
    }
    assertThat(of("answer")).contains(question.because());
  }

  static List<String> lessons() {
    return LessonLibrary.ids();
  }

  private static Session play(Played played) {
    String session = played.session();
    if (session != null) {
      try {
        return SessionReader.read(Path.of("../sessions", session + Played.SUFFIX));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    Lab lab = Lab.inVirtualTime(played.toRun(), played.toRun().seed());
    lab.run();
    return Session.of(lab.header(), lab.timeline().events());
  }

  @Test
  void whatComesLaterIsHiddenUntilItIsAskedFor() throws IOException {
    open("baseline");
    assertThat(data("step")).isEqualTo("0");
    int before = drawn(0.6);

    browser.press("a");
    browser.until("document.documentElement.dataset.all === 'true'");

    assertThat(before).isZero();
    assertThat(drawn(0.6)).isGreaterThan(1_000);
    assertThat(browser.text("getComputedStyle(document.querySelector('.result')).display"))
        .isEqualTo("inline");
  }

  @Test
  void theHeadlineIsNotVisibleBeforeTheEnd() throws IOException {
    open("baseline");

    assertThat(browser.text("getComputedStyle(document.querySelector('.result')).display"))
        .isEqualTo("none");
  }

  @Test
  void zoomShowsLessTimeAndTheMomentUnderThePointerStays() throws IOException {
    open("hold");
    String from = "Number(document.documentElement.dataset.from)";
    String to = "Number(document.documentElement.dataset.to)";
    double whole = Double.parseDouble(data("to"));
    browser.press("End");
    browser.press("+");
    browser.press("+");
    browser.until("%s - %s < %s / 2".formatted(to, from, whole));

    browser.press("0");
    browser.until("%s === 0 && %s === %s".formatted(from, to, whole));
    int before = drawn(0.12);
    browser.tell(
        "Input.dispatchMouseEvent",
        Map.of("type", "mouseWheel", "x", 400, "y", 300, "deltaX", 0, "deltaY", -600));
    browser.until(from + " > 0");

    assertThat(drawn(0.12)).isNotEqualTo(before);
    double wheelFrom = Double.parseDouble(data("from"));
    double wheelTo = Double.parseDouble(data("to"));
    double width = browser.value("innerWidth").asDouble();
    assertThat(wheelFrom).isLessThan(whole * 400 / width);
    assertThat(wheelTo).isGreaterThan(whole * 300 / width);
  }

  @Test
  void aKeyTellsWhatIsInThePicture() throws IOException {
    open("ccr");
    browser.press("End");
    browser.until("document.documentElement.dataset.step !== '0'");
    browser.press(".");

    assertThat(browser.value("document.getElementById('tip').hidden").asBoolean()).isFalse();
    assertThat(of("tip")).contains(" s to ");
  }

  @Test
  void aTermExplainsItselfWhenItHasTheFocus() throws IOException {
    open("baseline");
    for (int i = 0; i < 3; i++) {
      browser.press("PageDown");
    }
    browser.until("document.querySelector('.term') !== null");
    browser.value("document.querySelector('.term').focus()");

    assertThat(of("tip")).contains("A late write over newer data.");
  }

  @Test
  void playingGoesOnByItselfAndStopsAtTheEnd() throws IOException {
    open("linux-relay");
    browser.press(" ");
    browser.until("document.documentElement.dataset.playing === 'true'");
    browser.until("document.documentElement.dataset.step === '1'");
    browser.press(" ");

    browser.until("document.documentElement.dataset.playing === 'false'");
    assertThat(of("play")).isEqualTo("Play");
  }

  @Test
  void theSwitchChangesTheColours() throws IOException {
    open("hold");
    String background = "getComputedStyle(document.body).backgroundColor";
    assertThat(browser.text(background)).isEqualTo("rgb(255, 255, 255)");

    browser.press("t");
    assertThat(browser.text("document.documentElement.dataset.theme")).isEqualTo("contrast");

    browser.press("t");
    assertThat(browser.text(background)).isEqualTo("rgb(15, 20, 26)");
  }

  @Test
  void thePageMayNotAskForAnything() throws IOException {
    open("hold");

    String refused =
        browser.text(
            """
            new Promise((done) => {
              addEventListener('securitypolicyviolation', (event) => done(event.violatedDirective));
              fetch('http://127.0.0.1:9/').catch(() => {});
            })\
            """);
    assertThat(refused).isEqualTo("connect-src");
    assertThat(
            browser.text(
                "(() => { const script = document.createElement('script');"
                    + " script.textContent = 'window.foreign = 1'; document.body.append(script);"
                    + " return String(window.foreign); })()"))
        .isEqualTo("undefined");
  }
}
