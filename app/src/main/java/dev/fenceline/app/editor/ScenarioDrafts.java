package dev.fenceline.app.editor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fenceline.app.workspace.DraftFile;
import dev.fenceline.app.workspace.Drafts;
import dev.fenceline.app.workspace.SessionFiles;
import dev.fenceline.app.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** Drafts of scenarios that are in no file yet. None if the preferences are not kept. */
final class ScenarioDrafts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Workspace workspace;
  private final @Nullable Drafts drafts;

  ScenarioDrafts(Workspace workspace) {
    this.workspace = workspace;
    this.drafts = Drafts.ofThisProgram(workspace.preferences(), ".scenario.json").orElse(null);
  }

  /**
   * Keeps a draft from now on.
   *
   * @param changes changes when the work does
   * @param content returns what writes it; empty if nothing would be lost
   */
  void keep(ObservableValue<?> changes, Supplier<Optional<DraftFile.Writing>> content) {
    if (drafts != null) {
      DraftFile draft = new DraftFile(workspace.jobs(), drafts.next(), content);
      changes.subscribe((_, _) -> draft.changed());
    }
  }

  /**
   * Looks for the drafts of programs that ended without asking.
   *
   * @param recover takes them, oldest first, and reports whether it keeps them
   */
  void leftBehind(Predicate<List<ObjectNode>> recover) {
    Drafts store = drafts;
    if (store == null) {
      return;
    }
    workspace
        .jobs()
        .start(
            "Looking for drafts",
            _ -> read(store.leftBehind()),
            left -> recover(left, recover),
            error -> unusable("The draft of a scenario cannot be read", error));
  }

  private static Map<Path, ObjectNode> read(List<Path> files) throws IOException {
    Map<Path, ObjectNode> left = new LinkedHashMap<>();
    for (Path file : files) {
      if (!(JSON.readTree(Files.readString(file)) instanceof ObjectNode scenario)) {
        throw new IOException(file + " contains no scenario.");
      }
      left.put(file, scenario);
    }
    return left;
  }

  private void recover(Map<Path, ObjectNode> left, Predicate<List<ObjectNode>> recover) {
    if (!left.isEmpty() && recover.test(List.copyOf(left.values()))) {
      workspace
          .messages()
          .news("Recovered", "Run > Edit scenario shows the scenario that was not saved.");
      // The new draft is written first.
      workspace.jobs().whenIdle(() -> left.keySet().forEach(this::delete));
    }
  }

  private void delete(Path draft) {
    workspace
        .jobs()
        .start(
            "Deleting a draft",
            _ -> {
              Drafts.delete(draft);
              return draft;
            },
            _ -> {},
            error -> unusable("The draft cannot be deleted", error));
  }

  private void unusable(String what, Exception error) {
    workspace.messages().problem(SessionFiles.problem(what, Path.of("drafts"), error));
  }
}
