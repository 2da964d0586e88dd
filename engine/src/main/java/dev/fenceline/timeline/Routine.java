package dev.fenceline.timeline;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PduEvent;
import java.util.HashSet;
import java.util.Set;

/**
 * What can be left out of a long recording so that its story stays: I/O, and the commands and PDUs
 * that pass as they should. A command whose beginning was kept keeps its end. One instance follows
 * one recording.
 */
public final class Routine {
  /** Said where routine begins to be left out. */
  public static final String LEFT_OUT = "from here on without routine I/O, so that memory lasts";

  /** Said where everything begins to be. */
  public static final String ALL_LEFT_OUT = "nothing more is kept, so that memory lasts";

  /** Commands whose beginning is kept, so that their end is too. */
  private final Set<Command> open = new HashSet<>();

  private record Command(Lane lane, int qid, int cid) {}

  /** The event is kept, as every one is that is no routine. */
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

  /** Whether the story is complete without the event. */
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

  /** Whether a command that goes as it should says this. */
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

  /** Whether nothing more comes of the copy on this lane. */
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
