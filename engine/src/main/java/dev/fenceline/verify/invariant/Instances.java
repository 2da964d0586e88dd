package dev.fenceline.verify.invariant;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.value.InstanceState;
import dev.fenceline.nvme.InstanceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The present state of the target's controllers, one for each lane, from the events on them. */
public final class Instances {
  /** One controller since its creation. It stays known after it is gone. */
  public static final class Instance {
    private final Lane lane;
    private InstanceEvent.@Nullable Ready ready;
    private @Nullable Event noticed;
    private @Nullable Event stopped;
    private long quietByNanos;
    private boolean gone;
    private final List<Long> atMedia = new ArrayList<>();

    private Instance(Lane lane) {
      this.lane = lane;
    }

    /** Returns its lane, whose name is the number of the controller and of its life. */
    public Lane lane() {
      return lane;
    }

    /** Returns the event by which it last became ready, or null if there is none. */
    public InstanceEvent.@Nullable Ready ready() {
      return ready;
    }

    /** Returns its identity since it last became ready, or null before that. */
    public @Nullable InstanceId id() {
      return ready == null ? null : ready.instance();
    }

    /** Returns the event by which the target noticed its loss, or null before that. */
    public @Nullable Event noticed() {
      return noticed;
    }

    /** Returns the event that reports its orderly shutdown or disable, or null if there is none. */
    public @Nullable Event stopped() {
      return stopped;
    }

    /**
     * Returns the time by which media must be quiet, or 0 if that is not promised or the loss was
     * not noticed.
     */
    public long quietByNanos() {
      return quietByNanos;
    }

    /** Reports whether its record is gone. */
    public boolean isGone() {
      return gone;
    }

    /** Returns the number of its commands that are at media. */
    public int atMedia() {
      return atMedia.size();
    }

    private boolean isNamed(int cntlid, int ciu) {
      return ready != null && ready.instance().cntlid() == cntlid && ready.instance().ciu() == ciu;
    }
  }

  private final Map<Lane, Instance> instances = new HashMap<>();

  /** Returns the instance of a lane, or null if no event has created it. */
  public @Nullable Instance find(Lane lane) {
    return instances.get(lane);
  }

  /** Returns the instance with this CNTLID and CIU, or null if no event has created it. */
  public @Nullable Instance find(int cntlid, int ciu) {
    for (Instance instance : instances.values()) {
      if (instance.isNamed(cntlid, ciu)) {
        return instance;
      }
    }
    return null;
  }

  /** Returns the instance with this identity, or null if no event has created it. */
  public @Nullable Instance find(InstanceId id) {
    for (Instance instance : instances.values()) {
      if (id.equals(instance.id())) {
        return instance;
      }
    }
    return null;
  }

  Collection<Instance> all() {
    return instances.values();
  }

  /** Takes an event into account, before the invariants see it. */
  public void accept(Event event) {
    if (event.lane().group() != Lane.Group.TARGET) {
      return;
    }
    switch (event.detail()) {
      case InstanceEvent instance -> accept(event, instance);
      case CommandEvent.Executing it -> begins(event.lane(), key(it.qid(), it.cid()));
      case CommandEvent.Executed it -> ends(event.lane(), key(it.qid(), it.cid()));
      case CommandEvent.Revoked it -> ends(event.lane(), key(it.qid(), it.cid()));
      default -> {}
    }
  }

  private void accept(Event event, InstanceEvent detail) {
    Instance instance = instances.computeIfAbsent(event.lane(), Instance::new);
    switch (detail) {
      case InstanceEvent.Ready ready -> {
        instance.ready = ready;
        instance.stopped = null;
      }
      case InstanceEvent.Noticed noticed -> {
        instance.noticed = event;
        instance.quietByNanos = noticed.quietByNanos();
      }
      case InstanceEvent.Gone _ -> instance.gone = true;
      case InstanceEvent.StateChanged change
          when change.to() == InstanceState.SHUT_DOWN || change.to() == InstanceState.CREATED ->
          instance.stopped = event;
      case InstanceEvent.Created _, InstanceEvent.StateChanged _, InstanceEvent.ResetBy _ -> {}
    }
  }

  private void begins(Lane lane, long command) {
    Instance instance = instances.get(lane);
    if (instance != null) {
      instance.atMedia.add(command);
    }
  }

  /**
   * Removes a command that has ended. A revoked command may have waited for its data without ever
   * reaching media.
   */
  private void ends(Lane lane, long command) {
    Instance instance = instances.get(lane);
    if (instance != null) {
      instance.atMedia.remove(command);
    }
  }

  private static long key(int qid, int cid) {
    return (long) qid << Integer.SIZE | cid;
  }
}
