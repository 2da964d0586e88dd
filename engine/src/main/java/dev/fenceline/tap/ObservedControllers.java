package dev.fenceline.tap;

import dev.fenceline.event.Cause;
import dev.fenceline.event.Lane;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.nvme.log.CcrLog;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The controllers of all hosts over all paths, named in the order in which they connect. */
final class ObservedControllers implements ObservedController.Others {
  /** A path and the address that hosts connect to. */
  record Path(String name, String address) {}

  /** Largest number of controllers; further ones are ignored. */
  private static final int CONTROLLERS_MAX = 256;

  private final LaneRecorder scribe;
  private final Map<ObservedController.Key, ObservedController> stories = new LinkedHashMap<>();

  ObservedControllers(LaneRecorder scribe) {
    this.scribe = scribe;
  }

  /**
   * Returns the controller of a host on a path, which is created if it is new; null if there are
   * too many.
   */
  @Nullable ObservedController of(ObservedController.Key key, Path path) {
    ObservedController known = stories.get(key);
    if (known != null || stories.size() >= CONTROLLERS_MAX) {
      return known;
    }
    Lane lane = Lane.host("nvme" + stories.size());
    ObservedController made = new ObservedController(key, path.address(), scribe.on(lane), this);
    stories.put(key, made);
    return made;
  }

  /**
   * Returns the only controller of a path that waits to reconnect; null if there is none or more
   * than one.
   */
  @Nullable ObservedController reconnecting(Path path) {
    ObservedController found = null;
    for (ObservedController story : stories.values()) {
      if (story.key().path().equals(path.name()) && story.waitsToReconnect()) {
        if (found != null) {
          return null;
        }
        found = story;
      }
    }
    return found;
  }

  @Override
  public @Nullable ObservedController connectedTo(
      InstanceId instance, ObservedController.Key asker) {
    for (ObservedController story : stories.values()) {
      ObservedController.Key key = story.key();
      boolean sameHost = key.host().equals(asker.host()) && key.hostId().equals(asker.hostId());
      if (sameHost && story.isConnectedTo(instance)) {
        return story;
      }
    }
    return null;
  }

  @Override
  public int resetsThrough(String source) {
    return stories.values().stream()
        .mapToInt(story -> story.fencing().pendingThrough(source))
        .sum();
  }

  @Override
  public void logRead(String source, CcrLog.Entry entry, Cause cause) {
    stories.values().forEach(story -> story.logged(source, entry, cause));
  }

  @Override
  public void sourceLost(String source, Cause cause) {
    stories.values().forEach(story -> story.fencing().sourceLost(source, cause));
  }

  private Stream<ObservedController> othersOf(ObservedController story) {
    return stories.values().stream().filter(it -> it != story && it.isOfSameHost(story));
  }

  @Override
  public void goesOut(ObservedController by, Command command, int qid) {
    for (ObservedController story : stories.values()) {
      if (story.isInDoubt() && story.isOfSameHost(by)) {
        story.comesAgain(by, command, qid);
      }
    }
  }

  @Override
  public boolean isAnyOtherConnected(ObservedController story) {
    return othersOf(story).anyMatch(ObservedController::isConnected);
  }

  @Override
  public boolean isHostConnectedSince(ObservedController story, long nanos) {
    return othersOf(story).anyMatch(it -> it.isConnectedSince(nanos));
  }

  @Override
  public boolean isHostSeenSince(ObservedController story, long nanos) {
    return othersOf(story).anyMatch(it -> it.isSeenSince(nanos));
  }

  /**
   * Returns the earliest time at which more can be concluded about a controller without another
   * PDU.
   */
  long dueNanos() {
    return stories.values().stream()
        .mapToLong(ObservedController::dueNanos)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  void look() {
    stories.values().forEach(ObservedController::look);
  }
}
