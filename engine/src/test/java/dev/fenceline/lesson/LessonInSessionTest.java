package dev.fenceline.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.lab.Lab;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.scenario.setting.Conditions;
import dev.fenceline.scenario.setting.MomentText;
import dev.fenceline.scenario.setting.ScenarioException;
import dev.fenceline.scenario.setting.SettingsWriter;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionFile;
import dev.fenceline.session.SessionReader;
import dev.fenceline.timeline.Timeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lesson in the file of the session that it plays: written, read, damaged, and checked. */
class LessonInSessionTest {
  private static final String LESSON =
      """
      {"id":"own","title":"Own","summary":"s","minutes":2,
       "landmarks":[{"name":"asked","event":"ccr-issued","lane":"host/nvme4"}],
       "steps":[{"title":"t","text":"a b","at":"asked","points":{"lane":"host/nvme4","from":"asked"}},
                {"title":"u","text":"c d","at":"25 s",
                 "question":{"ask":"?","choices":["a","b"],"answer":1,"because":"so"}}]}
      """;

  private static Session session;

  @TempDir private Path folder;

  @BeforeAll
  static void run() {
    Lab lab = Lab.inVirtualTime(ScenarioLibrary.find("ccr").orElseThrow(), 1);
    lab.run();
    session = Session.of(lab.header(), lab.timeline().events());
  }

  private Path saved() throws IOException {
    Lesson lesson = LessonReader.readWithin(LESSON, "x");
    Path file = folder.resolve("own.fenceline");
    SessionFile.save(file, session.withLesson(SettingsWriter.write(lesson).toString()));
    return file;
  }

  private static Lesson lesson(Session of) {
    return LessonReader.readWithin(of.lesson().orElseThrow(), "own.fenceline");
  }

  @Test
  void aFileHoldsTheSessionAndItsLesson() throws IOException {
    Session read = SessionReader.read(saved());

    assertThat(read.warnings()).isEmpty();
    assertThat(read.events()).isEqualTo(session.events());
    assertThat(lesson(read)).isEqualTo(LessonReader.readWithin(LESSON, "x"));
    assertThat(lesson(read).plays().isOwn()).isTrue();
    LessonOnRun run = new LessonOnRun(lesson(read), Timeline.of(read.events()));
    assertThat(lesson(read).steps()).allMatch(step -> run.place(step).misfits().isEmpty());
  }

  @Test
  void aSessionHasOneLessonOrNone() {
    Session twice = session.withLesson("{\"id\":\"a\"}").withLesson("{\"id\":\"b\"}");

    assertThat(twice.lesson()).contains("{\"id\":\"b\"}");
    assertThat(twice.withLesson(null)).isEqualTo(session);
    assertThat(session.lesson()).isEmpty();
  }

  @Test
  void aFileThatWasCutKeepsItsEventsAndLosesTheLesson() throws IOException {
    Path file = saved();
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.indexOf("{\"lesson\"") + 40));

    Session read = SessionReader.read(file);
    assertThat(read.lesson()).isEmpty();
    assertThat(read.events()).isEqualTo(session.events());
    assertThat(read.warnings()).anyMatch(warning -> warning.contains("is not complete"));
  }

  @Test
  void aLessonThatDoesNotFitItsSessionSaysWhichStepAndWhy() throws IOException {
    List<Event> before =
        session.events().stream()
            .takeWhile(event -> !(event.detail() instanceof FencingEvent.CcrIssued))
            .toList();
    Lesson lesson = LessonReader.readWithin(LESSON, "x");

    assertThat(LessonOnRun.misfits(lesson, Timeline.of(before)))
        .hasSize(2)
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .isEqualTo(
                        "Step 1, \"t\": \"asked\" does not happen in this run: it has no ccr-issued"
                            + " on host/nvme4"),
            second ->
                assertThat(second)
                    .startsWith("Step 2, \"u\": 25 s is after the end of this run, "));
    assertThat(LessonOnRun.misfits(lesson, Timeline.of(session.events()))).isEmpty();
  }

  @Test
  void whatIsNoLessonIsRefusedWithItsPlace() {
    assertThatThrownBy(() ->
            LessonReader.readWithin(LESSON.replace("\"asked\",\"event\"", "\"a\",\"event\""), "x"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("there is no landmark \"asked\"");
    assertThatThrownBy(() -> LessonReader.read(LESSON, "x.json"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("only a lesson inside a session plays that");
  }

  @Test
  void anEventIsNamedSoThatItIsFoundAgain() {
    Timeline timeline = Timeline.of(session.events());
    int named = 0;
    for (int i = 0; i < timeline.size(); i += 97) {
      Event event = timeline.event(i);
      Optional<Landmark> landmark = NamedEvent.of(timeline, event, "it");
      if (landmark.isPresent()) {
        named++;
        assertThat(foundAgain(landmark.get(), timeline)).isEqualTo(event.nanos());
      }
    }
    assertThat(named).isPositive();
    Event ccr =
        timeline.events().stream()
            .filter(event -> event.detail() instanceof FencingEvent.CcrIssued)
            .findFirst()
            .orElseThrow();
    assertThat(NamedEvent.of(timeline, ccr, "asked"))
        .contains(
            new Landmark(
                "asked",
                "ccr-issued",
                "host/nvme4",
                new Conditions(List.of()),
                Landmark.Which.FIRST,
                null));
  }

  /** Returns where the landmark is, after the lesson was written and read. */
  private static long foundAgain(Landmark landmark, Timeline timeline) {
    Lesson own = LessonReader.readWithin(LESSON, "x");
    Lesson with =
        new Lesson(
            "it", "t", "s", 1, Played.own(), null, List.of(landmark), List.of(own.steps().get(1)));
    byte[] written = SettingsWriter.write(with).toString().getBytes(StandardCharsets.UTF_8);
    Lesson read = LessonReader.readWithin(new String(written, StandardCharsets.UTF_8), "x");
    assertThat(read).isEqualTo(with);
    return new LessonOnRun(read, timeline).nanos(MomentText.read("it"));
  }
}
