package dev.fenceline.tap;

import dev.fenceline.event.Cause;
import dev.fenceline.event.Lane;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.Completion;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.Nqn;
import dev.fenceline.nvme.log.CcrLog;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The controllers of all hosts on all paths, named in the order in which they connect. */
final class ObservedControllers {
  /** A path and the address that hosts connect to. */
  record Path(String name, String address) {}

  private record HostName(Nqn host, UUID hostId) {}

  /** Maximum number of controllers; further ones are ignored. */
  private static final int CONTROLLERS_MAX = 256;

  private final LaneRecorder recorder;
  private final Map<ObservedController.Key, ObservedController> controllers = new LinkedHashMap<>();

  private final Map<HostName, HostTimer.Rhythm> rhythms = new HashMap<>();
  private final RecentRequests recent = new RecentRequests();

  /** The hosts of which PDUs may have passed unseen. */
  private final Set<HostName> missed = new HashSet<>();

  /** The hosts that have asked to be told of completed resets. */
  private final Set<HostName> toldOfResets = new HashSet<>();

  private boolean everyPathIsSeen = true;

  ObservedControllers(LaneRecorder recorder) {
    this.recorder = recorder;
  }

  /** Notes that some paths to the subsystem may not be observed. */
  void missesPaths() {
    everyPathIsSeen = false;
  }

  /**
   * Returns the controller of a host on a path and creates it if it is new; null if there are too
   * many.
   */
  @Nullable ObservedController of(ObservedController.Key key, Path path) {
    ObservedController known = controllers.get(key);
    if (known != null || controllers.size() >= CONTROLLERS_MAX) {
      return known;
    }
    Lane lane = Lane.host("nvme" + controllers.size());
    LaneRecorder own = recorder.on(lane);
    ObservedController made =
        new ObservedController(key, path.address(), own, new Others(key, own));
    controllers.put(key, made);
    return made;
  }

  /**
   * Returns the controller of a path that waits to reconnect; null if there is none or more than
   * one.
   */
  @Nullable ObservedController reconnecting(Path path) {
    ObservedController found = null;
    for (ObservedController controller : controllers.values()) {
      if (controller.key().path().equals(path.name()) && controller.waitsToReconnect()) {
        if (found != null) {
          return null;
        }
        found = controller;
      }
    }
    return found;
  }

  /**
   * Returns the earliest time at which more can be inferred about a controller without another PDU.
   */
  long dueNanos() {
    long earliestNanos = Long.MAX_VALUE;
    for (ObservedController each : controllers.values()) { // asked for each packet of a capture
      earliestNanos = Math.min(earliestNanos, each.dueNanos());
    }
    return earliestNanos;
  }

  void look() {
    controllers.values().forEach(ObservedController::look);
  }

  /**
   * The reads and writes that hosts have just sent. A host that closes a path sends its requests
   * again over another one at the same time, and their PDUs may pass before the end of the path
   * does.
   */
  private static final class RecentRequests {
    /** Tolerance for the order of PDUs on different paths. */
    private static final long DISORDER_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    private static final int REQUESTS_MAX = 256;

    /** A request that has passed on the path of a controller. */
    record Request(
        ObservedController.Key key, LaneRecorder by, Command command, int qid, long nanos) {}

    private final Deque<Request> all = new ArrayDeque<>();

    void add(ObservedController.Key key, LaneRecorder by, Command command, int qid) {
      if (all.size() == REQUESTS_MAX) {
        all.removeFirst();
      }
      all.add(new Request(key, by, command, qid, by.nanos()));
    }

    /** Returns the requests that the host of a controller has just sent over its other paths. */
    List<Request> ofOthers(ObservedController.Key key, long now) {
      return all.stream()
          .filter(each -> each.nanos() >= now - DISORDER_NANOS)
          .filter(each -> !each.key().equals(key))
          .filter(each -> each.key().isOfSameHost(key) && each.key().isOfSameSubsystem(key))
          .toList();
    }
  }

  /** The other controllers, as one of them sees them. */
  private final class Others implements OtherControllers {
    private final ObservedController.Key asker;
    private final LaneRecorder recorder;

    Others(ObservedController.Key asker, LaneRecorder recorder) {
      this.asker = asker;
      this.recorder = recorder;
    }

    private String device() {
      return recorder.lane().name();
    }

    /** Returns the other controllers of the same host and subsystem. */
    private Stream<ObservedController> others() {
      return ofSameHost().filter(each -> !each.key().equals(asker));
    }

    private Stream<ObservedController> ofSameHost() {
      return controllers.values().stream()
          .filter(each -> each.key().isOfSameHost(asker) && each.key().isOfSameSubsystem(asker));
    }

    @Override
    public HostTimer.Rhythm rhythm() {
      return rhythms.computeIfAbsent(
          new HostName(asker.host(), asker.hostId()), _ -> new HostTimer.Rhythm());
    }

    @Override
    public boolean isAnyConnected() {
      return others().anyMatch(ObservedController::isConnected);
    }

    @Override
    public boolean isAnyConnectedSince(long nanos) {
      return others().anyMatch(each -> each.isConnectedSince(nanos));
    }

    @Override
    public boolean isAnySeenSince(long nanos) {
      return others().anyMatch(each -> each.isSeenSince(nanos));
    }

    @Override
    public boolean isAnyUsedAfter(long nanos) {
      return others().anyMatch(each -> each.isUsedAfter(nanos));
    }

    @Override
    public void pathIsBack() {
      ofSameHost().forEach(ObservedController::pathIsBack);
    }

    @Override
    public void mayBeOfAnotherHost() {
      others().forEach(ObservedController::losesRequests);
    }

    @Override
    public void resetSent(InstanceId impacted, int cid, int limit) {
      ObservedController other = connectedTo(impacted);
      if (other != null && !other.key().equals(asker)) {
        int pending =
            controllers.values().stream()
                .mapToInt(each -> each.fencing().pendingThrough(device()))
                .sum();
        other.resetThrough(device(), impacted, cid, Math.max(0, limit - pending - 1));
      }
    }

    @Override
    public void resetAnswered(InstanceId impacted, Completion completion) {
      ObservedController other = connectedTo(impacted);
      if (other != null) {
        other.resetAnswered(device(), completion);
      }
    }

    /**
     * Returns the controller of the same host that last connected to an instance; null if there is
     * none.
     */
    private @Nullable ObservedController connectedTo(InstanceId instance) {
      for (ObservedController each : controllers.values()) {
        if (each.key().isOfSameHost(asker) && each.isConnectedTo(instance)) {
          return each;
        }
      }
      return null;
    }

    @Override
    public void logRead(CcrLog.Entry entry, Cause cause) {
      controllers.values().forEach(each -> each.logged(device(), entry, cause));
    }

    @Override
    public void asksForResets() {
      toldOfResets.add(new HostName(asker.host(), asker.hostId()));
    }

    @Override
    public boolean isToldOfResets() {
      return toldOfResets.contains(new HostName(asker.host(), asker.hostId()));
    }

    @Override
    public void missesTraffic() {
      missed.add(new HostName(asker.host(), asker.hostId()));
    }

    @Override
    public boolean isAllSeen() {
      return !missed.contains(new HostName(asker.host(), asker.hostId()));
    }

    @Override
    public boolean isEveryPathSeen() {
      return everyPathIsSeen;
    }

    @Override
    public void sourceLost(Cause cause) {
      controllers.values().forEach(each -> each.fencing().sourceLost(device(), cause));
    }

    @Override
    public void goesOut(Command command, int qid) {
      recent.add(asker, recorder, command, qid);
      ofSameHost()
          .filter(ObservedController::isInDoubt)
          .forEach(each -> each.comesAgain(recorder, command, qid));
    }

    @Override
    public void goesOutBefore() {
      ObservedController impacted = controllers.get(asker);
      if (impacted != null) {
        for (RecentRequests.Request each : recent.ofOthers(asker, recorder.nanos())) {
          impacted.comesAgain(each.by(), each.command(), each.qid());
        }
      }
    }
  }
}
