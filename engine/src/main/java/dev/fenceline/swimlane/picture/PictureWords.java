package dev.fenceline.swimlane.picture;

import dev.fenceline.event.Event;
import dev.fenceline.event.IoEvent;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.span.Copy;
import dev.fenceline.timeline.span.Journey;
import dev.fenceline.timeline.span.Journeys;
import dev.fenceline.timeline.span.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Describes the items of a picture in plain words: what each is, how long it lasted, and why. All
 * who draw a picture use the same words. Immutable.
 */
public final class PictureWords {
  private final Journeys journeys;
  private final Reasons reasons;

  PictureWords(Journeys journeys, Reasons reasons) {
    this.journeys = journeys;
    this.reasons = reasons;
  }

  /** Describes a state of a host controller. */
  public String controller(Span.Controller span) {
    return "%s, %s %s. %s"
        .formatted(
            span.lane().name(),
            span.state().word(),
            Text.duration(span.interval().durationNanos()),
            reasons.why(span));
  }

  /** Describes a state of a controller instance. */
  public String instance(Span.Instance span) {
    return "controller %s, %s %s. %s"
        .formatted(
            span.lane().name(),
            span.state().word(),
            Text.duration(span.interval().durationNanos()),
            span.state().explanation());
  }

  /** Describes a path that does not pass all bytes. */
  public String path(Span.Path span) {
    return "path %s, %s %s. %s"
        .formatted(
            span.lane().name(),
            span.word(),
            Text.duration(span.interval().durationNanos()),
            span.worst().explanation());
  }

  /** Describes a reset of the connections of a path. */
  public String reset(PathReset reset) {
    return "path %s: its connections were reset%s"
        .formatted(reset.path().name(), reset.byHand() ? " by hand" : "");
  }

  /** Describes a Keep Alive and how its wait ended. */
  public String keepAlive(Span.KeepAlive span) {
    String words =
        switch (span.ending()) {
          case ANSWERED -> "keep alive, answered after ";
          case OPEN, EXPIRED -> "keep alive, no answer for ";
          case FAILED -> "keep alive, ended with an error after ";
        };
    return words + Text.duration(span.interval().durationNanos());
  }

  /** Describes what went from lane to lane. */
  public String arrow(Arrow arrow) {
    return "%s From %s to %s in %s."
        .formatted(
            arrow.kind().explanation(),
            arrow.from(),
            arrow.to(),
            Text.duration(Math.abs(arrow.toNanos() - arrow.fromNanos())));
  }

  /** Describes a cross-controller reset whose command was answered at a moment. */
  public String ccr(Span.Ccr span, long answeredNanos) {
    String outcome =
        span.outcome() == null ? "open" : span.outcome().name().toLowerCase(Locale.ROOT);
    return "cross-controller reset of %s, answered after %s; outcome %s"
        .formatted(
            span.impacted().name(), Text.duration(answeredNanos - span.fromNanos()), outcome);
  }

  /** Describes a command that its host had to cancel or hold. */
  public String waiting(Outstanding line) {
    return "%s without an answer for %s"
        .formatted(
            isWrite(line.copy()) ? "write" : "request",
            Text.duration(line.toNanos() - line.fromNanos()));
  }

  /** Describes the part of such a command's time in which it was held. */
  public String held(Outstanding line) {
    return waiting(line) + ", held " + Text.duration(line.toNanos() - line.heldNanos());
  }

  /** Describes what became of the commands that a failed controller left behind. */
  public String outstanding(Stack<Outstanding> stack) {
    List<Outstanding> all = stack.all();
    Outstanding first = all.getFirst();
    boolean writes = all.stream().allMatch(line -> isWrite(line.copy()));
    String what = all.size() + (writes ? " write" : " request") + (all.size() == 1 ? "" : "s");
    String over = next(first.copy());
    return first.isHeld()
        ? "%s held %s%s"
            .formatted(
                what,
                Text.duration(stack.toNanos() - first.heldNanos()),
                over.isEmpty() ? "" : ", then resubmitted on " + over)
        : what + (over.isEmpty() ? " given up" : " sent again at once on " + over);
  }

  private String next(Copy copy) {
    Journey journey = journeys.operation(copy.operation());
    return journey == null
        ? ""
        : journey.events().stream()
            .map(Event::detail)
            .filter(IoEvent.FailedOver.class::isInstance)
            .map(detail -> ((IoEvent.FailedOver) detail).to())
            .findFirst()
            .orElse("");
  }

  private boolean isWrite(Copy copy) {
    Journey journey = journeys.operation(copy.operation());
    return journey != null && journey.isWrite();
  }

  /** Describes in one sentence what happened to slow commands. */
  public String fate(List<SlowCommand> all) {
    boolean one = all.size() == 1;
    String what =
        one
            ? "slow write to block %d".formatted(all.getFirst().span().lba())
            : all.size() + " slow writes";
    List<LateWrite> stale =
        all.stream()
            .filter(SlowCommand::isStale)
            .map(SlowCommand::late)
            .filter(Objects::nonNull)
            .toList();
    if (!stale.isEmpty()) {
      return proof(stale);
    }
    if (all.stream().allMatch(c -> c.span().ending() == Span.MediaEnding.REVOKED)) {
      return what + " \u2013 stopped before " + (one ? "it" : "they") + " changed any data";
    }
    if (all.stream().allMatch(c -> c.span().ending() == Span.MediaEnding.EXECUTED)) {
      boolean hostSeen = all.stream().anyMatch(PictureWords::isOfSeenHost);
      return what + (hostSeen ? " \u2013 landed before any retry" : " \u2013 landed");
    }
    return what;
  }

  /**
   * Reports whether the host of the command is part of the recording. Otherwise it is unknown which
   * writes are retries.
   */
  private static boolean isOfSeenHost(SlowCommand command) {
    Copy copy = command.copy();
    return copy != null && copy.host() != null;
  }

  /**
   * Describes what the first stale write did, how long after its retry, and how many more stale
   * writes there are.
   */
  private static String proof(List<LateWrite> stale) {
    LateWrite first = stale.getFirst();
    Event retry = first.retry();
    String late =
        retry == null
            ? ""
            : ", %s after its retry"
                .formatted(Text.duration(first.landed().nanos() - retry.nanos()));
    String more = stale.size() == 1 ? "" : " \u00b7 %d more".formatted(stale.size() - 1);
    return first.words() + late + more;
  }

  /**
   * Describes where the commands of a controller were when the host declared it failed, which the
   * host cannot know; empty if there were none.
   */
  public static String places(CommandPlaces places, long detectedNanos) {
    List<String> words = new ArrayList<>();
    for (CommandPlace place : CommandPlace.values()) {
      int there = places.at(place, detectedNanos);
      if (there > 0) {
        words.add("%d %s %s".formatted(there, preposition(place), place.word()));
      }
    }
    return words.isEmpty() ? "" : "at detection: " + String.join(" \u00b7 ", words);
  }

  private static String preposition(CommandPlace place) {
    return switch (place) {
      case HOST, MEDIA -> "at";
      case WIRE -> "on the";
      case TARGET -> "in the";
    };
  }

  /** Describes a piece of the strip above the lanes. */
  public String phase(StripPhase piece) {
    return piece.words().getFirst() + ". " + reasons.why(piece);
  }
}
