package dev.fenceline.tap;

import dev.fenceline.event.Lane;
import dev.fenceline.nvme.CcrLog;
import dev.fenceline.nvme.Command;
import dev.fenceline.nvme.InstanceId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The controllers of all hosts over all paths, named in the order in which they connect. */
final class HostStories implements HostStory.Others {
  /** A path and the address that hosts connect to. */
  record Path(String name, String address) {}

  /** Largest number of controllers; further ones are ignored. */
  private static final int CONTROLLERS_MAX = 256;

  private final Scribe scribe;
  private final Map<HostStory.Key, HostStory> stories = new LinkedHashMap<>();

  HostStories(Scribe scribe) {
    this.scribe = scribe;
  }

  /**
   * Returns the controller of a host on a path, which is created if it is new; null if there are
   * too many.
   */
  @Nullable HostStory of(HostStory.Key key, Path path) {
    HostStory known = stories.get(key);
    if (known != null || stories.size() >= CONTROLLERS_MAX) {
      return known;
    }
    Lane lane = Lane.host("nvme" + stories.size());
    HostStory made = new HostStory(key, path.address(), scribe.on(lane), this);
    stories.put(key, made);
    return made;
  }

  /**
   * Returns the only controller of a path that waits to reconnect; null if there is none or more
   * than one.
   */
  @Nullable HostStory reconnecting(Path path) {
    HostStory found = null;
    for (HostStory story : stories.values()) {
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
  public @Nullable HostStory connectedTo(InstanceId instance, HostStory.Key asker) {
    for (HostStory story : stories.values()) {
      HostStory.Key key = story.key();
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
  public void logRead(String source, CcrLog.Entry entry, long cause) {
    stories.values().forEach(story -> story.logged(source, entry, cause));
  }

  @Override
  public void sourceLost(String source, long cause) {
    stories.values().forEach(story -> story.fencing().sourceLost(source, cause));
  }

  private Stream<HostStory> othersOf(HostStory story) {
    return stories.values().stream().filter(it -> it != story && it.isOfSameHost(story));
  }

  @Override
  public void goesOut(HostStory by, Command command, int qid) {
    for (HostStory story : stories.values()) {
      if (story.isInDoubt() && story.isOfSameHost(by)) {
        story.comesAgain(by, command, qid);
      }
    }
  }

  @Override
  public boolean isAnyOtherConnected(HostStory story) {
    return othersOf(story).anyMatch(HostStory::isConnected);
  }

  @Override
  public boolean isHostConnectedSince(HostStory story, long nanos) {
    return othersOf(story).anyMatch(it -> it.isConnectedSince(nanos));
  }

  @Override
  public boolean isHostSeenSince(HostStory story, long nanos) {
    return othersOf(story).anyMatch(it -> it.isSeenSince(nanos));
  }

  /**
   * Returns the earliest time at which more can be concluded about a controller without another
   * PDU.
   */
  long dueNanos() {
    return stories.values().stream().mapToLong(HostStory::dueNanos).min().orElse(Long.MAX_VALUE);
  }

  void look() {
    stories.values().forEach(HostStory::look);
  }
}
