package dev.fenceline.timeline.span;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.nvme.Status;
import dev.fenceline.timeline.Text;
import dev.fenceline.timeline.Timeline;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sentences about commands: which copy of which command, and its fate. */
public final class CopyText {
  /** The DNR bit in a completion status shifted right by one, and the bits of SCT and SC. */
  private static final int DNR = 1 << 14;

  private static final int CODE_MASK = 0x7FF;

  private final Timeline timeline;
  private final Journeys journeys;

  public CopyText(Timeline timeline, Journeys journeys) {
    this.timeline = timeline;
    this.journeys = journeys;
  }

  public @Nullable Copy of(Event event) {
    return journeys.copyOf(event.sequence());
  }

  /** Returns a status in the usual form: {@code 371h Host Aborted Command}. */
  public static String status(int status) {
    return new Status(status & CODE_MASK, (status & DNR) != 0).toString();
  }

  /** Names a copy: {@code copy 1 of write 431}, or an admin command by its name. */
  public String name(Copy copy) {
    Journey journey = journeys.operation(copy.operation());
    IoEvent.Submitted request = journey == null ? null : journey.request();
    if (request != null) {
      return "copy %d of %s %d"
          .formatted(
              copy.number(), request.kind().name().toLowerCase(Locale.ROOT), copy.operation());
    }
    return "the %s command".formatted(Opcode.label(copy.qid(), copy.opcode()));
  }

  public String why(Event event, CommandEvent detail) {
    Copy copy = of(event);
    String name = copy == null ? "The command" : capital(name(copy));
    return switch (detail) {
      case CommandEvent.Submitted _ -> submitted(event, copy, name);
      case CommandEvent.Sent _ -> name + " was handed to the connection.";
      case CommandEvent.Completed it ->
          it.status() == 0
              ? name + " was answered" + after(copy, event) + "."
              : "%s was answered with %s.".formatted(name, status(it.status()));
      case CommandEvent.TimedOut it ->
          it.timeoutMillis() == 0
              ? name + " had no answer in time."
              : "%s had no answer for %s."
                  .formatted(
                      name, Text.duration(TimeUnit.MILLISECONDS.toNanos(it.timeoutMillis())));
      case CommandEvent.Cancelled it ->
          "%s was ended by the host itself with %s.".formatted(name, status(it.status()));
      case CommandEvent.AnsweredLate _ ->
          name + " was answered after the host had given it up; the answer was dropped.";
      case CommandEvent.Received _ -> name + " arrived at the target" + after(copy, event) + ".";
      case CommandEvent.Executing it ->
          it.takesNanos() < 0
              ? name + " is at media and hangs there until it is revoked."
              : "%s is at media and will take %s unless it is revoked."
                  .formatted(name, Text.duration(it.takesNanos()));
      case CommandEvent.Executed it ->
          it.qid() > 0 && it.opcode() == Opcode.Nvm.WRITE.code()
              ? executed(copy, name, event)
              : name + " is done at media" + after(copy, event) + ".";
      case CommandEvent.Revoked it ->
          ("%s was taken back before it had any effect on media: %s. It can no longer overtake"
                  + " a retry.")
              .formatted(name, it.reason());
      case CommandEvent.Answered it ->
          it.status() == 0
              ? name + " was answered well."
              : "%s was answered with %s.".formatted(name, status(it.status()));
    };
  }

  private String submitted(Event event, @Nullable Copy copy, String name) {
    Event cause = timeline.find(event.cause());
    if (copy == null || copy.number() < 2) {
      return name + " was queued on " + event.lane().name() + ".";
    }
    Copy before = previous(copy);
    Lane from = before == null ? null : before.host();
    Event ended = before == null ? null : before.ended();
    return "%s goes over %s%s%s."
        .formatted(
            name,
            event.lane().name(),
            from == null ? "" : ", after the one on " + from.name(),
            ended == null
                ? cause == null ? "" : " was given up"
                : " ended at " + Text.moment(ended.nanos()));
  }

  private @Nullable Copy previous(Copy copy) {
    Journey journey = journeys.operation(copy.operation());
    Copy found = null;
    if (journey != null) {
      for (Copy other : journey.copies()) {
        if (other.number() < copy.number()) {
          found = other;
        }
      }
    }
    return found;
  }

  private String executed(@Nullable Copy copy, String name, Event event) {
    if (copy == null || copy.landed() == null) {
      return name + " left media.";
    }
    Event given = copy.first(CommandEvent.Cancelled.class);
    if (!copy.isLate() || given == null) {
      return name + " took effect on media" + after(copy, event) + ".";
    }
    Event overtaken = overtaken(copy);
    String late =
        "%s took effect %s after the host had given it up at %s"
            .formatted(
                name, Text.duration(event.nanos() - given.nanos()), Text.moment(given.nanos()));
    if (overtaken != null) {
      return late
          + ", and after its retry at "
          + Text.moment(overtaken.nanos())
          + ": a stale write.";
    }
    Event newer = newer(copy);
    return newer == null
        ? late + "; no newer write to the same blocks was seen to land before it."
        : late
            + ", over what a newer write had put there at %s."
                .formatted(Text.moment(newer.nanos()));
  }

  /**
   * Returns the landing of a later write to the same blocks that precedes the landing of this copy,
   * or null if there is none.
   */
  private @Nullable Event newer(Copy copy) {
    Event landed = copy.landed();
    Event found = null;
    for (Copy other : journeys.copies()) {
      Event otherLanded = other.isWrite() && other != copy ? other.landed() : null;
      if (landed != null
          && otherLanded != null
          && otherLanded.sequence() < landed.sequence()
          && isNewer(other, copy)
          && overlaps(otherLanded, landed)) {
        found = otherLanded;
      }
    }
    return found;
  }

  /**
   * Reports whether a copy began after the host had given up the other one, or has a later version.
   */
  private boolean isNewer(Copy copy, Copy old) {
    Event submitted = copy.steps().getFirst();
    Event given = old.first(CommandEvent.Cancelled.class);
    return given != null && submitted.sequence() > given.sequence() && nsid(copy) == nsid(old);
  }

  /** Returns the namespace, or 0 if it is not known. */
  private int nsid(Copy copy) {
    Journey journey = journeys.operation(copy.operation());
    IoEvent.Submitted request = journey == null ? null : journey.request();
    return request == null ? 0 : request.nsid();
  }

  private static boolean overlaps(Event one, Event other) {
    return one.detail() instanceof CommandEvent.Executed a
        && other.detail() instanceof CommandEvent.Executed b
        && a.lba() < b.lba() + b.blocks()
        && b.lba() < a.lba() + a.blocks();
  }

  /**
   * Returns the landing of a later copy that precedes this one's landing, or null if there is none.
   */
  private @Nullable Event overtaken(Copy copy) {
    Journey journey = journeys.operation(copy.operation());
    Event landed = copy.landed();
    if (journey != null && landed != null && journey.staleCopies().contains(copy)) {
      for (Copy other : journey.copies()) {
        Event otherLanded = other.landed();
        if (otherLanded != null && otherLanded.sequence() < landed.sequence()) {
          return otherLanded;
        }
      }
    }
    return null;
  }

  public String why(Event event, IoEvent detail) {
    return switch (detail) {
      case IoEvent.Submitted it ->
          switch (it.kind()) {
            case READ -> "The workload reads block %d.".formatted(it.lba());
            case WRITE ->
                "The workload writes version %d of block %d.".formatted(it.version(), it.lba());
            case FLUSH -> "The workload makes its writes durable.";
          };
      case IoEvent.BlockRead it -> blockRead(it);
      case IoEvent.Ended it -> ended(event, it);
      case IoEvent.Held it ->
          "%s was in flight on %s. The target may still execute it, so it waits."
              .formatted(operation(it.operation()), event.lane().name());
      case IoEvent.Released it ->
          operation(it.operation()) + " is no longer held: it may be sent over another path.";
      case IoEvent.FailedOver it ->
          it.copy() == 0
              ? "%s continues over %s.".formatted(operation(it.operation()), it.to())
              : "%s is handed to %s as copy %d."
                  .formatted(operation(it.operation()), it.to(), it.copy());
      case IoEvent.Refused it -> "%s fails: %s.".formatted(operation(it.operation()), it.reason());
      case IoEvent.Retried it ->
          "%s is sent again over the same path as copy %d: the answer, %s, allows it."
              .formatted(operation(it.operation()), it.copy(), Status.ofField(it.status()));
      case IoEvent.Requeued it ->
          "%s waits for a usable path: %s.".formatted(operation(it.operation()), it.reason());
    };
  }

  /** Names an operation by its number, which is unknown for a real host. */
  private static String operation(long number) {
    return number == 0 ? "A request" : "Operation " + number;
  }

  private static String blockRead(IoEvent.BlockRead it) {
    return switch (it.quality()) {
      case GOOD -> "Block %d held version %d.".formatted(it.lba(), it.version());
      case BLANK -> "Block %d was never written.".formatted(it.lba());
      case ORIGINAL -> "Block %d held what it did before the run.".formatted(it.lba());
      case TORN -> "Block %d held parts of different writes.".formatted(it.lba());
      case MISDIRECTED -> "Block %d held a write meant for another block.".formatted(it.lba());
      case FOREIGN -> "Block %d held data that this run has not written.".formatted(it.lba());
    };
  }

  private String ended(Event event, IoEvent.Ended it) {
    Journey journey = journeys.operation(it.operation());
    String copies = journey == null ? "" : " in " + copies(journey.copies().size());
    return it.status() == 0
        ? "Operation %d ended well%s, %s."
            .formatted(it.operation(), copies, sinceSubmission(journey, event))
        : "Operation %d failed with %s%s.".formatted(it.operation(), status(it.status()), copies);
  }

  private static String copies(int count) {
    return count == 1 ? "1 copy" : count + " copies";
  }

  private static String sinceSubmission(@Nullable Journey journey, Event event) {
    return journey == null || journey.events().isEmpty()
        ? "acknowledged"
        : Text.duration(event.nanos() - journey.events().getFirst().nanos())
            + " after it was submitted";
  }

  public String held(Span.Held span) {
    return ("Held %s: the target might still have executed it on %s, and so it could have"
            + " overtaken its retry.")
        .formatted(Text.duration(span.interval().durationNanos()), span.lane().name());
  }

  public String command(Span.Command span) {
    String what =
        "%s, %s in flight"
            .formatted(
                Opcode.label(span.qid(), span.opcode()),
                Text.duration(span.interval().durationNanos()));
    return switch (span.ending()) {
      case OPEN -> what + ", without an end.";
      case COMPLETED -> what + ", then answered.";
      case CANCELLED -> what + ", then ended by the host itself.";
    };
  }

  public String atMedia(Span.AtMedia span) {
    String what =
        "%s at media for %s"
            .formatted(
                Opcode.label(span.qid(), span.opcode()),
                Text.duration(span.interval().durationNanos()));
    Event end = timeline.find(span.interval().endSequence());
    return switch (span.ending()) {
      case OPEN -> what + ", without an end.";
      case EXECUTED ->
          end != null && end.detail() instanceof CommandEvent it
              ? what + ". " + why(end, it)
              : what + ".";
      case REVOKED -> what + ", then taken back before it had any effect.";
    };
  }

  private static String after(@Nullable Copy copy, Event event) {
    Event submitted = copy == null ? null : copy.first(CommandEvent.Submitted.class);
    return submitted == null
        ? ""
        : " " + Text.duration(event.nanos() - submitted.nanos()) + " after its submission";
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
