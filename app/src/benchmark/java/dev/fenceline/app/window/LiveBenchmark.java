package dev.fenceline.app.window;

import dev.fenceline.app.feature.FileChoice;
import dev.fenceline.app.feature.WindowParts;
import dev.fenceline.app.workspace.BackgroundJobs;
import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.app.workspace.Preferences;
import dev.fenceline.app.workspace.Runs;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.clock.ClockKind;
import dev.fenceline.event.Event;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.session.ProgramVersion;
import dev.fenceline.session.SessionHeader;
import dev.fenceline.session.SessionReader;
import dev.fenceline.timeline.Timeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;

/**
 * Records events into a session that the window shows and follows, at a steady rate, and prints one
 * line of JSON: the events that were taken in and dropped, the greatest delay of the recording
 * against its rate, and the times between pulses in milliseconds, without the first two seconds, in
 * which the view of the session is made.
 *
 * <p>Arguments: the session that gives the events, the events of a second, and the seconds.
 */
public final class LiveBenchmark {
  private LiveBenchmark() {}

  /** Takes the session file, the events of a second, and the seconds. */
  public static void main(String[] arguments) {
    Application.launch(Recorded.class, arguments);
  }

  /** The window. It is a class of its own, because Java starts no main class of this kind. */
  public static final class Recorded extends Application {
    private static final double WIDTH = 1600;
    private static final double HEIGHT = 900;
    private static final long BATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long MADE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final BackgroundJobs jobs = new BackgroundJobs(Platform::runLater);
    private final Preferences preferences = Preferences.load(Path.of("no such file"));
    private final Messages messages = new Messages();
    private final Workspace workspace = new Workspace(jobs, preferences, messages);
    private final List<Double> pulses = Collections.synchronizedList(new ArrayList<>());
    private long firstPulseNanos;
    private long lastPulseNanos;
    private long latestNanos;

    /** Called by JavaFX. */
    public Recorded() {}

    @Override
    public void start(Stage stage) {
      Theme theme = new Theme(preferences);
      messages.follow(workspace.current());
      WindowParts parts =
          new WindowParts(workspace, theme.palette(), stage, FileChoice.over(stage));
      Features.addTo(parts);
      Scene scene = new Scene(new Shell(parts, messages), WIDTH, HEIGHT);
      theme.dress(scene);
      stage.setScene(scene);
      stage.show();
      List<String> arguments = getParameters().getRaw();
      CompletableFuture.supplyAsync(() -> events(Path.of(arguments.getFirst())))
          .thenAcceptAsync(
              events ->
                  begin(
                      events,
                      Integer.parseInt(arguments.get(1)),
                      Integer.parseInt(arguments.get(2))),
              Platform::runLater)
          .exceptionally(Recorded::failed);
    }

    private static List<Event> events(Path file) {
      try {
        return SessionReader.read(file).events();
      } catch (Exception cannot) {
        throw new IllegalStateException(cannot);
      }
    }

    private void begin(List<Event> events, int rate, int seconds) {
      Timeline timeline = new Timeline();
      timeline.accept(at(events.getFirst(), 0));
      SessionHeader header =
          SessionHeader.of(ProgramVersion.number(), "Live", null, 0, "real", SessionHeader.SERVE);
      OpenSession session = new OpenSession(header, timeline);
      Runs.Live live =
          new Runs.Live(
              ScenarioLibrary.find("ccr").orElseThrow(),
              ClockKind.REAL,
              session,
              () -> {},
              _ -> {});
      workspace
          .runs()
          .begin("Live", live, () -> record(events, timeline, rate, seconds), Recorded::failed);
      workspace.show(session);
      new AnimationTimer() {
        @Override
        public void handle(long now) {
          long nanos = System.nanoTime();
          firstPulseNanos = firstPulseNanos == 0 ? nanos : firstPulseNanos;
          if (nanos - firstPulseNanos > MADE_NANOS) {
            pulses.add((nanos - lastPulseNanos) / 1e6);
          }
          lastPulseNanos = nanos;
        }
      }.start();
    }

    private static Event at(Event event, long nanos) {
      return new Event(event.sequence(), nanos, event.lane(), event.cause(), event.detail());
    }

    private void record(List<Event> events, Timeline timeline, int rate, int seconds) {
      long eventNanos = SECOND_NANOS / rate;
      long count = Math.min(events.size(), (long) rate * seconds);
      long start = System.nanoTime();
      while (timeline.size() < count) {
        long due = Math.min(count, (System.nanoTime() - start) / eventNanos);
        while (timeline.size() < due) {
          timeline.accept(at(events.get(timeline.size()), timeline.size() * eventNanos));
        }
        latestNanos =
            Math.max(latestNanos, System.nanoTime() - start - timeline.size() * eventNanos);
        LockSupport.parkNanos(BATCH_NANOS);
      }
      double took = (System.nanoTime() - start) / (double) SECOND_NANOS;
      say(timeline, took);
      System.exit(0);
    }

    private void say(Timeline timeline, double seconds) {
      List<Double> times;
      synchronized (pulses) {
        times = new ArrayList<>(pulses);
      }
      Collections.sort(times);
      System.out.println(
          String.format(
              Locale.ROOT,
              "{\"events\":%d,\"dropped\":%d,\"seconds\":%.1f,\"latestMillis\":%.1f,\"frames\":%d,"
                  + "\"p50\":%.1f,\"p95\":%.1f,\"max\":%.1f}",
              timeline.size(),
              timeline.dropped(),
              seconds,
              latestNanos / 1e6,
              times.size(),
              times.get(times.size() / 2),
              times.get(times.size() * 95 / 100),
              times.getLast()));
    }

    private static <T> T failed(Throwable error) {
      error.printStackTrace();
      System.exit(1);
      throw new IllegalStateException(error);
    }
  }
}
