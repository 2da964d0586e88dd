package dev.fenceline.lab;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.PathEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.event.value.FencedBy;
import dev.fenceline.event.value.PathState;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.timeline.Timeline;
import dev.fenceline.timeline.recovery.IoOutcome;
import dev.fenceline.timeline.recovery.Recoveries;
import dev.fenceline.timeline.recovery.Recovery;
import dev.fenceline.timeline.recovery.Return;
import dev.fenceline.timeline.recovery.Returns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares every field of the recoveries that a host records of itself with what is concluded of it
 * at the target. A field is the same, or it is not known at the target for one of the {@link Why
 * reasons}.
 */
final class TwoStories {
  /** Why something is not known at the target. Each is checked against the target's events. */
  enum Why {
    /** No reset of it passed and no write was out, so nothing shows whether it was waited for. */
    NO_WRITE_OUT,
    /** No reset of it passed, and the writes that were out did not come again. */
    WRITES_DID_NOT_COME_AGAIN,
    /** No write was seen to wait, so none did, or it did not get as far as the target. */
    NO_WRITE_SEEN,
    /**
     * Writes were seen to wait, and there may be more that a reset has cut off, or that the path
     * did not let through where no fault of it explains the failure.
     */
    CUT_OFF,
    /** No request that was out came again so that it could be told from a new one. */
    NO_REQUEST_CAME_AGAIN,
    /**
     * Its host closed the connections of all its controllers itself and was not seen to live on
     * until it connected again: it may have ended and been started again. That it was closed and
     * live again, and when, is told all the same.
     */
    MAY_HAVE_GONE,
    /** The host did not say it: it is a setting of the host, or its application saw it. */
    HOSTS_OWN,
    /**
     * When the host knew did not pass: its path was broken on its side, or its Keep Alives have not
     * shown how it rounds its timers.
     */
    HOST_WAS_SILENT,
    /** The path broke on the side of the host: an answer that passed arrived late or not at all. */
    BROKEN_BEYOND,
    /**
     * Attempts may not have arrived: the path refused them, or no fault of the path explains the
     * failure, so that its cause may lie beyond.
     */
    REFUSED
  }

  private final Timeline host;
  private final Timeline target;
  private final TwoClocks clocks;
  private final long withinNanos;
  private final List<String> wrong = new ArrayList<>();
  private final Set<Why> notKnown = new TreeSet<>();

  /**
   * @param withinNanos by how much moments may differ, and no more than what passed was late then
   */
  TwoStories(Timeline host, Timeline target, TwoClocks clocks, long withinNanos) {
    this.host = host;
    this.target = target;
    this.clocks = clocks;
    this.withinNanos = withinNanos;
    compare();
  }

  /** What differs, in words; empty if nothing does. */
  List<String> wrong() {
    return wrong;
  }

  /** Why the target does not say what it does not say. */
  Set<Why> notKnown() {
    return notKnown;
  }

  private void compare() {
    List<Return> returns = new ArrayList<>(Returns.of(target));
    List<Recovery> its =
        byController(
            Recoveries.of(host).stream().filter(each -> !isReturn(each, returns)).toList());
    returns.forEach(each -> wrong.add("there was no recovery: " + each.words()));
    List<Recovery> ours = byController(Recoveries.of(target));
    if (its.size() != ours.size()) {
      wrong.add("%d recoveries are concluded of %d".formatted(ours.size(), its.size()));
      return;
    }
    for (int i = 0; i < its.size(); i++) {
      new Pair(i, its.get(i), ours.get(i)).compare();
    }
  }

  /**
   * Whether the target says of a recovery only that the host closed the controller and that it is
   * live again, because the host was not seen to use another one in between, and so may have ended
   * and been started again. Takes what it says from {@code returns}.
   */
  private boolean isReturn(Recovery its, List<Return> returns) {
    OptionalLong reconnected = its.reconnectedNanos();
    if (reconnected.isEmpty()) {
      return isClosedForGood(its);
    }
    long liveNanos = clocks.atTarget(reconnected.getAsLong());
    for (Return each : returns) {
      boolean isIt =
          each.lane().equals(its.lane())
              && each.liveNanos().isPresent()
              && Math.abs(each.liveNanos().getAsLong() - liveNanos)
                  <= withinNanos + clocks.lateNanos(liveNanos)
              && each.closedNanos() >= clocks.atTarget(its.detectedNanos()) - withinNanos;
      if (isIt && !isAnotherUsedAfter(its.lane(), each.closedNanos())) {
        notKnown.add(Why.MAY_HAVE_GONE);
        return returns.remove(each);
      }
    }
    return false;
  }

  /** Whether the host has closed a controller and made no attempt since that got so far. */
  private boolean isClosedForGood(Recovery its) {
    OptionalLong closed =
        target.events().stream()
            .filter(event -> event.nanos() >= clocks.atTarget(its.detectedNanos()) - withinNanos)
            .filter(event ->
                event.lane().equals(its.lane())
                    && event.detail() instanceof ConnectionEvent.QueueClosed it
                    && it.reason().equals(ConnectionEvent.QueueClosed.BY_HOST))
            .mapToLong(Event::nanos)
            .findFirst();
    if (closed.isEmpty() || isAnotherUsedAfter(its.lane(), closed.getAsLong())) {
      return false;
    }
    notKnown.add(Why.MAY_HAVE_GONE);
    return true;
  }

  /** Whether the host sent something well after, over another controller that was live then. */
  private boolean isAnotherUsedAfter(Lane lane, long closedNanos) {
    Set<Lane> live = new HashSet<>();
    for (Event event : target.events()) {
      boolean isAfter = event.nanos() > closedNanos;
      if (event.detail() instanceof ControllerEvent.StateChanged it) {
        live.remove(event.lane());
        if (it.to() == ControllerState.LIVE && !isAfter) {
          live.add(event.lane());
        }
      } else if (isAfter && event.detail() instanceof ConnectionEvent) {
        live.remove(event.lane());
      } else if (event.detail() instanceof CommandEvent.Submitted
          && event.nanos() > closedNanos + withinNanos
          && !event.lane().equals(lane)
          && live.contains(event.lane())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Of several controllers that fail at once, one may be seen first of which the host knew last.
   */
  private static List<Recovery> byController(List<Recovery> recoveries) {
    return recoveries.stream().sorted(Comparator.comparing(Recovery::controller)).toList();
  }

  private final class Pair {
    private final int number;
    private final Recovery its;
    private final Recovery ours;

    Pair(int number, Recovery its, Recovery ours) {
      this.number = number;
      this.its = its;
      this.ours = ours;
    }

    void compare() {
      same("controller", its.controller(), ours.controller());
      same("outcome", its.outcome(), ours.outcome());
      same("CQT", its.cqtMillis(), ours.cqtMillis());
      detected();
      fenced();
      held();
      io();
      moment("reconnected", its.reconnectedNanos(), ours.reconnectedNanos(), null);
      lastHeard();
      if (ours.timeoutMillis() == 0) {
        notKnown.add(Why.HOSTS_OWN);
      } else {
        same("T", its.timeoutMillis(), ours.timeoutMillis());
      }
      attempts();
    }

    private void same(String what, Object its, Object ours) {
      if (!Objects.equals(its, ours)) {
        wrong.add("recovery %d: %s is %s, not %s".formatted(number, what, its, ours));
      }
    }

    private void moment(String what, OptionalLong its, OptionalLong ours, @Nullable Why whyNot) {
      if (ours.isEmpty() && (its.isEmpty() || whyNot != null)) {
        if (its.isPresent()) {
          notKnown.add(whyNot);
        }
      } else if (its.isEmpty() || ours.isEmpty()) {
        same(what, its, ours);
      } else if (isElsewhere(its, ours)) {
        wrong.add(
            "recovery %d: %s at %.3f, not at %.3f"
                .formatted(
                    number, what, clocks.atTarget(its.getAsLong()) / 1e9, ours.getAsLong() / 1e9));
      }
    }

    private boolean isElsewhere(OptionalLong its, OptionalLong ours) {
      return its.isPresent()
          && ours.isPresent()
          && Math.abs(clocks.atTarget(its.getAsLong()) - ours.getAsLong())
              > withinNanos + clocks.lateNanos(ours.getAsLong());
    }

    /** What is heard after a detection that was not seen counts as heard before. */
    private void lastHeard() {
      boolean isLater =
          its.lastHeardNanos().isPresent()
              && ours.lastHeardNanos().isPresent()
              && ours.lastHeardNanos().getAsLong()
                  > clocks.atTarget(its.lastHeardNanos().getAsLong());
      if (!ours.isDetectionSeen() && isLater) {
        notKnown.add(Why.HOST_WAS_SILENT);
      } else if (!isFaultSeen() && isElsewhere(its.lastHeardNanos(), ours.lastHeardNanos())) {
        notKnown.add(Why.BROKEN_BEYOND);
      } else {
        moment("last heard", its.lastHeardNanos(), ours.lastHeardNanos(), Why.HOST_WAS_SILENT);
      }
    }

    private boolean isFaultSeen() {
      return target.events().stream()
          .anyMatch(event ->
              event.detail() instanceof PathEvent.StateChanged it && it.to() != PathState.UP);
    }

    private void detected() {
      moment("detected", its.seenDetectedNanos(), ours.seenDetectedNanos(), Why.HOST_WAS_SILENT);
      if (!ours.isDetectionSeen()
          && ours.detectedNanos() < clocks.atTarget(its.detectedNanos()) - withinNanos) {
        wrong.add("recovery %d: detected later than is said".formatted(number));
      }
    }

    private void fenced() {
      if (ours.fencedBy() == FencedBy.NOT_KNOWN) {
        notKnown.add(isWriteOut() ? Why.WRITES_DID_NOT_COME_AGAIN : Why.NO_WRITE_OUT);
        if (hasReset(its)) {
          same("fenced by", its.fencedBy(), ours.fencedBy());
        }
        return;
      }
      same("fenced by", its.fencedBy(), ours.fencedBy());
      same("source", its.source(), ours.source());
      if (its.fencedBy() != FencedBy.NONE || ours.fencedNanos().isPresent()) {
        moment("fenced", its.fencedNanos(), ours.fencedNanos(), Why.NO_REQUEST_CAME_AGAIN);
      }
    }

    private void held() {
      if (ours.writesHeld().isEmpty()) {
        notKnown.add(ours.writesHeldSeen() > 0 ? Why.CUT_OFF : Why.NO_WRITE_SEEN);
        if (ours.writesHeldSeen() > its.writesHeldSeen()) {
          same("at most writes held", its.writesHeldSeen(), ours.writesHeldSeen());
        }
      } else {
        same("writes held", its.writesHeld(), ours.writesHeld());
      }
    }

    private void io() {
      if (ours.io() instanceof IoOutcome.NotKnown) {
        notKnown.add(Why.NO_REQUEST_CAME_AGAIN);
      } else {
        same("I/O", String.valueOf(its.io().wordOrNull()), String.valueOf(ours.io().wordOrNull()));
        moment("resumed", its.resumedNanos(), ours.resumedNanos(), null);
      }
      if (ours.operationsFailed().isEmpty()) {
        notKnown.add(Why.HOSTS_OWN);
      } else {
        same("failed", its.operationsFailed(), ours.operationsFailed());
      }
    }

    private void attempts() {
      if (ours.attemptsAreAll()) {
        same("attempts", its.attempts(), ours.attempts());
      } else if (ours.attempts() > its.attempts()) {
        same("at most attempts", its.attempts(), ours.attempts());
      } else {
        notKnown.add(Why.REFUSED);
      }
    }

    /** Whether a write was out when its connections had ended. */
    private boolean isWriteOut() {
      return target.events().stream()
          .filter(this::isOfIt)
          .anyMatch(event ->
              event.detail() instanceof CommandEvent.Cancelled it
                  && it.qid() > 0
                  && it.opcode() == Opcode.Nvm.WRITE.code());
    }

    private boolean isOfIt(Event event) {
      return event.lane().equals(ours.lane())
          && event.nanos() >= ours.detectedNanos()
          && event.nanos() <= ours.endedNanos().orElse(Long.MAX_VALUE);
    }

    private boolean hasReset(Recovery of) {
      return of.fencedBy() == FencedBy.CCR
          && host.events().stream()
              .anyMatch(event ->
                  event.lane().equals(of.lane())
                      && event.nanos() >= of.detectedNanos()
                      && event.nanos() <= of.endedNanos().orElse(Long.MAX_VALUE)
                      && event.detail() instanceof FencingEvent.CcrIssued);
    }
  }
}
