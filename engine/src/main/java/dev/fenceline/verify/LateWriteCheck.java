package dev.fenceline.verify;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.ControllerState;
import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.timeline.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the data that a real host has lost at our target, event by event. Its blocks carry no
 * stamp, so nobody says which write is which data. But a host that gives a connection up sends what
 * it had not answered again over another one: of the writes to a block that arrive after that, the
 * first may be the retry, the second is newer data. If the first copy lands after both, what the
 * host was told is written is gone.
 *
 * <p>Says so only of what is certain: newer data that is the same, or writes of a host that goes on
 * at once, are no finding. Remembers the writes that the target has not ended yet, and nothing of
 * those before. Not thread-safe.
 */
public final class LateWriteCheck {
  private static final int WRITE = Opcode.Nvm.WRITE.code();

  private record Place(Lane instance, int qid, int cid) {}

  /** A later write that landed on a block before the one that is still at media. */
  private record Landing(Event landed, int count) {}

  /** A write that is at the target, and for each of its blocks what has landed there meanwhile. */
  private static final class Write {
    private final Event arrived;
    private final CommandEvent.Received command;
    private final @Nullable Event submitted;
    private final Map<Long, Landing> landings = new HashMap<>();

    /** The event by which its connection was known to be lost; 0: it is not. */
    private long lostAtSequence;

    Write(Event arrived, CommandEvent.Received command, @Nullable Event submitted) {
      this.arrived = arrived;
      this.command = command;
      this.submitted = submitted;
    }

    void overtakenBy(Write other, Event landed) {
      boolean isAfterRetry = lostAtSequence > 0 && other.arrived.sequence() > lostAtSequence;
      if (!isAfterRetry) {
        return;
      }
      long from = Math.max(command.lba(), other.command.lba());
      long to =
          Math.min(command.lba() + command.blocks(), other.command.lba() + other.command.blocks());
      for (long block = from; block < to; block++) {
        landings.merge(
            block, new Landing(landed, 1), (old, now) -> new Landing(landed, old.count() + 1));
      }
    }
  }

  private final Map<Place, Write> atTarget = new HashMap<>();
  private final Map<Place, Event> underway = new HashMap<>();
  private final Map<InstanceId, Lane> instances = new HashMap<>();
  private final Map<Lane, Lane> instanceOfHost = new HashMap<>();
  private final Set<Lane> lost = new HashSet<>();
  private int corruptions;

  /** A check that has seen nothing. */
  public LateWriteCheck() {}

  /** How many writes have destroyed newer data so far. */
  public int corruptions() {
    return corruptions;
  }

  /** Looks at the next event; says what is lost by it. */
  public Optional<Finding> check(Event event) {
    switch (event.detail()) {
      case InstanceEvent.Ready ready -> instances.put(ready.instance(), event.lane());
      case InstanceEvent.Noticed _ -> lose(event.lane(), event.sequence());
      case InstanceEvent.Gone gone -> forget(event.lane(), gone.instance());
      case ControllerEvent.Identified identified -> connected(event.lane(), identified.instance());
      case ControllerEvent.StateChanged change when change.from() == ControllerState.LIVE -> {
        Lane instance = instanceOfHost.get(event.lane());
        if (instance != null) {
          lose(instance, event.sequence());
        }
      }
      case CommandEvent command when command.qid() > 0 -> {
        return command(event, command);
      }
      default -> {}
    }
    return Optional.empty();
  }

  private void connected(Lane host, InstanceId identity) {
    Lane instance = instances.get(identity);
    if (instance != null) {
      instanceOfHost.put(host, instance);
    }
  }

  private void lose(Lane instance, long sequence) {
    if (lost.add(instance)) {
      atTarget.forEach((place, write) -> {
        if (place.instance().equals(instance)) {
          write.lostAtSequence = sequence;
        }
      });
    }
  }

  private void forget(Lane instance, InstanceId identity) {
    atTarget.keySet().removeIf(place -> place.instance().equals(instance));
    underway.keySet().removeIf(place -> place.instance().equals(instance));
    instances.remove(identity, instance);
    instanceOfHost.values().removeIf(instance::equals);
    lost.remove(instance);
  }

  private Optional<Finding> command(Event event, CommandEvent command) {
    Place place = new Place(event.lane(), command.qid(), command.cid());
    switch (command) {
      case CommandEvent.Submitted submitted when submitted.opcode() == WRITE -> {
        Lane instance = instanceOfHost.get(event.lane());
        if (instance != null) {
          underway.put(new Place(instance, command.qid(), command.cid()), event);
        }
      }
      case CommandEvent.Received received when received.opcode() == WRITE -> {
        Write write = new Write(event, received, underway.remove(place));
        write.lostAtSequence = lost.contains(event.lane()) ? event.sequence() : 0;
        atTarget.put(place, write);
      }
      case CommandEvent.Revoked _ -> atTarget.remove(place);
      case CommandEvent.Executed executed -> {
        Write write = atTarget.remove(place);
        if (write != null && executed.status() == 0) {
          return landed(event, write);
        }
      }
      default -> {}
    }
    return Optional.empty();
  }

  private Optional<Finding> landed(Event event, Write write) {
    atTarget.values().forEach(open -> open.overtakenBy(write, event));
    List<Landing> newer =
        write.landings.values().stream()
            .filter(landing -> landing.count() > 1)
            .sorted(Comparator.comparingLong(landing -> landing.landed().sequence()))
            .toList();
    if (newer.isEmpty()) {
      return Optional.empty();
    }
    corruptions++;
    return Optional.of(finding(event, write, newer));
  }

  private static Finding finding(Event event, Write write, List<Landing> newer) {
    Event first = write.submitted == null ? write.arrived : write.submitted;
    Event last = newer.getLast().landed();
    List<Long> proof = new ArrayList<>();
    proof.add(first.sequence());
    newer.stream().map(landing -> landing.landed().sequence()).distinct().forEach(proof::add);
    proof.add(event.sequence());
    String text =
        ("%s lost newer data: the write sent on %s at %s landed at %s, after its retry and after a"
                + " newer write (%s).")
            .formatted(
                blocks(write.command),
                first.lane().name(),
                Text.moment(first.nanos()),
                Text.moment(event.nanos()),
                Text.moment(last.nanos()));
    return new Finding(
        Finding.Severity.CORRUPTION,
        "lost-update",
        text,
        proof.stream().sorted().toList(),
        List.of());
  }

  private static String blocks(CommandEvent.Received command) {
    return command.blocks() == 1
        ? "Block " + Text.number(command.lba())
        : "Blocks %s to %s"
            .formatted(
                Text.number(command.lba()), Text.number(command.lba() + command.blocks() - 1));
  }
}
