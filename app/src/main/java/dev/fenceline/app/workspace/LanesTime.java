package dev.fenceline.app.workspace;

import dev.fenceline.swimlane.layout.TimeScale;
import java.util.Optional;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * The time axis of the lanes, as far as other parts of the window draw over the same axis. Used on
 * the application thread.
 */
public final class LanesTime {
  private final ObjectProperty<@Nullable TimeScale> scale = new SimpleObjectProperty<>();
  private final DoubleProperty pointer = new SimpleDoubleProperty(Double.NaN);

  /** Returns the scale that the lanes have drawn last; null if they show nothing. */
  public ObjectProperty<@Nullable TimeScale> scale() {
    return scale;
  }

  /** Returns the x of the mouse on the axis; NaN if it is elsewhere. */
  public DoubleProperty pointer() {
    return pointer;
  }

  /** Returns the time under the mouse; empty if the mouse is over none. */
  public Optional<Timecode> underPointer() {
    TimeScale axis = scale.get();
    double x = pointer.get();
    return axis != null && x >= axis.left() && x <= axis.right()
        ? Optional.of(new Timecode(Math.max(0, Math.round(axis.nanos(x)))))
        : Optional.empty();
  }
}
