package dev.fenceline.verify.invariant;

import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.ControllerState;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.TimerEvent;
import dev.fenceline.nvme.InstanceId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the host's controllers are at present, from the events on their lanes. */
final class Controllers {
  // counted here anew: a check that shares the host's formula could not see it broken
  private static final int KATOS = 2;
  private static final int KATOS_TRAFFIC_BASED = 3;

  private static final int ADMIN_QID = 0;
  private static final String FAST_IO_FAIL = "fast I/O fail";

  /** One of them. */
  static final class Controller {
    private final String device;
    private ControllerState state = ControllerState.NEW;
    private ControllerEvent.@Nullable Identified identified;
    private String hostNqn = "";
    private int association;
    private final Set<Integer> openQueues = new HashSet<>();
    private boolean fastIoFailed;
    private boolean failed;
    private boolean stoppedByHand;
    private long liveSinceNanos;
    private long failedNanos;

    private Controller(String device) {
      this.device = device;
    }

    /** Its name, such as {@code nvme4}. */
    String device() {
      return device;
    }

    ControllerState state() {
      return state;
    }

    boolean isLive() {
      return state == ControllerState.LIVE;
    }

    /** When it became LIVE last. */
    long liveSinceNanos() {
      return liveSinceNanos;
    }

    /** When it was LIVE for the last time: its failure was detected, or a person stopped it. */
    long failedNanos() {
      return failedNanos;
    }

    /**
     * Whether it has failed and is not connecting yet: nothing new may go out. A reset that a
     * person asked for is another matter: it disables the controller first.
     */
    boolean isFenced() {
      return switch (state) {
        case FENCING, FENCED -> true;
        case RESETTING -> failed;
        case NEW, CONNECTING, LIVE, DELETING, DELETING_NO_IO, DEAD -> false;
      };
    }

    boolean isFencing() {
      return state == ControllerState.FENCING || state == ControllerState.FENCED;
    }

    /** Whether it may still come back. */
    boolean isWorthWaitingFor() {
      return switch (state) {
        case NEW, CONNECTING, LIVE, FENCING, FENCED, RESETTING -> !fastIoFailed;
        case DELETING, DELETING_NO_IO, DEAD -> false;
      };
    }

    /** Whether a person has it reset or disconnected, or has had, since it was LIVE last. */
    boolean isStoppedByHand() {
      return switch (state) {
        case RESETTING -> !failed;
        case DELETING, DELETING_NO_IO, DEAD -> stoppedByHand;
        case NEW, CONNECTING, LIVE, FENCING, FENCED -> false;
      };
    }

    /** The host that it belongs to; empty before it was connected. */
    String hostNqn() {
      return hostNqn;
    }

    /** What it said of itself last; null before the first Identify. */
    ControllerEvent.@Nullable Identified identified() {
      return identified;
    }

    /** Which instance it is, or was last, connected to; null before the first Identify. */
    @Nullable InstanceId instance() {
      return identified == null ? null : identified.instance();
    }

    /**
     * How long after its failure was detected media must be quiet (TP4129); 0: the target promises
     * nothing, because it reports no CQT or, without keep alive, need never notice.
     */
    long quietWithinNanos() {
      if (identified == null || identified.katoMillis() == 0 || identified.cqtMillis() == 0) {
        return 0;
      }
      int katos = identified.trafficBased() ? KATOS_TRAFFIC_BASED : KATOS;
      return TimeUnit.MILLISECONDS.toNanos(
          katos * identified.katoMillis() + identified.cqtMillis());
    }

    /** Counts its admin connections: two lives of it never share this number. */
    int association() {
      return association;
    }

    /** Whether the connection of one queue of its present association is open. */
    boolean hasOpenQueue(int qid) {
      return openQueues.contains(qid);
    }

    private void connected(int qid) {
      if (qid == ADMIN_QID) {
        association++;
        openQueues.clear();
      }
      openQueues.add(qid);
    }
  }

  private final Map<String, Controller> controllers = new HashMap<>();

  /** The controller of a device name; a new one where no event has named it yet. */
  Controller of(String device) {
    return controllers.computeIfAbsent(device, Controller::new);
  }

  /** The controller of a lane. */
  Controller of(Lane lane) {
    return of(lane.name());
  }

  Collection<Controller> all() {
    return controllers.values();
  }

  /** Takes an event into account, before the invariants see it. */
  void accept(Event event) {
    if (event.lane().group() != Lane.Group.HOST || event.lane().equals(Lane.MULTIPATH)) {
      return;
    }
    switch (event.detail()) {
      case ControllerEvent.Created _ -> of(event.lane());
      case ControllerEvent.StateChanged changed -> {
        Controller controller = of(event.lane());
        controller.state = changed.to();
        if (changed.to() == ControllerState.LIVE) {
          controller.liveSinceNanos = event.nanos();
        } else if (changed.from() == ControllerState.LIVE) {
          controller.stoppedByHand = !controller.failed;
          controller.failedNanos = event.nanos();
        }
        controller.fastIoFailed &= changed.to() != ControllerState.LIVE;
        controller.failed &= changed.to() != ControllerState.CONNECTING;
      }
      case ControllerEvent.ErrorRecovery _ -> of(event.lane()).failed = true;
      case ControllerEvent.Identified identified -> of(event.lane()).identified = identified;
      case ControllerEvent.Connected connected -> of(event.lane()).hostNqn = connected.hostNqn();
      case ConnectionEvent.QueueConnected connected -> of(event.lane()).connected(connected.qid());
      case ConnectionEvent.QueueClosed closed -> of(event.lane()).openQueues.remove(closed.qid());
      case TimerEvent.Fired fired when fired.timer().equals(FAST_IO_FAIL) ->
          of(event.lane()).fastIoFailed = true;
      default -> {}
    }
  }
}
