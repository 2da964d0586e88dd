package dev.fenceline.tap;

import dev.fenceline.event.Lane;
import dev.fenceline.event.Recorder;
import dev.fenceline.event.value.Direction;
import dev.fenceline.event.value.Point;
import dev.fenceline.nvme.tcp.Pdu;
import dev.fenceline.tap.pdu.PduListener;
import dev.fenceline.tap.pdu.PduTap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Infers the actions of hosts and targets from the PDUs between them, for real hosts and targets,
 * live or captured. Records the same events as Fenceline's own host and target, on the same lanes:
 * {@code host/nvme0} and so on in the order in which controllers connect, {@code target/1.1} and so
 * on by controller ID.
 *
 * <p>Records only what follows from the traffic. The traffic does not show when a host first
 * suspected a path, why it closed its connections if no command had been outstanding for a long
 * time, how long it waits before it reconnects, and what the media do. A controller whose
 * connections are all closed without an orderly stop has failed. A controller is being fenced if
 * its connections stay open after its Keep Alive has expired, or if a cross-controller reset names
 * it. Associations whose Connect was not seen, and those with the discovery subsystem, are ignored.
 *
 * <p>Keeps the outstanding commands, but no payload. Loop thread only.
 */
public final class AssociationTracker {
  /**
   * The version of the inference rules. A recording contains the version with which it was made, so
   * that the inferences of older recordings can be repeated with the current rules.
   */
  public static final int RULES = 7;

  /** The points at which a path is observed. */
  public enum View {
    /** Both points: bytes that have entered but not left are lost or in flight. */
    BOTH_POINTS,
    /**
     * Both points of every path to a target that records its own events, such as Fenceline's: only
     * the actions of hosts are inferred.
     */
    HOSTS_ONLY,
    /**
     * One place, as in a capture: PDUs that pass there are treated as sent and received at the same
     * time. {@link PduTap} receives the bytes at either point, and the end at both.
     */
    ONE_PLACE
  }

  private final ObservedControllers hosts;
  private final ObservedInstances instances;
  private int paths;

  /**
   * Creates a tracker that has seen no traffic.
   *
   * @param clock the time of the session in nanoseconds, the same as that of the recorder
   */
  public AssociationTracker(LongSupplier clock, Recorder recorder) {
    LaneRecorder lab = new LaneRecorder(Lane.LAB, clock, recorder);
    hosts = new ObservedControllers(lab);
    instances = new ObservedInstances(lab);
  }

  /**
   * Returns the listener for the {@link PduTap} of a path. Paths between the same hosts and target
   * must share a tracker, so that a reset over one path is matched with the controller on another.
   *
   * @param name the name of the path, as in its lane
   * @param address the address that hosts connect to, for display
   */
  public PduListener path(String name, String address, View view) {
    paths++;
    if (view != View.HOSTS_ONLY) {
      hosts.missesPaths();
    }
    return new TrackedPath(
        new ObservedControllers.Path(name, address), new ObservedInstances.Port(paths), view);
  }

  /**
   * Returns the session time in nanoseconds at which {@link #due} can infer more without further
   * traffic, such as an expired Keep Alive; {@link Long#MAX_VALUE} if there is none. Every PDU may
   * change it.
   */
  public long dueNanos() {
    return hosts.dueNanos();
  }

  /** Infers what follows from the current time. Does nothing before {@link #dueNanos}. */
  public void due() {
    hosts.look();
  }

  /** The two ends of one connection. */
  private record Ends(HostEnd host, TargetEnd target) {}

  private final class TrackedPath implements PduListener {
    private final ObservedControllers.Path path;
    private final ObservedInstances.Port port;
    private final View view;
    private final Map<Integer, Ends> connections = new HashMap<>();

    TrackedPath(ObservedControllers.Path path, ObservedInstances.Port port, View view) {
      this.path = path;
      this.port = port;
      this.view = view;
    }

    private Ends ends(int connection) {
      return connections.computeIfAbsent(
          connection, _ -> new Ends(new HostEnd(hosts, path), new TargetEnd(instances, port)));
    }

    /** Reports whether PDUs at a point count as sent by the sender. */
    private boolean isSent(Point point) {
      return view == View.ONE_PLACE || point == Point.ENTERED;
    }

    private boolean isReceived(Point point) {
      return view == View.ONE_PLACE || point == Point.LEFT;
    }

    private boolean tellsOfTarget() {
      return view != View.HOSTS_ONLY;
    }

    @Override
    public void passed(int connection, Direction direction, Point point, Pdu pdu, int dataLength) {
      Ends ends = ends(connection);
      switch (direction) {
        case TO_TARGET -> {
          if (isSent(point)) {
            ends.host().sent(pdu, dataLength);
          }
          if (isReceived(point) && tellsOfTarget()) {
            ends.target().received(pdu);
          }
        }
        case TO_HOST -> {
          if (isSent(point) && tellsOfTarget()) {
            ends.target().sent(pdu);
          }
          if (isReceived(point)) {
            ends.host().received(pdu);
          }
        }
      }
    }

    @Override
    public void ended(int connection, Direction direction, Point point) {
      Ends ends = ends(connection);
      boolean byHost = direction == Direction.TO_TARGET;
      boolean seenByHost = byHost ? isSent(point) : isReceived(point);
      boolean seenByTarget = byHost ? isReceived(point) : isSent(point);
      if (seenByHost) {
        ends.host().ended(byHost);
      }
      if (seenByTarget && tellsOfTarget()) {
        ends.target().ended(!byHost);
      }
    }

    @Override
    public void missed(int connection, Direction direction, boolean isOver) {
      Ends ends = connections.get(connection);
      if (ends != null) {
        ends.host().missed(direction, isOver);
        ends.target().missed();
      }
    }

    @Override
    public void over(int connection) {
      connections.remove(connection);
    }
  }
}
