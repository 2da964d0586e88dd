package dev.fenceline.app.editor;

import dev.fenceline.app.action.Group;
import dev.fenceline.app.action.Key;
import dev.fenceline.app.action.UserAction;
import dev.fenceline.app.feature.Feature;
import dev.fenceline.app.feature.FileDialogs;
import dev.fenceline.app.feature.WindowParts;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** The scenario editor, a page of the window. */
public final class EditorFeature implements Feature {
  @Override
  public void addTo(WindowParts window) {
    EditorViewModel model = new EditorViewModel(window.workspace());
    ObjectProperty<@Nullable EditorView> page = new SimpleObjectProperty<>();
    FileDialogs dialogs = window.fileDialogs();
    EditedWork work = new EditedWork(dialogs, model);
    EditorView.Buttons buttons =
        new EditorView.Buttons(
            () ->
                dialogs
                    .openOne("Open scenario", List.of(EditedWork.SCENARIOS))
                    .ifPresent(model::open),
            work::saveAs,
            window.pages()::leave);
    window.add(work);
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
}
