package dev.fenceline.verify.invariant.fencing;

import dev.fenceline.event.CommandEvent;
import dev.fenceline.event.Detail;
import dev.fenceline.event.Event;
import dev.fenceline.event.value.Rule;
import dev.fenceline.nvme.Opcode;
import dev.fenceline.timeline.Text;
import dev.fenceline.verify.invariant.Breach;
import dev.fenceline.verify.invariant.Instances;
import dev.fenceline.verify.invariant.Invariant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * T1. CQT is a promise about media, and so is the end of a shutdown or disable: a host retries
 * right after it.
 */
public final class QuietAfterPromise implements Invariant {
  private final Instances instances;

  public QuietAfterPromise(Instances instances) {
    this.instances = instances;
  }

  @Override
  public Rule.Invariant rule() {
    return Rule.Invariant.T1;
  }

  @Override
  public Set<Class<? extends Detail>> watches() {
    return Set.of(CommandEvent.Executed.class);
  }

  @Override
  public @Nullable Breach check(Event event) {
    if (!(event.detail() instanceof CommandEvent.Executed executed)
        || executed.opcode() != Opcode.Nvm.WRITE.code()
        || executed.status() != 0) {
      return null;
    }
    Instances.Instance instance = instances.find(event.lane());
    if (instance == null) {
      return null;
    }
    Event stopped = instance.stopped();
    if (stopped != null) {
      return Breach.by(
              event,
              "A write of %s reached media at %s, and it was stopped in order at %s"
                  .formatted(
                      event.lane().name(),
                      Text.moment(event.nanos()),
                      Text.moment(stopped.nanos())))
          .after(stopped.sequence());
    }
    return afterNotice(event, instance);
  }

  private static @Nullable Breach afterNotice(Event event, Instances.Instance instance) {
    Event noticed = instance.noticed();
    if (noticed == null) {
      return null;
    }
    boolean late = instance.quietByNanos() > 0 && event.nanos() > instance.quietByNanos();
    return late || instance.isGone()
        ? Breach.by(
                event,
                "A write of %s reached media at %s; its loss was noticed at %s%s"
                    .formatted(
                        event.lane().name(),
                        Text.moment(event.nanos()),
                        Text.moment(noticed.nanos()),
                        instance.isGone()
                            ? " and its record is gone"
                            : " and media was to be quiet by "
                                + Text.moment(instance.quietByNanos())))
            .after(noticed.sequence())
        : null;
  }
}
