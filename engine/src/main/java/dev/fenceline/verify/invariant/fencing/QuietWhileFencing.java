package dev.fenceline.verify.invariant.fencing;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.KeepAliveEvent;
import dev.fenceline.event.Lane;
import dev.fenceline.event.value.Rule;
import dev.fenceline.verify.invariant.Breach;
import dev.fenceline.verify.invariant.Controllers;
import dev.fenceline.verify.invariant.Invariant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** H2. A command that is sent to an instance which is being fenced prolongs its life. */
public final class QuietWhileFencing implements Invariant {
  private final Controllers controllers;

  public QuietWhileFencing(Controllers controllers) {
    this.controllers = controllers;
  }

  @Override
  public Rule.Invariant rule() {
    return Rule.Invariant.H2;
  }

  @Override
  public Set<Class<? extends Detail>> watches() {
    return Set.of(CommandEvent.Submitted.class, CommandEvent.Sent.class, KeepAliveEvent.Sent.class);
  }

  @Override
  public @Nullable Breach check(Event event) {
    if (event.lane().group() != Lane.Group.HOST) {
      return null;
    }
    Controllers.Controller controller = controllers.of(event.lane());
    if (!controller.isFenced()) {
      return null;
    }
    String what =
        switch (event.detail()) {
          case CommandEvent.Submitted it ->
              "Command %04xh of queue %d".formatted(it.cid(), it.qid());
          case CommandEvent.Sent it -> "Command %04xh of queue %d".formatted(it.cid(), it.qid());
          default -> "A Keep Alive";
        };
    return Breach.by(
        event,
        "%s went out on %s while it was %s"
            .formatted(what, controller.device(), controller.state().word()));
  }
}
