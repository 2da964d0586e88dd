package dev.fenceline.app.workspace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fenceline.swimlane.layout.Arrangement;
import dev.fenceline.timeline.EventSet;
import dev.fenceline.timeline.Timeline;
import java.util.Objects;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * How a session is looked at: the visible and the measured range, the markers, and how the lanes
 * are arranged. Markers and lanes are kept in the session file. Used on the application thread.
 */
public final class ViewState {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MARKERS = "markers";
  private static final String LANES = "lanes";

  private final ObjectProperty<@Nullable Timeline> former = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable TimeRange> phase = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable EventSet> found = new SimpleObjectProperty<>();
  private final ObjectProperty<TimeRange> visible = new SimpleObjectProperty<>(new TimeRange(0, 0));
  private final ObjectProperty<@Nullable TimeRange> measured = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable Long> markerA = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable Long> markerB = new SimpleObjectProperty<>();
  private final ObjectProperty<@Nullable String> lesson = new SimpleObjectProperty<>();
  private @Nullable String savedLesson;
  private final LongProperty reachedNanos = new SimpleLongProperty();
  private final ObjectProperty<Arrangement> arrangement = new SimpleObjectProperty<>();
  private final ViewHistory history = new ViewHistory();

  /** The view of the file, whose other fields are kept. */
  private final ObjectNode origin;

  /**
   * Creates the view that a file holds. What cannot be read of it is ignored.
   *
   * @param json a JSON object; null for none
   */
  ViewState(@Nullable String json) {
    origin = read(json);
    JsonNode markers = origin.path(MARKERS);
    markerA.set(moment(markers.path("a")));
    markerB.set(moment(markers.path("b")));
    arrangement.set(ArrangementJson.read(origin.path(LANES)));
  }

  private static ObjectNode read(@Nullable String json) {
    try {
      return json != null && JSON.readTree(json) instanceof ObjectNode object
          ? object
          : JSON.createObjectNode();
    } catch (JsonProcessingException unreadable) {
      return JSON.createObjectNode();
    }
  }

  private static @Nullable Long moment(JsonNode node) {
    return node.canConvertToLong() && node.asLong() >= 0 ? node.asLong() : null;
  }

  /** Returns a former run to draw behind the session; null for none. It is not saved. */
  public ObjectProperty<@Nullable Timeline> former() {
    return former;
  }

  /**
   * Returns the phase that the user has chosen above the lanes; null if none. It is told while no
   * event is selected, and not saved.
   */
  public ObjectProperty<@Nullable TimeRange> phase() {
    return phase;
  }

  /** Returns the events that match the filter; null while there is none. They are not saved. */
  public ObjectProperty<@Nullable EventSet> found() {
    return found;
  }

  /** Returns the view as a JSON object for the session file; null if there is nothing to keep. */
  @Nullable String toJson() {
    ObjectNode view = origin.deepCopy();
    ObjectNode markers = JSON.createObjectNode();
    put(markers, "a", markerA.get());
    put(markers, "b", markerB.get());
    if (markers.isEmpty()) {
      view.remove(MARKERS);
    } else {
      view.set(MARKERS, markers);
    }
    ObjectNode lanes = ArrangementJson.write(arrangement.get());
    if (lanes.isEmpty()) {
      view.remove(LANES);
    } else {
      view.set(LANES, lanes);
    }
    return view.isEmpty() ? null : view.toString();
  }

  private static void put(ObjectNode markers, String name, @Nullable Long nanos) {
    if (nanos != null) {
      markers.put(name, nanos);
    }
  }

  /** Returns the range of time that the lanes show. */
  public ObjectProperty<TimeRange> visible() {
    return visible;
  }

  /** Returns the range of time measured on the ruler; null if there is none. */
  public ObjectProperty<@Nullable TimeRange> measured() {
    return measured;
  }

  /** Returns the moment of marker A, in nanoseconds since the session began; null if not set. */
  public ObjectProperty<@Nullable Long> markerA() {
    return markerA;
  }

  /** Returns the moment of marker B, in nanoseconds since the session began; null if not set. */
  public ObjectProperty<@Nullable Long> markerB() {
    return markerB;
  }

  /**
   * Returns the lesson that is kept in the file of the session, as a JSON object; null for none.
   */
  public ObjectProperty<@Nullable String> lesson() {
    return lesson;
  }

  /** Takes over the lesson of a file. */
  void keepsLesson(@Nullable String json) {
    savedLesson = json;
    lesson.set(json);
  }

  /** Records which lesson the file of the session holds. */
  void savedLesson(@Nullable String json) {
    savedLesson = json;
  }

  @Nullable String savedLesson() {
    return savedLesson;
  }

  boolean isLessonSaved() {
    return Objects.equals(lesson.get(), savedLesson);
  }

  /**
   * Returns the time that a replay has reached which shows the session bit by bit; 0 if the session
   * is not shown so.
   */
  public LongProperty reachedNanos() {
    return reachedNanos;
  }

  /** Returns how the user has arranged the lanes. */
  public ObjectProperty<Arrangement> arrangement() {
    return arrangement;
  }

  /** Returns the ranges that were visible before. */
  public ViewHistory history() {
    return history;
  }
}
