package dev.fenceline.verify.invariant.fencing;

import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.FencingEvent;
import dev.fenceline.event.value.Rule;
import dev.fenceline.verify.invariant.Breach;
import dev.fenceline.verify.invariant.Controllers;
import dev.fenceline.verify.invariant.Invariant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** H6. */
public final class CcrThroughLivePath implements Invariant {
  private final Controllers controllers;

  public CcrThroughLivePath(Controllers controllers) {
    this.controllers = controllers;
  }

  @Override
  public Rule.Invariant rule() {
    return Rule.Invariant.H6;
  }

  @Override
  public Set<Class<? extends Detail>> watches() {
    return Set.of(FencingEvent.CcrIssued.class);
  }

  @Override
  public @Nullable Breach check(Event event) {
    if (!(event.detail() instanceof FencingEvent.CcrIssued issued)) {
      return null;
    }
    Controllers.Controller impacted = controllers.of(event.lane());
    Controllers.Controller source = controllers.of(issued.source());
    if (source == impacted) {
      return Breach.by(event, "%s was asked to reset itself".formatted(source.device()));
    }
    if (!source.isLive()) {
      return Breach.by(
          event,
          "%s is %s and was asked to reset %s"
              .formatted(source.device(), source.state().word(), impacted.device()));
    }
    return issued.impacted().equals(impacted.instance())
        ? null
        : Breach.by(
            event,
            "The reset of %s names %s, the instance is %s"
                .formatted(impacted.device(), issued.impacted(), impacted.instance()));
  }
}
