package dev.fenceline.verify.invariant.fencing;

import dev.fenceline.event.ControllerEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.value.Rule;
import dev.fenceline.nvme.InstanceId;
import dev.fenceline.verify.invariant.Breach;
import dev.fenceline.verify.invariant.Controllers;
import dev.fenceline.verify.invariant.Invariant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** H5. A source takes at most CCRL resets at the same time, as it last reported. */
public final class CcrCredit implements Invariant {
  private final Controllers controllers;
  private final Map<String, Set<InstanceId>> inProgress = new HashMap<>();

  public CcrCredit(Controllers controllers) {
    this.controllers = controllers;
  }

  @Override
  public Rule.Invariant rule() {
    return Rule.Invariant.H5;
  }

  @Override
  public Set<Class<? extends Detail>> watches() {
    return Set.of(FencingEvent.CcrIssued.class, FencingEvent.CcrEnded.class);
  }

  @Override
  public @Nullable Breach check(Event event) {
    return switch (event.detail()) {
      case FencingEvent.CcrIssued issued -> issued(event, issued);
      case FencingEvent.CcrEnded ended ->
          inProgress(ended.source()).remove(ended.impacted())
              ? null
              : Breach.by(
                  event,
                  "A reset of %s through %s ended that was not in progress"
                      .formatted(ended.impacted(), ended.source()));
      default -> null;
    };
  }

  private Set<InstanceId> inProgress(String source) {
    return inProgress.computeIfAbsent(source, _ -> new HashSet<>());
  }

  private @Nullable Breach issued(Event event, FencingEvent.CcrIssued issued) {
    Set<InstanceId> resets = inProgress(issued.source());
    resets.add(issued.impacted());
    ControllerEvent.Identified source = controllers.of(issued.source()).identified();
    if (source == null) {
      return null; // reported by H6
    }
    int left = source.ccrLimit() - resets.size();
    return left >= 0 && left == issued.creditLeft()
        ? null
        : Breach.by(
            event,
            ("%d resets are in progress through %s, its CCRL is %d, and the host believes that %d"
                    + " are left")
                .formatted(resets.size(), issued.source(), source.ccrLimit(), issued.creditLeft()));
  }
}
