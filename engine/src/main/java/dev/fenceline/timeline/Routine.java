package dev.fenceline.timeline;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PduEvent;
import java.util.HashSet;
import java.util.Set;

/**
 * Decides what can be left out of a long recording: I/O, and commands and PDUs without problems. If
 * the beginning of a command was kept, its end is kept too. One instance follows one recording.
 */
public final class Routine {
  /** The note at the event from which routine is left out. */
  public static final String LEFT_OUT = "from here on without routine I/O, so that memory lasts";

  /** The note at the event from which everything is left out. */
  public static final String ALL_LEFT_OUT = "nothing more is kept, so that memory lasts";

  /** Commands whose beginning was kept, so that their end is kept too. */
  private final Set<Command> open = new HashSet<>();

  private record Command(Lane lane, int qid, int cid) {}

  /** Notes that an event is kept. Every event that is not routine must be kept. */
  public void kept(Event event) {
    if (event.detail() instanceof CommandEvent command) {
      Command key = new Command(event.lane(), command.qid(), command.cid());
      if (ends(command)) {
        open.remove(key);
      } else {
        open.add(key);
      }
    }
  }

  /** Reports whether an event can be left out. */
  public boolean isRoutine(Event event) {
    return switch (event.detail()) {
      case PduEvent.Passed _ -> true;
      case IoEvent.Submitted _, IoEvent.BlockRead _, IoEvent.Ended _ -> true;
      case CommandEvent command ->
          command.qid() > 0 && isAsUsual(command) && !isOpen(event, command);
      default -> false;
    };
  }

  private boolean isOpen(Event event, CommandEvent command) {
    return open.contains(new Command(event.lane(), command.qid(), command.cid()));
  }

  /** Reports whether an event is normal for a command. */
  private static boolean isAsUsual(CommandEvent command) {
    return switch (command) {
      case CommandEvent.TimedOut _,
          CommandEvent.Cancelled _,
          CommandEvent.AnsweredLate _,
          CommandEvent.Revoked _ ->
          false;
      default -> true;
    };
  }

  /** Reports whether the copy has no further events on this lane. */
  private static boolean ends(CommandEvent command) {
    return switch (command) {
      case CommandEvent.Completed _,
          CommandEvent.Cancelled _,
          CommandEvent.AnsweredLate _,
          CommandEvent.Revoked _,
          CommandEvent.Answered _ ->
          true;
      default -> false;
    };
  }
}
