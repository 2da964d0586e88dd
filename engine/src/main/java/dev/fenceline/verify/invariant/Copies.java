package dev.fenceline.verify.invariant;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.Opcode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps the copies of each operation that no controller has answered yet. */
public final class Copies {
  /** One copy. */
  public static final class Copy {
    private final Controllers.Controller controller;
    private final CommandEvent.Submitted submitted;
    private final long sequence;
    private final int association;
    private final @Nullable InstanceId instance;
    private final boolean isFirst;
    private boolean sent;

    /** Returns the queue on which it was sent. */
    public int qid() {
      return submitted.qid();
    }

    private Copy(
        Controllers.Controller controller,
        CommandEvent.Submitted submitted,
        long sequence,
        boolean isFirst) {
      this.isFirst = isFirst;
      this.controller = controller;
      this.submitted = submitted;
      this.sequence = sequence;
      this.association = controller.association();
      this.instance = controller.instance();
    }

    public Controllers.Controller controller() {
      return controller;
    }

    /** Returns the event of its submission. */
    public long sequence() {
      return sequence;
    }

    /** Returns the association of its controller to which it was submitted. */
    public int association() {
      return association;
    }

    /** Returns the instance to which it was submitted. */
    public @Nullable InstanceId instance() {
      return instance;
    }

    /** Reports whether the operation had not been sent before. */
    public boolean isFirst() {
      return isFirst;
    }

    public boolean isWrite() {
      return submitted.opcode() == Opcode.Nvm.WRITE.code();
    }

    /** Reports whether its last byte was passed to the connection, so that it may execute. */
    public boolean isSent() {
      return sent;
    }
  }

  private record Command(Lane lane, int qid, int cid) {}

  private final Controllers controllers;
  private final Map<Long, List<Copy>> unanswered = new HashMap<>();
  private final Map<Command, Copy> inFlight = new HashMap<>();

  public Copies(Controllers controllers) {
    this.controllers = controllers;
  }

  /** Returns the unanswered copies of an operation, the oldest first. */
  public List<Copy> unanswered(long operation) {
    return unanswered.getOrDefault(operation, List.of());
  }

  /** Takes an event into account, before the invariants see it. */
  public void accept(Event event) {
    switch (event.detail()) {
      case CommandEvent.Submitted submitted when submitted.operation() > 0 -> {
        boolean isFirst = !unanswered.containsKey(submitted.operation());
        Copy copy = new Copy(controllers.of(event.lane()), submitted, event.sequence(), isFirst);
        unanswered.computeIfAbsent(submitted.operation(), _ -> new ArrayList<>(1)).add(copy);
        inFlight.put(command(event, submitted), copy);
      }
      case CommandEvent.Sent sent -> {
        Copy copy = sent.qid() == 0 ? null : inFlight.get(command(event, sent));
        if (copy != null) {
          copy.sent = true;
        }
      }
      case CommandEvent.Completed completed when completed.qid() > 0 -> {
        Copy copy = inFlight.remove(command(event, completed));
        if (copy != null) {
          unanswered(copy.submitted.operation()).remove(copy);
        }
      }
      case CommandEvent.Cancelled cancelled when cancelled.qid() > 0 ->
          inFlight.remove(command(event, cancelled));
      case IoEvent.Ended ended -> unanswered.remove(ended.operation());
      default -> {}
    }
  }

  private static Command command(Event event, CommandEvent command) {
    return new Command(event.lane(), command.qid(), command.cid());
  }
}
