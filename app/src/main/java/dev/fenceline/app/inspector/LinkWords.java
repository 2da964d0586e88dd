package dev.fenceline.app.inspector;

import dev.fenceline.app.workspace.EventText;
import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.PathEvent;
import dev.fenceline.nvme.Opcode;
import java.util.Locale;

/** Names an event in a link: what happened, to what, and where. */
final class LinkWords {
  /** The first word of the title of a command's events, which the name of the command replaces. */
  private static final String COMMAND = "Command";

  /** Stands for the type of a Fabrics command, which events do not contain. */
  private static final int NO_FCTYPE = -1;

  private LinkWords() {}

  /** Returns such words as {@code Write of block 8 executed, controller 2}. */
  static String of(Event event) {
    return what(event) + ", " + EventText.where(event.lane());
  }

  private static String what(Event event) {
    return switch (event.detail()) {
      case ControllerEvent.StateChanged it -> becomes(event, it.to().word());
      case InstanceEvent.StateChanged it -> becomes(event, it.to().word());
      case PathEvent.StateChanged it ->
          becomes(event, it.to().word())
              + " "
              + it.direction().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      case CommandEvent it -> command(event, it);
      default -> EventText.title(event);
    };
  }

  private static String becomes(Event event, String state) {
    return EventText.title(event) + " becomes " + state;
  }

  private static String command(Event event, CommandEvent detail) {
    return switch (detail) {
      case CommandEvent.Submitted it ->
          named(event, it.qid(), it.opcode(), blocks(it.lba(), it.blocks()));
      case CommandEvent.Received it ->
          named(event, it.qid(), it.opcode(), blocks(it.lba(), it.blocks()));
      case CommandEvent.Executing it ->
          named(event, it.qid(), it.opcode(), blocks(it.lba(), it.blocks()));
      case CommandEvent.Executed it ->
          named(event, it.qid(), it.opcode(), blocks(it.lba(), it.blocks()));
      case CommandEvent.Revoked it ->
          named(event, it.qid(), it.opcode(), blocks(it.lba(), it.blocks()));
      case CommandEvent.TimedOut it -> named(event, it.qid(), it.opcode(), "");
      case CommandEvent.Cancelled it -> named(event, it.qid(), it.opcode(), "");
      case CommandEvent.Sent _,
          CommandEvent.Completed _,
          CommandEvent.AnsweredLate _,
          CommandEvent.Answered _ ->
          EventText.title(event);
    };
  }

  private static String named(Event event, int qid, int opcode, String blocks) {
    String title = EventText.title(event);
    return Opcode.of(opcode, NO_FCTYPE, qid)
        .map(name -> name.label() + blocks + title.substring(COMMAND.length()))
        .orElse(title);
  }

  private static String blocks(long lba, int count) {
    return switch (count) {
      case 0 -> "";
      case 1 -> " of block " + lba;
      default -> " of blocks %d to %d".formatted(lba, lba + count - 1);
    };
  }
}
