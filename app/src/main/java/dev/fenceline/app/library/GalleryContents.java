package dev.fenceline.app.library;

import dev.fenceline.app.action.ActionRegistry;
import dev.fenceline.app.library.GalleryCard.Content;
import dev.fenceline.app.library.GalleryCard.Kind;
import dev.fenceline.app.library.GalleryCard.Text;
import dev.fenceline.app.library.ShippedSessions.Shipped;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.SessionOrigin;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.clock.ClockKind;
import dev.fenceline.exchange.Formats;
import dev.fenceline.lab.Lab;
import dev.fenceline.lesson.Lesson;
import dev.fenceline.lesson.LessonLibrary;
import dev.fenceline.lesson.LessonOnRun;
import dev.fenceline.lesson.LessonStep;
import dev.fenceline.lesson.Played;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.session.SessionReader;
import dev.fenceline.timeline.Timeline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Makes the cards of the gallery: of all lessons, scenarios and shipped sessions, and of files. */
final class GalleryContents {
  private static final long BYTES_MAX = 8L << 20;

  private final Workspace workspace;
  private final ActionRegistry actions;

  GalleryContents(Workspace workspace, ActionRegistry actions) {
    this.workspace = workspace;
    this.actions = actions;
  }

  /** Returns the cards of all that ships, in display order; not for the application thread. */
  List<GalleryCard> shipped() throws IOException {
    List<GalleryCard> all = new ArrayList<>();
    LessonLibrary.all().forEach(lesson -> all.add(card(lesson)));
    for (Scenario.Group group : Scenario.Group.values()) {
      ScenarioLibrary.all().stream()
          .filter(scenario -> scenario.group() == group)
          .forEach(scenario -> all.add(card(scenario)));
    }
    ShippedSessions.list().forEach(session -> all.add(card(session)));
    return all;
  }

  private GalleryCard card(Lesson lesson) {
    return new GalleryCard(
        new Text(
            Kind.LESSON,
            "Lessons",
            lesson.title(),
            lesson.summary(),
            "about %d min".formatted(lesson.minutes())),
        new Content() {
          @Override
          public OpenSession make() throws Exception {
            Played played = lesson.plays();
            return played.session() == null
                ? run(played.toRun())
                : read("/sessions/" + played.session() + Played.SUFFIX);
          }

          @Override
          public Timeline drawn(OpenSession made) {
            return beforeTheFirstQuestion(lesson, made.timeline());
          }

          @Override
          public void start() {
            actions.get("lessons.start." + lesson.id()).perform();
          }

          @Override
          public Optional<Lesson> lesson() {
            return Optional.of(lesson);
          }
        });
  }

  /** Returns the events up to where the lesson first asks something. */
  private static Timeline beforeTheFirstQuestion(Lesson lesson, Timeline run) {
    LessonOnRun places = new LessonOnRun(lesson, run);
    for (LessonStep step : lesson.steps()) {
      Long at = places.place(step).at();
      if (step.question() != null && at != null) {
        return upTo(run, at);
      }
    }
    return run;
  }

  private static Timeline upTo(Timeline run, long nanos) {
    Timeline part = new Timeline();
    for (int i = 0; i < run.size() && run.nanos(i) <= nanos; i++) {
      part.accept(run.event(i));
    }
    part.reach(Math.min(nanos, run.endNanos()));
    return part;
  }

  private GalleryCard card(Scenario scenario) {
    String heading =
        switch (scenario.group()) {
          case MAIN -> "Scenarios";
          case TARGETED -> "Scenarios: targeted tests";
          case FURTHER -> "Scenarios: further cases";
          case OWN -> "Scenarios: own";
        };
    return new GalleryCard(
        new Text(
            Kind.SCENARIO,
            heading,
            scenario.title(),
            scenario.summary(),
            "fenceline run " + scenario.id()),
        new Content() {
          @Override
          public OpenSession make() {
            return run(scenario);
          }

          @Override
          public void start() {
            workspace.runs().scenario().set(scenario);
            workspace.runs().clock().set(ClockKind.VIRTUAL);
            workspace.runs().start();
          }
        });
  }

  private GalleryCard card(Shipped session) {
    String resource = session.resource();
    return new GalleryCard(
        new Text(
            Kind.SESSION,
            "Sessions",
            session.header().title(),
            "Recorded: " + SessionOrigin.words(session.header()),
            resource.substring(resource.lastIndexOf('/') + 1)),
        new Content() {
          @Override
          public OpenSession make() throws Exception {
            return read(resource);
          }

          @Override
          public void start() {
            workspace.files().openShipped(resource, _ -> {});
          }
        });
  }

  /** Returns the card of a file that was opened or saved. */
  GalleryCard card(Path file) {
    Path folder = file.getParent();
    return new GalleryCard(
        new Text(
            Kind.SESSION,
            "Sessions that you opened or saved",
            String.valueOf(file.getFileName()),
            "Opened or saved",
            "in " + (folder == null ? "/" : folder)),
        new Content() {
          @Override
          public OpenSession make() throws Exception {
            if (Files.size(file) > BYTES_MAX) {
              throw new IOException("too large for a miniature");
            }
            return OpenSession.of(Formats.read(file));
          }

          @Override
          public void start() {
            workspace.files().open(file);
          }
        });
  }

  private static OpenSession run(Scenario scenario) {
    Lab lab = Lab.inVirtualTime(scenario, scenario.seed());
    lab.run();
    return new OpenSession(lab.header(), lab.timeline());
  }

  private static OpenSession read(String resource) throws IOException {
    try (InputStream in = GalleryContents.class.getResourceAsStream(resource)) {
      return OpenSession.of(SessionReader.read(Objects.requireNonNull(in, resource)));
    }
  }
}
