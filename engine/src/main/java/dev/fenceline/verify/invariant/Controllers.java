package dev.fenceline.verify.invariant;

import dev.fenceline.event.ConnectionEvent;
import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.Lane;
import dev.fenceline.event.TimerEvent;
import dev.fenceline.event.value.ControllerState;
import dev.fenceline.nvme.InstanceId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The present state of the host's controllers, from the events on their lanes. */
public final class Controllers {
  // calculated independently: a check that shared the host's formula could not detect an error in
  // it
  private static final int KATOS = 2;
  private static final int KATOS_TRAFFIC_BASED = 3;

  private static final int ADMIN_QID = 0;
  private static final String FAST_IO_FAIL = "fast I/O fail";

  /** One controller. */
  public static final class Controller {
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

    /** Returns its name, such as {@code nvme4}. */
    public String device() {
      return device;
    }

    public ControllerState state() {
      return state;
    }

    public boolean isLive() {
      return state == ControllerState.LIVE;
    }

    /** Returns the time at which it last became LIVE. */
    public long liveSinceNanos() {
      return liveSinceNanos;
    }

    /**
     * Returns the time at which it last left LIVE: its failure was detected, or a user stopped it.
     */
    public long failedNanos() {
      return failedNanos;
    }

    /**
     * Reports whether it has failed and is not connecting yet, so that no new command may be sent.
     * A reset that a user asked for does not count: it disables the controller first.
     */
    public boolean isFenced() {
      return switch (state) {
        case FENCING, FENCED -> true;
        case RESETTING -> failed;
        case NEW, CONNECTING, LIVE, DELETING, DELETING_NO_IO, DEAD -> false;
      };
    }

    public boolean isFencing() {
      return state == ControllerState.FENCING || state == ControllerState.FENCED;
    }

    /** Reports whether it may still come back. */
    public boolean isWorthWaitingFor() {
      return switch (state) {
        case NEW, CONNECTING, LIVE, FENCING, FENCED, RESETTING -> !fastIoFailed;
        case DELETING, DELETING_NO_IO, DEAD -> false;
      };
    }

    /** Reports whether a user has reset or disconnected it since it was last LIVE. */
    boolean isStoppedByHand() {
      return switch (state) {
        case RESETTING -> !failed;
        case DELETING, DELETING_NO_IO, DEAD -> stoppedByHand;
        case NEW, CONNECTING, LIVE, FENCING, FENCED -> false;
      };
    }

    /** Returns the host that it belongs to, or an empty string before it was connected. */
    public String hostNqn() {
      return hostNqn;
    }

    /** Returns its last Identify data, or null before the first Identify. */
    public ControllerEvent.@Nullable Identified identified() {
      return identified;
    }

    /**
     * Returns the instance to which it is or was last connected, or null before the first Identify.
     */
    public @Nullable InstanceId instance() {
      return identified == null ? null : identified.instance();
    }

    /**
     * Returns the time after detection within which media must be quiet (TP4129), or 0 if the
     * target promises nothing because it reports no CQT or, without keep alive, need not detect a
     * failure.
     */
    public long quietWithinNanos() {
      if (identified == null || identified.katoMillis() == 0 || identified.cqtMillis() == 0) {
        return 0;
      }
      int katos = identified.trafficBased() ? KATOS_TRAFFIC_BASED : KATOS;
      return TimeUnit.MILLISECONDS.toNanos(
          katos * identified.katoMillis() + identified.cqtMillis());
    }

    /**
     * Returns the number of its admin connections so far, which identifies its present association.
     */
    public int association() {
      return association;
    }

    /** Reports whether the connection of a queue of its present association is open. */
    public boolean hasOpenQueue(int qid) {
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

  /** Returns the controller of a device name. Creates it if no event has named it yet. */
  public Controller of(String device) {
    return controllers.computeIfAbsent(device, Controller::new);
  }

  /** Returns the controller of a lane. */
  public Controller of(Lane lane) {
    return of(lane.name());
  }

  public Collection<Controller> all() {
    return controllers.values();
  }

  /** Takes an event into account, before the invariants see it. */
  public void accept(Event event) {
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
