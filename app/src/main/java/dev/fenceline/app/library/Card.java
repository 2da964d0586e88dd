package dev.fenceline.app.library;

import dev.fenceline.app.workspace.Highlight;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.event.value.Verdict;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.recovery.Summary;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** A card of the library: a scenario or a saved session. */
public final class Card {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final String STOPPED_WORD = "STOPPED";
  private static final String STOPPED = " \u00b7 ";

  /** The colour of the pill. */
  public enum Tone {
    PLAIN,
    GOOD,
    BAD
  }

  /**
   * A word about the outcome.
   *
   * @param words the text; empty for no pill
   * @param tone its colour
   */
  public record Pill(String words, Tone tone) {
    /** No outcome is known yet. */
    public static final Pill NONE = new Pill("", Tone.PLAIN);
  }

  private final String title;
  private final String about;
  private final Object of;
  private final Runnable open;
  private final StringProperty detail;
  private final ObjectProperty<Pill> pill = new SimpleObjectProperty<>(Pill.NONE);
  private final BooleanProperty current = new SimpleBooleanProperty();

  /**
   * Creates a card.
   *
   * @param about a sentence or two for the tooltip
   * @param of the file or the scenario that the card represents
   */
  Card(String title, String detail, String about, Object of, Runnable open) {
    this.title = title;
    this.about = about;
    this.detail = new SimpleStringProperty(detail);
    this.of = of;
    this.open = open;
  }

  /** Returns the title. */
  public String title() {
    return title;
  }

  /** Returns a sentence or two for the tooltip. */
  String about() {
    return about;
  }

  /** Returns the file or scenario that the card represents. */
  Object of() {
    return of;
  }

  /** Returns one line about the outcome or the origin. */
  public StringProperty detail() {
    return detail;
  }

  /** Returns the outcome. */
  public ObjectProperty<Pill> pill() {
    return pill;
  }

  /** Returns whether the window shows it. */
  public BooleanProperty current() {
    return current;
  }

  /** Opens what the card represents. */
  public void open() {
    open.run();
  }

  /**
   * Shows the result of a run of the scenario.
   *
   * @param turn the decisive event of the recovery, or the late write if data was destroyed
   */
  void show(Summary summary, Optional<Highlight> turn) {
    show(summary, turn, summary.operations() > 0 ? "nothing failed" : "no recovery seen");
  }

  /**
   * Does the same as {@link #show(Summary, Optional)}, with a text for the case that there was no
   * recovery.
   *
   * @param nothing the text if no recovery was seen: a run of our own contains everything, but a
   *     recording by others contains only what was seen
   */
  void show(Summary summary, Optional<Highlight> turn, String nothing) {
    pill.set(
        switch (summary.verdict()) {
          case INTACT -> new Pill("INTACT", Tone.GOOD);
          case CORRUPT -> new Pill("CORRUPT", Tone.BAD);
          case UNKNOWN -> new Pill("UNKNOWN", Tone.PLAIN);
        });
    Optional<String> lost =
        summary.verdict() == Verdict.CORRUPT ? turn.flatMap(Card::lost) : Optional.empty();
    Optional<String> words =
        lost.or(() -> summary.recoveries().stream().findFirst().map(Card::words));
    String failed = failed(summary);
    detail.set(
        words
            .map(turning -> failed.isEmpty() ? turning : turning + ", " + failed)
            .orElseGet(() -> failed.isEmpty() ? nothing : failed));
  }

  /** Returns how data was lost, or empty if the event does not show it. */
  private static Optional<String> lost(Highlight turn) {
    String when = Text.duration(turn.nanos());
    return switch (turn.kind()) {
      case LATE_WRITE -> Optional.of("stale write at " + when);
      case CORRUPTION -> Optional.of("corruption found at " + when);
      case RECOVERY -> Optional.empty();
    };
  }

  private static String failed(Summary summary) {
    long failed = summary.operationsFailed().orElse(0);
    return failed == 0 ? "" : "%s failed".formatted(Text.count(failed, "operation"));
  }

  /**
   * Shows that the latest run of the scenario was stopped. Keeps the result of an earlier run,
   * unless the stopped run was corrupt.
   */
  void stopped(long afterNanos, boolean isCorrupt) {
    String words = "last run stopped at " + Text.duration(afterNanos);
    if (isCorrupt) {
      pill.set(new Pill("CORRUPT", Tone.BAD));
      detail.set(words);
      return;
    }
    if (pill.get().equals(Pill.NONE) || pill.get().words().equals(STOPPED_WORD)) {
      pill.set(new Pill(STOPPED_WORD, Tone.PLAIN));
      detail.set(words + ", data not checked");
      return;
    }
    String known = detail.get();
    int earlier = known.indexOf(STOPPED);
    detail.set((earlier < 0 ? known : known.substring(0, earlier)) + STOPPED + words);
  }

  /** Shows that the scenario failed to run. */
  void failed(Exception error) {
    pill.set(new Pill("FAILED", Tone.BAD));
    detail.set(String.valueOf(error.getMessage()));
  }

  /** Shows why the session cannot be read. */
  void unreadable(String why) {
    pill.set(Pill.NONE);
    detail.set(why);
  }

  /** Describes how a recovery ended if it is not known whether the host fenced. */
  private static String ended(Recovery recovery) {
    return switch (recovery.outcome()) {
      case REMOVED -> "not reconnected";
      case OPEN -> "not reconnected yet";
      case RECONNECTED -> {
        OptionalLong back = recovery.endSeen() ? recovery.reconnectedNanos() : OptionalLong.empty();
        yield back.isEmpty()
            ? "not known whether fenced"
            : "reconnected in " + Text.duration(back.getAsLong() - recovery.detectedNanos());
      }
    };
  }

  private static String words(Recovery recovery) {
    if (recovery.earlier()) {
      return "failed before the recording began";
    }
    if (recovery.fencedNanos().isEmpty()) {
      return recovery.fences()
          ? recovery.isFencingOver() ? "fenced" : "fencing in progress"
          : recovery.fencedBy() == FencedBy.NONE ? "not fenced" : ended(recovery);
    }
    if (!recovery.isDetectionSeen()) {
      return recovery.fencedBy() == FencedBy.NONE ? "not fenced" : "fenced";
    }
    double seconds =
        (recovery.fencedNanos().getAsLong() - recovery.detectedNanos()) / NANOS_PER_SECOND;
    return switch (recovery.fencedBy()) {
      case CCR, STOPPED, NOT_KNOWN -> String.format(Locale.ROOT, "fenced in %.2f s", seconds);
      case HOLD -> String.format(Locale.ROOT, "held for %.1f s", seconds);
      case NONE -> "not fenced";
    };
  }
}
