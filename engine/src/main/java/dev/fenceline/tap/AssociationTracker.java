package dev.fenceline.tap;

import dev.fenceline.event.Direction;
import dev.fenceline.event.Lane;
import dev.fenceline.event.Point;
import dev.fenceline.event.Recorder;
import dev.fenceline.nvme.tcp.Pdu;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Tells of hosts and targets that tell nothing themselves, from the PDUs that pass between them:
 * for real hosts through real targets, live or captured. Records the events that our own host and
 * target record, on the same lanes: {@code host/nvme0} and so on in the order in which controllers
 * connect, {@code target/1.1} and so on by controller ID.
 *
 * <p>Says only what follows from what has passed. What does not pass is not told: when a host first
 * suspected a path, why it closed its connections if no command waited for long, for how long it
 * waits before it connects again, and what media does. A controller that closes all of its
 * connections without having stopped it in order has failed; one that keeps them open after its
 * Keep Alive has expired, or that is named by a cross-controller reset, is being fenced.
 * Associations whose Connect was not seen, and those with the discovery subsystem, are left out.
 *
 * <p>Holds what is not answered yet, and nothing of payload. Loop thread only.
 */
public final class AssociationTracker {
  /**
   * Counts the rules by which it concludes: recordings say by which theirs were made, so that older
   * ones can be concluded from anew.
   */
  public static final int RULES = 2;

  /** From where a path is seen. */
  public enum View {
    /** At both of its points: what has entered and not left was lost or is underway. */
    BOTH_POINTS,
    /**
     * At both of its points, and the target tells of itself, as our own does: only what hosts do is
     * concluded.
     */
    HOSTS_ONLY,
    /**
     * At one place, as a capture does: what passes there is taken for sent and arrived at once. It
     * is told to {@link PduTap} as any one point, and ends as both.
     */
    ONE_PLACE
  }

  private final HostStories hosts;
  private final InstanceStories instances;
  private int paths;

  /**
   * A tracker that has seen nothing.
   *
   * @param clock the time of the session in nanoseconds, as the recorder stamps it
   */
  public AssociationTracker(LongSupplier clock, Recorder recorder) {
    Scribe scribe = new Scribe(Lane.LAB, clock, recorder);
    hosts = new HostStories(scribe);
    instances = new InstanceStories(scribe);
  }

  /**
   * What a path's {@link PduTap} tells of its PDUs. Paths between the same hosts and target belong
   * to one tracker, so that a reset over one can be joined with the other.
   *
   * @param name the name of the path, as its lane has it
   * @param address where hosts connect, as a person knows it
   */
  public PduListener path(String name, String address, View view) {
    paths++;
    return new TrackedPath(
        new HostStories.Path(name, address), new InstanceStories.Port(paths), view);
  }

  /**
   * When more can be concluded although nothing passes, such as that a Keep Alive has expired; in
   * nanoseconds of the session. {@link Long#MAX_VALUE}: never. Changes with every PDU.
   */
  public long dueNanos() {
    return hosts.dueNanos();
  }

  /** Concludes what can be concluded at the present moment; does nothing before it is due. */
  public void due() {
    hosts.look();
  }

  /** The two ends of one connection. */
  private record Ends(HostEnd host, TargetEnd target) {}

  private final class TrackedPath implements PduListener {
    private final HostStories.Path path;
    private final InstanceStories.Port port;
    private final View view;
    private final Map<Integer, Ends> connections = new HashMap<>();

    TrackedPath(HostStories.Path path, InstanceStories.Port port, View view) {
      this.path = path;
      this.port = port;
      this.view = view;
    }

    private Ends ends(int connection) {
      return connections.computeIfAbsent(
          connection, _ -> new Ends(new HostEnd(hosts, path), new TargetEnd(instances, port)));
    }

    /** Whether what passes a point is what the sender sends. */
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
    public void over(int connection) {
      connections.remove(connection);
    }
  }
}
