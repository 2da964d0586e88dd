package dev.fenceline.app.editor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fenceline.app.workspace.DraftFile;
import dev.fenceline.app.workspace.Problem;
import dev.fenceline.app.workspace.Workspace;
import dev.fenceline.clock.ClockKind;
import dev.fenceline.scenario.FaultTime;
import dev.fenceline.scenario.Scenario;
import dev.fenceline.scenario.ScenarioLibrary;
import dev.fenceline.scenario.ScenarioProblems;
import dev.fenceline.scenario.ScenarioReader;
import dev.fenceline.scenario.setting.SettingsWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The scenario that is being written, checked after each change. Application thread only. */
final class EditorViewModel {
  private static final String FAULTS = "faults";
  private static final String NEW_AT = "5 s";
  private static final int PAST_MAX = 200;

  /** What a recovered draft differs from. */
  private static final String NOTHING_SAVED = "{}";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Workspace workspace;
  private final ReadOnlyObjectWrapper<@Nullable Scenario> scenario = new ReadOnlyObjectWrapper<>();
  private final ObservableList<ScenarioProblems.Problem> problems =
      FXCollections.observableArrayList();
  private final ReadOnlyIntegerWrapper shape = new ReadOnlyIntegerWrapper();
  private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();
  private final ReadOnlyStringWrapper source = new ReadOnlyStringWrapper("");
  private ObjectNode json = SettingsWriter.write(ScenarioLibrary.find("ccr").orElseThrow());
  private String saved = "";
  private String last = "";
  private final Deque<Past> past = new ArrayDeque<>();
  private final ReadOnlyBooleanWrapper undoable = new ReadOnlyBooleanWrapper();
  private @Nullable Path file;
  private @Nullable Path lastFile;
  private final ScenarioDrafts drafts;

  /** What was edited before a change. */
  private record Past(String text, @Nullable Path file) {}

  EditorViewModel(Workspace workspace) {
    this.workspace = workspace;
    this.drafts = new ScenarioDrafts(workspace);
    drafts.keep(changes, this::draft);
  }

  /** Edits what programs that ended without asking have left behind. */
  void recoverDrafts() {
    drafts.leftBehind(this::recover);
  }

  private Optional<DraftFile.Writing> draft() {
    return isUnsaved() ? Optional.of(DraftFile.text(json.toPrettyString())) : Optional.empty();
  }

  /** Edits drafts again, unless work has begun; reports whether it did. The last one is shown. */
  private boolean recover(List<ObjectNode> left) {
    if (!saved.isEmpty()) {
      return false;
    }
    for (ObjectNode each : left) {
      json = each;
      saved = NOTHING_SAVED;
      reshaped();
    }
    return true;
  }

  /** Returns what would be lost if the program ended; empty if nothing would. */
  String lost() {
    if (!isUnsaved()) {
      return "";
    }
    String title = json.path("title").asText(json.path("id").asText("a scenario"));
    return "%s, in the scenario editor: changed%s"
        .formatted(title, problems.isEmpty() ? "" : ", but it cannot run yet");
  }

  /** Returns the file that it was opened from or saved to; empty if there is none. */
  Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  /** Marks what is not saved as unwanted. */
  void discard() {
    saved = json.toString();
    changed();
  }

  /** Returns the scenario; null while something is wrong with it. */
  ReadOnlyObjectProperty<@Nullable Scenario> scenario() {
    return scenario.getReadOnlyProperty();
  }

  /** Returns what is wrong. */
  ObservableList<ScenarioProblems.Problem> problems() {
    return problems;
  }

  /** Returns a number that changes when the form has other fields than before. */
  ReadOnlyIntegerProperty shape() {
    return shape.getReadOnlyProperty();
  }

  /** Returns a number that changes with every change. */
  ReadOnlyIntegerProperty changes() {
    return changes.getReadOnlyProperty();
  }

  /** Returns where the scenario comes from and whether it is saved. */
  ReadOnlyStringProperty source() {
    return source.getReadOnlyProperty();
  }

  /** Returns what is edited. Call {@link #changed} or {@link #reshaped} after a change. */
  ObjectNode json() {
    return json;
  }

  /** Reports whether there is work in no file. */
  boolean isUnsaved() {
    return !saved.isEmpty() && !saved.equals(json.toString());
  }

  /** Returns whether the scenario can run and be saved. */
  ObservableBooleanValue isRight() {
    return Bindings.isNotNull(scenario);
  }

  /** Begins with the scenario of the shown session, unless one is being edited. */
  void begin() {
    if (saved.isEmpty()) {
      Scenario shown = workspace.runs().scenario().get();
      edit(shown == null ? ScenarioLibrary.find("ccr").orElseThrow() : shown);
    }
  }

  /** Edits a scenario in place of the one before. */
  void edit(Scenario opened) {
    edit(opened, null);
  }

  private void edit(Scenario opened, @Nullable Path from) {
    file = from;
    json = SettingsWriter.write(opened);
    saved = json.toString();
    reshaped();
  }

  /** Opens a scenario file. */
  void open(Path from) {
    workspace
        .jobs()
        .start(
            "Reading " + from.getFileName(),
            _ -> ScenarioReader.read(from),
            opened -> edit(opened, from),
            error -> workspace.messages().problem(cannotRead(from, error)));
  }

  private static Problem cannotRead(Path file, Exception error) {
    return new Problem(
        "The scenario cannot be read", file.toString(), String.valueOf(error.getMessage()));
  }

  /** Returns whether there is a change to undo. */
  ReadOnlyBooleanProperty undoable() {
    return undoable.getReadOnlyProperty();
  }

  /** Takes the last change back, also the opening of another scenario. */
  void undo() {
    Past before = past.poll();
    if (before != null) {
      json = parsed(before.text());
      file = before.file();
      last = before.text();
      reshaped();
    }
  }

  private static ObjectNode parsed(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("what was written can be read", impossible);
    }
  }

  private void keepLast() {
    String now = json.toString();
    if (!now.equals(last)) {
      if (!last.isEmpty()) {
        past.push(new Past(last, lastFile));
      }
      if (past.size() > PAST_MAX) {
        past.removeLast();
      }
      last = now;
    }
    lastFile = file;
    undoable.set(!past.isEmpty());
  }

  /** Checks the scenario after the value of a field has changed. */
  void changed() {
    keepLast();
    ScenarioProblems found = ScenarioProblems.of(json);
    problems.setAll(found.problems());
    scenario.set(found.scenario().orElse(null));
    source.set(isUnsaved() ? "Changed, not saved" : "As opened or saved");
    changes.set(changes.get() + 1);
  }

  /** Checks the scenario after fields have come or gone. */
  void reshaped() {
    changed();
    shape.set(shape.get() + 1);
  }

  /** Returns the faults. */
  ArrayNode faults() {
    return json.withArray(FAULTS);
  }

  /** Adds a fault on the first path; {@code kind} is its word, such as {@code stall}. */
  void addFault(String kind) {
    ObjectNode fault = faults().addObject();
    fault.put("fault", kind);
    fault.put("at", NEW_AT);
    switch (kind) {
      case "slow-write" -> fault.put("controller", 0).put("takes", "8.8 s");
      case "slow-write-off", "hang", "hang-off" -> fault.put("controller", 0);
      case "delay" -> fault.put("path", firstPath()).put("delay", "5 ms");
      case "ana" -> fault.put("path", firstPath()).put("state", "inaccessible");
      default -> fault.put("path", firstPath());
    }
    reshaped();
  }

  private String firstPath() {
    return json.path("paths").path(0).path("name").asText("A");
  }

  /** Removes a fault. */
  void removeFault(int place) {
    faults().remove(place);
    reshaped();
  }

  /** Moves a fault in time, with its end if that does not depend on another fault. */
  void move(int place, long byNanos) {
    if (faults().path(place) instanceof ObjectNode fault) {
      shift(fault, "at", byNanos);
      if (!FaultTime.isAnchored(fault.path("until").asText())) {
        shift(fault, "until", byNanos);
      }
      reshaped();
    }
  }

  /** Moves the end of a fault in time. */
  void moveEnd(int place, long byNanos) {
    if (faults().path(place) instanceof ObjectNode fault) {
      shift(fault, "until", byNanos);
      reshaped();
    }
  }

  private static void shift(ObjectNode fault, String key, long byNanos) {
    JsonNode moment = fault.path(key);
    if (moment.isTextual()) {
      try {
        fault.put(key, FaultTime.moved(moment.textValue(), byNanos));
      } catch (IllegalArgumentException noMoment) {
        return; // the list of problems says what is wrong with it
      }
    }
  }

  /** Runs the scenario in virtual time and shows the run. */
  void run() {
    Scenario right = scenario.get();
    if (right != null) {
      workspace.runs().scenario().set(right);
      workspace.runs().clock().set(ClockKind.VIRTUAL);
      workspace.runs().start();
    }
  }

  /** Returns the name to propose for the file. */
  String fileName() {
    return json.path("id").asText("scenario") + ".json";
  }

  /**
   * Writes the scenario to a file for {@code fenceline run}.
   *
   * @param afterwards called when it is written
   */
  void save(Path to, Runnable afterwards) {
    String text = json.toPrettyString() + "\n";
    String now = json.toString();
    workspace
        .files()
        .write(
            "Writing " + to.getFileName(),
            to,
            () -> Files.writeString(to, text),
            () -> {
              file = to;
              saved = now;
              changed();
              afterwards.run();
            });
  }

  /** Returns the shipped scenarios. */
  static List<Scenario> shipped() {
    return ScenarioLibrary.ids().stream().flatMap(id -> ScenarioLibrary.find(id).stream()).toList();
  }
}
