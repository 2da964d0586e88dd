package dev.fenceline.app.feature;

import dev.fenceline.app.workspace.OpenSession;
import dev.fenceline.event.Lane;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Bounds;
import org.jspecify.annotations.Nullable;

/**
 * Shows two runs one above the other while a lesson compares them. They are aligned at the failure
 * of the path; times are those of the first run unless a run is named. Used on the application
 * thread.
 */
public interface LessonStage {
  /**
   * A run on the stage.
   *
   * @param name what it is called
   * @param markNanos its moment that decides, in its own time
   * @param markWords what happens then
   */
  record Run(String name, OpenSession session, long markNanos, String markWords) {}

  /** Shows runs. */
  void show(List<Run> runs);

  /** Shows a range of times. */
  void look(long fromNanos, long toNanos);

  /**
   * Shows what has happened up to a time, and nothing later.
   *
   * @param nextNanos the time up to which the replay will play on; not earlier
   */
  void tellTo(long nanos, long nextNanos);

  /**
   * Returns where a span of a lane is in the scene; empty if it is not visible.
   *
   * @param run the number of the run, from 0; the span is in its time
   * @param lane null for all lanes
   * @param fromNanos where the span begins; a negative number means the whole lane
   */
  Optional<Bounds> place(int run, @Nullable Lane lane, long fromNanos, long toNanos);

  /** Ends the show. */
  void leave();
}
