package dev.fenceline.verify.invariant.fencing;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.IoEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.value.Rule;
import dev.fenceline.verify.invariant.Breach;
import dev.fenceline.verify.invariant.Controllers;
import dev.fenceline.verify.invariant.Invariant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** H11. An application must not see an error that waiting would have avoided. */
public final class QueuesWhileFenced implements Invariant {
  private static final int STATUS_CODE_TYPE_SHIFT = 8;
  private static final int STATUS_CODE_TYPE_MASK = 7;
  private static final int PATH_RELATED = 3;

  /** The policies in which new I/O waits although every path fences. */
  private static final Set<String> QUEUE = Set.of("best", "time-based");

  private final Controllers controllers;
  private final Map<Long, Integer> namespaces = new HashMap<>();

  /** The host that uses each namespace, by its commands. No two hosts of a run use the same one. */
  private final Map<Integer, String> hosts = new HashMap<>();

  private final Set<Lane> failsWhileFencing = new HashSet<>();

  public QueuesWhileFenced(Controllers controllers) {
    this.controllers = controllers;
  }

  @Override
  public Rule.Invariant rule() {
    return Rule.Invariant.H11;
  }

  @Override
  public Set<Class<? extends Detail>> watches() {
    return Set.of(
        IoEvent.Submitted.class,
        CommandEvent.Submitted.class,
        FencingEvent.Started.class,
        IoEvent.Ended.class);
  }

  @Override
  public @Nullable Breach check(Event event) {
    switch (event.detail()) {
      case IoEvent.Submitted submitted -> namespaces.put(submitted.operation(), submitted.nsid());
      case CommandEvent.Submitted submitted -> {
        Integer nsid = namespaces.get(submitted.operation());
        if (nsid != null) {
          hosts.putIfAbsent(nsid, controllers.of(event.lane()).hostNqn());
        }
      }
      case FencingEvent.Started started -> {
        if (started.policy() != null && !QUEUE.contains(started.policy())) {
          failsWhileFencing.add(event.lane());
        }
      }
      case IoEvent.Ended ended -> {
        Integer nsid = namespaces.remove(ended.operation());
        String host = nsid == null ? null : hosts.get(nsid);
        return isPathError(ended.status()) ? failed(event, ended, host) : null;
      }
      default -> {}
    }
    return null;
  }

  private @Nullable Breach failed(Event event, IoEvent.Ended ended, @Nullable String host) {
    for (Controllers.Controller controller : controllers.all()) {
      boolean isOfHost = host == null || controller.hostNqn().equals(host);
      if (isOfHost && controller.isWorthWaitingFor() && !isOverlooked(controller)) {
        return Breach.by(
                event,
                "Operation %d failed with %03xh while %s was %s and might have come back"
                    .formatted(
                        ended.operation(),
                        ended.status(),
                        controller.device(),
                        controller.state().word()))
            .of(ended.operation());
      }
    }
    return null;
  }

  /**
   * Reports whether the path is skipped: the versions of the series do not wait for a controller
   * that fences (reference 8.4, U7).
   */
  private boolean isOverlooked(Controllers.Controller controller) {
    return controller.isFencing() && failsWhileFencing.contains(Lane.host(controller.device()));
  }

  private static boolean isPathError(int status) {
    return (status >> STATUS_CODE_TYPE_SHIFT & STATUS_CODE_TYPE_MASK) == PATH_RELATED;
  }
}
