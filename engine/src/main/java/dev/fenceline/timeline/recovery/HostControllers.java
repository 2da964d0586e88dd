package dev.fenceline.timeline.recovery;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Event;
import dev.fenceline.event.InstanceEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.nvme.InstanceId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Finds the controllers of the same host, by the host ID with which they connected. */
public final class HostControllers {
  private final Map<Lane, String> ofInstance = new HashMap<>();
  private final Map<InstanceId, String> ofIdentity = new HashMap<>();
  private final Map<Lane, String> ofController = new HashMap<>();

  public void read(Event event) {
    switch (event.detail()) {
      case InstanceEvent.Created it -> ofInstance.put(event.lane(), it.hostId());
      case InstanceEvent.Ready it ->
          ofIdentity.put(it.instance(), ofInstance.getOrDefault(event.lane(), ""));
      case ControllerEvent.Identified it ->
          ofController.put(event.lane(), ofIdentity.getOrDefault(it.instance(), ""));
      default -> {}
    }
  }

  /** Reports whether no event shows that two controllers belong to different hosts. */
  public boolean isSame(Lane one, Lane other) {
    return Objects.equals(ofController.get(one), ofController.get(other));
  }
}
