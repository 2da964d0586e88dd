package dev.fenceline.verify;

import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.Lane;
import dev.fenceline.event.value.BlockQuality;
import dev.fenceline.event.value.Rule;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.block.Block;
import dev.fenceline.timeline.span.Copy;
import dev.fenceline.timeline.span.Journey;
import dev.fenceline.timeline.span.Journeys;
import dev.fenceline.verify.OperationHistory.BadRead;
import dev.fenceline.verify.ZoneCheck.Phantom;
import dev.fenceline.verify.ZoneCheck.Violation;
import dev.fenceline.verify.ZoneCheck.WentBack;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describes how a violation came about: which copy of which write caused it, when and where. */
final class CorruptionText {
  private final Timeline timeline;

  /** The journeys, which are made only if there is a violation to describe. */
  private @Nullable Journeys journeys;

  CorruptionText(Timeline timeline) {
    this.timeline = timeline;
  }

  Finding tell(BadRead bad) {
    BlockQuality quality = bad.read().quality();
    Rule rule =
        switch (quality) {
          case TORN -> Rule.Data.TORN;
          case MISDIRECTED -> Rule.Data.MISDIRECTED;
          case FOREIGN -> Rule.Data.PHANTOM;
          case GOOD, BLANK, ORIGINAL ->
              throw new IllegalArgumentException("a good read is not a finding");
        };
    String what =
        switch (quality) {
          case TORN -> "a block whose checksum does not match, such as parts of different writes";
          case MISDIRECTED ->
              "write %d, which was meant for another block".formatted(bad.read().stamp());
          case FOREIGN -> "data that this run has not written";
          case GOOD, BLANK, ORIGINAL ->
              throw new IllegalArgumentException("a good read is not a finding");
        };
    return new Finding(
        Finding.Severity.CORRUPTION,
        rule,
        "%s held %s (read %d at %s)."
            .formatted(
                subject(bad.block()), what, bad.read().operation(), Text.moment(bad.nanos())),
        List.of(bad.sequence()),
        List.of(bad.read().operation()));
  }

  /** Returns the block in the form that begins a sentence. */
  private static String subject(Block block) {
    String words = block.words();
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  Finding tell(Block block, Violation violation) {
    return switch (violation) {
      case Phantom phantom -> phantom(block, phantom);
      case WentBack wentBack -> wentBack(block, wentBack);
    };
  }

  private static Finding phantom(Block block, Phantom phantom) {
    Operation read = phantom.read();
    Operation write = phantom.write();
    String why =
        write == null
            ? "no write of this run has that id"
            : "which was submitted only at " + Text.moment(write.invokedNanos());
    return finding(
        Rule.Data.PHANTOM,
        "%s held version %d of write %d when read %d ended at %s: %s."
            .formatted(
                subject(block),
                read.version(),
                read.value(),
                read.number(),
                Text.moment(read.respondedNanos()),
                why),
        phantom,
        List.of());
  }

  private Finding wentBack(Block block, WentBack violation) {
    Operation seen = violation.seenAgain();
    Finding ghost = ghost(block, violation);
    if (ghost != null) {
      return ghost;
    }
    String back =
        "%s went back from version %d to %s: "
            .formatted(subject(block), violation.newer().version(), version(seen));
    Copy late = lateCopy(violation);
    if (late != null) {
      List<Long> proof = new ArrayList<>();
      String how = lateLanding(violation, late, proof);
      return finding(Rule.Data.LOST_UPDATE, back + how, violation, proof);
    }
    boolean newerSeenLater = violation.newerLast().invoked() > seen.responded();
    return finding(
        newerSeenLater ? Rule.Data.STALE_READ : Rule.Data.LOST_UPDATE,
        back + staleRead(violation),
        violation,
        List.of());
  }

  /**
   * Returns the finding for a write that failed, had not taken effect when the block was read after
   * that, and took effect later; null if the violation is something else.
   */
  private @Nullable Finding ghost(Block block, WentBack violation) {
    Operation older = violation.seenAgain();
    Journey write = journeys().operation(violation.newerLast().value());
    Event failed = write == null ? null : failed(write);
    boolean isReadAfter =
        failed != null
            && older.kind() == Operation.Kind.READ
            && older.invoked() >= failed.sequence();
    if (write == null || failed == null || !isReadAfter) {
      return null;
    }
    String text =
        ("%s lost version %s to a write that had failed: write %d (version %d) failed towards the"
                + " application at %s, read %d still returned version %s at %s, and ")
            .formatted(
                subject(block),
                version(older),
                write.operation(),
                violation.newer().version(),
                Text.moment(failed.nanos()),
                older.number(),
                version(older),
                Text.moment(older.respondedNanos()));
    List<Long> proof = new ArrayList<>(List.of(failed.sequence(), older.responded()));
    for (Copy copy : write.copies()) {
      Event landed = copy.landed();
      if (landed != null && landed.sequence() > older.invoked()) {
        proof.add(landed.sequence());
        return finding(
            Rule.Data.LOST_UPDATE,
            text + landing("the copy of the write", copy, landed) + ".",
            violation,
            proof);
      }
    }
    Operation seen = violation.newerLast();
    proof.add(seen.responded());
    String read =
        "read %d returned version %d at %s."
            .formatted(seen.number(), seen.version(), Text.moment(seen.respondedNanos()));
    return finding(Rule.Data.LOST_UPDATE, text + read, violation, proof);
  }

  /**
   * Returns the event by which an operation failed for the application, or null if it did not fail.
   */
  private static @Nullable Event failed(Journey journey) {
    return journey.status().orElse(0) == 0 ? null : journey.ended();
  }

  private static String landing(String which, Copy copy, Event landed) {
    List<Event> steps = copy.steps();
    return "%s sent on %s at %s landed at %s"
        .formatted(
            which,
            name(copy.host()),
            Text.moment(steps.getFirst().nanos()),
            Text.moment(landed.nanos()));
  }

  private static String version(Operation operation) {
    return operation.value() == 0 ? "never written" : Long.toString(operation.version());
  }

  /** Returns the copy of the older write that took effect last before the value was seen again. */
  private @Nullable Copy lateCopy(WentBack violation) {
    Journey older = journeys().operation(violation.seenAgain().value());
    Journey newer = journeys().operation(violation.newer().value());
    Event newerLanded = newer == null ? null : newer.firstLanding();
    if (older == null || newerLanded == null) {
      return null;
    }
    Copy late = null;
    for (Copy copy : older.copies()) {
      Event landed = copy.landed();
      if (landed != null
          && landed.sequence() > newerLanded.sequence()
          && landed.sequence() <= violation.seenAgain().responded()) {
        late = copy;
      }
    }
    return late;
  }

  private String lateLanding(WentBack violation, Copy late, List<Long> proof) {
    Event landed = late.landed();
    List<Event> steps = late.steps();
    if (landed == null || steps.isEmpty()) {
      return staleRead(violation);
    }
    proof.add(steps.getFirst().sequence());
    StringBuilder text = new StringBuilder();
    Journey journey = journeys().operation(late.operation());
    Event failed = journey == null ? null : failed(journey);
    if (failed != null && failed.sequence() < landed.sequence()) {
      proof.add(failed.sequence());
      text.append(
              "write %d failed towards the application at %s and "
                  .formatted(late.operation(), Text.moment(failed.nanos())))
          .append(landing("its copy", late, landed));
    } else {
      text.append(landing("the copy of write " + late.operation(), late, landed));
    }
    Copy retry = retryOf(late);
    Event retryLanded = retry == null ? null : retry.landed();
    if (retry != null && retryLanded != null) {
      proof.add(retryLanded.sequence());
      text.append(", after its retry on ")
          .append(name(retry.host()))
          .append(" (")
          .append(Text.moment(retryLanded.nanos()))
          .append(")");
    }
    Journey newer = journeys().operation(violation.newer().value());
    Event newerLanded = newer == null ? null : newer.firstLanding();
    if (newer != null && newerLanded != null) {
      Event acknowledged = failed(newer) == null ? newer.ended() : null;
      boolean before = acknowledged != null && acknowledged.sequence() < landed.sequence();
      long momentNanos =
          acknowledged != null && before ? acknowledged.nanos() : newerLanded.nanos();
      proof.add(newerLanded.sequence());
      text.append(retryLanded == null ? ", after version " : " and after version ")
          .append(violation.newer().version())
          .append(before ? " was acknowledged (" : " (")
          .append(Text.moment(momentNanos))
          .append(")");
    }
    proof.add(landed.sequence());
    if (violation.seenAgain().kind() == Operation.Kind.MEDIA) {
      return text.append("; no read that began later returned it.").toString();
    }
    proof.add(violation.seenAgain().responded());
    return text.append(".").toString();
  }

  /** Returns the copy of the same write that took effect before the late one did. */
  private @Nullable Copy retryOf(Copy late) {
    Journey journey = journeys().operation(late.operation());
    Event lateLanded = late.landed();
    Copy retry = null;
    if (journey != null && lateLanded != null) {
      for (Copy copy : journey.copies()) {
        Event landed = copy.landed();
        if (copy != late && landed != null && landed.sequence() < lateLanded.sequence()) {
          retry = copy;
        }
      }
    }
    return retry;
  }

  private static String staleRead(WentBack violation) {
    Operation seen = violation.seenAgain();
    Operation newer = violation.newer();
    boolean isShown = newer.kind() != Operation.Kind.FAILED_WRITE;
    return "%s %s though %s."
        .formatted(
            seen.kind() == Operation.Kind.MEDIA
                ? "media at " + Text.moment(seen.respondedNanos()) + " held"
                : "read %d at %s returned"
                    .formatted(seen.number(), Text.moment(seen.respondedNanos())),
            seen.value() == 0 ? "a block never written" : "write " + seen.value(),
            shown(isShown ? newer : violation.newerLast()));
  }

  /** Describes an operation that shows a version: its acknowledged write, a read, or media. */
  private static String shown(Operation operation) {
    String at = Text.moment(operation.respondedNanos());
    return switch (operation.kind()) {
      case WRITE, FAILED_WRITE ->
          "write %d of version %d had ended at %s"
              .formatted(operation.number(), operation.version(), at);
      case READ ->
          "read %d had returned version %d at %s"
              .formatted(operation.number(), operation.version(), at);
      case MEDIA -> "version %d was on media at %s".formatted(operation.version(), at);
    };
  }

  private static String name(@Nullable Lane host) {
    return host == null ? "an unknown path" : host.name();
  }

  private static Finding finding(Rule rule, String text, Violation violation, List<Long> proof) {
    List<Long> operations =
        violation.operations().stream()
            .map(Operation::number)
            .filter(number -> number > 0)
            .distinct()
            .toList();
    List<Long> events = proof;
    if (proof.isEmpty()) {
      events =
          violation.operations().stream()
              .map(Operation::responded)
              .filter(sequence -> sequence > 0 && sequence != Operation.OPEN)
              .toList();
    }
    return new Finding(
        Finding.Severity.CORRUPTION, rule, text, events.stream().sorted().toList(), operations);
  }

  private Journeys journeys() {
    if (journeys == null) {
      journeys = Journeys.of(timeline);
    }
    return journeys;
  }
}
