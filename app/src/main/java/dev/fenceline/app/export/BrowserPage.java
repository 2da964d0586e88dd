package dev.fenceline.app.export;

import dev.fenceline.app.glossary.ExplainedPage;
import dev.fenceline.lab.Lab;
import dev.fenceline.lesson.Lesson;
import dev.fenceline.lesson.LessonReader;
import dev.fenceline.lesson.Played;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionHeader;
import dev.fenceline.session.SessionReader;
import dev.fenceline.timeline.Timeline;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The page of a session or a lesson. */
final class BrowserPage {
  private BrowserPage() {}

  /** Returns the page of a session. */
  static String ofSession(SessionHeader header, String purpose, Timeline timeline)
      throws IOException {
    return ExplainedPage.empty().session(header, purpose, timeline);
  }

  /**
   * Returns the page of a lesson, with the scenarios that it plays, which are run for it.
   *
   * @throws IOException if a session that it plays cannot be read
   */
  static String ofLesson(Lesson lesson) throws IOException {
    try {
      return ExplainedPage.empty().lesson(lesson, BrowserPage::play);
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
  }

  /**
   * Returns the page of the lesson that is kept with a session.
   *
   * @param name the name of the file, for messages
   * @throws IOException if it is not a lesson, or does not fit the session
   */
  static String ofLessonIn(Session session, String name) throws IOException {
    try {
      Lesson lesson = LessonReader.readWithin(session.lesson().orElseThrow(), name);
      return ExplainedPage.empty()
          .lesson(lesson, played -> played.isOwn() ? session : play(played));
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    } catch (IllegalArgumentException wrong) {
      throw new IOException("the lesson of the session: " + wrong.getMessage(), wrong);
    }
  }

  /** Runs the scenario or reads the session that a lesson plays. */
  static Session play(Played played) {
    String session = played.session();
    if (session == null) {
      Scenario scenario = played.toRun();
      Lab lab = Lab.inVirtualTime(scenario, scenario.seed());
      lab.run();
      return Session.of(lab.header(), lab.timeline().events());
    }
    String resource = "/sessions/" + session + Played.SUFFIX;
    try (InputStream in = BrowserPage.class.getResourceAsStream(resource)) {
      return SessionReader.read(Objects.requireNonNull(in, resource));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
