package dev.fenceline.verify;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Finding;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.event.value.InstanceState;
import dev.fenceline.event.value.Rule;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.timeline.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds, event by event, data that is lost at this program's target because a copy of a write
 * landed late.
 *
 * <p>If the workload's events show which copy carries which write ({@link StampedWrites}), one
 * newer write is enough: an acknowledged one that was submitted after the late one had ended,
 * successfully or not.
 *
 * <p>The blocks of a real host carry no stamp, so it is not known which write carries which data.
 * But a host that gives up a connection sends unanswered commands again over another one. Of the
 * writes to a block that arrive after that, the first may be the retry, and the second is newer
 * data. If the first copy lands after both, data that was acknowledged to the host is lost. If only
 * one has arrived, it may be the retry with the same data, and nothing is reported.
 *
 * <p>If a target does not report what media do, a write has landed when it is answered. A write
 * that was at the target when its connection ended is no longer answered. Its late landing is known
 * when another write that reached the target together with it, and was held as long, is answered.
 *
 * <p>Assumes that a host has at most one write to a block in progress, as file systems and
 * databases do. Remembers only the writes that the target has not ended yet. Not thread-safe.
 */
public final class LateWriteCheck {
  private static final int WRITE = Opcode.Nvm.WRITE.code();

  private record Place(Lane instance, int qid, int cid) {}

  /**
   * Limit of the reordering between connections of one host: a retry may be seen at most this long
   * before the end of the connection that it replaces.
   */
  private static final long DISORDER_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** The longest time between the landing of a write and its answer. */
  private static final long ANSWER_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /**
   * Writes that arrive within this time and are held for long are assumed to be held by the same
   * cause.
   */
  private static final long TOGETHER_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** A later write that landed on a block of a write that is still at media. */
  private record Landing(Event arrived, Event landed) {
    boolean isAfter(long nanos) {
      return arrived.nanos() > nanos;
    }
  }

  /** The last two landings on a block. More are not needed. */
  private record Landings(@Nullable Landing before, Landing last) {}

  /** A write at the target, with what has landed on each of its blocks in the meantime. */
  private static final class Write {
    private final Event arrived;
    private final CommandEvent.Received command;
    private final @Nullable Event submitted;
    private final Map<Long, Landings> landings = new HashMap<>();

    /**
     * Time at which its connection was known to be lost, or {@link Long#MAX_VALUE} if it is not.
     */
    private long lostNanos = Long.MAX_VALUE;

    /** Whether its connection has ended, so that it can no longer be answered. */
    private boolean isCut;

    Write(Event arrived, CommandEvent.Received command, @Nullable Event submitted) {
      this.arrived = arrived;
      this.command = command;
      this.submitted = submitted;
    }

    /** Returns the workload's write that it carries, or 0 if it is not known. */
    long operation() {
      return submitted != null && submitted.detail() instanceof CommandEvent.Submitted detail
          ? detail.operation()
          : 0;
    }

    void overtakenBy(Write other, Event landed) {
      Landing landing = new Landing(other.arrived, landed);
      long from = Math.max(command.lba(), other.command.lba());
      long to =
          Math.min(command.lba() + command.blocks(), other.command.lba() + other.command.blocks());
      for (long block = from; block < to; block++) {
        landings.merge(
            block,
            new Landings(null, landing),
            (known, now) -> new Landings(known.last(), now.last()));
      }
    }

    /**
     * Reports whether it reached the target together with another write that was held there for
     * long until now.
     */
    boolean isKeptWith(Write other, long nanos) {
      return isCut
          && Math.abs(arrived.nanos() - other.arrived.nanos()) <= TOGETHER_NANOS
          && nanos - other.arrived.nanos() >= KEPT_NANOS;
    }

    /**
     * Returns what landed after the retry, block by block. It is lost when this write lands.
     *
     * @param untilNanos only landings up to this time
     */
    List<Event> newer(long untilNanos) {
      long from = lostNanos == Long.MAX_VALUE ? lostNanos : lostNanos - DISORDER_NANOS;
      return landings.values().stream()
          .filter(block -> block.before() != null && block.before().isAfter(from))
          .filter(block -> block.last().landed().nanos() <= untilNanos)
          .map(block -> block.last().landed())
          .distinct()
          .sorted(Comparator.comparingLong(Event::sequence))
          .toList();
    }
  }

  private final Map<Place, Write> atTarget = new HashMap<>();
  private final Map<Place, Event> underway = new HashMap<>();
  private final Map<InstanceId, Lane> instances = new HashMap<>();
  private final Map<Lane, Lane> instanceOfHost = new HashMap<>();
  private final Map<Lane, Long> lost = new HashMap<>();
  private final StampedWrites stamped = new StampedWrites();
  private final boolean mediaIsSeen;
  private int corruptions;

  private LateWriteCheck(boolean mediaIsSeen) {
    this.mediaIsSeen = mediaIsSeen;
  }

  /** Creates a check for this program's target, which reports what media do. */
  public LateWriteCheck() {
    this(true);
  }

  /** Creates a check for a target of which only the answers are seen. */
  public static LateWriteCheck ofAnswers() {
    return new LateWriteCheck(false);
  }

  /** Returns the number of writes that have destroyed newer data so far. */
  public int corruptions() {
    return corruptions;
  }

  /** Takes the next event into account and reports the data that it destroys. */
  public Optional<Finding> check(Event event) {
    switch (event.detail()) {
      case InstanceEvent.Ready ready -> instances.put(ready.instance(), event.lane());
      case InstanceEvent.Noticed _ -> lose(event.lane(), event.nanos());
      case InstanceEvent.Gone gone -> forget(event.lane(), gone.instance());
      case InstanceEvent.StateChanged change
          when !mediaIsSeen && change.to() == InstanceState.GONE ->
          forgetWrites(event.lane());
      case ConnectionEvent.QueueClosed closed when !mediaIsSeen -> cut(event.lane(), closed.qid());
      case ControllerEvent.Identified identified -> connected(event.lane(), identified.instance());
      case ControllerEvent.StateChanged change when change.from() == ControllerState.LIVE -> {
        Lane instance = instanceOfHost.get(event.lane());
        if (instance != null) {
          lose(instance, event.nanos());
        }
      }
      case CommandEvent command when command.qid() > 0 -> {
        return command(event, command);
      }
      case IoEvent.Submitted request -> stamped.submitted(event, request);
      case IoEvent.Ended ended -> {
        return lost(event, stamped.ended(event, ended));
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

  private void lose(Lane instance, long nanos) {
    if (lost.putIfAbsent(instance, nanos) == null) {
      atTarget.forEach((place, write) -> {
        if (place.instance().equals(instance)) {
          write.lostNanos = nanos;
        }
      });
    }
  }

  private void forget(Lane instance, InstanceId identity) {
    forgetWrites(instance);
    instances.remove(identity, instance);
    instanceOfHost.values().removeIf(instance::equals);
    lost.remove(instance);
  }

  private void forgetWrites(Lane instance) {
    atTarget.keySet().removeIf(place -> place.instance().equals(instance));
    underway.keySet().removeIf(place -> place.instance().equals(instance));
  }

  private void cut(Lane instance, int qid) {
    atTarget.forEach(
        (place, write) -> write.isCut |= place.instance().equals(instance) && place.qid() == qid);
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
      case CommandEvent.Received received -> received(event, received, place);
      case CommandEvent.Revoked _ -> atTarget.remove(place);
      case CommandEvent.Executed executed -> {
        Write write = atTarget.remove(place);
        if (write != null && executed.status() == 0) {
          return landed(event, write);
        }
      }
      case CommandEvent.Answered answered when !mediaIsSeen -> {
        Write write = atTarget.remove(place);
        if (write != null && answered.status() == 0) {
          return answered(event, write);
        }
      }
      default -> {}
    }
    return Optional.empty();
  }

  /**
   * Handles a received command. If its ID is that of a write which was refused and so never took
   * effect, it replaces that write.
   */
  private void received(Event event, CommandEvent.Received received, Place place) {
    Event submitted = underway.remove(place);
    atTarget.remove(place);
    if (received.opcode() == WRITE) {
      Write write = new Write(event, received, submitted);
      write.lostNanos = lost.getOrDefault(event.lane(), Long.MAX_VALUE);
      atTarget.put(place, write);
    }
  }

  private Optional<Finding> landed(Event event, Write write) {
    if (write.operation() > 0) {
      return lost(event, stamped.landed(event, write.operation()));
    }
    atTarget.values().forEach(open -> open.overtakenBy(write, event));
    return lost(event, write, write.newer(event.nanos()), "landed");
  }

  /**
   * Handles an answer. The write has landed by now, and so have others that came with it and cannot
   * be answered.
   */
  private Optional<Finding> answered(Event event, Write write) {
    long landedByNanos = event.nanos() - ANSWER_NANOS;
    for (Map.Entry<Place, Write> open : List.copyOf(atTarget.entrySet())) {
      Write other = open.getValue();
      List<Event> newer = other.newer(landedByNanos);
      if (other.isKeptWith(write, event.nanos()) && !newer.isEmpty()) {
        atTarget.remove(open.getKey());
        atTarget.values().forEach(each -> each.overtakenBy(write, event));
        return lost(
            event,
            other,
            newer,
            "was kept at the target with others, of which the first was answered");
      }
    }
    atTarget.values().forEach(open -> open.overtakenBy(write, event));
    return lost(event, write, write.newer(landedByNanos), "was answered");
  }

  private Optional<Finding> lost(Event event, Write write, List<Event> newer, String how) {
    if (newer.isEmpty()) {
      return Optional.empty();
    }
    corruptions++;
    return Optional.of(finding(event, write, newer, how));
  }

  private Optional<Finding> lost(Event event, List<StampedWrites.Loss> losses) {
    if (losses.isEmpty()) {
      return Optional.empty();
    }
    corruptions++;
    StampedWrites.Loss first = losses.getFirst();
    String text =
        ("Block %s lost newer data: a copy of a write that had %s landed at %s, after a newer write"
                + " (%s) that was acknowledged.")
            .formatted(
                Text.number(first.lba()),
                first.failed() ? "failed towards the application" : "ended",
                Text.moment(first.older().nanos()),
                Text.moment(first.newer().nanos()));
    return Optional.of(
        new Finding(
            Finding.Severity.CORRUPTION,
            Rule.Data.LOST_UPDATE,
            text,
            List.of(first.newer().sequence(), first.older().sequence(), event.sequence()).stream()
                .distinct()
                .sorted()
                .toList(),
            List.of()));
  }

  private static Finding finding(Event event, Write write, List<Event> newer, String how) {
    Event first = write.submitted == null ? write.arrived : write.submitted;
    Event last = newer.getLast();
    List<Long> proof = new ArrayList<>();
    proof.add(first.sequence());
    newer.forEach(landed -> proof.add(landed.sequence()));
    proof.add(event.sequence());
    String text =
        ("%s lost newer data: the write %s %s at %s %s at %s, after what may be its retry and after"
                + " a newer write (%s).")
            .formatted(
                blocks(write.command),
                write.submitted == null ? "that reached controller" : "sent on",
                first.lane().name(),
                Text.moment(first.nanos()),
                how,
                Text.moment(event.nanos()),
                Text.moment(last.nanos()));
    return new Finding(
        Finding.Severity.CORRUPTION,
        Rule.Data.LOST_UPDATE,
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
