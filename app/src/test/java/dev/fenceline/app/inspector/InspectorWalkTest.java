package dev.fenceline.app.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.inspector.InspectorPage.Field;
import dev.fenceline.app.inspector.InspectorPage.Link;
import dev.fenceline.app.inspector.InspectorPage.Role;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.TimeRange;
import dev.fenceline.event.Event;
import dev.fenceline.event.LogEvent;
import dev.fenceline.session.SessionReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Selects every event and every phase of every shipped session, and reads its page. */
@Tag("slow")
class InspectorWalkTest {
  private final Set<String> read = new HashSet<>();

  /** What Java or a format string leaves of a value that nobody put into words. */
  private static final Pattern RAW =
      Pattern.compile(
          "Optional[.\\[]|\\bnull\\b|@[0-9a-f]{5,}|[\\[\\]{}]|%[sd]|\\b[A-Z]+_[A-Z_]+\\b|\\bNaN\\b"
              + "|\\b(?:true|false)\\b|(?<![\\w.+])-1\\b|  |^$");

  private static final int FAULTS_MAX = 20;

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
  void everyPageIsInWordsAndInOrder(String name) throws IOException {
    OpenSession session = shipped(name);
    Analysis analysis = Analysis.of(session.timeline());
    Stream<String> ofEvents =
        session.timeline().events().stream()
            .flatMap(event -> {
              session.select(event.sequence());
              InspectorPage page = Objects.requireNonNull(InspectorPages.of(session, analysis));
              String kind = event.detail().getClass().getSimpleName() + ": ";
              return Stream.concat(rawWords(event, page), disorder(session, event, page))
                  .map(kind::concat);
            });
    Stream<String> ofPhases =
        analysis.phases().stream()
            .map(during ->
                PhasePage.of(
                    session,
                    analysis,
                    new TimeRange(during.phase().fromNanos(), during.phase().toNanos())))
            .flatMap(this::rawWords);
    assertThat(Stream.concat(ofEvents, ofPhases).distinct().limit(FAULTS_MAX)).isEmpty();
  }

  private Stream<String> rawWords(Event event, InspectorPage page) {
    // a line of a log is quoted as it is
    return event.detail() instanceof LogEvent.Line ? Stream.empty() : rawWords(page);
  }

  private Stream<String> rawWords(InspectorPage page) {
    return Stream.of(
            Stream.of(page.title()),
            page.fields().stream().flatMap(it -> Stream.of(it.name(), it.value())),
            page.links().stream().map(Link::words),
            Stream.of(page.why(), page.outcome()).filter(words -> !words.isEmpty()))
        .flatMap(words -> words)
        .filter(read::add)
        .filter(words -> RAW.matcher(words).find())
        .map(words -> "raw words \"" + words + "\"");
  }

  private static Stream<String> disorder(OpenSession session, Event event, InspectorPage page) {
    List<String> faults = new ArrayList<>();
    // the page of a reset is about the whole reset, whichever step is selected
    Event subject = ResetStory.of(session, event).map(ResetStory::issuedEvent).orElse(event);
    Set<Long> ends = new HashSet<>();
    Set<String> words = new HashSet<>();
    for (Link link : page.links()) {
      Event other = session.find(link.sequence()).orElseThrow();
      if (other.sequence() == event.sequence()) {
        faults.add("a link to itself: " + link.words());
      }
      if (!ends.add(link.sequence()) || !words.add(link.role() + link.words())) {
        faults.add("two links: " + link.words());
      }
      if (link.role() == Role.CAUSE && other.nanos() > subject.nanos()) {
        faults.add("a cause that came later: " + link.words());
      }
      if (link.role() == Role.EFFECT && other.nanos() < subject.nanos()) {
        faults.add("an effect that came before: " + link.words());
      }
    }
    Set<String> names = new HashSet<>();
    for (Field field : page.fields()) {
      if (!names.add(field.name())) {
        faults.add("two fields: " + field.name());
      }
    }
    return faults.stream().map(fault -> fault + " on " + page.title());
  }

  private static OpenSession shipped(String name) throws IOException {
    String resource = "/sessions/" + name + ".fenceline";
    try (InputStream in =
        Objects.requireNonNull(InspectorWalkTest.class.getResourceAsStream(resource))) {
      return OpenSession.of(SessionReader.read(in));
    }
  }
}
