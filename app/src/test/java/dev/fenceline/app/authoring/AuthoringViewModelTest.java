package dev.fenceline.app.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fenceline.app.TestWorkspace;
import dev.fenceline.app.workspace.NoteEdits;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.TimeRange;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.lab.Lab;
import dev.fenceline.lesson.Lesson;
import dev.fenceline.lesson.LessonOnRun;
import dev.fenceline.lesson.LessonReader;
import dev.fenceline.lesson.LessonStep;
import dev.fenceline.lesson.Placement;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionFile;
import dev.fenceline.session.SessionReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notes and selections of a session become a lesson, which is saved in its file. */
class AuthoringViewModelTest {
  private static final long SECOND = 1_000_000_000L;

  private final TestWorkspace test = new TestWorkspace();
  private final AuthoringViewModel authoring = new AuthoringViewModel(test.workspace());
  private final OpenSession session = run();
  private final Event asked = asked(session);

  @TempDir private Path folder;

  private static OpenSession run() {
    Lab lab = Lab.inVirtualTime(ScenarioLibrary.find("ccr").orElseThrow(), 1);
    lab.run();
    return new OpenSession(lab.header(), lab.timeline());
  }

  private static Event asked(OpenSession of) {
    return of.timeline().events().stream()
        .filter(event -> event.detail() instanceof FencingEvent.CcrIssued)
        .findFirst()
        .orElseThrow();
  }

  @BeforeEach
  void show() {
    test.workspace().show(session);
  }

  @AfterEach
  void close() {
    test.close();
  }

  private LessonDraft draft() {
    return Objects.requireNonNull(authoring.draft().get());
  }

  private DraftStep chosen() {
    return Objects.requireNonNull(authoring.chosen().get());
  }

  private void begin() {
    authoring.begin();
    draft().title().set("Asking");
    draft().summary().set("Who is asked, and when.");
  }

  private Lesson kept(Session of) {
    return LessonReader.readWithin(of.lesson().orElseThrow(), "file");
  }

  @Test
  void eachNoteBecomesAStepAtTheEventThatItIsAbout() {
    session.select(asked.sequence());
    new NoteEdits(session)
        .add(new TimeRange(asked.nanos(), asked.nanos()), "Here the host asks the survivor.");
    new NoteEdits(session).add(new TimeRange(SECOND, 2 * SECOND), "All is well.");
    begin();

    authoring.addNotes();
    assertThat(authoring.notes()).isEmpty();
    assertThat(authoring.problems()).isEmpty();

    Lesson lesson = kept(session.toSession());
    assertThat(lesson.steps())
        .extracting(LessonStep::text)
        .containsExactly("All is well.", "Here the host asks the survivor.");
    LessonOnRun run = new LessonOnRun(lesson, session.timeline());
    Placement asking = run.place(lesson.steps().get(1));
    assertThat(asking.at()).isEqualTo(asked.nanos());
    assertThat(asking.lane()).isEqualTo(asked.lane());
    assertThat(lesson.landmarks()).anyMatch(each -> "host/nvme4".equals(each.lane()));
    Placement well = run.place(lesson.steps().getFirst());
    assertThat(well.points()).isEqualTo(new Placement.Stretch(SECOND, 2 * SECOND));
    assertThat(well.view()).isNotNull();
  }

  @Test
  void whatIsSelectedBecomesAStepWithItsDetails() {
    begin();
    session.select(asked.sequence());
    assertThat(authoring.addSelection()).isEqualTo("Step 1: CCR issued");

    LessonStep step = kept(session.toSession()).steps().getFirst();
    Placement placed = new LessonOnRun(kept(session.toSession()), session.timeline()).place(step);
    assertThat(placed.select()).isEqualTo(asked);
    session.view().markerA().set(SECOND);
    session.view().markerB().set(3 * SECOND);
    assertThat(authoring.addSelection()).startsWith("Step 2: From ");
    assertThat(authoring.problems()).containsExactly("Step 2: it has no text.");
  }

  @Test
  void anIncompleteLessonSaysWhatIsMissingAndIsNotKept() {
    authoring.begin();
    session.select(asked.sequence());
    authoring.addSelection();
    assertThat(authoring.problems())
        .hasSize(2)
        .allSatisfy(problem -> assertThat(problem).startsWith("The lesson has no "));
    assertThat(session.toSession().lesson()).isEmpty();

    draft().title().set("Asking");
    draft().summary().set("s");
    assertThat(session.toSession().lesson()).isPresent();
    String before = session.toSession().lesson().orElseThrow();
    chosen().text().set("word ".repeat(46));
    assertThat(authoring.problems())
        .containsExactly("Step 1: its text has 46 words; at most 45 fit.");
    assertThat(session.toSession().lesson()).contains(before);
    chosen().text().set("short");
    chosen().at().set("nowhere");
    assertThat(authoring.problems().getFirst()).contains("there is no landmark \"nowhere\"");
  }

  @Test
  void aStepCanAskForAChoiceOrAMark() {
    begin();
    session.select(asked.sequence());
    authoring.addSelection();
    DraftQuestion question = chosen().question();
    question.kind().set(DraftQuestion.Kind.CHOICES);
    assertThat(chosen().at().get()).isEqualTo("ccr-issued - 20 ms");
    assertThat(chosen().playTo().get()).isEqualTo("ccr-issued");
    assertThat(authoring.problems()).containsExactly("Step 1: the question has no text.");
    question.ask().set("Whom does it ask?");
    question.because().set("Only the survivor answers.");
    question.choices().get(0).set("Controller 2");
    assertThat(authoring.problems().getFirst()).contains("two to four");
    question.choices().get(1).set("Controller 1");
    question.answer().set(2);
    assertThat(authoring.problems()).isEmpty();
    assertThat(
            Objects.requireNonNull(kept(session.toSession()).steps().getFirst().question())
                .answer())
        .isEqualTo(2);

    question.kind().set(DraftQuestion.Kind.MARK);
    question.mark().set("ccr-issued + 1 s");
    assertThat(authoring.problems()).isEmpty();
    Lesson lesson = kept(session.toSession());
    assertThat(new LessonOnRun(lesson, session.timeline()).place(lesson.steps().getFirst()).mark())
        .isEqualTo(asked.nanos() + SECOND);
  }

  @Test
  void theOrderCanBeChanged() {
    begin();
    session.select(asked.sequence());
    authoring.addSelection();
    session.select(1);
    authoring.addSelection();
    DraftStep last = chosen();

    authoring.move(-1);
    assertThat(draft().steps().getFirst()).isSameAs(last);
    authoring.move(-1);
    assertThat(draft().steps().getFirst()).isSameAs(last);
    authoring.delete();
    assertThat(draft().steps()).hasSize(1).doesNotContain(last);
  }

  private void type(String words) {
    for (int i = 0; i < words.length(); i++) {
      authoring.settle();
      chosen().text().set(chosen().text().get() + words.charAt(i));
    }
  }

  @Test
  void eachChangeCanBeTakenBackAndMadeAgain() {
    begin();
    DraftHistory history = Objects.requireNonNull(authoring.history().get());
    authoring.settle();
    session.select(asked.sequence());
    authoring.addSelection();
    DraftStep first = chosen();
    session.select(1);
    authoring.addSelection();
    DraftStep second = chosen();
    authoring.move(-1);
    assertThat(draft().steps()).containsExactly(second, first);
    assertThat(history.redoable().get()).isFalse();

    authoring.undo();
    assertThat(draft().steps()).containsExactly(first, second);
    authoring.undo();
    assertThat(draft().steps()).containsExactly(first);
    assertThat(chosen()).isSameAs(first);
    assertThat(history.redoable().get()).isTrue();
    authoring.redo();
    authoring.redo();
    assertThat(draft().steps()).containsExactly(second, first);
    assertThat(history.redoable().get()).isFalse();
    assertThat(kept(session.toSession()).steps()).hasSize(2);

    authoring.delete();
    assertThat(draft().steps()).containsExactly(first);
    authoring.undo();
    assertThat(draft().steps()).containsExactly(second, first);
    assertThat(chosen()).isSameAs(second);
  }

  @Test
  void typedLettersAreTakenBackByTheWordAndAQuestionWithItsTimes() {
    begin();
    session.select(asked.sequence());
    authoring.addSelection();
    String at = chosen().at().get();
    chosen().text().set("");
    type("The host asks.");
    authoring.settle();
    chosen().question().kind().set(DraftQuestion.Kind.CHOICES);
    assertThat(chosen().at().get()).isNotEqualTo(at);

    authoring.undo();
    assertThat(chosen().question().kind().get()).isEqualTo(DraftQuestion.Kind.NONE);
    assertThat(chosen().at().get()).isEqualTo(at);
    authoring.undo();
    assertThat(chosen().text().get()).isEqualTo("The host");
    authoring.undo();
    assertThat(chosen().text().get()).isEqualTo("The");
    authoring.redo();
    authoring.redo();
    assertThat(chosen().text().get()).isEqualTo("The host asks.");
    authoring.undo();
    type(" is silent");
    assertThat(Objects.requireNonNull(authoring.history().get()).redoable().get()).isFalse();
    authoring.redo();
    assertThat(chosen().text().get()).isEqualTo("The host is silent");
  }

  @Test
  void theFileHoldsTheLessonAndOpensForFurtherWork() throws IOException {
    begin();
    session.select(asked.sequence());
    authoring.addSelection();
    assertThat(session.unsavedWork().get()).isTrue();
    assertThat(session.lost()).isEqualTo("a lesson");
    Session content = session.toSession();
    Path file = folder.resolve("lesson.fenceline");
    SessionFile.save(file, content);
    session.isSavedAs(content);
    assertThat(session.unsavedWork().get()).isFalse();

    OpenSession again = OpenSession.of(SessionReader.read(file));
    test.workspace().show(again);
    authoring.begin();
    assertThat(draft().title().get()).isEqualTo("Asking");
    assertThat(draft().build()).isEqualTo(kept(content));
    assertThat(authoring.problems()).isEmpty();
    assertThat(again.unsavedWork().get()).isFalse();
    assertThat(again.toSession()).isEqualTo(content);
  }
}
