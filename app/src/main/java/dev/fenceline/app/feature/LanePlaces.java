package dev.fenceline.app.feature;

import dev.fenceline.event.Lane;
import java.util.Optional;
import javafx.geometry.Bounds;
import org.jspecify.annotations.Nullable;

/** Tells where the lanes show something. Used on the application thread. */
public interface LanePlaces {
  /**
   * Returns where a span of a lane is in the scene; empty if it is not visible. Scrolls to the lane
   * if that is needed.
   *
   * @param lane null for all lanes
   * @param fromNanos where the span begins; a negative number means the whole lane, with its name
   * @param toNanos where the span ends
   */
  Optional<Bounds> of(@Nullable Lane lane, long fromNanos, long toNanos);
}
