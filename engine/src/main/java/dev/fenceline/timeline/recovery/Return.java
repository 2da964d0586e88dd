package dev.fenceline.timeline.recovery;

import dev.fenceline.event.Lane;
import dev.fenceline.timeline.Text;
import java.util.OptionalLong;

/**
 * A controller that its host closed without stopping it and connected again later. It may have been
 * a recovery, or another start of the host; nothing shows which.
 *
 * @param lane the controller's lane
 * @param closedNanos when the host had closed the connections
 * @param connectingNanos when the host began to connect it again
 * @param liveNanos when the controller was live again, or empty if it was not
 */
public record Return(Lane lane, long closedNanos, long connectingNanos, OptionalLong liveNanos) {
  private static final String NOT_KNOWN =
      "whether its host recovered it or was started again is not known";

  /** Returns the device name of the controller, such as {@code nvme4}. */
  public String controller() {
    return lane.name();
  }

  /** Describes it in a sentence without a full stop. */
  public String words() {
    return "%s was closed by its host at %s and %s; %s"
        .formatted(controller(), Text.moment(closedNanos), back(), NOT_KNOWN);
  }

  String closed() {
    return Text.moment(closedNanos) + "  by its host; why is not known";
  }

  String reconnect() {
    return liveNanos.isPresent()
        ? "%s  live again; %s".formatted(Text.moment(liveNanos.getAsLong()), NOT_KNOWN)
        : "not yet; it connects from %s on".formatted(Text.moment(connectingNanos));
  }

  private String back() {
    return liveNanos.isPresent()
        ? "live again at " + Text.moment(liveNanos.getAsLong())
        : "connects again from %s on".formatted(Text.moment(connectingNanos));
  }
}
