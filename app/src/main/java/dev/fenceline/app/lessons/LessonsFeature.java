package dev.fenceline.app.lessons;

import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.feature.Feature;
import dev.fenceline.app.feature.SpeakerCue;
import dev.fenceline.app.feature.WindowParts;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.lesson.Lesson;
import dev.fenceline.lesson.LessonLibrary;
import dev.fenceline.lesson.LessonStep;
import dev.fenceline.lesson.Played;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyEvent;
import javafx.stage.FileChooser.ExtensionFilter;
import org.jspecify.annotations.Nullable;

/** The lessons: an action for each, and the layer that plays them. */
public final class LessonsFeature implements Feature {
  private static final double MARK_STEP = 0.02;

  @Override
  public void addTo(WindowParts window) {
    LessonsViewModel lessons = new LessonsViewModel(window.workspace(), window::lessonStage);
    ObservableBooleanValue playing = Bindings.isNotNull(lessons.showing());
    for (Lesson lesson : LessonLibrary.all()) {
      window.add(
          UserAction.of(
              "lessons.start." + lesson.id(),
              Group.LESSONS,
              lesson.title(),
              () -> {
                window.pages().leave();
                lessons.start(lesson);
              }));
    }
    window.add(
        UserAction.of(
            "lessons.file.open",
            Group.LESSONS,
            "Open a lesson\u2026",
            () -> open(window, lessons)));
    window.add(
        UserAction.of(
                "lessons.own.play",
                Group.LESSONS,
                "Play the lesson of this session",
                () -> window.playOwnLesson(0))
            .withDisabled(whyNoLesson(window.workspace())));
    window.whenOwnLessonPlayed(step -> {
      window.pages().leave();
      lessons.playOwn(step);
    });
    window.pages().beforeShow(() -> leaveForAPage(window, lessons));
    new LessonOffer(window, lessons).follow();
    window.add(
        action(
            "lessons.file.export",
            "Export the lesson\u2026",
            () -> lessons.withLesson(window::exportLesson),
            playing));
    window.add(action("lessons.play.next", "Next step", lessons::next, playing));
    window.add(action("lessons.play.back", "Previous step", lessons::back, playing));
    window.add(action("lessons.play.leave", "Leave the lesson", lessons::leave, playing));
    lessons.showing().subscribe(now -> show(window, now));
    UserAction take = window.actions().get("lessons.file.export");
    window.addLayer(
        new LessonLayer(
            lessons,
            window.lanePlaces(),
            window::lessonStage,
            take::perform,
            window.reducedMotion()));
    window.addFirstKeys(key -> takes(lessons, key));
  }

  /** Leaves a lesson that a page would cover; a speaker goes on with it after the page. */
  private static void leaveForAPage(WindowParts window, LessonsViewModel lessons) {
    if (!window.presenting().get()) {
      lessons.leaveForAPage();
    }
  }

  /** Tells the other parts of the window what a lesson shows; null if none is played. */
  private static void show(WindowParts window, @Nullable Showing now) {
    window.tabsNeeded().set(now != null && needsTabs(now));
    window.lessonPlayed().set(now != null);
    window.inspectorNeeded().set(now != null && now.placement().select() != null);
    window.spokenOf().set(now == null ? null : now.placement().lane());
    window.cue().set(now == null ? SpeakerCue.NONE : cue(now));
  }

  /**
   * Reports whether a step is about the tabs below the lanes: their settings, their controls, or
   * the log of a session that was recorded. The lanes have their room otherwise.
   */
  private static boolean needsTabs(Showing now) {
    Played played = now.lesson().playedAt(now.index());
    return played.isOwn()
        || played.session() != null
        || now.step().exercise() != null
        || now.placement().control() != null;
  }

  private static SpeakerCue cue(Showing now) {
    List<LessonStep> steps = now.lesson().steps();
    String place = "%d of %d".formatted(now.index() + 1, steps.size());
    LessonStep step = now.step();
    if (now.isLast()) {
      return new SpeakerCue(place, step.title(), step.notes(), "", "");
    }
    LessonStep next = steps.get(now.index() + 1);
    return new SpeakerCue(place, step.title(), step.notes(), next.title(), next.notes());
  }

  /** Asks for the file of a lesson and plays it. */
  private static void open(WindowParts window, LessonsViewModel lessons) {
    window
        .fileDialogs()
        .openOne("Open a lesson", List.of(new ExtensionFilter("Lessons", "*.json")))
        .ifPresent(file -> {
          window.pages().leave();
          lessons.open(file);
        });
  }

  private static ObservableValue<String> whyNoLesson(Workspace workspace) {
    return workspace.whyNot(
        session -> session.view().lesson().map(_ -> "").orElse("This session contains no lesson"));
  }

  private static UserAction action(
      String id, String words, Runnable effect, ObservableBooleanValue enabled) {
    return UserAction.of(id, Group.LESSONS, words, effect)
        .withEnabled(enabled, "No lesson is being played");
  }

  /** Uses a key if a lesson is played; reports whether it did. */
  private static boolean takes(LessonsViewModel lessons, KeyEvent key) {
    Showing now = lessons.showing().get();
    if (now == null
        || key.getEventType() != KeyEvent.KEY_PRESSED
        || key.isShortcutDown()
        || key.isAltDown()) {
      return false;
    }
    boolean isAsking = now.phase() == Showing.Phase.ASKING;
    boolean isMarking = now.isMarking();
    switch (key.getCode()) {
      case PAGE_DOWN -> lessons.next();
      case PAGE_UP -> lessons.back();
      case N -> lessons.nextLesson();
      case ESCAPE -> lessons.leave();
      case ENTER -> {
        if (isMarking) {
          lessons.mark();
        } else if (!isAsking) {
          lessons.next();
        }
      }
      case DIGIT1, NUMPAD1 -> lessons.choose(1);
      case DIGIT2, NUMPAD2 -> lessons.choose(2);
      case DIGIT3, NUMPAD3 -> lessons.choose(3);
      case DIGIT4, NUMPAD4 -> lessons.choose(4);
      case LEFT -> {
        return isMarking && moved(lessons, -MARK_STEP);
      }
      case RIGHT -> {
        return isMarking && moved(lessons, MARK_STEP);
      }
      default -> {
        // The lanes that plain keys act on are behind the two runs.
        return now.beside() != null && (key.getCode().isLetterKey() || key.getCode().isDigitKey());
      }
    }
    return true;
  }

  private static boolean moved(LessonsViewModel lessons, double part) {
    lessons.moveMark(part);
    return true;
  }
}
