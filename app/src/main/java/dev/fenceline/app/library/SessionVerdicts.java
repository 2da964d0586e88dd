package dev.fenceline.app.library;

import dev.fenceline.app.workspace.BackgroundJobs;
import dev.fenceline.app.workspace.Highlight;
import dev.fenceline.exchange.Formats;
import dev.fenceline.exchange.kernellog.LogAccount;
import dev.fenceline.session.Session;
import dev.fenceline.session.SessionReader;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.Summary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the verdicts of saved sessions, one at a time and only while no other job needs the
 * workers. Used on the application thread.
 */
final class SessionVerdicts {
  /**
   * The largest file that is read for its verdict; larger files are judged when the user opens
   * them.
   */
  private static final long BYTES_MAX = 8L << 20;

  private final BackgroundJobs jobs;
  private final Map<Object, Known> known = new HashMap<>();
  private final Deque<Asked> waiting = new ArrayDeque<>();
  private boolean isBusy;

  /** A place from which a session is read. */
  interface Source {
    /** Returns a text that changes when the content changes, for example a time stamp. */
    String version() throws IOException;

    /** Reads the session; empty if that would take too long. */
    Optional<Session> read() throws IOException;
  }

  private record Known(
      String version, @Nullable Summary summary, Optional<Highlight> turn, String nothing) {}

  private record Asked(Card card, Source source) {}

  SessionVerdicts(BackgroundJobs jobs) {
    this.jobs = jobs;
  }

  /** Returns the source for a session or log in a file. */
  static Source of(Path file) {
    return new Source() {
      @Override
      public String version() throws IOException {
        return Files.getLastModifiedTime(file) + " " + Files.size(file);
      }

      @Override
      public Optional<Session> read() throws IOException {
        return Files.size(file) > BYTES_MAX ? Optional.empty() : Optional.of(Formats.read(file));
      }
    };
  }

  /** Returns the source for a session on the class path. */
  static Source ofShipped(String resource) {
    return new Source() {
      @Override
      public String version() {
        return resource;
      }

      @Override
      public Optional<Session> read() throws IOException {
        try (InputStream in = SessionVerdicts.class.getResourceAsStream(resource)) {
          return Optional.of(SessionReader.read(Objects.requireNonNull(in, resource)));
        }
      }
    };
  }

  /**
   * Shows the verdict of the session on the card: at once if it is known, and again when the
   * session has been checked.
   */
  void show(Card card, Source source) {
    Known before = known.get(card.of());
    if (before != null) {
      show(card, before);
    }
    waiting.add(new Asked(card, source));
    next();
  }

  private void next() {
    if (isBusy || waiting.isEmpty()) {
      return;
    }
    isBusy = true;
    jobs.whenIdle(() -> {
      Asked asked = waiting.remove();
      Known before = known.get(asked.card().of());
      jobs.start(
          "Reading " + asked.card().title(),
          _ -> judge(asked.source(), before),
          now -> {
            known.put(asked.card().of(), now);
            show(asked.card(), now);
            isBusy = false;
            next();
          },
          error -> {
            boolean isGone = error instanceof NoSuchFileException;
            asked.card().unreadable(isGone ? "file not found" : String.valueOf(error.getMessage()));
            isBusy = false;
            next();
          });
    });
  }

  private static Known judge(Source source, @Nullable Known before) throws IOException {
    String version = source.version();
    if (before != null && before.version().equals(version)) {
      return before;
    }
    Timeline timeline = source.read().map(session -> Timeline.of(session.events())).orElse(null);
    return timeline == null
        ? new Known(version, null, Optional.empty(), "")
        : known(version, timeline, Summary.of(timeline));
  }

  /**
   * Returns the content of the card. For a log without a recovery it is a summary of the log,
   * because a controller that never connected is a failure.
   */
  private static Known known(String version, Timeline timeline, Summary summary) {
    String otherwise = summary.operations() > 0 ? "nothing failed" : "no recovery seen";
    String nothing =
        LogAccount.of(timeline)
            .map(LogAccount::inShort)
            .filter(it -> !it.isEmpty())
            .orElse(otherwise);
    return new Known(version, summary, Highlight.of(timeline), nothing);
  }

  private static void show(Card card, Known now) {
    if (now.summary() != null) {
      card.show(now.summary(), now.turn(), now.nothing());
    }
  }
}
