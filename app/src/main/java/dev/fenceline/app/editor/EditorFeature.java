package dev.fenceline.app.editor;

import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.Key;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.feature.Feature;
import dev.fenceline.app.feature.FileDialogs;
import dev.fenceline.app.feature.UnsavedWork;
import dev.fenceline.app.feature.WindowParts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.stage.FileChooser.ExtensionFilter;
import org.jspecify.annotations.Nullable;

/** The scenario editor, a page of the window. */
public final class EditorFeature implements Feature {
  private static final ExtensionFilter SCENARIOS = new ExtensionFilter("Scenario", "*.json");

  @Override
  public void addTo(WindowParts window) {
    EditorViewModel model = new EditorViewModel(window.workspace());
    ObjectProperty<@Nullable EditorView> page = new SimpleObjectProperty<>();
    FileDialogs dialogs = window.fileDialogs();
    EditorView.Buttons buttons =
        new EditorView.Buttons(
            () -> dialogs.openOne("Open scenario", List.of(SCENARIOS)).ifPresent(model::open),
            () -> choose(dialogs, model).ifPresent(file -> model.save(file, () -> {})),
            window.pages()::leave);
    window.add(work(dialogs, model));
    window.whenStarted(_ -> model.recoverDrafts());
    window.add(
        UserAction.of(
                "run.scenario.edit",
                Group.RUN,
                "Edit scenario\u2026",
                () -> {
                  model.begin();
                  EditorView known = page.get();
                  EditorView view = known == null ? new EditorView(model, buttons) : known;
                  page.set(view);
                  window.pages().toggle(view);
                })
            .withKey(Key.chord("Shortcut+Shift+E")));
  }

  private static Optional<Path> choose(FileDialogs dialogs, EditorViewModel model) {
    return dialogs.save("Save scenario", model.fileName(), SCENARIOS);
  }

  private static UnsavedWork work(FileDialogs dialogs, EditorViewModel model) {
    return new UnsavedWork() {
      @Override
      public String lost() {
        return model.lost();
      }

      @Override
      public void save(Runnable saved) {
        model.file().or(() -> choose(dialogs, model)).ifPresent(file -> model.save(file, saved));
      }

      @Override
      public void discard() {
        model.discard();
      }
    };
  }
}
